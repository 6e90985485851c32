import doctest
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.lengua import fechas
from indexador.lengua.fechas import leer_intervalo, leer_periodo


def test_los_ejemplos_de_la_documentacion_se_cumplen():
    assert doctest.testmod(fechas).failed == 0


@pytest.mark.parametrize(
    ("escrito", "desde", "hasta"),
    [
        ("2009", (2009, 1, 1), (2009, 12, 31)),
        ("2008-02", (2008, 2, 1), (2008, 2, 29)),
        ("2009-3-5", (2009, 3, 5), (2009, 3, 5)),
        ("15/03/2009", (2009, 3, 15), (2009, 3, 15)),
        ("15-03-2009", (2009, 3, 15), (2009, 3, 15)),
        ("03/2009", (2009, 3, 1), (2009, 3, 31)),
        ("15 de marzo del 2009", (2009, 3, 15), (2009, 3, 15)),
        ("mar-2009", (2009, 3, 1), (2009, 3, 31)),
        ("setiembre de 2009", (2009, 9, 1), (2009, 9, 30)),
    ],
)
def test_un_periodo_va_de_su_primer_dia_al_ultimo(escrito, desde, hasta):
    assert leer_periodo(escrito) == (date(*desde), date(*hasta))


@pytest.mark.parametrize(
    "escrito",
    ["", "ayer", "2009-13", "2009-00", "0/5/2009", "31/02/2009", "0000", "ju 2009", "ma de 2009", "09"],
)
def test_lo_que_no_es_una_fecha_no_se_adivina(escrito):
    assert leer_periodo(escrito) is None


@pytest.mark.parametrize(
    ("escrito", "desde", "hasta"),
    [
        ("2009-03..2010", (2009, 3, 1), (2010, 12, 31)),
        ("..2012-05-31", None, (2012, 5, 31)),
        ("2009..", (2009, 1, 1), None),
        ("2010 .. 2009", (2009, 1, 1), (2010, 12, 31)),
        ("2009-2010", (2009, 1, 1), (2010, 12, 31)),
        ("2009…2010", (2009, 1, 1), (2010, 12, 31)),
    ],
)
def test_un_intervalo_puede_quedar_abierto_y_se_endereza(escrito, desde, hasta):
    assert leer_intervalo(escrito) == (desde and date(*desde), hasta and date(*hasta))


@pytest.mark.parametrize("escrito", ["", "..", "2009..ayer", "2009..2010..2011"])
def test_un_intervalo_a_medias_no_se_entiende(escrito):
    assert leer_intervalo(escrito) is None


@given(st.text(alphabet="0123456789-/. deamrzo…", max_size=30))
def test_cualquier_texto_vale(escrito):
    intervalo = leer_intervalo(escrito)
    if intervalo is not None and None not in intervalo:
        assert intervalo[0] <= intervalo[1]
