"""El cuadro en DOCX de lo que una reforma ordena sin dar texto nuevo."""

from io import BytesIO

import pytest
from docx import Document
from fabrica import sembrar_documento, sembrar_plan
from flask import Flask
from flask.testing import FlaskClient

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.normas.modelos import Norma
from indexador.juridico.claves import leer_clave

LEY = (
    "DECRETO NÚMERO 46-2007\n\nARTÍCULO 1. Objeto. Crea el consejo.\n\nARTÍCULO 2. Sede. En la capital."
    "\n\nARTÍCULO 3. Multas. Serán de mil.\n\nPodrán rebajarse.\n\nARTÍCULO 4. Vigencia. Rige a los 8 días."
)
DE_LA_LEY = "del Decreto Número 46-2007 del Congreso de la República"
REFORMA = (
    f"DECRETO NÚMERO 9-2009\n\nARTÍCULO 1. Se deroga el artículo 2 {DE_LA_LEY}.\n\nARTÍCULO 2. Se deroga el"
    f" segundo párrafo del artículo 3 {DE_LA_LEY}.\n\nARTÍCULO 3. Se deroga el artículo 500 {DE_LA_LEY}."
    f"\n\nARTÍCULO 4. Se reforma el artículo 1 {DE_LA_LEY}, el cual queda así:\n\n"
    '"Artículo 1. Objeto. Crea la comisión."\n\nARTÍCULO 5. Vigencia. Este decreto rige desde su publicación.'
)


@pytest.fixture
def cliente(app: Flask, bd: BaseDeDatos) -> FlaskClient:
    """Una ley y el decreto que deroga un artículo suyo, parte de otro y uno que el texto no trae."""
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        for numero, texto, cual in ((1, LEY, "46-2007"), (2, REFORMA, "9-2009")):
            sembrar_documento(sesion, numero, cual, (texto,), tipo="decreto_congreso", numero=cual)
            leida = leer_clave(f"DC-{cual}")
            campos = {"clave": f"DC-{cual}", "clase": "DC", "nombre": cual, "marca": "V"}
            sesion.add(Norma(numero=leida.numero, anio=leida.anio, **campos))
    return app.test_client()


def _filas(cliente: FlaskClient) -> dict[str, tuple[str, str]]:
    hecho = Document(BytesIO(cliente.get("/comparar-textos.docx?a=CD-00001&b=CD-00002").data))
    filas = [[celda.text for celda in fila.cells] for fila in hecho.tables[0].rows[1:]]
    return {n: (f[0], f[1]) for n in "1234" for f in filas if f"Artículo {n}: Se" in f[1]}


def test_la_orden_sin_texto_nuevo_dice_que_hace_a_que_parte_y_literal(cliente: FlaskClient) -> None:
    filas = _filas(cliente)
    assert sorted(filas) == ["1", "2", "3", "4"]
    assert "En la capital." in filas["1"][0]
    assert filas["1"][1].startswith("Se deroga: artículo 2.\nArtículo 1: Se deroga el artículo 2")
    assert filas["2"][1].startswith("Se deroga: artículo 3, párrafo 2.\nArtículo 2: Se deroga el segundo")
    assert filas["2"][1].endswith("Cambia sólo una parte del artículo.")
    assert filas["3"][0] == "No está en el texto que se tiene."
    assert filas["3"][1].startswith("Se deroga: artículo 500.\nArtículo 3: Se deroga el artículo 500")
    assert "Crea la comisión." in filas["4"][1]


def test_la_pagina_no_da_por_derogado_el_articulo_del_que_se_deroga_una_parte(cliente: FlaskClient) -> None:
    pagina = cliente.get("/comparar-textos?a=CD-00001&b=CD-00002").text
    assert "Se deroga: artículo 3, párrafo 2." in pagina and ">Se deroga.<" not in pagina
