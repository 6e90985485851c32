"""Lo que un texto deroga de una norma: en su página, en sus artículos y en su texto a una fecha, lo mismo."""

from datetime import date

import pytest
from flask import Flask

from centro_doc.comun.bd import BaseDeDatos, lectura
from centro_doc.cotejos.consolidados import norma_a_la_fecha
from centro_doc.cuentas.permisos import ANONIMO
from centro_doc.grafo.consultas import GrafoDeNorma, grafo_de_norma
from centro_doc.normas.ficha import ficha
from grafo.conftest import Sembrar

PUBLICO = frozenset({"publico"})
DEROGATORIA = (
    "Artículo 1. Objeto. Se manda esto.\n"
    "Artículo 2. Se deroga, del Decreto Número 95-98 del Congreso de la República, Ley de Migración, lo "
    "siguiente:\na) El Título I y los artículos 1 y 2.\nb) El Título XII y los artículos del 117 al 120.\n"
)
DEL_DIEZ = "c) Del Título X el Capítulo II y los artículos del 109 al 115.\n"


def _grafo(bd: BaseDeDatos, dia: str) -> GrafoDeNorma:
    with lectura(bd) as sesion:
        una = ficha(sesion, "DC-95-1998", PUBLICO, fecha=date.fromisoformat(dia))
        return grafo_de_norma(sesion, "DC-95-1998", PUBLICO, ficha=una)


def test_la_pagina_senala_los_derogados_y_nombra_los_que_el_catalogo_conoce(
    sembrar: Sembrar, de_fabrica: BaseDeDatos
) -> None:
    sembrar(1, DEROGATORIA, tipo="decreto_congreso", numero="44-2016")
    hoy = {uno.direccion: uno for uno in _grafo(de_fabrica, "2026-01-01").articulos}
    assert list(hoy) == ["1", "2", "103", "107-bis", "108", "117", "118", "119", "120"]
    suertes = {n: uno.derogacion.suerte if uno.derogacion else "" for n, uno in hoy.items()}
    assert suertes["1"] == suertes["118"] == "obra" and suertes["103"] == suertes["107-bis"] == ""
    antes = {uno.direccion: uno for uno in _grafo(de_fabrica, "2010-01-01").articulos}
    assert "107-bis" not in antes and not any(uno.derogacion for uno in antes.values())
    en_mayo = {uno.direccion: uno for uno in _grafo(de_fabrica, "2017-05-10").articulos}
    assert en_mayo["1"].derogacion is not None and en_mayo["1"].derogacion.suerte == "quiza"


@pytest.mark.parametrize(("texto", "choca"), [(DEROGATORIA, False), (DEROGATORIA + DEL_DIEZ, True)])
def test_si_el_texto_deroga_de_lo_que_la_nota_salva_se_dice(
    sembrar: Sembrar, de_fabrica: BaseDeDatos, app: Flask, texto: str, choca: bool
) -> None:
    sembrar(1, texto, tipo="decreto_congreso", numero="44-2016")
    (una,) = _grafo(de_fabrica, "2026-01-01").derogan
    assert una.choca == (("Del Título X el Capítulo II y los artículos del 109 al 115",) if choca else ())
    html = app.test_client().get("/normas/DC-95-1998?a=2026-01-01").get_data(as_text=True)
    assert ("<strong>No concuerda</strong>" in html) == choca and "F3</a>), sólo subsiste" in html


def test_el_texto_a_una_fecha_nombra_tambien_los_que_subsisten(
    sembrar: Sembrar, de_fabrica: BaseDeDatos
) -> None:
    sembrar(1, DEROGATORIA, tipo="decreto_congreso", numero="44-2016")
    sembrar(2, "Según el artículo 105 de la Ley de Migración, Decreto 95-98.", tipo="estudio")
    with lectura(de_fabrica) as sesion:
        hecha = norma_a_la_fecha(sesion, ANONIMO, "DC-95-1998", fecha=date(2020, 1, 1), hoy=date(2026, 1, 1))
    situaciones = {uno.articulo.cual[1]: uno.articulo.situacion.value for uno in hecha.articulos}
    assert situaciones["117"] == "derogado"
    assert {n: situaciones.get(n) for n in ("103", "105", "108", "107-bis")} == {
        **dict.fromkeys(("103", "105", "108"), "sin_original"),
        "107-bis": None,
    }
