"""Las fechas que escribe una persona, con su precisión."""

from datetime import date

import pytest

from centro_doc.catalogo.fechas import escribir_fecha, leer_fecha
from centro_doc.catalogo.modelos import Precision


@pytest.mark.parametrize(
    ("escrito", "precision", "valor"),
    [
        ("17/08/2011", "dia", date(2011, 8, 17)),
        ("17-8-2011", "dia", date(2011, 8, 17)),
        ("2011-08-17", "dia", date(2011, 8, 17)),
        ("17 de agosto de 2011", "dia", date(2011, 8, 17)),
        ("1º de Septiembre del 2011", "dia", date(2011, 9, 1)),
        ("1 setiembre 2011", "dia", date(2011, 9, 1)),
        ("5 ene 2011", "dia", date(2011, 1, 5)),
        ("agosto de 2011", "mes", date(2011, 8, 1)),
        ("08/2011", "mes", date(2011, 8, 1)),
        ("2011-08", "mes", date(2011, 8, 1)),
        ("17/08/2011", "mes", date(2011, 8, 1)),
        ("2011", "anio", date(2011, 1, 1)),
        ("17/08/2011", "anio", date(2011, 1, 1)),
        ("lo que sea", "desconocida", None),
    ],
)
def test_se_entienden_las_formas_de_escribir_una_fecha(escrito, precision, valor):
    assert leer_fecha(escrito, Precision(precision)) == (valor, "")


@pytest.mark.parametrize(
    ("escrito", "precision", "dice"),
    [
        ("2011", "dia", "con día, mes y año"),
        ("agosto de 2011", "dia", "con día, mes y año"),
        ("2011", "mes", "con mes y año"),
        ("ayer", "anio", "con cuatro cifras"),
        ("11", "anio", "con cuatro cifras"),
        ("31/02/2011", "dia", "no existe"),
        ("17/13/2011", "dia", "no existe"),
        ("5 brumario 2011", "dia", "con día, mes y año"),
        ("5 ma 2011", "dia", "con día, mes y año"),
        ("0/0/2011", "dia", "con día, mes y año"),
        ("", "dia", "con día, mes y año"),
    ],
)
def test_lo_que_no_es_una_fecha_dice_que_escribir(escrito, precision, dice):
    valor, error = leer_fecha(escrito, Precision(precision))
    assert valor is None
    assert dice in error


@pytest.mark.parametrize(
    ("valor", "precision", "escrito"),
    [
        (date(2011, 8, 17), "dia", "17/08/2011"),
        (date(2011, 8, 1), "mes", "08/2011"),
        (date(2011, 1, 1), "anio", "2011"),
        (None, "dia", ""),
        (date(2011, 1, 1), "desconocida", ""),
    ],
)
def test_una_fecha_guardada_se_edita_como_se_conoce(valor, precision, escrito):
    assert escribir_fecha(valor, precision) == escrito
    if escrito:
        assert leer_fecha(escrito, Precision(precision)) == (valor, "")
