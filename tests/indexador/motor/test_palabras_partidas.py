"""Una palabra que un guion corta al final de la página, o en un corte de la página, se halla entera."""

from dataclasses import replace

import pytest
from motor_de_prueba import ficha, hallados

from indexador.extraccion.fragmentos import fragmentar
from indexador.ficha import Pagina, Texto
from indexador.motor import MotorWhoosh


def de_paginas(*paginas: str):
    return fragmentar(Texto(tuple(Pagina(n, texto) for n, texto in enumerate(paginas, 1)), ""))


@pytest.fixture
def motor(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    cortado = de_paginas(
        "La Comisión velará por la repa-", "triación digna. Fin", "EL RETOR-\n", "NO LABORAL"
    )
    motor.escribir([replace(ficha(1), fragmentos=cortado), ficha(2, "", "otra cosa")])
    return motor


@pytest.mark.parametrize(
    "consulta", ["repatriación", '"la repatriación digna"', "retorno laboral", '"el retorno laboral"']
)
def test_se_halla_la_palabra_cortada_entre_dos_paginas(motor, consulta):
    assert hallados(motor, consulta) == [1]


@pytest.mark.parametrize(
    ("paginas", "consultas"),
    [
        (("el ex-", "presidente de la nación"), ("presidentes", "expresidente", '"presidente de la nación"')),
        (("plan pre-", "y posgrado"), ("posgrado", "=pre", '"pre y posgrado"')),
        (("a mediano-", "y largo plazo"), ("mediano", '"mediano y largo plazo"')),
        (("lo socio-", "económico del país"), ("socioeconómico", "económico", '"económico del país"')),
        (("paso Guatemala-", "mexico norte"), ("Guatemala-México", '"mexico norte"', '"paso Guatemala"')),
        (("LA FRANCO-", "ALEMANA VISITA"), ("franco-alemana", '"la franco"', '"alemana visita"')),
        (("según el artícu-", "lo segundo"), ("artículo", '"el artículo segundo"')),
        (("por la repa-", "tria-", "ción digna"), ("repatriación", '"la repatriación digna"')),
    ],
)
def test_un_guion_que_quiza_es_de_la_palabra_no_la_pierde(tmp_path, paginas, consultas):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([replace(ficha(1), fragmentos=de_paginas(*paginas)), ficha(2, "", "otra cosa")])
    assert [hallados(motor, consulta, corregir=False) for consulta in consultas] == [[1]] * len(consultas)


@pytest.mark.parametrize("consulta", ["prey", "medianoy"])
def test_una_conjuncion_no_es_el_final_de_una_palabra(tmp_path, consulta):
    motor = MotorWhoosh.abrir(tmp_path)
    cortado = de_paginas("plan pre-", "y posgrado a mediano-", "y largo plazo, o pre-\ny posgrado")
    motor.escribir([replace(ficha(1), fragmentos=cortado)])
    assert hallados(motor, consulta, corregir=False) == []


def test_las_posiciones_son_las_de_la_pagina():
    primero, segundo = de_paginas("por la repa-", "triación digna")
    assert (primero.inicio, primero.fin, segundo.inicio, segundo.fin) == (0, 12, 0, 14)


@pytest.mark.parametrize(
    "paginas",
    [("el artículo 4-", "bis"), ("la lista:\n-", "uno"), ("sigue-", "Nombre"), ("decreto-", "9 de ayer")],
)
def test_lo_que_no_es_una_palabra_cortada_queda_como_esta(paginas):
    assert [f.texto for f in de_paginas(*paginas)] == list(paginas)


def test_una_pagina_larga_no_se_parte_por_una_palabra():
    larga = "\n".join(
        ["renglón de relleno con la repa-", *["triación y otra vez la depor-", "tación de la repa-"] * 200]
    )
    fragmentos = de_paginas(larga)
    assert len(fragmentos) > 1
    assert not any(f.texto.endswith("-") for f in fragmentos[:-1])
