"""Qué formas son la misma palabra en otro número o género."""

import doctest

import pytest

from indexador.lengua import concordancia
from indexador.lengua.concordancia import es_la_misma, formas_de


def test_los_ejemplos_de_la_documentacion_se_cumplen():
    assert doctest.testmod(concordancia).failed == 0


@pytest.mark.parametrize(
    "formas",
    [
        "legislador legisladora legisladoras legisladores",
        "migrante migrantes",
        "ley leyes",
        "luz luces",
        "deportacion deportaciones",
        "codigo codigos",
    ],
)
def test_de_una_forma_salen_las_demas(formas):
    primera, *otras = formas.split()
    assert {primera, *otras} <= set(formas_de(primera))
    assert all(primera in formas_de(otra) for otra in otras)


@pytest.mark.parametrize(
    ("una", "otra"),
    [("legislador", "legislacion"), ("deportado", "deportacion"), ("congresista", "congreso")],
)
def test_lo_que_solo_comparte_raiz_no_es_la_misma(una, otra):
    assert not es_la_misma(una, otra)
    assert otra not in formas_de(una)
