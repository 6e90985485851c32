"""La cita lista para copiar: en cada documento, la de su página; en la búsqueda, la de cada cifra."""

import re

from conftest import RelojFijo
from fabrica import sembrar_documento
from flask import Flask
from indexado import indexar

from centro_doc.catalogo.modelos import FechaDocumento
from centro_doc.comun.bd import BaseDeDatos, transaccion
from config import Config

TEXTO = "En 2017 se estimaban 1,458,000 guatemaltecos en los Estados Unidos."


def _cita(html: str, clave: str) -> str:
    parrafo = re.search(rf'id="{clave}"[^>]*>(.*?)</p>', html, re.DOTALL)
    assert parrafo is not None
    return re.sub("<[^>]+>", "", parrafo[1])


def _sembrar(bd: BaseDeDatos, **campos: object) -> None:
    with transaccion(bd) as sesion:
        sembrar_documento(
            sesion, 1, "Estimación", [TEXTO], tipo="estadistica", emisor_nombre="INE", numero="3", **campos
        )


def test_un_documento_sin_articulos_se_cita_por_su_pagina(app: Flask, de_fabrica: BaseDeDatos) -> None:
    _sembrar(de_fabrica)
    html = app.test_client().get("/documentos/CD-00001").get_data(as_text=True)
    cita = _cita(html, "cita-de-la-pagina")
    assert cita.startswith("INE. «Estimación», ") and ", 23 de septiembre de 2008, p. 1. " in cita
    assert "Registro CD-00001 del Centro" in cita and "/documentos/CD-00001?p=1" in cita
    assert re.search(r"\(consultado el \d+ de \w+ de \d{4}\)\.$", cita)
    assert 'data-copiar="cita-de-la-pagina"' in html and "cita-del-articulo" not in html


def test_lo_que_no_consta_no_se_inventa_y_lo_que_no_tiene_texto_tambien_se_cita(
    app: Flask, de_fabrica: BaseDeDatos
) -> None:
    with transaccion(de_fabrica) as sesion:
        documento = sembrar_documento(sesion, 1, "Carta", tipo=None, emitido=None)
        documento.fechas = [FechaDocumento(clase="emision", valor=None, precision="desconocida")]
    html = app.test_client().get("/documentos/CD-00001").get_data(as_text=True)
    assert _cita(html, "cita-del-documento").startswith("«Carta», sin fecha. Registro CD-00001 del")


def test_cada_pasaje_con_cifra_trae_su_cita_con_el_anio_del_dato(
    app: Flask, de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo
) -> None:
    _sembrar(de_fabrica)
    indexar(de_fabrica, config, reloj)
    preguntada = app.test_client().get("/buscar?q=cuántos+guatemaltecos").get_data(as_text=True)
    assert ", p. 1 (dato de 2017). Registro CD-00001" in _cita(preguntada, "cita-CD-00001-1")
    assert "copiar.js" in preguntada
    assert "cita-CD-00001-1" not in app.test_client().get("/buscar?q=guatemaltecos").get_data(as_text=True)
