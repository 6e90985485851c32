"""Lo parecido al documento que se ve, al pie de su página."""

import re
from collections.abc import Callable

import pytest
from fabrica import sembrar_documento, sembrar_plan
from flask import Flask
from flask.testing import FlaskClient
from indexado import indexar

from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor
from config import Config

RETORNO = "El plan nacional de retorno prevé la reinserción laboral de los migrantes retornados."
REMESAS = "Las remesas familiares se reciben en los bancos del sistema sin comisión."


@pytest.fixture
def sembrado(bd: BaseDeDatos, config: Config, reloj: Reloj) -> None:
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        sembrar_documento(sesion, 1, "Plan de retorno", ("Carátula", RETORNO, REMESAS))
        sembrar_documento(
            sesion, 2, "Dictamen", ("Otra carátula", f"Artículo 1. Objeto. {RETORNO}"), numero="5-2010"
        )
        sembrar_documento(sesion, 3, "Minuta", (RETORNO,), marcas=("personal",))
        sembrar_documento(sesion, 4, "Ley de remesas", (REMESAS,))
        for numero in range(5, 15):
            sembrar_documento(sesion, numero, f"Acta {numero}", (f"Se abre la sesión número {numero}.",))
    indexar(bd, config, reloj)


def pie(cliente: FlaskClient, ruta: str) -> str:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200
    return respuesta.get_data(as_text=True).partition('class="parecidos"')[2].partition("<footer")[0]


def enlazados(html: str) -> list[str]:
    return re.findall(r'href="/documentos/(CD-\d+)', html.partition("t-pasajes")[0])


def test_se_muestran_los_documentos_parecidos_y_no_el_propio(app: Flask, sembrado: None) -> None:
    html = pie(app.test_client(), "/documentos/CD-00001")
    assert "Documentos parecidos" in html
    assert enlazados(html) == ["CD-00002"]
    assert "5-2010" in html


def test_se_muestran_los_pasajes_parecidos_a_la_pagina_que_se_ve(app: Flask, sembrado: None) -> None:
    html = pie(app.test_client(), "/documentos/CD-00001?p=2").partition("t-pasajes")[2]
    assert re.findall(r'href="(/documentos/[^"]+)"', html) == ["/documentos/CD-00002?p=2"]
    assert "Dictamen, Artículo 1, " in html and "reinserción laboral" in html
    assert "CD-00004" in pie(app.test_client(), "/documentos/CD-00001?p=3").partition("t-pasajes")[2]


def test_cada_quien_ve_lo_parecido_entre_lo_suyo(
    app: Flask, sembrado: None, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@centro.gt", "personal")
    assert "Minuta" not in pie(app.test_client(), "/documentos/CD-00001?p=2")
    assert "Minuta" in pie(entrar("ana@centro.gt"), "/documentos/CD-00001?p=2")


def test_la_base_vuelve_a_mirar_las_marcas(app: Flask, sembrado: None, bd: BaseDeDatos) -> None:
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 2).marcas[0].marca = "personal"
    assert "CD-00002" not in pie(app.test_client(), "/documentos/CD-00001?p=2")


def test_sin_nada_parecido_no_hay_seccion(app: Flask, bd: BaseDeDatos, config: Config, reloj: Reloj) -> None:
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        sembrar_documento(sesion, 1, "Plan de retorno", (RETORNO,))
    assert pie(app.test_client(), "/documentos/CD-00001") == ""
    indexar(bd, config, reloj)
    assert pie(app.test_client(), "/documentos/CD-00001") == ""
