"""Qué parte de la bitácora y de la cola ve cada quien."""

from datetime import date, timedelta

import pytest

from centro_doc.admin import consultas
from centro_doc.admin.formularios import FiltroDeBitacora
from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.catalogo.modelos_recibos import Lote, Recibo
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.permisos import SISTEMA, Actor
from centro_doc.tareas.casos import arrendar, encolar
from centro_doc.tareas.modelos import EstadoTarea

ANA = Actor(usuario_id=7, nombre="Ana Sical", clave="u:7")
ZONA = "America/Guatemala"
ADMIN = frozenset({"publico", "persona:1"})
REVISOR = frozenset({"publico", "persona:2", "personal", "reservada"})


@pytest.fixture
def documentos(bd, reloj):
    """Cuatro documentos, uno por marca; de cada uno hay un asiento y una tarea fallida."""
    with transaccion(bd) as sesion:
        for numero, marca in enumerate(("publico", "personal", "reservada", "persona:9"), start=1):
            documento = Documento(
                identificador=f"CD-{numero:05}",
                estado="publicado",
                titulo="Título",
                acceso="publica",
                creado=reloj.ahora(),
            )
            documento.marcas = [DocumentoMarca(marca=marca)]
            sesion.add(documento)
            sesion.flush()
            anotar(sesion, ANA, f"accion_{marca}", ("documento", documento.identificador), reloj=reloj)
            tarea = encolar(sesion, "leer", documento.identificador, {}, reloj=reloj)
            tarea.estado, tarea.error = EstadoTarea.FALLIDA, f"falló {marca}"
        anotar(sesion, SISTEMA, "plan_cargado", ("plan", "2009-2012"), reloj=reloj)


def objetos(bd, filtro=FiltroDeBitacora(), marcas=REVISOR | {"persona:9"}, **mas):  # noqa: B008 - inmutable
    with lectura(bd) as sesion:
        hoja = consultas.bitacora(sesion, filtro, marcas=marcas, zona=ZONA, **mas)
        assert hoja.total == len(hoja.elementos) or mas
        return [asiento.objeto_id for asiento in hoja.elementos]


def test_la_bitacora_no_nombra_lo_que_su_lector_no_puede_ver(bd, documentos):
    assert objetos(bd, marcas=ADMIN) == ["2009-2012", "CD-00001"]
    assert objetos(bd, marcas=REVISOR) == ["2009-2012", "CD-00003", "CD-00002", "CD-00001"]
    assert len(objetos(bd)) == 5


def test_la_lista_de_acciones_tampoco_delata(bd, documentos):
    with lectura(bd) as sesion:
        assert list(consultas.acciones_anotadas(sesion, marcas=ADMIN)) == ["accion_publico", "plan_cargado"]


def test_las_tareas_fallidas_se_cuentan_pero_solo_se_nombran_a_quien_puede(bd, documentos):
    with lectura(bd) as sesion:
        vistas = consultas.tareas_fallidas(sesion, marcas=ADMIN)
    assert [(t.objeto, t.motivo) for t in vistas] == [
        ("", ""),
        ("", ""),
        ("", ""),
        ("CD-00001", "falló publico"),
    ]


@pytest.mark.parametrize(
    ("filtro", "esperados"),
    [
        (FiltroDeBitacora(persona="ana"), 4),
        (FiltroDeBitacora(persona="%"), 0),
        (FiltroDeBitacora(accion="plan_cargado"), 1),
        (FiltroDeBitacora(objeto="CD-00002"), 1),
        (FiltroDeBitacora(objeto="documento CD-00002"), 1),
        (FiltroDeBitacora(objeto="plan CD-00002"), 0),
        (FiltroDeBitacora(desde=date(2011, 8, 17), hasta=date(2011, 8, 17)), 5),
        (FiltroDeBitacora(desde=date(2011, 8, 18)), 0),
        (FiltroDeBitacora(hasta=date(2011, 8, 16)), 0),
        (FiltroDeBitacora(hasta=date.max), 5),
    ],
)
def test_cada_filtro_restringe(bd, documentos, filtro, esperados):
    assert len(objetos(bd, filtro)) == esperados


def test_los_dias_del_filtro_son_los_de_guatemala(bd, reloj):
    reloj.avanzar(hours=11)  # las 21:00 del 17 en Guatemala, ya 18 en UTC
    with transaccion(bd) as sesion:
        anotar(sesion, ANA, "prueba", ("cosa", "noche"), reloj=reloj)
    dia = FiltroDeBitacora(desde=date(2011, 8, 17), hasta=date(2011, 8, 17))
    assert objetos(bd, dia) == ["noche"]


def test_la_bitacora_va_por_hojas(bd, reloj):
    with transaccion(bd) as sesion:
        for numero in range(consultas.POR_HOJA + 2):
            anotar(sesion, ANA, "prueba", ("cosa", str(numero)), reloj=reloj)
    assert objetos(bd, hoja=2) == ["1", "0"]
    assert objetos(bd, hoja=9) == []


def test_un_turno_vencido_se_ve_sin_senales(bd, reloj):
    with transaccion(bd) as sesion:
        arrendar(sesion, "indice", "maquina:1", reloj=reloj)
    with lectura(bd) as sesion:
        (vivo,) = consultas.turnos(sesion, ahora=reloj.ahora())
        (vencido,) = consultas.turnos(sesion, ahora=reloj.ahora() + timedelta(hours=1))
    assert (vivo.titular, vivo.vivo, vencido.vivo) == ("maquina:1", True, False)


def test_los_archivos_que_llegan_solo_los_ve_el_personal_y_no_los_de_un_documento_oculto(
    bd, documentos, reloj
):
    with transaccion(bd) as sesion:
        lote = Lote(creado=reloj.ahora(), acceso="publica")
        sesion.add(lote)
        sesion.flush()
        for codigo, documento in (("R-libre", None), ("R-reservado", 3), ("R-confidencial", 4)):
            sesion.add(
                Recibo(
                    codigo=codigo,
                    lote_id=lote.id,
                    documento_id=documento,
                    estado="duplicado",
                    nombre="acta.pdf",
                    creado=reloj.ahora(),
                )
            )
            detalle = {"archivo": "acta.pdf"}
            anotar(sesion, ANA, "archivo_duplicado", ("recibo", codigo), reloj=reloj, detalle=detalle)
    recibos = FiltroDeBitacora(accion="archivo_duplicado")
    assert objetos(bd, recibos, marcas=ADMIN) == []
    assert objetos(bd, recibos, marcas=REVISOR) == ["R-reservado", "R-libre"]
