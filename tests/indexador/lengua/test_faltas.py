"""Cuánto cuesta confundir dos palabras: menos si suenan igual o si las teclas son vecinas."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.lengua.faltas import DOBLADA, SUENA_IGUAL, TECLA_VECINA, TRASPUESTA, UNA_FALTA, costo

_PALABRAS = st.text(alphabet="abcdefghijlmnñoqrstuvyz", max_size=8)


@pytest.mark.parametrize(
    ("escrita", "debida", "esperado"),
    [
        ("boto", "voto", SUENA_IGUAL),
        ("reinsersion", "reinsercion", SUENA_IGUAL),
        ("migrasion", "migracion", SUENA_IGUAL),
        ("refujiado", "refugiado", SUENA_IGUAL),
        ("emisferio", "hemisferio", SUENA_IGUAL),
        ("hacta", "acta", SUENA_IGUAL),
        ("yamada", "llamada", SUENA_IGUAL),
        ("kien", "quien", SUENA_IGUAL),
        ("espana", "españa", SUENA_IGUAL),
        ("intterno", "interno", DOBLADA),
        ("corupcion", "corrupcion", DOBLADA),
        ("pasaprote", "pasaporte", TRASPUESTA),
        ("fronrera", "frontera", TECLA_VECINA),
        ("fromtera", "frontera", SUENA_IGUAL),
        ("frontepa", "frontera", UNA_FALTA),
        ("fronteraa", "frontera", DOBLADA),
        ("asilo", "asilo", 0.0),
        ("", "ab", 2 * UNA_FALTA),
    ],
)
def test_cada_falta_cuesta_segun_lo_corriente_que_es(escrita: str, debida: str, esperado: float) -> None:
    assert costo(escrita, debida) == pytest.approx(esperado)


@given(_PALABRAS, _PALABRAS)
def test_es_simetrico_y_solo_vale_cero_entre_iguales(una: str, otra: str) -> None:
    assert costo(una, otra) == costo(otra, una)
    assert (costo(una, otra) == 0) == (una == otra)
    assert costo(una, otra) <= UNA_FALTA * max(len(una), len(otra))
