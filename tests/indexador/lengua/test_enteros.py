"""Lo que lleva signos y se busca entero, además de por sus palabras: correos, direcciones y códigos."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.lengua import analizar, cifras
from indexador.lengua import enteros as modulo_de_enteros
from indexador.lengua.analizador import piezas_de
from indexador.lengua.enteros import entero, enteros
from tests.crecimiento import crece_con_la_entrada


@pytest.mark.parametrize(
    ("texto", "formas"),
    [
        ("ana.lopez@oim.int", ["ana.lopez@oim.int", "oim.int"]),
        ("Ana.López+x@OIM.int,", ["ana.lopez+x@oim.int", "oim.int"]),
        ("(ana_lopez@x-y.gob.gt).", ["ana_lopez@x-y.gob.gt", "x-y.gob.gt"]),
        ("www.congreso.gob.gt", ["congreso.gob.gt"]),
        ("https://www.congreso.gob.gt/", ["congreso.gob.gt"]),
        ("http://Congreso.gob.gt/leyes/44.pdf", ["congreso.gob.gt/leyes/44.pdf", "congreso.gob.gt"]),
        ("congreso.gob.gt", ["congreso.gob.gt"]),
        ("oim.int", ["oim.int"]),
        ("OP-AG4-2009-017", ["op-ag4-2009-17"]),
        ("MTC/DM/012-2020", ["mtc-dm-12-2020"]),
    ],
)  # fmt: skip
def test_se_conserva_entero(texto, formas):
    assert [forma for suyas in enteros(texto).values() for forma in suyas] == formas


@pytest.mark.parametrize(
    "texto",
    ["46-2007", "C-123/2009", "artículo 5.El", "fin.Otra", "socio-económico", "y/o", "a@", "@ana", "EE.UU."],
)  # fmt: skip
def test_lo_que_ya_es_una_palabra_o_varias_no_tiene_entero(texto):
    assert enteros(texto) == {}


def test_el_entero_va_en_el_sitio_de_su_primera_palabra():
    terminos = list(analizar("escriba a ana.lopez@oim.int hoy"))
    assert [t.forma for t in terminos] == ["escriba", "a", "ana", "lopez", "oim", "int", "hoy"]
    assert terminos[2].variantes == ("ana.lopez@oim.int",)
    assert terminos[4].variantes == ("oim.int",)


@pytest.mark.parametrize(
    ("escrito", "forma", "piezas"),
    [
        ("ana.lopez@oim.int", "ana.lopez@oim.int", ("ana", "lopez", "oim", "int")),
        ("<ana@oim.int>,", "ana@oim.int", ("ana", "oim", "int")),
        ("ana@congreso", "ana@congreso", ("ana", "congreso")),
        ("https://www.congreso.gob.gt", "congreso.gob.gt", ("congreso", "gob", "gt")),
        ("OP-AG4-2009-017", "op-ag4-2009-17", ("op", "ag4-2009-17")),
    ],
)
def test_lo_escrito_en_una_consulta_es_un_entero(escrito, forma, piezas):
    assert entero(escrito) == forma
    assert piezas_de(forma) == piezas


@pytest.mark.parametrize("escrito", ["46-2007", "ley", "a@b@c", "x=ana@oim.int", "", "socio-económico"])
def test_lo_demas_no_es_un_entero(escrito):
    assert entero(escrito) == ""


@pytest.mark.parametrize("forma", ["46-2007", "ley", "10005", "1250.75"])
def test_una_palabra_no_tiene_piezas(forma):
    assert piezas_de(forma) == ()


@pytest.mark.parametrize(
    "trozo",
    [
        "a.",
        "a@",
        "a@a.",
        "www.",
        "http://",
        "A-",
        "A-1-",
        "a/",
        "@",
        "a_a",
        "." * 200_000 + "a@",
        "a-a" + "." * 200_000,
    ],
)
def test_el_costo_crece_con_el_texto_y_no_mas(trozo):
    crece_con_la_entrada(lambda tamano: enteros((trozo * (tamano // len(trozo) + 1))[:tamano]), 400_000)


@given(st.text("aA1.@-/_: wth", max_size=40))
def test_cualquier_texto_vale_y_un_entero_hallado_se_busca_con_su_misma_forma(texto):
    for formas in enteros(texto).values():
        assert entero(formas[0]) in (formas[0], "")


def test_los_ejemplos_de_la_documentacion_se_cumplen():
    assert doctest.testmod(modulo_de_enteros).failed == doctest.testmod(cifras).failed == 0
