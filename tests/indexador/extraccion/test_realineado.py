"""Las cajas de un texto corregido."""

from itertools import pairwise

import pytest

from indexador.extraccion.realineado import realinear
from indexador.ficha import Palabra


def palabras(texto):
    """Cada palabra en su renglón de 0.1 de alto, con 0.05 por letra."""
    salida, desde = [], 0
    for renglon, linea in enumerate(texto.split("\n")):
        x = 0.0
        for palabra in linea.split():
            inicio = texto.index(palabra, desde)
            desde = inicio + len(palabra)
            fin = x + 0.05 * len(palabra)
            salida.append(Palabra(inicio, desde, x, renglon / 10, fin, renglon / 10 + 0.08))
            x = fin + 0.05
    return tuple(salida)


def cajas(antes, ahora):
    hechas = realinear(antes, palabras(antes), ahora)
    assert all(a.fin <= b.inicio for a, b in pairwise(hechas))
    return {ahora[p.inicio : p.fin]: p for p in hechas}


def test_lo_igual_y_lo_cambiado_uno_por_uno_conservan_su_caja():
    antes = "CONOCI6 EL PLENO\nla exenci6n"
    hechas = cajas(antes, "CONOCIÓ EL PLENO\nla exención")
    viejas = palabras(antes)
    assert [(p.x0, p.y0, p.x1) for p in hechas.values()] == [(p.x0, p.y0, p.x1) for p in viejas]


def test_dos_palabras_que_estaban_pegadas_se_reparten_el_lugar():
    hechas = cajas("de laley vigente", "de la ley vigente")
    assert hechas["la"].x1 < hechas["ley"].x0
    assert hechas["ley"].x1 == pytest.approx(palabras("de laley vigente")[1].x1)


def test_una_palabra_que_estaba_partida_ocupa_los_dos_lugares():
    hechas = cajas("la obligac ion del", "la obligación del")
    viejas = palabras("la obligac ion del")
    assert (hechas["obligación"].x0, hechas["obligación"].x1) == (viejas[1].x0, viejas[2].x1)


def test_lo_anadido_donde_no_habia_nada_no_lleva_caja():
    assert "nueva" not in cajas("uno dos", "uno dos nueva")
    assert realinear("", (), "todo nuevo") == ()
    assert realinear("uno", palabras("uno"), "") == ()


def test_la_que_junta_dos_renglones_se_marca_en_el_primero():
    hechas = cajas("los mi-\ngrantes van", "los migrantes van")
    assert hechas["migrantes"].y1 == pytest.approx(0.08)
