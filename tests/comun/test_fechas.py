"""Fechas, cifras y tamaños como los escribe el centro."""

from datetime import UTC, date, datetime

import pytest

from centro_doc.comun.fechas import cifra, en_zona, fecha_con_precision, fecha_corta, fecha_larga, tamano


def test_la_fecha_larga_va_en_palabras():
    assert fecha_larga(date(2011, 8, 17)) == "17 de agosto de 2011"


def test_la_fecha_corta_calla_el_anio_en_curso():
    assert fecha_corta(date(2011, 8, 17), date(2011, 12, 1)) == "17 ago"
    assert fecha_corta(date(2010, 8, 17), date(2011, 12, 1)) == "17 ago 2010"


@pytest.mark.parametrize(
    ("valor", "precision", "escrita"),
    [
        (date(2009, 5, 12), "dia", "12 de mayo de 2009"),
        (date(2009, 5, 1), "mes", "mayo de 2009"),
        (date(2009, 1, 1), "anio", "2009"),
        (date(2009, 1, 1), "desconocida", "sin fecha"),
        (None, "dia", "sin fecha"),
    ],
)
def test_la_fecha_dice_solo_lo_que_se_conoce(valor, precision, escrita):
    assert fecha_con_precision(valor, precision) == escrita


def test_la_hora_se_muestra_en_la_zona_del_centro():
    assert en_zona(datetime(2011, 8, 18, 2, tzinfo=UTC), "America/Guatemala").day == 17


@pytest.mark.parametrize(
    ("octetos", "escrito"),
    [(0, "0 bytes"), (86_000, "86 KB"), (1_800_000, "1.8 MB"), (312_000_000, "312 MB")],
)
def test_el_tamano_se_lee(octetos, escrito):
    assert tamano(octetos) == escrito


def test_los_miles_llevan_coma():
    assert cifra(23917) == "23,917"
