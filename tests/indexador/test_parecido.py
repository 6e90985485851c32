"""La firma de un texto dice cuánto se parece a otro."""

import random
import string

import pytest

from indexador.parecido import BANDAS, MINIMO, desempaquetar, empaquetar, firmar, parecido

AZAR = random.Random(12)
VOCABULARIO = ["".join(AZAR.choices(string.ascii_lowercase, k=AZAR.randint(2, 10))) for _ in range(3000)]


def texto(palabras, semilla):
    return " ".join(random.Random(semilla).choices(VOCABULARIO, k=palabras))


def alterado(original, parte, semilla=5):
    azar = random.Random(semilla)
    return " ".join(azar.choice(VOCABULARIO) if azar.random() < parte else p for p in original.split())


@pytest.mark.parametrize(("parte", "tolerancia"), [(0.02, 0.02), (0.05, 0.03), (0.1, 0.04), (0.2, 0.06)])
def test_el_parecido_es_la_parte_de_palabras_que_no_cambio(parte, tolerancia):
    original = texto(2000, 1)
    una, otra = firmar([original]), firmar([alterado(original, parte)])
    assert parecido(una, otra) == pytest.approx(1 - parte, abs=tolerancia)
    assert set(una.bandas()) & set(otra.bandas())


def test_el_mismo_texto_se_parece_del_todo_aunque_cambien_renglones_mayusculas_y_tildes():
    original = texto(300, 2) + " migración"
    otro = original.upper().replace(" ", "\n").replace("MIGRACIÓN", "MIGRACION.")
    assert parecido(firmar([original]), firmar([otro])) == 1.0


def test_dos_textos_ajenos_no_se_parecen_ni_comparten_bandas():
    una, otra = firmar([texto(2000, 3)]), firmar([texto(2000, 4)])
    assert parecido(una, otra) < 0.3
    assert not set(una.bandas()) & set(otra.bandas())


def test_medio_documento_se_parece_la_mitad():
    entero = texto(2000, 6).split()
    medio = " ".join(entero[:1000])
    assert parecido(firmar([" ".join(entero)]), firmar([medio])) == pytest.approx(0.5, abs=0.06)


def test_partir_el_texto_en_otras_paginas_no_cambia_la_firma():
    palabras = texto(400, 7).split()
    enteras = firmar([" ".join(palabras)])
    partidas = firmar([" ".join(palabras[:150]), " ".join(palabras[150:])])
    assert parecido(enteras, partidas) == 1.0


@pytest.mark.parametrize("paginas", [[], [""], ["dos palabras"], [" ".join(["acta"] * 500)]])
def test_un_texto_con_muy_poco_no_se_firma(paginas):
    assert firmar(paginas) is None


def test_la_firma_vuelve_igual_de_sus_octetos_y_es_la_misma_en_cualquier_proceso():
    firma = firmar([texto(MINIMO + 50, 8)])
    vuelta = desempaquetar(empaquetar(firma), firma.palabras, firma.tejas)
    assert vuelta.bandas() == firma.bandas()
    assert len(set(firma.bandas())) == BANDAS
    assert [int(v) for v in firmar([" ".join(map(str, range(100)))]).valores[:3]] == FIJADOS


FIJADOS = [1571154, 11953506, 56633357]
"""Los primeros valores de «0 1 2 … 99»: si cambian, las firmas guardadas ya no sirven."""
