"""Cada ejemplo de la ayuda y del panel de operadores es un enlace que pide lo que se dice de él."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from arbol_de_prueba import avisos, leer
from fabrica import sembrar_documento, sembrar_plan
from flask import Flask
from indexado import indexar

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import Reloj
from config import Config
from indexador.lengua import plegar
from indexador.motor import campos

EJEMPLOS = {
    "retorno laboral": "(retorno & laboral)",
    "retorno Y laboral": "(retorno & laboral)",
    '"plan nacional de retorno"': '"plan nacional de retorno"',
    "deportado O retornado": "(deportado | retornado)",
    "remesas NO familiares": "(remesas & -familiares)",
    "remesas -familiares": "(remesas & -familiares)",
    "(refugio O asilo) menores": "((refugio | asilo) & menores)",
    "=migrante": "=migrante",
    "retorno CERCA/5 laboral": "[retorno 5 laboral]",
    "retorno CERCA laboral": "[retorno 10 laboral]",
    '"red consular"~4': '"red consular"~4',
    '"reinserción laboral" CERCA/8 retorn*': '["reinsercion laboral" 8 retorn*]',
    "(niños O niñas) CERCA/5 migrantes": "([niños 5 migrantes] | [niñas 5 migrantes])",
    "remesas CERCA/6 familias CERCA/6 rurales": "[remesas 6 familias 6 rurales]",
    "retorn*": "retorn*",
    "*migrante": "<*migrante>",
    "migra*ón": "<migra*on>",
    "guatemaltec?s": "<guatemaltec?s>",
    "repatriasion~": "repatriasion~1",
    "reinsersion~2": "reinsersion~2",
    "tipo:dictamen": "tipo=dictamen",
    "tipo:(dictamen O acta) remesas": "((tipo=dictamen | tipo=acta) & remesas)",
    "tema:AG2": "tema=ag2",
    "AG2 remesas": "((ag2 | tema=ag2) & remesas)",
    "actividad:OO3.A2": "actividad=oo3.a2",
    "institucion:CONAMIGUA": "institucion=conamigua",
    "pais:México": "pais=mx",
    "titulo:migración": "titulo:migracion",
    "titulo:(ley O código) remesas": "((titulo:ley | titulo:codigo) & remesas)",
    "autor:Castillo": "registro:castillo",
    "texto:remesas": "texto:remesas",
    "decreto:46-2007": "decreto#46-2007",
    "decreto:46-2007 artículo:12": "(decreto#46-2007 & art=12)",
    "iniciativa:4126": "iniciativa#4126",
    "norma:44-2016": "#44-2016",
    "norma:44-2016 articulo:12": "(#44-2016 & art=12)",
    "articulo:12 bis": "art=12 bis",
    "ley:migración": "(titulo:ley & titulo:migracion)",
    "art. 117 ley de migración": "(art & 117 & ley & migracion)",
    "95-98": "95-98",
    "año:2009..2012": "2009-2012",
    "fecha:2009-03": "fecha=2009-03-01..2009-03-31",
    "fecha:2009-03..2010": "fecha=2009-03-01..2010-12-31",
    "desde:2009 hasta:2012-05": "(fecha=2009-01-01.. & fecha=..2012-05-31)",
    "publicacion:..2012-05-31": "publicacion=..2012-05-31",
    "presentacion:2010 tipo:iniciativa": "(presentacion=2010-01-01..2010-12-31 & tipo=iniciativa)",
    "actividad:OO3.A2.7 año:2009-2011": "(actividad=oo3.a2.7 & 2009-2011)",
    "refugio asilo O retorno": "((refugio & asilo) | retorno)",
    "refugio (asilo O retorno)": "(refugio & (asilo | retorno))",
    "ley -(remesas O retorno)": "(ley & -(remesas | retorno))",
}


def _pagina(app: Flask, ruta: str) -> str:
    return html.unescape(app.test_client().get(ruta).get_data(as_text=True))


def _ejemplos(pagina: str) -> set[str]:
    """Lo que ejecuta cada ejemplo; lo que muestra es lo mismo."""
    enlaces = re.findall(r'<a href="(/buscar\?[^>]*)"><code>(.*?)</code></a>', pagina)
    ejecutan = {parse_qs(urlsplit(enlace).query)["q"][0] for enlace, _ in enlaces}
    assert ejecutan == {mostrado for _, mostrado in enlaces}
    return ejecutan


def test_la_ayuda_y_el_panel_no_tienen_mas_ejemplos_que_estos(
    app: Flask, bd: BaseDeDatos, config: Config, reloj: Reloj
) -> None:
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        sembrar_documento(sesion, 1, "Ley")
    indexar(bd, config, reloj)
    de_la_ayuda, del_panel = _ejemplos(_pagina(app, "/ayuda/buscar")), _ejemplos(_pagina(app, "/buscar"))
    assert de_la_ayuda | del_panel == set(EJEMPLOS)
    assert len(del_panel) == 10


@pytest.mark.parametrize(("ejemplo", "arbol"), EJEMPLOS.items())
def test_cada_ejemplo_pide_lo_que_dice_y_sin_reparos(ejemplo: str, arbol: str) -> None:
    assert leer(ejemplo) == arbol
    assert avisos(ejemplo) == []


def test_todo_campo_que_la_ayuda_nombra_existe(app: Flask) -> None:
    nombrados = re.findall(r"<code>([^\W\d_]+(?:_[^\W\d_]+)*):</code>", _pagina(app, "/ayuda/buscar"))
    assert len(nombrados) > 20
    assert [nombre for nombre in nombrados if not campos.existe(plegar(nombre))] == []


def test_la_ayuda_nombra_todas_las_clases_de_fecha(app: Flask) -> None:
    pagina = _pagina(app, "/ayuda/buscar")
    clases = {campos.clase_de_fecha(nombre) for nombre in re.findall(r"<code>([a-z_]+):</code>", pagina)}
    assert set(campos.FECHAS.values()) - {"fecha"} <= clases
