import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.extraccion import caratulas
from indexador.juridico import confusiones, numero, puntuacion, reparo
from indexador.juridico.metadatos import Propuesta, proponer
from indexador.juridico.numero import leer_registro, leer_tras, partir
from indexador.juridico.puntuacion import FORMA_RARA, POCO_ACIERTO, TECHO, Confirmada, ajustar
from indexador.juridico.reparo import reparar, sin_basura
from indexador.lengua.plano import plano
from tests.indexador.juridico.documentos import DECRETO, OFICIO, texto


@pytest.mark.parametrize("modulo", [numero, reparo, puntuacion, confusiones, caratulas])
def test_los_ejemplos_de_la_documentacion_se_cumplen(modulo):
    assert doctest.testmod(modulo).failed == 0


@pytest.mark.parametrize(
    ("escrito", "valor", "confianza"),
    [
        (" NÚMERO 12-2002", "12-2002", 1.0),
        (" Número noventa y cinco guión noventa y ocho (95-98)", "95-98", 1.0),
        (" Número trece guion dos mil trece del Congreso", "13-2013", 0.9),
        (" No. 09-2009", "9-2009", 0.9),
        (" 1748", "1748", 0.9),
        (" N6MERO 57~2008", "57-2008", 1.0),
        (" Nº 13-\n2013", "13-2013", 1.0),
        (" NÚMERO 10-04", "10-2004", 0.7),
        (" NÚMERO 6394", "63-94", 0.3),
        (" NÚMERO 452007", "45-2007", 0.3),
        (" NÚMERO 13 2013", "13-2013", 0.5),
        (" No. 2 3 3 - 2 O 1 7 =~", "233-2017", 0.55),
        (" noventa y cinco guión noventa y ocho (95-97)", "95-97", 0.4),
        (" NÚMERO DIEZ Y SIETE GUIÓN SETENTA Y TRES (17-73)", "17-73", 1.0),
        (" número cuarenta y seis diagonal dos mil siete", "46-2007", 0.9),
        (" Número cero nueve guión dos mil nueve (09-2009)", "9-2009", 1.0),
        (" número mil setecientos cuarenta y ocho (1748)", "1748", 0.95),
        (" NÚMERO CIENTO SEIS", "106", 0.8),
        (" NÚMERO CIENTO VEINTIDÓS GUIÓN DOS MIL UNO\n\nCONSIDERANDO:", "122-2001", 0.9),
        (" NÚMERO CIENTO VEINTIDÓS GUIÓN\nDOS MIL UNO (122-2001)", "122-2001", 1.0),
        (" número ciento seis (107)", "107", 0.4),
        (" No. 874-202S", "874-2025", 0.55),
        (" Nurnero 59-2008", "59-2008", 1.0),
        (" No. l748", "1748", 0.5),
    ],
)
def test_el_numero_de_una_norma_se_lee_y_lo_dudoso_lo_parece(escrito, valor, confianza):
    leido = leer_tras(plano(escrito), 0)
    assert leido is not None
    assert (leido.valor, leido.confianza) == (valor, confianza)
    assert leido.confianza >= 0.6 or leido.nota


@pytest.mark.parametrize("escrito", ["", " del Congreso", " NÚMERO", " número de", " NÚMERO X-2010"])
def test_sin_numero_no_se_inventa(escrito):
    assert leer_tras(plano(escrito), 0) is None


def test_los_ceros_de_la_autoridad_migratoria_se_conservan():
    assert leer_tras(" no. 002-2023", 0, ceros=True).valor == "002-2023"


@pytest.mark.parametrize("cifras", ["1768", "1613", "106", "1"])
def test_un_numero_corrido_antiguo_no_se_parte(cifras):
    assert partir(cifras) == ""


@pytest.mark.parametrize(
    ("escrito", "valor"),
    [
        ("\n4307", "4307"),
        (": 4,126", "4126"),
        (" 44-39", "4439"),
        (" 43O7", "4307"),
        (" No. 4307", "4307"),
        (" cuatro mil trescientos siete (4307)", "4307"),
    ],
)
def test_el_registro_de_una_iniciativa_son_cuatro_cifras(escrito, valor):
    assert leer_registro(plano(escrito), 0).valor == valor


@pytest.mark.parametrize(
    ("roto", "sano"),
    [
        ("LEY DE PROTECCI6N DE LOS ANIMALES", "LEY DE PROTECCIÓN DE LOS ANIMALES"),
        ("Ley de retormas al C6digo Penal", "Ley de reformas al Código Penal"),
        ("LEY DE MI GRA CIÓN", "LEY DE MIGRACIÓN"),
        ("de 10s trabajadores", "de los trabajadores"),
        ("por 10 que pagan", "por lo que pagan"),
    ],
)
def test_se_enmienda_lo_roto_y_se_dice(roto, sano):
    assert reparar(roto) == (sano, True)


@pytest.mark.parametrize(
    "bueno",
    [
        "Reformas al Decreto 17-73, Código Penal",
        "Orden de 5 de octubre de 1961, artículo 10, 4º y 1o.",
        "Ley del COVID19 y del T4",
        "Atitlán, Sipacate-Naranjo y K´UB´UL",
        "el 10 de mayo y 10 días más",
        "",
    ],
)
def test_lo_que_no_esta_roto_no_se_toca(bueno):
    assert reparar(bueno) == (bueno, False)


def test_solo_en_una_imagen_se_separan_palabras_y_se_quitan_motas():
    assert reparar("LA RESERVADE LA BIOSFERA") == ("LA RESERVADE LA BIOSFERA", False)
    assert reparar("LA RESERVADE LA BIOSFERA", de_imagen=True) == ("LA RESERVA DE LA BIOSFERA", True)
    assert sin_basura("LEY DE | FOMENTO > DE o INVERSIÓN. Ñ |") == "LEY DE FOMENTO DE INVERSIÓN."


@given(st.text(max_size=80))
def test_enmendar_dos_veces_no_cambia_nada_mas(escrito):
    una, _ = reparar(escrito)
    assert reparar(una)[0] == una or len(reparar(una)[0]) <= len(una)


def _propuesta(campo: str, valor: str, confianza: float) -> Propuesta:
    return Propuesta(campo, valor, 1, 0, 1, "x", confianza)


def test_las_fichas_confirmadas_suben_lo_que_se_acepta_y_bajan_lo_que_se_corrige():
    propuestas = (
        _propuesta("tipo", "oficio", 0.9),
        _propuesta("numero", "A-1", 0.7),
        _propuesta("titulo", "X", 0.7),
    )
    decisiones = [Confirmada("oficio", "numero", "B-2", "B-2")] * 20
    decisiones += [Confirmada("oficio", "titulo", "Y", "Z")] * 20
    tipo, subida, bajada = ajustar(propuestas, decisiones)
    assert tipo == propuestas[0]
    assert subida.confianza == 0.9
    assert bajada.confianza == 0.23
    assert POCO_ACIERTO in bajada.nota


def test_lo_de_otro_tipo_no_cuenta_y_nada_llega_a_la_certeza():
    propuestas = proponer(texto(OFICIO))
    assert ajustar(propuestas, [Confirmada("dictamen", "numero", "1-2010", "2-2010")] * 50) == propuestas
    seguras = ajustar(propuestas, [Confirmada("oficio", "fecha:emision", "x", "x")] * 1000)
    assert max(p.confianza for p in seguras) <= TECHO


def test_un_numero_de_forma_nunca_vista_pierde_confianza():
    propuestas = (_propuesta("tipo", "oficio", 0.9), _propuesta("numero", "12", 0.9))
    _, rara = ajustar(propuestas, [Confirmada("oficio", "numero", "", f"CM-{n}-2010") for n in range(9)])
    assert (rara.confianza, rara.nota) == (0.68, FORMA_RARA)


def test_un_emisor_ya_confirmado_gana_confianza():
    propuestas = (_propuesta("tipo", "oficio", 0.9), _propuesta("emisor", "Ministerio de Trabajo", 0.8))
    _, conocido = ajustar(propuestas, [Confirmada("oficio", "emisor", "", "MINISTERIO DE TRABAJO")])
    assert conocido.confianza == 0.88


def test_la_mota_que_un_ocr_deja_tras_decreta_no_esconde_el_titulo():
    sucio = DECRETO.replace("DECRETA:", "DECRETA: -")
    (titulo,) = [p for p in proponer(texto(sucio)) if p.campo == "titulo"]
    assert titulo.valor.startswith("LEY DEL CONSEJO NACIONAL")
