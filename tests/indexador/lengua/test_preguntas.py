"""Una pregunta pierde las palabras que sólo preguntan, y nada más."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.lengua.preguntas import sin_pregunta
from indexador.motor.sintaxis import interpretar


@pytest.mark.parametrize(
    ("pregunta", "materia"),
    [
        ("¿Qué dice la ley sobre la trata de personas?", "la trata de personas?"),
        ("que dice la ley sobre refugiados", "refugiados"),
        ("¿Qué norma regula el refugio?", "el refugio?"),
        ("¿dónde está lo de las remesas?", "las remesas?"),
        ("¿Cuál es la ley de migración?", "migración?"),
        ("¿Hay alguna ley sobre pasaportes?", "pasaportes?"),
        ("quiero saber sobre deportación", "deportación"),
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
    ],
)
def test_lo_que_no_pregunta_o_se_quedaria_vacio_no_se_toca(consulta):
    assert sin_pregunta(consulta) == consulta


@given(st.text(max_size=200))
def test_cualquier_texto_vale_y_solo_se_quita_del_comienzo(texto):
    assert texto.endswith(sin_pregunta(texto))


def test_una_consulta_enorme_no_cuelga():
    comienzo = time.process_time()
    interpretar("qué dice la " * 50_000)
    interpretar("qué " + " " * 200_000 + "ley")
    assert time.process_time() - comienzo < 5
