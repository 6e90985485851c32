"""Partir por los blancos y analizar cada trozo da lo mismo que analizar el texto entero."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.lengua import analizar
from indexador.lengua.trozos import Partido, descubierto, esencia, terminos_de_trozo, trozos

piezas = st.sampled_from(
    [
        "ley",
        "migra",
        "EE",
        "UU",
        "C",
        "A",
        "46",
        "2007",
        "n",
        "ñu",
        "-",
        "\u00ad",
        "/",
        ".",
        ",",
        "–",
        "°",
        "º",
        "C. A.",
        "@",
        ".int",
        "www.",
        "://",
        " B",
        "er",
        "o",
        " ",
        "\t",
        "\n",
        "\r\n",
        "\r",
        "\u00a0",
        "\x1f",
        "\u2028",
        "_",
        "«",
        "İ",
        "\x01",
        "\x05",
        "\f",
        "\x00",
    ]
)
textos = st.lists(piezas, max_size=24).map("".join) | st.text(max_size=60)


def formas(texto):
    return [(t.forma, t.raiz, t.vacia, t.variantes) for t in analizar(texto)]


@given(textos)
def test_lo_mismo_que_el_texto_entero(texto):
    limpio = texto.translate(dict.fromkeys(range(6), " "))
    por_trozos = [forma for trozo in trozos(texto) for forma in formas(descubierto(trozo))]
    assert por_trozos == formas(limpio)


def test_la_esencia_no_parte_una_palabra_cuya_minuscula_lleva_otro_signo():
    assert esencia("«İstanbul»") == "İstanbul"


@given(textos)
def test_la_esencia_de_un_trozo_se_analiza_igual(texto):
    for trozo in trozos(texto):
        assert formas(descubierto(esencia(trozo))) == formas(descubierto(trozo))


@given(textos)
def test_los_terminos_de_un_trozo_son_los_que_da_el_analizador(texto):
    for trozo in trozos(texto):
        assert terminos_de_trozo(trozo) == tuple(analizar(descubierto(trozo)))


@given(textos, st.data())
def test_cada_trozo_esta_donde_se_dice(texto, datos):
    partido = Partido(texto)
    assert partido.trozos == trozos(texto)
    cuales = datos.draw(st.sets(st.sampled_from(partido.trozos))) if partido.trozos else set()
    hallados = list(partido.lugares(cuales))
    esperados = [(n, trozo) for n, trozo in enumerate(partido.trozos) if trozo in cuales]
    assert [(n, trozo) for n, _, trozo in hallados] == esperados
    limpio = texto.translate(dict.fromkeys(range(6), " "))
    assert all(limpio.startswith(descubierto(trozo), lugar) for _, lugar, trozo in hallados)
    todos = [lugar for _, lugar, _ in partido.lugares(set(partido.trozos))]
    assert [lugar for _, lugar, _ in hallados] == [todos[n] for n, _ in esperados]


def test_un_trozo_dentro_de_otro_no_es_ese_trozo():
    assert list(Partido("\u00a0ley  leyes ley\t\tley").lugares({"ley", "x"})) == [
        (0, 1, "ley"),
        (2, 12, "ley"),
        (3, 17, "ley"),
    ]


@pytest.mark.parametrize(
    ("texto", "esperados"),
    [
        ("la migra-\nción", ["la", "migracion"]),
        ("la migra- \r\n  ción", ["la", "migracion"]),
        ("en EE. UU. y", ["en", "eeuu", "y"]),
        ("en C. A., E. U. A. y", ["en", "ca", "eua", "y"]),
        ("Decreto 46-\n2007", ["decreto", "46-2007"]),
        ("re\u00ad\nforma", ["reforma"]),
    ],
)
def test_lo_que_cruza_un_blanco_queda_junto(texto, esperados):
    assert [t.forma for trozo in trozos(texto) for t in analizar(descubierto(trozo))] == esperados
