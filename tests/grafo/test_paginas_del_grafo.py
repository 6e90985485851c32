"""Las páginas del grafo: la norma y quien la cita, el artículo, lo que falta y la pestaña del documento."""

import pytest
from conftest import contando
from fabrica import sembrar_documento
from flask import Flask
from flask.testing import FlaskClient

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.documentos.consultas import Medida
from centro_doc.documentos.marcas import CitaALaVista, sobre_el_texto, sobre_la_imagen
from centro_doc.grafo.atrasadas import leer_atrasados
from grafo.conftest import Sembrar
from indexador.ficha import Palabra

LEY = {"tipo": "decreto_congreso", "numero": "46-2007"}


@pytest.fixture
def cliente(app: Flask, con_constitucion: BaseDeDatos) -> FlaskClient:
    return app.test_client()


def _html(cliente: FlaskClient, ruta: str, estado: int = 200) -> str:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == estado, ruta
    return " ".join(respuesta.get_data(as_text=True).split())


def test_la_norma_dice_sus_articulos_quien_la_cita_y_a_quien_cita(
    cliente: FlaskClient, sembrar: Sembrar
) -> None:
    sembrar(
        2,
        "Conforme al artículo 3 de la Constitución y al Decreto 71-98.",
        tipo="decreto_congreso",
        numero="46-2007",
    )
    html = _html(cliente, "/normas/CPRG")
    assert 'href="/normas/CPRG/art/3"' in html and 'href="/normas/CPRG/art/t2"' in html
    assert "Quién la cita" in html and 'href="/documentos/CD-00002?p=1"' in html
    assert "<mark>artículo 3 de la Constitución</mark>" in html
    citante = _html(cliente, "/normas/DC-46-2007")
    assert "A quién cita" in citante and 'href="/normas/DC-71-1998"' in citante
    assert "Quién la cita" not in citante


def test_de_la_norma_sin_ficha_se_dice_quien_la_cita_si_alguien_que_se_ve_la_cita(
    cliente: FlaskClient, sembrar: Sembrar
) -> None:
    sembrar(2, "El Decreto 71-98.", marcas=("personal",))
    _html(cliente, "/normas/DC-71-1998", 404)
    sembrar(3, "El artículo 4 del Decreto 71-98.")
    html = _html(cliente, "/normas/DC-71-1998")
    assert "no tiene ficha" in html and "CD-00003" in html and "CD-00002" not in html
    assert "No tenemos el texto" in _html(cliente, "/normas/DC-71-1998/art/4")


def test_el_articulo_ordinario_y_el_transitorio_no_se_confunden(cliente: FlaskClient) -> None:
    ordinario, transitorio = _html(cliente, "/normas/CPRG/art/2"), _html(cliente, "/normas/CPRG/art/t2")
    assert ">Ordinario<" in ordinario and "deber del Estado" in ordinario and "Se convocan" not in ordinario
    assert ">Transitorio<" in transitorio and "Se convocan" in transitorio
    assert 'href="/normas/CPRG/art/t2"' in ordinario and 'href="/normas/CPRG/art/2"' in transitorio
    assert cliente.get("/normas/CPRG/art/2%20BIS").location == "/normas/CPRG/art/2-bis"
    assert "no trae ese artículo" in _html(cliente, "/normas/CPRG/art/2-bis")
    assert "No tenemos el texto" in _html(cliente, "/normas/DC-95-1998/art/117")


def test_lo_que_falta_se_lista_y_se_baja(cliente: FlaskClient, sembrar: Sembrar) -> None:
    sembrar(2, "El artículo 8 del Decreto 71-98 y el Código Penal.")
    sembrar(3, "El Decreto 71-98 y el artículo 3 de la Constitución.")
    html = _html(cliente, "/normas/pedir")
    assert html.index("Decreto 71-98") < html.index("Código Penal") and 'href="/normas/CPRG' not in html
    renglones = cliente.get("/normas/pedir.csv").get_data(as_text=True).splitlines()
    assert renglones[1] == "DC-71-1998,Decreto 71-98 del Congreso de la República,,2,2,8"
    assert len(renglones) == 3


def test_lo_dudoso_se_pide_con_su_marca(cliente: FlaskClient, sembrar: Sembrar) -> None:
    sembrar(2, "El Decreto 24-2008 y el Acuerdo Gubernativo 529-99.")
    renglones = cliente.get("/normas/pedir.csv").get_data(as_text=True)
    assert "¿reforma a la Ley de CONAMIGUA? (D)" in renglones and "Ley de Migración (D)" in renglones
    assert _html(cliente, "/normas/pedir").count(">Dudoso<") == 2


def test_la_norma_de_una_iniciativa_dice_lo_que_le_falta_por_confirmar(cliente: FlaskClient) -> None:
    html = _html(cliente, "/normas/INI-4126")
    datos = html[html.index('id="datos"') :].split("</section>")[0]
    assert "Comisión de Migrantes (sin confirmar)" in datos and "<dt>Estado</dt><dd>sin aprobar" not in datos
    assert "(sin documento que lo pruebe)" in datos


def test_de_la_que_quiza_se_tiene_se_pregunta_y_no_se_pide(cliente: FlaskClient, sembrar: Sembrar) -> None:
    convencion = "Convención sobre los Derechos del Niño"
    sembrar(2, f"La {convencion}, el Decreto 27-90 y el Decreto 71-98.")
    claves = {
        una.split(",")[0] for una in cliente.get("/normas/pedir.csv").get_data(as_text=True).split("\n")
    }
    assert {"DC-71-1998", "DC-27-1990", "TR-CDN-1989"} <= claves
    sembrar(3, "Sin artículos.", titulo="Otra", tipo="tratado", numero="27-90")
    sembrar(4, "Sin artículos.", titulo=convencion, tipo="tratado", marcas=("personal",))
    html = _html(cliente, "/normas/pedir")
    quiza = html[html.index('id="quiza"') :].split("</section>")[0]
    assert "DC-27-1990" in quiza and "CD-00003" in quiza and "TR-CDN-1989" not in quiza
    renglones = cliente.get("/normas/pedir.csv").get_data(as_text=True)
    assert "DC-27-1990" not in renglones and "TR-CDN-1989" in renglones


def test_la_pestana_dice_a_quien_cita_y_el_texto_lleva_a_ello(cliente: FlaskClient, sembrar: Sembrar) -> None:
    sembrar(2, "Según el artículo 3 de la Constitución y el artículo 8 de la Ley de la Materia.")
    html = _html(cliente, "/documentos/CD-00002?vista=texto")
    panel = html[html.index('id="citas"') :]
    assert "Constitución Política de la República, artículo 3" in panel and "no está en la colec" not in panel
    assert '<a class="cita-t" href="/normas/CPRG/art/3"' in html and html.count('class="cita-t"') == 1
    citado = _html(cliente, "/documentos/CD-00001")
    assert "Citado por" in citado and 'href="/documentos/CD-00002?p=1"' in citado


def test_lo_dudoso_no_se_muestra_a_quien_no_decide(cliente: FlaskClient, sembrar: Sembrar) -> None:
    sembrar(2, "Lo del artículo 5 de esta Ley.")
    for ruta in ("/documentos/CD-00002", "/documentos/CD-00002/citas?ver=dudosas"):
        html = _html(cliente, ruta)
        assert "artículo 5 de esta Ley</mark>" not in html and "Sin resolver" not in html


def test_las_consultas_no_crecen_con_las_citas(app: Flask, cliente: FlaskClient, sembrar: Sembrar) -> None:
    base = app.extensions["centro_doc"][BaseDeDatos]
    rutas = ("/normas/CPRG", "/normas/CPRG/art/3", "/normas/pedir", "/documentos/CD-00001")
    cuentas = []
    for ronda in range(2):
        with transaccion(base) as sesion:
            for numero in range(10 * ronda + 10, 10 * ronda + 16):
                texto = f"Se reforma el artículo 3 de la Constitución, y el Decreto {numero}-98."
                sembrar_documento(sesion, numero, f"D{numero}", [texto], tipo="estudio")
        leer_atrasados(base)
        for ruta in rutas:
            with contando(base) as contador:
                _html(cliente, ruta)
            cuentas.append(contador.cuantas)
    assert cuentas[:4] == cuentas[4:]
    assert all(cuantas <= tope for cuantas, tope in zip(cuentas, (32, 27, 9, 42), strict=False)), cuentas


def test_una_cita_es_un_enlace_sobre_la_imagen_y_en_el_texto() -> None:
    texto = "según el artículo 3 de la Constitución"
    palabras = [
        Palabra(inicio, inicio + len(palabra), 0.1 * lugar, 0.1, 0.1 * lugar + 0.09, 0.12)
        for lugar, (inicio, palabra) in enumerate(
            (texto.index(palabra), palabra) for palabra in ("según", "artículo", "3", "Constitución")
        )
    ]
    cita = CitaALaVista(texto.index("artículo"), len(texto), "CPRG", "3", "Constitución, artículo 3")
    cajas, _ = sobre_la_imagen(palabras, texto, Medida(1, "", 612.0, 792.0), (), None, (), [cita])
    assert {(caja.clase, caja.cita) for caja in cajas} == {("cita", cita)}
    assert [caja.primera for caja in cajas][:1] == [True]
    tramos = sobre_el_texto(texto, (), None, (), [cita])
    assert [(tramo.texto, tramo.cita is not None) for tramo in tramos] == [
        ("según el ", False),
        ("artículo 3 de la Constitución", True),
    ]


def test_la_pagina_del_articulo_lleva_a_su_lugar_a_quien_lo_cambiaria_y_a_sus_temas(
    app: Flask, sembrar: Sembrar, con_constitucion: BaseDeDatos
) -> None:
    texto = "Artículo 1. Se deroga el artículo 4 de la Constitución Política de la República."
    sembrar(2, texto, tipo="iniciativa", numero="7001", titulo="Una iniciativa")
    sembrar(3, texto, tipo="opinion_recibida", titulo="Una opinión")
    html = _html(app.test_client(), "/normas/CPRG/art/4")
    assert 'href="/documentos/CD-00001?p=1#art-4">Abrir el visor en este artículo' in html
    assert 'href="/agenda/AG5"' in html and 'href="/agenda/AG1"' not in html
    _, proponen = html.split("Iniciativas que lo cambiarían</h2>")
    proponen, citan = proponen.split('id="citantes"')
    assert "Propone derogar" in proponen and "Una opinión" not in proponen
    assert "Trata de su derogación" in citan and ">Deroga<" not in citan
