import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.lengua import numeros
from indexador.lengua.numeros import con_cifras, en_letras, leer_con_guion, leer_numero


def test_los_ejemplos_de_la_documentacion_se_cumplen():
    assert doctest.testmod(numeros).failed == 0


@pytest.mark.parametrize(
    ("escrito", "numero"),
    [
        ("cuatro mil ciento veintiséis", 4126),
        ("mil", 1000),
        ("Cien", 100),
        ("ciento uno", 101),
        ("dos mil dieciséis", 2016),
        ("treinta y cinco", 35),
        ("cuarenta y cuatro mil", 44_000),
        ("novecientos noventa y nueve mil novecientos noventa y nueve", 999_999),
        ("mil mil", None),
        ("treinta y", None),
        ("y cinco", None),
        ("ciento cien", None),
        ("veinte y cinco", 25),
        ("diez y seis", 16),
        ("mil novecientos diez y nueve", 1919),
        ("cien y cinco", None),
        ("once y cinco", None),
        ("dos y tres", None),
        ("ley", None),
        ("", None),
    ],
)
def test_se_lee_un_numero_en_palabras(escrito, numero):
    assert leer_numero(escrito.split()) == numero


@pytest.mark.parametrize(
    ("escrito", "con"),
    [
        ("Iniciativa número cuatro mil ciento veintiséis", "Iniciativa número 4126"),
        ("decreto mil cien y la ley dos mil", "decreto 1100 y la ley 2000"),
        ("ley de migración", "ley de migración"),
        ("artículo dos", "artículo dos"),
        ("cuatro mil migrantes", "cuatro mil migrantes"),
    ],
)
def test_solo_el_numero_de_una_norma_se_pone_en_cifras(escrito, con):
    assert con_cifras(escrito) == con


@given(st.text(alphabet="decretoymil un ", max_size=120))
def test_cualquier_texto_vale(texto):
    assert isinstance(con_cifras(texto), str)


@given(st.integers(1, 9_999))
def test_lo_que_se_escribe_en_letras_se_vuelve_a_leer(numero):
    assert leer_numero(en_letras(numero).split()) == numero


@pytest.mark.parametrize(
    ("escrito", "numero"),
    [
        ("noventa y cinco guión noventa y ocho", "95-98"),
        ("Cuarenta y seis guion dos mil siete", "46-2007"),
        ("diez-cuatro", "10-04"),
        ("diez y siete guión setenta y tres", "17-73"),
        ("cuarenta y seis diagonal dos mil siete", "46-2007"),
        ("noventa y cinco", None),
        ("guión", None),
        ("uno guión dos guión tres", None),
    ],
)
def test_el_numero_y_el_anio_con_la_palabra_guion(escrito, numero):
    assert leer_con_guion(escrito) == numero


@pytest.mark.parametrize(
    ("escrito", "numero"), [("ochentitrés", 83), ("treintiún", 31), ("mil novecientos setentitrés", 1973)]
)
def test_se_leen_las_decenas_a_la_peruana(escrito, numero):
    assert leer_numero(escrito.split()) == numero
