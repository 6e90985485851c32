"""Cajas, pasajes, cortes y limpieza: funciones puras."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexador.extraccion.cajas import Caja, CajasIlegibles, cajas_de, desempaquetar, empaquetar, recortar
from indexador.extraccion.cortes import cortar
from indexador.extraccion.espaciado import Trozo, juntar_espaciadas
from indexador.extraccion.limpieza import ilegible, limpiar, limpiar_palabra
from indexador.ficha import Palabra

FRACCION = st.floats(0, 1)


@st.composite
def palabras_en_orden(dibujar):
    fin, palabras = 0, []
    for hueco, largo in dibujar(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 40)), max_size=30)):
        inicio = fin + hueco
        fin = inicio + largo
        palabras.append(Palabra(inicio, fin, *(dibujar(FRACCION) for _ in range(4))))
    return palabras


@given(palabras_en_orden())
def test_lo_empaquetado_vuelve_igual_salvo_el_redondeo(palabras):
    vueltas = desempaquetar(empaquetar(palabras))
    assert [(p.inicio, p.fin) for p in vueltas] == [(p.inicio, p.fin) for p in palabras]
    for ida, vuelta in zip(palabras, vueltas, strict=True):
        for lado in ("x0", "y0", "x1", "y1"):
            assert getattr(vuelta, lado) == pytest.approx(getattr(ida, lado), abs=1 / 65_535)


def test_quinientas_palabras_caben_en_pocos_bytes():
    palabras = [
        Palabra(i * 6, i * 6 + 5, (i % 12) / 12, i / 500, (i % 12 + 1) / 12, i / 500 + 0.01)
        for i in range(500)
    ]
    assert len(empaquetar(palabras)) < 500 * 8


def test_palabras_en_desorden_no_se_empaquetan():
    with pytest.raises(ValueError, match="en orden"):
        empaquetar([Palabra(5, 9, 0, 0, 1, 1), Palabra(0, 4, 0, 0, 1, 1)])


@pytest.mark.parametrize(
    "datos",
    [
        b"\x07abc",
        b"\x01no es zlib",
        empaquetar([Palabra(0, 4, 0, 0, 1, 1)])[:-6],
        b"\x01" + zlib.compress(b"\xff\xff\xff\xff" + bytes(16)),
        b"\x01" + zlib.compress(bytes(80_000_000)),
    ],
    ids=["otra-version", "basura", "cortado", "cuenta-falsa", "bomba"],
)
def test_lo_que_no_son_cajas_se_dice(datos):
    with pytest.raises(CajasIlegibles):
        desempaquetar(datos)


RENGLONES = [
    Palabra(0, 8, 0.10, 0.10, 0.20, 0.12),
    Palabra(9, 11, 0.21, 0.10, 0.25, 0.12),
    Palabra(12, 20, 0.10, 0.13, 0.22, 0.15),
    Palabra(21, 27, 0.60, 0.13, 0.70, 0.15),
]


def test_un_acierto_da_una_caja_por_renglon():
    assert cajas_de(RENGLONES, 0, 20) == (Caja(0.10, 0.10, 0.25, 0.12), Caja(0.10, 0.13, 0.22, 0.15))


def test_las_columnas_no_se_unen_en_una_caja():
    assert len(cajas_de(RENGLONES, 12, 27)) == 2


def test_una_palabra_tocada_en_parte_se_marca_entera_y_fuera_no_hay_caja():
    assert cajas_de(RENGLONES, 2, 4) == (Caja(0.10, 0.10, 0.20, 0.12),)
    assert cajas_de(RENGLONES, 8, 9) == ()


def test_recortar_deja_fuera_los_signos_pegados_a_la_palabra():
    texto = "(ana), oro"
    pegadas = [Palabra(0, 6, 0.1, 0.1, 0.4, 0.2), Palabra(7, 10, 0.5, 0.1, 0.6, 0.2)]
    (recortada,) = recortar(pegadas, 1, 4, texto)
    assert (recortada.x0, recortada.x1) == (
        pytest.approx(0.1 + 0.5 / 4.5 * 0.3),
        pytest.approx(0.4 - 1 / 4.5 * 0.3),
    )
    assert recortar(pegadas, 0, 10, texto) == pegadas
    assert recortar(pegadas, 6, 7, texto) == []


@given(st.text(alphabet="abc .\nÁñ", max_size=400), st.integers(5, 60))
def test_cortar_no_pierde_letras_ni_pasa_del_maximo(texto, maximo):
    tramos = list(cortar(texto, maximo))
    assert all(0 < fin - inicio <= maximo for inicio, fin in tramos)
    assert all(texto[i:f] == texto[i:f].strip() for i, f in tramos)
    assert "".join("".join(texto[i:f].split()) for i, f in tramos) == "".join(texto.split())


@pytest.mark.parametrize(
    ("texto", "primero"),
    [
        ("Uno dos tres cuatro.\n\nCinco seis siete ocho nueve.", "Uno dos tres cuatro."),
        ("Uno dos tres, cuatro.\nCinco seis siete ocho nueve.", "Uno dos tres, cuatro."),
        ("Uno dos tres cuatro. Cinco seis siete ocho nueve.", "Uno dos tres cuatro."),
        ("Uno dos tres cuatro\ncinco seis siete ocho nueve", "Uno dos tres cuatro"),
        ("Uno dos tres cuatro seis siete ocho nueve", "Uno dos tres cuatro seis"),
        ("x" * 50, "x" * 26),
    ],
)
def test_se_corta_donde_menos_duele(texto, primero):
    inicio, fin = next(iter(cortar(texto, 26)))
    assert texto[inicio:fin] == primero


@pytest.mark.parametrize(
    ("sucio", "limpio"),
    [
        ("deportacio\u0301n", "deportación"),
        ("o\ufb01cina", "oficina"),
        ("mi\xadgran\u200bte", "migrante"),
        ("asilo", "asilo"),
        ("\uf0b7", "•"),
    ],
)
def test_una_palabra_queda_en_nfc_y_sin_invisibles(sucio, limpio):
    assert limpiar_palabra(sucio) == limpio


def test_limpiar_deja_blancos_sencillos():
    assert limpiar(" uno \xa0 dos \r\n\r\n\r\n\r\ntres\t\x00 ") == "uno dos\n\ntres"


def test_los_guiones_tipograficos_quedan_como_guiones():
    assert limpiar("el 46\u20112007 y la repa\u2010\ntriación") == "el 46-2007 y la repa-\ntriación"


def test_un_texto_de_signos_sin_tabla_es_ilegible():
    assert ilegible("\ue001\ue002 \ufffd")
    assert not ilegible("Decreto 44-2016 \ue001")
    assert not ilegible("")


def letras(texto, hueco=0.002, palabra=0.008):
    x, trozos = 0.1, []
    for grupo in texto.split("  "):
        for letra in grupo.split(" "):
            trozos.append(Trozo(letra, " " if trozos else "\n", x, 0.1, x + 0.01 * len(letra), 0.12))
            x += 0.01 * len(letra) + hueco
        x += palabra - hueco
    return trozos


def test_las_letras_separadas_se_juntan_en_palabras():
    juntas = list(juntar_espaciadas(letras("C O M I S I Ó N  PA R A  L A  AT E N C I Ó N")))
    assert [t.texto for t in juntas] == ["COMISIÓN", "PARA", "LA", "ATENCIÓN"]
    assert juntas[0].x0 == 0.1
    assert juntas[0].x1 == pytest.approx(juntas[1].x0 - 0.008)


@pytest.mark.parametrize(
    "texto",
    ["la ley es de y a lo que se da", "a b c d", "literal a y b", "1 2 3 4 5 6 7", "Toda niña migrante"],
)
def test_las_palabras_cortas_de_verdad_no_se_juntan(texto):
    assert " ".join(t.texto for t in juntar_espaciadas(letras(texto))) == texto


def test_no_se_juntan_letras_de_renglones_distintos_ni_encimadas():
    columna = [Trozo(letra, "\n", 0.1, y / 10, 0.11, y / 10 + 0.02) for y, letra in enumerate("abcdef")]
    assert len(list(juntar_espaciadas(columna))) == 6
    assert len(list(juntar_espaciadas(letras("a b c d e f", hueco=-0.005)))) == 6
