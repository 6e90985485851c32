"""Lo elegido para un cambio de una vez se conserva al pasar de página, también sin JavaScript."""

import re
from collections.abc import Callable

from conftest import RelojFijo, ficha_csrf
from fabrica import sembrar_documento
from flask import Flask
from flask.testing import FlaskClient
from indexado import indexar

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.cuentas.permisos import Actor
from config import Config


def _marcados(html: str) -> list[str]:
    casillas = re.findall(r"<input[^>]*name=\"elegidos\"[^>]*>", html)
    return [re.search(r"CD-\d+", una)[0] for una in casillas if " checked" in una]  # type: ignore[index]


def test_lo_elegido_viaja_a_la_otra_pagina_y_se_envia_con_lo_de_ella(
    de_fabrica: BaseDeDatos,
    config: Config,
    reloj: RelojFijo,
    app: Flask,
    crear: Callable[..., Actor],
    entrar: Callable[..., FlaskClient],
) -> None:
    crear("ana@congreso.gob.gt", "personal")
    with transaccion(de_fabrica) as sesion:
        for numero in range(1, 13):
            sembrar_documento(sesion, numero, f"Nota {numero}", ["Nota de difusión"], tipo="nota_prensa")
    indexar(de_fabrica, config, reloj)
    cliente = entrar("ana@congreso.gob.gt")
    primera = cliente.get("/buscar?q=difusion").get_data(as_text=True)
    elegidos = re.findall(r'name="elegidos" value="(CD-\d+)"', primera)[:2]
    envio = re.search(r'solo-sin-js" formaction="(/buscar/elegidos[^"]*)"', primera)
    assert envio is not None and not _marcados(primera)
    datos = {"csrf_token": ficha_csrf(cliente, "/buscar?q=difusion"), "elegidos": [*elegidos, "<b>"]}
    vuelta = cliente.post(envio[1], data=datos)
    assert vuelta.status_code == 303
    misma = cliente.get(vuelta.location).get_data(as_text=True)
    assert _marcados(misma) == elegidos and "data-otra" not in misma
    siguiente = re.search(r'href="([^"]*pagina=2)" rel="next"', misma)
    assert siguiente is not None
    segunda = cliente.get(siguiente[1].replace("&amp;", "&")).get_data(as_text=True)
    assert _marcados(segunda) == elegidos and segunda.count("data-otra") == 2
    assert "2 elegidos en otras páginas" in segunda
    ajena = app.test_client().get(siguiente[1].replace("&amp;", "&")).get_data(as_text=True)
    assert "elegidos en otras" not in ajena
