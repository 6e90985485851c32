"""Lo que otro puede guardar no lleva el nombre de sitio que escribió quien hizo la petición."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_documento, sembrar_vinculo

from centro_doc.aplicacion import create_app
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.web import direccion_publica
from centro_doc.cuentas.modelos import Rol

RAIZ = Path(__file__).resolve().parents[2]
AJENO = "ajeno.example"
DEL_PEDIDO = re.compile(r"\b_external|\burl_root\b|\bhost_url\b|\bbase_url\b|\brequest\.host\b")
RUTAS = (
    "/documentos/CD-00001",
    "/agenda/AG2",
    "/agenda/AG2/atom.xml",
    "/plan.csv?cuadro=documentos",
    "/plan/OO2.csv",
    "/plan//OO2",
    "/plan//OO2?q=a%20b",
    "/avisos",
    "/notas.csv",
)


@pytest.fixture
def cliente(de_fabrica, crear, entrar):
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Acta"), "OO2.A1.1", motivo="La trae")
    crear("ana@congreso.gob.gt", Rol.PERSONAL)
    suyo = entrar("ana@congreso.gob.gt")
    suyo.set_cookie("centro", suyo.get_cookie("centro").value, domain=AJENO)
    return suyo


@pytest.mark.parametrize("ruta", RUTAS)
def test_ninguna_respuesta_repite_el_sitio_que_dijo_quien_pide(cliente, ruta):
    respuesta = cliente.get(ruta, headers={"Host": AJENO})
    assert respuesta.status_code in {200, 308}
    assert AJENO.encode() not in respuesta.data + str(respuesta.headers).encode()


def test_el_traslado_del_enrutador_llega_a_la_misma_ruta(cliente):
    respuesta = cliente.get("/plan//OO2?q=a%20b", headers={"Host": AJENO})
    assert (respuesta.status_code, respuesta.location) == (308, "/plan/OO2?q=a%20b")


def test_la_clave_de_los_canales_tampoco(cliente):
    cliente.environ_base["HTTP_HOST"] = AJENO
    datos = {"csrf_token": ficha_csrf(cliente, "/acceso/clave")}
    respuesta = cliente.post("/avisos/clave", data=datos)
    assert "/AG2.atom" in respuesta.text and AJENO not in respuesta.text


@pytest.mark.parametrize(
    ("sitio", "direccion"), [("", "/a?b=1"), ("https://centro.example/", "https://centro.example/a?b=1")]
)
def test_una_dirección_es_la_del_sitio_o_sólo_la_ruta(config, bd, sitio, direccion):
    app = create_app(replace(config, url_publica=sitio))
    with app.test_request_context("/", headers={"Host": AJENO}):
        assert direccion_publica("/a?b=1") == direccion
    app.extensions["centro_doc"][BaseDeDatos].cerrar()


def test_sólo_un_lugar_hace_direcciones_absolutas():
    """`comun/web.py` quita el sitio a los traslados; nadie más mira con qué nombre llegó la petición."""
    escritos = [*RAIZ.glob("centro_doc/**/*.py"), *RAIZ.glob("plantillas/**/*.html")]
    hallados = {str(uno.relative_to(RAIZ)) for uno in escritos if DEL_PEDIDO.search(uno.read_text("utf-8"))}
    assert hallados == {"centro_doc/comun/web.py"}
