"""La hoja de estilos, las fuentes y la caché de los archivos fijos."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.estaticos import FUENTES, HOJAS, estatico
from centro_doc.cuentas.consultas import usuario
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor

CSS = Path(__file__).parents[2] / "centro_doc" / "estaticos" / "css"


def cabeceras(cliente: FlaskClient, ruta: str) -> Headers:
    """Las cabeceras de un archivo fijo que sí se da; cierra el archivo abierto."""
    with cliente.get(ruta) as respuesta:
        assert respuesta.status_code == 200, ruta
        return respuesta.headers


def test_cada_hoja_de_la_carpeta_se_sirve_y_ninguna_falta(app: Flask) -> None:
    assert sorted(HOJAS) == sorted(ruta.stem for ruta in CSS.glob("*.css"))
    cuerpo = app.test_client().get("/estaticos/centro.css").get_data(as_text=True)
    assert all((CSS / f"{hoja}.css").read_text(encoding="utf-8") in cuerpo for hoja in HOJAS)


def test_la_hoja_de_estilos_no_pide_nada_de_fuera_y_sus_fuentes_existen(app: Flask) -> None:
    cliente = app.test_client()
    direcciones = re.findall(r'url\("([^"]+)"\)', cliente.get("/estaticos/centro.css").get_data(as_text=True))
    assert {d.removeprefix("fuentes/") for d in direcciones} == set(FUENTES)
    for direccion in direcciones:
        respuesta = cliente.get(f"/estaticos/{direccion}")
        assert respuesta.status_code == 200
        assert respuesta.mimetype == "font/otf"
        assert respuesta.data[:4] == b"OTTO"


def test_los_parentesis_y_llaves_de_cada_hoja_casan() -> None:
    for hoja in HOJAS:
        texto = re.sub(r"/\*.*?\*/", "", (CSS / f"{hoja}.css").read_text(encoding="utf-8"), flags=re.S)
        assert texto.count("{") == texto.count("}"), hoja
        assert texto.count("(") == texto.count(")"), hoja


@pytest.mark.parametrize("nombre", ["LICENSE.txt", "SourceSansPro-Black.otf", "..%2f__init__.py"])
def test_solo_se_sirven_las_fuentes_de_la_lista(app: Flask, nombre: str) -> None:
    assert app.test_client().get(f"/estaticos/fuentes/{nombre}").status_code == 404


def test_la_direccion_con_huella_se_guarda_un_anio_y_la_vieja_vuelve_a_preguntar(app: Flask) -> None:
    cliente = app.test_client()
    with app.test_request_context():
        direcciones = [estatico("centro.css"), estatico("js/menus.js")]
    for direccion in direcciones:
        assert cabeceras(cliente, direccion)["Cache-Control"] == "public, max-age=31536000, immutable"
        assert cabeceras(cliente, direccion.replace("v=", "v=0"))["Cache-Control"] == "no-cache"


def test_quien_ya_la_tiene_recibe_304(app: Flask) -> None:
    cliente = app.test_client()
    etag = cliente.get("/estaticos/centro.css").headers["ETag"]
    assert cliente.get("/estaticos/centro.css", headers={"If-None-Match": etag}).status_code == 304


def test_se_comprime_solo_para_quien_lo_acepta(app: Flask) -> None:
    cliente = app.test_client()
    plano = cliente.get("/estaticos/centro.css")
    comprimido = cliente.get("/estaticos/centro.css", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plano.headers
    assert comprimido.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(comprimido.data) == plano.data
    assert plano.headers["Vary"] == comprimido.headers["Vary"] == "Accept-Encoding"
    assert plano.headers["ETag"] != comprimido.headers["ETag"]


def test_los_archivos_fijos_no_llevan_galleta_y_se_dan_aunque_falte_cambiar_la_clave(
    app: Flask, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient], bd: BaseDeDatos
) -> None:
    actor = crear("ana@ejemplo.gt", Rol.PERSONAL)
    cliente = entrar("ana@ejemplo.gt")
    with transaccion(bd) as sesion:
        usuario(sesion, actor.usuario_id or 0).debe_cambiar_clave = True
    assert cliente.get("/acceso").status_code == 303
    for ruta in ("/estaticos/centro.css", "/estaticos/js/menus.js"):
        dadas = cabeceras(cliente, ruta)
        assert "Set-Cookie" not in dadas
        assert "Cookie" not in dadas.get("Vary", "")
