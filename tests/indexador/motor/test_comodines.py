import re
from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.motor.comodines import comienzo, condicion, es_parecida, expresion_de, formas_de
from indexador.motor.nodos import Comodin, Exacta, Parecida, Prefijo

FORMAS = ["codigo", "migracion", "migracional", "migrante", "inmigrante", "46-2007", "46-2017"]


@pytest.mark.parametrize(
    ("hoja", "esperadas"),
    [
        (Comodin("migra*cion"), ["migracion"]),
        (Comodin("c?digo"), ["codigo"]),
        (Comodin("*grante"), ["inmigrante", "migrante"]),
        (Comodin("46-20?7"), ["46-2007", "46-2017"]),
        (Comodin("m*c*n*"), ["migracion", "migracional"]),
        (Parecida("migrasion", 1), ["migracion"]),
        (Parecida("imgrasion", 2), ["migracion"]),
        (Parecida("imgrasion", 1), []),
        (Prefijo("migracion"), ["migracion", "migracional"]),
        (Exacta("migracion"), ["migracion"]),
    ],
)
def test_se_eligen_las_formas(hoja, esperadas):
    assert formas_de(hoja, FORMAS) == esperadas
    assert all(forma.startswith(comienzo(hoja)) for forma in esperadas)


@given(st.text("ab*?", min_size=1, max_size=8), st.text("abc", max_size=9))
def test_un_patron_es_el_de_los_nombres_de_archivo(patron, forma):
    assert condicion(Comodin(patron))(forma) == fnmatchcase(forma, patron)


@given(st.text("ab.[]{}()+\\", min_size=1, max_size=8))
def test_un_signo_en_el_patron_es_el_signo(patron):
    assert expresion_de(patron).fullmatch(patron)


def test_muchos_asteriscos_no_retroceden_unos_sobre_otros():
    tramos = expresion_de("*".join(["a"] * 30) + "*b").pattern
    assert not re.search(r"(?<!\(\?>)\.\*\?", tramos)
    assert condicion(Comodin("*".join(["a"] * 30) + "*b"))("a" * 64) is False


@given(st.text("abc", min_size=1, max_size=8), st.integers(1, 2))
def test_una_palabra_se_parece_a_si_misma(forma, faltas):
    assert es_parecida(forma, faltas, forma)
    assert es_parecida(forma, faltas, forma[1:])
    assert not es_parecida(forma, faltas, forma + "xyz")
