"""Lo decidido sobre las fichas de un tipo corrige la confianza de lo que se propone después."""

import pytest
from fabrica import AHORA, sembrar_documento
from sqlalchemy import select

from centro_doc.catalogo.decisiones import Decision, decidir, decisiones_visibles, en_csv
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_sugerencias import EstadoSugerencia, Sugerencia
from centro_doc.catalogo.sugerencias import proponer_atrasadas
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import Conflicto, SinPermiso
from centro_doc.cuentas.permisos import ANONIMO, Actor
from indexador.juridico.puntuacion import POCO_ACIERTO

OFICIO = (
    "MINISTERIO DE GOBERNACIÓN\nOficio No. DGM-{n}-2010\nGuatemala, 5 de agosto de 2010\n"
    "Asunto: Informe de las personas retornadas en los meses de enero a julio de este año."
)


def oficio(sesion, numero, *, marca="personal", tipo=None):
    pagina = OFICIO.format(n=100 + numero)
    return sembrar_documento(
        sesion, numero, "doc", (pagina,), estado="por_catalogar", tipo=tipo, marcas=(marca,), emitido=None
    )


def confianzas(bd, documento):
    with lectura(bd) as sesion:
        filas = sesion.scalars(select(Sugerencia).where(Sugerencia.documento_id == documento))
        return {una.campo: (una.confianza, una.nota) for una in filas}


def decididos(bd, reloj, cuantos, campo, estado, *, marca="personal"):
    """Oficios ya confirmados cuya sugerencia de un campo quedó así."""
    with transaccion(bd) as sesion:
        for numero in range(1, cuantos + 1):
            oficio(sesion, numero, marca=marca, tipo="oficio")
    proponer_atrasadas(bd, reloj=reloj)
    with transaccion(bd) as sesion:
        for una in sesion.scalars(select(Sugerencia).where(Sugerencia.campo == campo)):
            una.estado, una.decidida_el, una.valor_final = estado, AHORA, "otra cosa"


def nuevo(bd, reloj):
    with transaccion(bd) as sesion:
        oficio(sesion, 90)
    proponer_atrasadas(bd, reloj=reloj)
    return confianzas(bd, 90)


def test_lo_que_se_corrige_a_menudo_en_un_tipo_pierde_confianza_y_lo_dice(bd, reloj):
    antes = nuevo(bd, reloj)
    assert {"tipo", "numero"} <= set(antes)
    decididos(bd, reloj, 40, "numero", EstadoSugerencia.CORREGIDA)
    with transaccion(bd) as sesion:
        oficio(sesion, 91)
    proponer_atrasadas(bd, reloj=reloj)
    confianza, nota = confianzas(bd, 91)["numero"]
    assert confianza < antes["numero"][0]
    assert POCO_ACIERTO in nota


def test_lo_que_se_acepta_siempre_la_gana(bd, reloj):
    antes = nuevo(bd, reloj)["fecha:emision"][0]
    decididos(bd, reloj, 30, "fecha:emision", EstadoSugerencia.ACEPTADA)
    with transaccion(bd) as sesion:
        oficio(sesion, 91)
    proponer_atrasadas(bd, reloj=reloj)
    assert confianzas(bd, 91)["fecha:emision"][0] > antes


def test_lo_decidido_en_lo_reservado_no_se_nota_en_lo_demas(bd, reloj):
    antes = nuevo(bd, reloj)
    decididos(bd, reloj, 40, "numero", EstadoSugerencia.CORREGIDA, marca="reservada")
    with transaccion(bd) as sesion:
        oficio(sesion, 91)
    proponer_atrasadas(bd, reloj=reloj)
    assert confianzas(bd, 91) == antes


@pytest.fixture
def uno(bd, reloj):
    nuevo(bd, reloj)
    with lectura(bd) as sesion:
        return sesion.scalars(select(Sugerencia).where(Sugerencia.campo == "numero")).one()


def test_decidir_pide_permiso_y_que_la_sugerencia_sea_del_documento(bd, reloj, ana, uno):
    aceptar = [Decision(uno.id, EstadoSugerencia.ACEPTADA, uno.valor, "")]
    with transaccion(bd) as sesion:
        otro = oficio(sesion, 2)
        with pytest.raises(Conflicto, match="no es de este documento"):
            decidir(sesion, ana, otro, aceptar, reloj=reloj)
        with pytest.raises(SinPermiso):
            decidir(sesion, Actor(usuario_id=9), sesion.get_one(Documento, 90), aceptar, reloj=reloj)
        with pytest.raises(Exception, match="cuenta"):
            list(decisiones_visibles(sesion, ANONIMO))


def test_ninguna_celda_de_la_hoja_empieza_como_una_formula():
    hoja = "".join(en_csv([("CD-00001", "", "titulo", "=HYPERLINK(1)", "+1")]))
    assert "'=HYPERLINK(1),'+1" in hoja
