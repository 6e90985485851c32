"""Vincular varios documentos de una vez, quitar después alguno y deshacer lo demás."""

from datetime import timedelta

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_documento, sembrar_plan, sembrar_vinculo
from sqlalchemy import select

from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.cuentas.modelos import Rol
from centro_doc.curaduria import operaciones
from centro_doc.curaduria.quitar_vinculos import quitar
from centro_doc.curaduria.unir import unir
from centro_doc.curaduria.vinculos_en_lote import vincular
from centro_doc.vinculos import casos
from centro_doc.vinculos.formularios import DatosVinculo
from centro_doc.vinculos.modelos import Vinculo

DATOS = DatosVinculo("OO3.A2.7", "sustenta", motivo="Llegaron con el informe")


@pytest.fixture
def ana(crear):
    return crear("ana@congreso.gob.gt", Rol.PERSONAL)


@pytest.fixture
def doce(bd):
    """Doce por catalogar; el 1 ya tiene el vínculo, el 2 lo tiene rechazado y el 13 no lo ve el personal."""
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        for n in range(1, 13):
            abierto = {"marcas": ("personal",), "estado": "por_catalogar"}
            documento = sembrar_documento(sesion, n, f"Oficio {n}", (f"texto {n}",), **abierto)
            if n <= 2:
                estado = ("confirmado", "rechazado")[n - 1]
                sembrar_vinculo(sesion, documento, "OO3.A2.7", estado=estado, motivo="De antes")
        sembrar_documento(sesion, 13, "Oculto", marcas=("reservada",), acceso="reservada")


def hacer(bd, reloj, actor, *numeros):
    with transaccion(bd) as sesion:
        return vincular(sesion, actor, DATOS, [f"CD-{n:05}" for n in numeros], reloj=reloj).id


def deshacer(bd, reloj, actor, operacion):
    with transaccion(bd) as sesion:
        return operaciones.deshacer(sesion, actor, operacion, reloj=reloj)


def vinculos(bd):
    with lectura(bd) as sesion:
        return {v.documento_id: (v.estado, v.motivo) for v in sesion.scalars(select(Vinculo))}


@pytest.mark.usefixtures("doce")
def test_doce_se_vinculan_de_una_vez_se_quita_uno_y_se_deshacen_los_demas(bd, reloj, ana):
    antes = vinculos(bd)
    operacion = hacer(bd, reloj, ana, *range(1, 13))
    assert vinculos(bd)[1] == ("confirmado", "De antes")
    assert {vinculos(bd)[n] for n in range(2, 13)} == {("confirmado", DATOS.motivo)}
    with lectura(bd) as sesion:
        assert operaciones.una(sesion, frozenset({"personal"}), operacion).descripcion == (
            "Vinculó 11 documentos con OO3.A2.7: Llegaron con el informe"
        )
    with transaccion(bd) as sesion:
        numero = sesion.scalars(select(Vinculo.id).where(Vinculo.documento_id == 5)).one()
        casos.quitar(sesion, ana, numero, "No es del informe", reloj=reloj)
    assert deshacer(bd, reloj, ana, operacion) == ()
    assert vinculos(bd) == antes


@pytest.mark.usefixtures("doce")
def test_el_que_se_quito_y_se_repuso_tambien_se_deshace(bd, reloj, ana):
    antes = vinculos(bd)
    operacion = hacer(bd, reloj, ana, 2, 3, 4, 5)
    with transaccion(bd) as sesion:
        registros = [f"CD-{n:05}" for n in (2, 3, 5)]
        quitados = quitar(sesion, ana, DATOS.destino, registros, "Por error", reloj=reloj).id
    assert deshacer(bd, reloj, ana, quitados) == ()
    with transaccion(bd) as sesion:
        suyo = sesion.scalars(select(Vinculo).where(Vinculo.documento_id == 5)).one()
        suyo.decidido = reloj.ahora() + timedelta(hours=1)
    assert deshacer(bd, reloj, ana, operacion) == ("CD-00005, que después se volvió a vincular",)
    assert vinculos(bd) == antes | {5: ("confirmado", DATOS.motivo)}


@pytest.mark.usefixtures("doce")
def test_de_una_operacion_de_antes_vale_el_numero_si_es_del_documento(bd, reloj, ana):
    antes = vinculos(bd)
    operacion = hacer(bd, reloj, ana, 3, 4)
    with transaccion(bd) as sesion:
        suya = operaciones.una(sesion, frozenset({"personal"}), operacion)
        for cambio in suya.cambios:
            cambio.despues = {k: v for k, v in cambio.despues.items() if k not in {"clave", "relacion"}}
    assert deshacer(bd, reloj, ana, operacion) == ()
    assert vinculos(bd) == antes


@pytest.mark.usefixtures("doce")
def test_es_todo_o_nada_y_no_repite(bd, reloj, ana):
    antes = vinculos(bd)
    with pytest.raises(NoEncontrado):
        hacer(bd, reloj, ana, 3, 13)
    with pytest.raises(DatosInvalidos) as error:
        hacer(bd, reloj, ana, 1)
    assert "ya vinculados" in error.value.campos["elegidos"]
    assert vinculos(bd) == antes


@pytest.mark.usefixtures("doce")
def test_al_deshacer_se_dejan_los_que_ya_sostienen_algo(bd, reloj, ana):
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 14, "Publicado")
    operacion = hacer(bd, reloj, ana, 3, 4, 14)
    with transaccion(bd) as sesion:
        unir(sesion, ana, "CD-00006", "CD-00004", ediciones=(1, 1), reloj=reloj)
    assert deshacer(bd, reloj, ana, operacion) == (
        "CD-00004, que se unió a otra ficha",
        "CD-00014, que está publicado y no tiene otro vínculo",
    )
    assert set(vinculos(bd)) == {1, 2, 6, 14}


@pytest.mark.usefixtures("doce")
def test_por_la_web_se_piden_el_destino_y_el_motivo(ana, entrar):
    cliente = entrar("ana@congreso.gob.gt")
    datos = {"csrf_token": ficha_csrf(cliente, "/lotes/vincular"), "elegidos": ["CD-00003", "CD-00004"]}
    pagina = cliente.post("/lotes/vincular", data=datos).text
    assert "Vincular 2 documentos" in pagina and "OO3.A2.7" in pagina
    sin_motivo = cliente.post("/lotes/vincular", data=datos | {"accion": "aplicar", "destino": "OO3.A2.7"})
    assert sin_motivo.status_code == 422 and "Escriba por qué" in sin_motivo.text
    completos = datos | {"accion": "aplicar", "destino": "OO3.A2.7", "motivo": "Del informe"}
    hecha = cliente.post("/lotes/vincular", data=completos)
    assert hecha.status_code == 303
    assert "Sustenta OO3.A2.7" in cliente.get(hecha.location).text
    repetida = cliente.post("/lotes/vincular", data=completos)
    assert repetida.status_code == 422 and "ya vinculados con OO3.A2.7" in repetida.text


@pytest.mark.usefixtures("doce")
def test_un_registro_que_no_esta_se_nombra_y_no_hace_perder_los_elegidos(ana, entrar):
    cliente = entrar("ana@congreso.gob.gt")
    datos = {
        "csrf_token": ficha_csrf(cliente, "/lotes/vincular"),
        "elegidos": ["CD-00003", "CD-00004"],
        "registros": "CD-00005 24 cd-99999 CD-00013",
        "accion": "aplicar",
        "destino": "OO3.A2.7",
        "motivo": "Del informe",
    }
    pagina = cliente.post("/lotes/vincular", data=datos)
    assert pagina.status_code == 404
    assert "no encontramos 24, CD-99999 ni CD-00013" in pagina.text
    assert "Vincular 3 documentos" in pagina.text
    assert 'name="registros" autocomplete="off" value="24 cd-99999 CD-00013"' in pagina.text
    assert 'value="Del informe"' in pagina.text


def test_el_que_enuncia_un_nodo_no_se_vincula_como_su_prueba_ni_pierde_su_enuncia(bd, reloj, ana):
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        for n in (1, 2):
            abierto = {"marcas": ("personal",), "estado": "por_catalogar"}
            sembrar_documento(sesion, n, f"Plan {n}", (f"texto {n}",), **abierto)
        plan = sesion.get_one(Documento, 1)
        sembrar_vinculo(sesion, plan, "OO3.A2.7", relacion="enuncia", motivo="Lo trae")
    with pytest.raises(DatosInvalidos, match=r"CD-00001 es el que enuncia OO3\.A2\.7"):
        hacer(bd, reloj, ana, 1, 2)
    hacer(bd, reloj, ana, 2)
    with transaccion(bd) as sesion:
        quitar(sesion, ana, "OO3.A2.7", ["CD-00001", "CD-00002"], "No era", reloj=reloj)
    assert vinculos(bd) == {1: ("confirmado", "Lo trae")}
