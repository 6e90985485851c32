"""Cada error tiene su página, dice qué se conserva y no depende de lo que pudo fallar."""

import errno
import sqlite3
from collections.abc import Callable

import pytest
from conftest import ficha_csrf
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from centro_doc.comun.bd import BaseDeDatos
from centro_doc.comun.web import DICHOS, pagina_de_error, registrar_servicio
from centro_doc.cuentas.permisos import Actor


class BaseCaida(BaseDeDatos):
    """Una base de datos que no responde."""

    def __init__(self) -> None:
        pass

    def cerrar(self) -> None:
        pass

    def sesion(self) -> None:  # type: ignore[override]
        raise RuntimeError("no responde")


@pytest.mark.parametrize(
    ("estado", "dice"),
    [
        (400, "No se guardó nada"),
        (403, "No se cambió nada"),
        (404, "No hay nada en esta dirección"),
        (409, "se conserva"),
        (413, "Suba menos archivos a la vez"),
        (422, "No se guardó nada"),
        (429, "Espere un minuto"),
        (500, "No se guardó ningún cambio"),
        (503, "se conservan"),
        (405, "Error"),
    ],
)
def test_cada_error_dice_que_paso_y_que_hacer(app: Flask, estado: int, dice: str) -> None:
    with app.test_request_context("/algo", headers={"Accept": "text/html"}):
        respuesta = pagina_de_error(estado, "Título", "")
    assert respuesta.status_code == estado
    assert dice in respuesta.get_data(as_text=True)


@pytest.mark.parametrize("estado", [500, 503])
def test_la_pagina_de_falla_se_muestra_aunque_la_base_no_responda(app: Flask, estado: int) -> None:
    app.extensions["centro_doc"][BaseDeDatos].cerrar()
    registrar_servicio(app, BaseDeDatos, BaseCaida())
    with app.test_request_context("/algo", headers={"Accept": "text/html"}):
        assert pagina_de_error(estado, "Título", "").status_code == estado


def test_una_falla_da_una_referencia_que_esta_en_el_registro(app: Flask) -> None:
    app.add_url_rule("/falla", "falla", view_func=lambda: 1 / 0)
    with capture_logs() as anotado:
        cuerpo = app.test_client().get("/falla").get_data(as_text=True)
    (falla,) = [linea for linea in anotado if linea["event"] == "fallo_interno"]
    assert falla["referencia"] in cuerpo
    assert "ZeroDivisionError" not in cuerpo


@pytest.mark.parametrize(
    ("falla", "dice"),
    [
        (sqlite3.OperationalError("database is locked"), "está ocupada con otro trabajo"),
        (sqlite3.OperationalError("database or disk is full"), "No queda espacio en el disco"),
        (OSError(errno.ENOSPC, "lleno"), "No queda espacio en el disco"),
    ],
)
def test_una_falla_de_la_casa_dice_cual_es_y_que_no_se_guardo_nada(
    app: Flask, falla: Exception, dice: str
) -> None:
    def romper() -> str:
        raise OperationalError("UPDATE", None, falla) if isinstance(falla, sqlite3.Error) else falla

    app.add_url_rule("/falla", "falla", view_func=romper)
    respuesta = app.test_client().get("/falla")
    assert respuesta.status_code == 503
    assert dice in respuesta.text
    assert "No se guardó ningún cambio" in respuesta.text


def test_otra_falla_del_sistema_sigue_siendo_nuestra(app: Flask) -> None:
    def romper() -> str:
        raise OperationalError("SELECT", None, sqlite3.OperationalError("no such table: x"))

    app.add_url_rule("/falla", "falla", view_func=romper)
    assert app.test_client().get("/falla").status_code == 500


def test_la_direccion_pedida_se_muestra_escapada(app: Flask) -> None:
    respuesta = app.test_client().get("/%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in respuesta.get_data(as_text=True)


def test_ninguna_pagina_se_guarda_sin_volver_a_preguntar(app: Flask) -> None:
    for ruta in ("/acceso", "/no-existe", "/estaticos/no-existe.css", "/documentos/CD-00001"):
        assert app.test_client().get(ruta).headers["Cache-Control"] == "no-cache", ruta


def test_el_error_de_un_archivo_fijo_no_se_guarda_con_el_nombre_de_quien_lo_pidio(
    app: Flask, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@centro.gt", "personal")
    respuesta = entrar("ana@centro.gt").get("/estaticos/no-existe.css")
    assert "Ana" in respuesta.text
    assert respuesta.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("numero", [2**31, 10**30])
def test_un_numero_que_no_cabe_en_la_base_no_existe(
    app: Flask, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient], numero: int
) -> None:
    crear("ana@centro.gt", "administracion", "personal")
    cliente = entrar("ana@centro.gt")
    assert cliente.get(f"/admin/usuarios/{numero}").status_code == 404
    ficha = {"csrf_token": ficha_csrf(cliente, "/acceso/clave"), "motivo": "Por error"}
    for ruta in ("admin/tareas/{}/reintentar", "documentos/CD-00001/evidencias/{}/quitar"):
        assert cliente.post(f"/{ruta.format(numero)}", data=ficha).status_code == 404


@pytest.mark.parametrize(("metodo", "ruta", "estado"), [("get", "/nada", 404), ("delete", "/buscar", 405)])
def test_quien_pide_json_recibe_en_espanol_que_paso_y_que_hacer(
    app: Flask, metodo: str, ruta: str, estado: int
) -> None:
    respuesta = getattr(app.test_client(), metodo)(ruta, headers={"Accept": "application/json"})
    assert (respuesta.status_code, respuesta.mimetype) == (estado, "application/problem+json")
    assert (respuesta.json["title"], respuesta.json["detail"]) == DICHOS[estado]
