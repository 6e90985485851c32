"""Publicar, retirar y reponer."""

from dataclasses import replace
from datetime import date

import pytest
from fabrica import sembrar_plan, sembrar_version, sembrar_vinculo
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.casos import EdicionVieja, crear_sin_archivo
from centro_doc.catalogo.modelos import Acceso, Documento, Estado, Precision
from centro_doc.catalogo.reglas import DatosFicha, FechaDada
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.cuentas.modelos import Rol
from centro_doc.curaduria import casos
from centro_doc.indice.modelos import Ocultamiento
from centro_doc.vinculos.formularios import DatosVinculo
from centro_doc.vinculos.modelos import Vinculo
from indexador.extraccion.oculto import atencion

FICHA = DatosFicha(
    titulo="Minuta de la reunión con COPAREM",
    acceso=DatosAcceso(Acceso.PUBLICA),
    tipo="minuta",
    fechas=(FechaDada("sesion", date(2011, 8, 5), Precision.DIA),),
)
LIBRO = "CD-00001"


@pytest.fixture
def ana(crear):
    return crear("ana@congreso.gob.gt", Rol.PERSONAL)


@pytest.fixture
def libro(bd, reloj, ana):
    """CD-00001 por catalogar, con texto, y el plan sembrado."""
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        documento = crear_sin_archivo(sesion, ana, "Minuta", reloj=reloj)
        sembrar_version(sesion, documento, ["Se acordó un plan nacional de retorno para 2012."])
    return LIBRO


def publicar(bd, reloj, actor, datos=FICHA, edicion=1, identificador=LIBRO):
    with transaccion(bd) as sesion:
        casos.guardar_y_publicar(sesion, actor, identificador, datos, edicion=edicion, reloj=reloj)


def leido(bd):
    with lectura(bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        _ = documento.marcas
        return documento


def test_publicar_exige_la_ficha_completa_y_un_vinculo_o_su_motivo(bd, reloj, ana, libro):
    with pytest.raises(DatosInvalidos) as error:
        publicar(bd, reloj, ana, replace(FICHA, tipo=None, fechas=()))
    assert set(error.value.campos) == {"tipo", "vinculos"}
    with pytest.raises(DatosInvalidos) as error:
        publicar(bd, reloj, ana, replace(FICHA, acceso=DatosAcceso(Acceso.INTERNA)))
    assert set(error.value.campos) == {"fundamento", "vinculos"}
    assert (leido(bd).estado, leido(bd).edicion) == (Estado.POR_CATALOGAR, 1)
    publicar(bd, reloj, ana, replace(FICHA, sin_vinculos_motivo="Trata del archivo, no del plan"))
    publicado = leido(bd)
    assert (publicado.estado, publicado.publicado) == (Estado.PUBLICADO, reloj.ahora())
    assert {m.marca for m in publicado.marcas} == {"publico"}


def test_con_un_vinculo_confirmado_se_publica_y_con_uno_propuesto_no(bd, reloj, ana, libro):
    with transaccion(bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        vinculo = sembrar_vinculo(sesion, documento, "OO3.A2.7", estado="propuesto")
    with pytest.raises(DatosInvalidos):
        publicar(bd, reloj, ana)
    with transaccion(bd) as sesion:
        sesion.get_one(Vinculo, vinculo.id).estado = "confirmado"
    publicar(bd, reloj, ana)
    with lectura(bd) as sesion:
        asiento = sesion.scalars(select(Asiento).where(Asiento.accion == "documento_publicado")).one()
        assert (asiento.objeto_id, asiento.detalle["antes"]) == (LIBRO, "por_catalogar")


def test_guardar_y_vincular_es_una_sola_cosa(bd, reloj, ana, libro):
    def vincular(vinculo, edicion):
        with transaccion(bd) as sesion:
            casos.guardar_y_vincular(sesion, ana, LIBRO, FICHA, vinculo, edicion=edicion, reloj=reloj)

    with pytest.raises(DatosInvalidos):
        vincular(DatosVinculo("no existe nada así", "sustenta", None, "motivo"), 1)
    assert leido(bd).titulo == "Minuta"
    vincular(DatosVinculo("OO3.A2.7", "sustenta", None, "La minuta entera"), 1)
    assert leido(bd).titulo == FICHA.titulo
    with transaccion(bd) as sesion:
        numero = sesion.scalars(select(Vinculo.id)).one()
        casos.guardar_y_desvincular(sesion, ana, LIBRO, FICHA, numero, edicion=2, reloj=reloj)
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Vinculo)).all() == []


@pytest.mark.parametrize(
    ("estado", "dice"), [(Estado.RECIBIDO, "todavía se está leyendo"), (Estado.RETIRADO, "está retirado")]
)
def test_lo_que_se_esta_leyendo_o_esta_retirado_no_se_publica(bd, reloj, ana, libro, estado, dice):
    with transaccion(bd) as sesion:
        sesion.scalars(select(Documento)).one().estado = estado
    with pytest.raises(Conflicto) as error:
        publicar(bd, reloj, ana, replace(FICHA, sin_vinculos_motivo="x"))
    assert dice in error.value.mensaje


def test_quien_publica_sobre_una_edicion_vieja_sabe_quien_publico(bd, reloj, ana, crear, libro):
    rosa = crear("rosa@congreso.gob.gt", Rol.REVISOR)
    publicar(bd, reloj, rosa, replace(FICHA, sin_vinculos_motivo="x"))
    with pytest.raises(EdicionVieja) as error:
        publicar(bd, reloj, ana)
    assert (error.value.quien, error.value.hizo) == ("Rosa", "publicó otra versión")
    assert "publicó otra versión" in error.value.mensaje


def test_retirar_oculta_desde_ya_guarda_el_motivo_y_se_repone(bd, reloj, ana, libro):
    publicar(bd, reloj, ana, replace(FICHA, sin_vinculos_motivo="x"))
    with pytest.raises(DatosInvalidos), transaccion(bd) as sesion:
        casos.retirar(sesion, ana, LIBRO, "  ", reloj=reloj)
    with transaccion(bd) as sesion:
        casos.retirar(sesion, ana, LIBRO, "Se publicó por error", reloj=reloj)
    retirado = leido(bd)
    assert (retirado.estado, retirado.retiro_motivo) == (Estado.RETIRADO, "Se publicó por error")
    assert {m.marca for m in retirado.marcas} == {"personal"}
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Ocultamiento.revision)).one() == retirado.revision
    with pytest.raises(Conflicto), transaccion(bd) as sesion:
        casos.retirar(sesion, ana, LIBRO, "otra vez", reloj=reloj)
    with transaccion(bd) as sesion:
        casos.reponer(sesion, ana, LIBRO, reloj=reloj)
    assert (leido(bd).estado, leido(bd).retiro_motivo) == (Estado.POR_CATALOGAR, "")
    with pytest.raises(Conflicto), transaccion(bd) as sesion:
        casos.reponer(sesion, ana, LIBRO, reloj=reloj)
    with lectura(bd) as sesion:
        acciones = sesion.scalars(select(Asiento.accion).order_by(Asiento.id)).all()
    assert acciones[-2:] == ["documento_retirado", "documento_repuesto"]


def test_lo_que_tenia_falla_vuelve_con_su_falla(bd, reloj, ana, libro):
    with transaccion(bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        documento.estado, documento.falla_codigo = Estado.CON_FALLA, "danado"
    for hacer in (lambda s: casos.retirar(s, ana, LIBRO, "x", reloj=reloj), None):
        with transaccion(bd) as sesion:
            (hacer or (lambda s: casos.reponer(s, ana, LIBRO, reloj=reloj)))(sesion)
    assert leido(bd).estado == Estado.CON_FALLA


def test_quien_no_debe_no_publica_ni_retira(bd, reloj, crear, libro):
    investigador = crear("i@congreso.gob.gt", Rol.INVESTIGADOR)
    presidencia = crear("p@congreso.gob.gt", Rol.PRESIDENCIA)
    for actor in (investigador, presidencia):
        for hacer in (
            lambda s, a=actor: casos.publicar(s, a, LIBRO, reloj=reloj),
            lambda s, a=actor: casos.retirar(s, a, LIBRO, "x", reloj=reloj),
            lambda s, a=actor: casos.reponer(s, a, LIBRO, reloj=reloj),
        ):
            with pytest.raises(SinPermiso), transaccion(bd) as sesion:
                hacer(sesion)
    ana = crear("b@congreso.gob.gt", Rol.PERSONAL)
    with pytest.raises(NoEncontrado):
        publicar(bd, reloj, ana, identificador="CD-00404")


def test_quien_guarda_sobre_lo_que_otra_persona_retiro_sabe_que_lo_retiro(bd, reloj, ana, crear, libro):
    rosa = crear("rosa@congreso.gob.gt", Rol.REVISOR)
    publicar(bd, reloj, ana, replace(FICHA, sin_vinculos_motivo="x"))
    with transaccion(bd) as sesion:
        casos.retirar(sesion, rosa, LIBRO, "Se publicó por error", reloj=reloj)
    with pytest.raises(EdicionVieja) as error, transaccion(bd) as sesion:
        casos.guardar(sesion, ana, LIBRO, FICHA, edicion=2, reloj=reloj)
    assert (error.value.quien, error.value.hizo) == ("Rosa", "retiró el documento")


def test_quien_guardo_lo_mismo_en_otra_ventana_no_se_ve_acusado_de_ser_otro(bd, reloj, ana, libro):
    with transaccion(bd) as sesion:
        casos.guardar(sesion, ana, LIBRO, FICHA, edicion=1, reloj=reloj)
    with pytest.raises(EdicionVieja) as error, transaccion(bd) as sesion:
        casos.guardar(sesion, ana, LIBRO, FICHA, edicion=1, reloj=reloj)
    assert "Usted, en otra ventana, guardó otra versión" in error.value.mensaje


def test_un_publicado_no_pierde_el_motivo_de_no_tener_vinculos_si_no_tiene_ninguno(bd, reloj, ana, libro):
    publicar(bd, reloj, ana, replace(FICHA, sin_vinculos_motivo="Trata del archivo"))
    with pytest.raises(DatosInvalidos) as error, transaccion(bd) as sesion:
        casos.guardar(sesion, ana, LIBRO, FICHA, edicion=3, reloj=reloj)
    assert set(error.value.campos) == {"vinculos"}
    assert leido(bd).sin_vinculos_motivo == "Trata del archivo"
    with transaccion(bd) as sesion:
        sembrar_vinculo(sesion, sesion.scalars(select(Documento)).one(), "OO3.A2.7")
        casos.guardar(sesion, ana, LIBRO, FICHA, edicion=3, reloj=reloj)
    assert leido(bd).sin_vinculos_motivo == ""


def sin_leer(bd, numero=2):
    """Suma al libro una versión a la vista que nadie ha leído."""
    with transaccion(bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        texto = sembrar_version(sesion, documento, ["Aún no"], numero=numero)
        paginas, version = texto.paginas, texto.version
        for una in [*paginas, texto]:
            sesion.delete(una)
        return version.id


def vistas(bd):
    with lectura(bd) as sesion:
        return [(v.vista, v.archivos[0].avisos) for v in sesion.scalars(select(Documento)).one().versiones]


SIN_VINCULO = replace(FICHA, sin_vinculos_motivo="Trata del archivo, no del plan")


def test_lo_que_no_se_ha_leido_no_sale_al_publicar(bd, reloj, ana, libro):
    sin_leer(bd)
    publicar(bd, reloj, ana, SIN_VINCULO)
    assert vistas(bd) == [("a_la_vista", []), ("por_revisar", [])]


def test_la_version_ilegible_de_una_ficha_con_falla_se_retiene_y_dice_por_que(bd, reloj, ana, libro):
    sin_leer(bd)
    with transaccion(bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        documento.estado, documento.falla_motivo = Estado.CON_FALLA, "Pide una contraseña."
    publicar(bd, reloj, ana, SIN_VINCULO)
    assert vistas(bd)[1] == ("por_revisar", ["La versión nueva no se pudo leer. Pide una contraseña."])


def test_lo_oculto_de_cualquier_version_se_acepta_expresamente(bd, reloj, ana, libro):
    with transaccion(bd) as sesion:
        documento = sesion.scalars(select(Documento)).one()
        sembrar_version(sesion, documento, ["Limpia"], numero=2)
        archivo = documento.versiones[0].archivos[0]
        archivo.avisos = atencion("texto tapado")
        numero = archivo.id
    with pytest.raises(DatosInvalidos) as error:
        publicar(bd, reloj, ana, SIN_VINCULO)
    assert set(error.value.campos) == {"oculto"}
    with transaccion(bd) as sesion:
        casos.guardar_y_publicar(sesion, ana, LIBRO, SIN_VINCULO, edicion=1, aceptados={numero}, reloj=reloj)
    assert [vista for vista, _ in vistas(bd)] == ["a_la_vista", "a_la_vista"]
