"""La estructura en la página del documento: el árbol, las anclas de sus artículos y la cita para copiar."""

import re

import pytest
from fabrica import sembrar_documento
from flask import Flask
from indexado import indexar

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.documentos.estructura import Comienzo, con_comienzos
from centro_doc.documentos.marcas import Tramo
from centro_doc.grafo.atrasadas import leer_atrasados
from config import Config

UNA = (
    "CAPÍTULO I\nDISPOSICIONES\nARTICULO 1. Objeto. Esta ley crea el Consejo.\nARTICULO 2. Fines. Son estos:"
)
OTRA = "a) Atender.\nb) Proteger al retornado.\nARTICULO 2 Bis. Sede. La capital.\nARTICULO 3. Vigencia. Ya."


@pytest.fixture
def sembrado(de_fabrica: BaseDeDatos, config: Config, reloj: Reloj) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Ley del Consejo", (UNA, OTRA), numero="46-2007")
        sembrar_documento(sesion, 2, "Nota", ("Sin partes.",), tipo="nota")
    while leer_atrasados(de_fabrica):
        pass
    indexar(de_fabrica, config, reloj)


def pagina(app: Flask, ruta: str) -> str:
    respuesta = app.test_client().get(ruta)
    assert respuesta.status_code == 200
    return respuesta.get_data(as_text=True)


def test_el_arbol_enlaza_cada_parte_con_su_pagina_y_su_ancla(app: Flask, sembrado: None) -> None:
    html = pagina(app, "/documentos/CD-00001?p=2")
    ramas = re.findall(r'<a href="[^"]*\?p=(\d)&amp;panel=estructura#([^"]+)" data-ancla="([^"]+)"', html)
    assert ramas == [
        ("1", "cap-1", "cap-1"),
        ("1", "art-1", "art-1"),
        ("1", "art-2", "art-2"),
        ("2", "art-2-bis", "art-2-bis"),
        ("2", "art-3", "art-3"),
    ]
    assert 'href="#estructura">Estructura' in html
    assert 'href="#estructura"' not in pagina(app, "/documentos/CD-00002")


def test_cada_ancla_esta_una_sola_vez_sobre_la_pagina_o_en_el_arbol(app: Flask, sembrado: None) -> None:
    html = pagina(app, "/documentos/CD-00001?p=2")
    assert [html.count(f'id="art-{n}"') for n in ("1", "2", "2-bis", "3")] == [1, 1, 1, 1]
    assert re.findall(r'class="comienzo" id="([^"]+)"', html) == ["art-2", "art-2-bis", "art-3"]
    assert re.search(r'<li class="arbol__r[^"]*" id="art-1">', html)
    texto = pagina(app, "/documentos/CD-00001?p=2&vista=texto")
    assert texto.index('id="art-2-bis"') < texto.index("ARTICULO 2 Bis. Sede")


def test_la_cita_va_a_la_guatemalteca_con_la_literal_del_pasaje(app: Flask, sembrado: None) -> None:
    decreto = "Decreto 46-2007 del Congreso de la República"
    html = pagina(app, "/documentos/CD-00001?p=1")
    assert f">Artículo 1, {decreto}, p. 1</p>" in html
    html = pagina(app, "/documentos/CD-00001?q=retornado")
    assert f">Artículo 2, literal b), {decreto}, p. 2</p>" in html
    assert f'data-cita="Artículo 2 Bis, {decreto}, p. 2"' in html
    assert 'aria-current="true"' in html[html.index('data-ancla="art-2"') :][:60]


def test_si_la_pagina_empieza_por_otra_cosa_se_cita_su_primer_articulo(
    app: Flask, sembrado: None, de_fabrica: BaseDeDatos
) -> None:
    considerandos = "CONSIDERANDO:\nQue hace falta.\nCONSIDERANDO:\nQue conviene.\nPOR TANTO:\nDECRETA:\n"
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 3, "Otra ley", (considerandos + UNA,), numero="7-2001")
    while leer_atrasados(de_fabrica):
        pass
    html = pagina(app, "/documentos/CD-00003")
    assert 'data-ancla="art-1"' in html and 'aria-current="true"' not in html[html.index('"art-1"') :][:60]
    assert ">Artículo 1, «Otra ley», p. 1</p>" in html


def test_partir_el_texto_por_sus_articulos_no_lo_cambia() -> None:
    tramos = (Tramo("uno dos "), Tramo("tres", marca=True), Tramo(" cuatro"))
    comienzos = [Comienzo("a", "A", 0), Comienzo("b", "B", 4), Comienzo("c", "C", 10), Comienzo("d", "D", 12)]
    partidos = con_comienzos(tramos, comienzos)
    assert [uno.texto for uno in partidos] == ["uno ", "dos ", "tr", "es", " cuatro"]
    assert [uno.marca for uno in partidos] == [False, False, True, True, False]
    assert [uno.comienzos for uno in partidos] == [
        (("a", "A"),),
        (("b", "B"),),
        (),
        (("c", "C"),),
        (("d", "D"),),
    ]
