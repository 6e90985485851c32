"""Los límites de ritmo y la página que los explica."""

from dataclasses import replace

import pytest
from conftest import CLAVE, ficha_csrf
from flask import Blueprint

from centro_doc import aplicacion
from centro_doc.comun.bd import BaseDeDatos
from centro_doc.comun.web import registrar_servicio
from centro_doc.cuentas.claves import Claves
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.ritmo import limitar_busqueda, limitar_subida

prueba = Blueprint("prueba", __name__)


@prueba.get("/prueba/buscar")
@limitar_busqueda
def buscar():
    return "resultados"


@prueba.post("/prueba/subir")
@limitar_subida
def subir():
    return "recibido"


@pytest.fixture
def app(config, bd, reloj, claves, monkeypatch):
    monkeypatch.setattr(aplicacion, "BLUEPRINTS", (*aplicacion.BLUEPRINTS, prueba))
    corta = replace(
        config, ritmo_ingreso="3 per minute", ritmo_busqueda="2 per minute", ritmo_subida="2 per minute"
    )
    app = aplicacion.create_app(corta, reloj=reloj)
    registrar_servicio(app, Claves, claves)
    yield app
    app.extensions["centro_doc"][BaseDeDatos].cerrar()


def intentar(cliente, clave="mala"):
    datos = {"csrf_token": ficha_csrf(cliente), "correo": "ana@congreso.gob.gt", "clave": clave}
    return cliente.post("/acceso", data=datos)


def test_el_ingreso_tiene_un_limite_por_direccion_y_dice_cuanto_esperar(app):
    cliente = app.test_client()
    assert [intentar(cliente).status_code for _ in range(4)] == [422, 422, 422, 429]
    frenada = intentar(cliente)
    assert 1 <= int(frenada.headers["Retry-After"]) <= 61
    assert "Espere" in frenada.get_data(as_text=True)
    assert cliente.get("/acceso").status_code == 200


def test_la_busqueda_se_cuenta_por_cuenta_y_si_no_por_direccion(app, crear, entrar):
    crear("ana@congreso.gob.gt", Rol.PERSONAL)
    crear("bea@congreso.gob.gt", Rol.PERSONAL)
    ana, bea, nadie = entrar("ana@congreso.gob.gt"), entrar("bea@congreso.gob.gt"), app.test_client()
    assert [nadie.get("/prueba/buscar").status_code for _ in range(3)] == [200, 200, 429]
    assert [ana.get("/prueba/buscar").status_code for _ in range(3)] == [200, 200, 429]
    assert bea.get("/prueba/buscar").status_code == 200


def test_la_subida_se_cuenta_aparte(app, crear, entrar):
    crear("ana@congreso.gob.gt", Rol.PERSONAL)
    ana = entrar("ana@congreso.gob.gt", CLAVE)
    datos = {"csrf_token": ficha_csrf(ana, "/acceso/clave")}
    assert [ana.post("/prueba/subir", data=datos).status_code for _ in range(3)] == [200, 200, 429]
    assert ana.get("/prueba/buscar").status_code == 200


def test_una_respuesta_normal_no_lleva_cuentas_de_ritmo(app):
    cabeceras = app.test_client().get("/prueba/buscar").headers
    assert not [n for n, _ in cabeceras.items() if n.lower().startswith(("x-ratelimit", "retry"))]
