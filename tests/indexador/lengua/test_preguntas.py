"""Una pregunta pierde las palabras que sólo preguntan, y nada más."""

import pytest
from arbol_de_prueba import avisos, leer
from hypothesis import given
from hypothesis import strategies as st

from indexador.lengua.preguntas import sin_encargo, sin_pregunta
from indexador.motor.sintaxis import interpretar
from tests.crecimiento import crece_con_la_entrada


@pytest.mark.parametrize(
    ("pregunta", "materia"),
    [
        ("¿Qué dice la ley sobre la trata de personas?", "la trata de personas?"),
        ("que dice la ley sobre refugiados", "refugiados"),
        ("¿Qué norma regula el refugio?", "el refugio?"),
        ("¿dónde está lo de las remesas?", "las remesas?"),
        ("¿Cuál es la ley de migración?", "la ley de migración?"),
        ("que dice el codigo de migracion sobre refugio", "el codigo de migracion sobre refugio"),
        ("qué dice la Constitución sobre migración", "la Constitución sobre migración"),
        ("cuántos documentos hay sobre remesas", "remesas"),
        ("cuántos guatemaltecos hay en EE. UU. en 2008", "guatemaltecos hay en EE. UU. en 2008"),
        ("todo lo que hay de AG4 hasta hoy", "AG4"),
        (
            "qué documentos hablan del artículo 117 de la Ley de Migración",
            "artículo 117 de la Ley de Migración",
        ),
        ("todas las normas que cita la iniciativa 4126 y cuáles no tenemos", "la iniciativa 4126"),
        ("qué dijo el Comité CMW de la iniciativa 4126", "el Comité CMW de la iniciativa 4126"),
        ("qué opina la PDH", "la PDH"),
        ("resume la opinión OP-AG4-2009-017 en 3 líneas", "la opinión OP-AG4-2009-017"),
        (
            "documentos de derecho comparado sobre diputado migrante",
            "derecho comparado sobre diputado migrante",
        ),
        ("qué hay en la región sobre trata y niñez", "la región sobre trata y niñez"),
        (
            "compara el artículo 26 constitucional con la iniciativa 4126",
            "el artículo 26 constitucional con la iniciativa 4126",
        ),
        ("línea de tiempo de la Ley de CONAMIGUA", "la Ley de CONAMIGUA"),
        ("documentos que citan el decreto 95-98", "el decreto 95-98"),
        ("busco la ley de migración", "la ley de migración"),
        ("busco el documento de nacionalidad", "nacionalidad"),
        ("¿Hay alguna ley de pasaportes?", "ley de pasaportes?"),
        ("¿Hay alguna ley sobre pasaportes?", "pasaportes?"),
        ("quiero saber sobre deportación", "deportación"),
        ("¿Cuándo entró en vigencia el Código de Migración?", "el Código de Migración?"),
        ("cuando entrará en vigor la ley de migración", "la ley de migración"),
        ("¿Cuándo se publicó el decreto 44-2016?", "el decreto 44-2016?"),
        ("¿Cuándo fue aprobada la Ley de Migración?", "la Ley de Migración?"),
        ("¿Para qué sirve el pasaporte?", "el pasaporte?"),
        ("¿Por qué se aprobó el Código de Migración?", "el Código de Migración?"),
        ("¿Cómo se obtiene el estatuto de refugiado?", "el estatuto de refugiado?"),
        ("¿Cómo puedo obtener la residencia?", "la residencia?"),
        ("¿Dónde se obtiene el pasaporte?", "el pasaporte?"),
        ("dime qué dice la ley sobre el refugio", "el refugio"),
        ("dime las funciones de la CONAMIGUA", "las funciones de la CONAMIGUA"),
        ("quisiera saber sobre la trata de personas", "la trata de personas"),
        ("¿Podría decirme cuál es la ley de migración?", "la ley de migración?"),
        ("¿me puedes explicar el Código de Migración?", "el Código de Migración?"),
        ("me gustaría saber qué es el refugio", "el refugio"),
        ("Buenos días, me gustaría saber si hay alguna ley de pasaportes", "ley de pasaportes"),
        ("por favor, quiero saber cómo se obtiene la visa", "la visa"),
    ],
)
def test_de_una_pregunta_queda_la_materia(pregunta, materia):
    assert sin_pregunta(pregunta) == materia


@pytest.mark.parametrize(
    "consulta",
    [
        "ley de migración",
        "decreto 44-2016",
        "qué es",
        "¿Qué dice la ley sobre?",
        "la ley dice que",
        "dónde está",
        "cuándo entró en vigencia",
        "dime",
        "cómo se obtiene",
        "vigencia del Código de Migración",
        "el pasaporte sirve para viajar",
        "dimensiones del pasaporte",
        "obtener la residencia",
        "solicitud de refugio",
        "favorecer el retorno",
    ],
)
def test_lo_que_no_pregunta_o_se_quedaria_vacio_no_se_toca(consulta):
    assert sin_pregunta(consulta) == consulta


@given(st.text(max_size=200))
def test_cualquier_texto_vale_y_solo_se_quita_del_comienzo_y_del_final(texto):
    assert sin_pregunta(texto) in texto


@pytest.mark.parametrize(
    ("consulta", "arbol"),
    [
        (
            "iniciativas de ley sobre migración del año 2010",
            "(iniciativas & ley & migracion & fecha=2010-01-01..2010-12-31)",
        ),
        ("documentos de MENAMIG entre 2005 y 2009", "(menamig & fecha=2005-01-01..2009-12-31)"),
        ("documentos del año 2010", "fecha=2010-01-01..2010-12-31"),
        ("dictámenes antes de 2010", "(dictamenes & fecha=..2009-12-31)"),
        ("informes después de 2009", "(informes & fecha=2010-01-01..)"),
        ("actas desde 2009", "(actas & fecha=2009-01-01..)"),
        ("¿Qué hay sobre remesas hasta 2012?", "(remesas & fecha=..2012-12-31)"),
        ("minutas de los años 2009 a 2010", "(minutas & fecha=2009-01-01..2010-12-31)"),
    ],
)
def test_quien_pide_documentos_de_unos_anios_dice_su_fecha(consulta, arbol):
    assert leer(consulta) == arbol
    (aviso,) = avisos(consulta)
    assert aviso.startswith("Se tomó «") and aviso.endswith("» como la fecha de los documentos.")


@pytest.mark.parametrize(
    ("consulta", "arbol"),
    [
        ("presupuesto del año 2010", "(presupuesto & año & 2010)"),
        ("voto en el extranjero 2009", "(voto & extranjero & 2009)"),
        ('"informes del año 2010"', '"informes del año 2010"'),
        ("iniciativa cuatro mil ciento veintiséis", "(iniciativa & 4126)"),
        ("iniciativa 4,126", "(iniciativa & 4126)"),
        ("AG4", "(ag4 | tema=ag4)"),
        ("OO3.A2.7 remesas", "((oo3.a2.7 | actividad=oo3.a2.7) & remesas)"),
        ("OO2.P1.b", '("oo2.p1 b" | actividad=oo2.p1.b)'),
        ("titulo:AG4", "titulo:ag4"),
        ("literal a) de la ley", "(literal & ley)"),
    ],
)
def test_lo_que_no_es_una_pregunta_se_entiende_sin_reparos(consulta, arbol):
    assert leer(consulta) == arbol
    assert avisos(consulta) == []


def test_una_consulta_enorme_no_cuelga():
    crece_con_la_entrada(lambda veces: interpretar("qué dice la " * veces), 50_000)
    crece_con_la_entrada(lambda veces: interpretar("qué " + " " * veces + "ley"), 200_000)


@pytest.mark.parametrize(
    ("consulta", "sin_el"),
    [
        ("cita para la exposición de motivos: cuántos hay en 2008", "cuántos hay en 2008"),
        ("busca: remesas de 2008", "remesas de 2008"),
        ("busca datos para el boletín de prensa de la Comisión: remesas", "remesas"),
        ("Necesito una cita textual para el dictamen: artículo 26", "artículo 26"),
        ("por favor, necesito saber: quién integra la mesa", "quién integra la mesa"),
        ("me piden para mañana: tipo:acta 2009", "tipo:acta 2009"),
        ("cita para un texto sobre asilo: ¿cuántos hay?", "¿cuántos hay?"),
    ],
)
def test_el_encargo_no_es_lo_que_se_busca(consulta: str, sin_el: str) -> None:
    assert sin_encargo(consulta) == sin_el


@pytest.mark.parametrize(
    "consulta",
    [
        "mesa de regularización: acuerdos sin cumplir",
        "Ley de Migración: qué dice sobre refugio",
        "para la mesa de AG4: acuerdos sin cumplir",
        "busca en la Ley de Migración: refugio",
        "datos de CONAMIGUA: presupuesto",
        "tipo:acta 2009",
        "cita:",
    ],
)
def test_lo_que_va_antes_de_dos_puntos_y_no_es_encargo_se_busca(consulta: str) -> None:
    assert sin_encargo(consulta) == consulta


def test_un_encargo_sin_fin_no_cuesta() -> None:
    for parte in ("necesito ", " ¿", "cita para la ", "para el dictamen de "):
        crece_con_la_entrada(lambda veces, parte=parte: sin_encargo(parte * veces), 20_000)
