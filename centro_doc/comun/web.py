"""El pegamento con Flask: servicios del proceso, sesión de lectura de la petición, errores, cabeceras."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from secrets import token_hex
from typing import TypeVar, cast

import structlog
from flask import Flask, Response, current_app, g, json, redirect, render_template, request
from jinja2 import Template
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Map

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.errores import ErrorDelCentro, NoDisponible
from centro_doc.comun.fallas import motivo_de_la_casa
from centro_doc.comun.reloj import Reloj
from config import Config

S = TypeVar("S")
_LLAVE = "centro_doc"
POLITICA_DE_CONTENIDO = (
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)

registro = structlog.get_logger(__name__)


class NumeroDeFila(IntegerConverter):
    """El `<int:…>` de una dirección: lo que no cabe en una columna es una dirección que no existe."""

    def __init__(self, mapa: Map, *, fixed_digits: int = 0) -> None:
        super().__init__(mapa, fixed_digits=fixed_digits, max=2**31 - 1)


def registrar_servicio(app: Flask, clase: type[S], valor: S) -> None:
    """Deja `valor` a la mano de las vistas bajo su clase."""
    app.extensions.setdefault(_LLAVE, {})[clase] = valor


def servicio(clase: type[S]) -> S:
    """El objeto que este proceso registró para `clase`: `servicio(BaseDeDatos)`, `servicio(Config)`…"""
    return cast(S, current_app.extensions[_LLAVE][clase])


def reloj() -> Reloj:
    """El reloj de este proceso."""
    return servicio(Reloj)  # type: ignore[type-abstract]


def sesion_de_lectura() -> Session:
    """La sesión de lectura de esta petición: una sola, y se descarta al terminar."""
    if "sesion_de_lectura" not in g:
        g.sesion_de_lectura = servicio(BaseDeDatos).sesion()
    return cast(Session, g.sesion_de_lectura)


def soltar_lectura() -> None:
    """Cierra la sesión de lectura antes de escribir, para que lo siguiente lea lo recién confirmado."""
    sesion = g.pop("sesion_de_lectura", None)
    if sesion is not None:
        sesion.close()


@contextmanager
def escritura() -> Iterator[Session]:
    """La transacción de una vista: suelta la lectura, y lo que se lea después ya ve lo confirmado."""
    soltar_lectura()
    with transaccion(servicio(BaseDeDatos)) as sesion:
        yield sesion


def direccion_publica(ruta: str) -> str:
    """La dirección de `ruta` (`/documentos/CD-00001`) para lo que otro puede guardar o recibir.

    Lleva delante la del sitio si se dijo en la configuración; si no, es sólo la ruta: el nombre con que llegó
    la petición lo escribe quien pide, y quien guarde lo que salga iría a parar a otro sitio.
    """
    return f"{servicio(Config).sitio}{ruta}"


DICHOS = {
    400: ("La petición no se entiende", "Revise lo que envía y repítalo."),
    404: ("No hay nada en esta dirección", "No existe, o no está abierta para usted."),
    405: ("Esa dirección no admite este método", "Vea en «Allow» los que admite."),
    413: ("El envío es demasiado grande", "No se guardó nada de este envío. Divídalo y repítalo."),
    415: ("El envío viene en un formato que no se admite", "Envíelo como lo dice la documentación."),
    429: ("Demasiadas peticiones seguidas", "Espere lo que dice «Retry-After» y repita."),
}
"""Qué pasó y qué hacer en los errores que no son del centro, para quien los recibe en JSON."""


def quiere_json() -> bool:
    """¿La petición espera JSON y no una página?"""
    if request.path.startswith("/api/"):
        return True
    mejor = request.accept_mimetypes.best_match(["text/html", "application/json", "application/problem+json"])
    return mejor in {"application/json", "application/problem+json"}


def pagina_de_error(estado: int, titulo: str, mensaje: str, *, referencia: str = "") -> Response:
    """La respuesta de un error, en HTML o en `application/problem+json` (RFC 9457).

    `referencia` es lo que la persona dicta al avisar, para hallar la falla en el registro.
    """
    if quiere_json():
        cuerpo = json.dumps({"type": "about:blank", "title": titulo, "status": estado, "detail": mensaje})
        return Response(cuerpo, estado, mimetype="application/problem+json")
    plantillas: list[str | Template] = [f"errores/{estado}.html", "errores/error.html"]
    datos = {"estado": estado, "titulo": titulo, "mensaje": mensaje, "referencia": referencia}
    return Response(render_template(plantillas, **datos), estado)


def conectar(app: Flask) -> None:
    """Registra el cierre de sesiones, los errores y las cabeceras de seguridad en `app`."""
    app.url_map.converters["int"] = NumeroDeFila
    app.teardown_appcontext(lambda _error: soltar_lectura())
    app.register_error_handler(ErrorDelCentro, _error_propio)
    app.register_error_handler(HTTPException, _error_http)
    app.register_error_handler(500, _error_interno)
    app.after_request(_cabeceras)
    app.after_request(_traslado_de_aqui)


def _error_propio(error: ErrorDelCentro) -> Response:
    return pagina_de_error(error.estado, error.titulo, error.mensaje)


def _error_http(error: HTTPException) -> Response:
    estado = error.code or 500
    if error.response is not None:
        return cast(Response, error.response)
    if 300 <= estado < 400:
        return cast(Response, error.get_response())
    titulo, mensaje = DICHOS.get(estado, (HTTPStatus(estado).phrase, ""))
    respuesta = pagina_de_error(estado, titulo, mensaje if quiere_json() else "")
    for nombre, valor in error.get_headers():
        if nombre.lower() in {"allow", "retry-after"}:
            respuesta.headers[nombre] = valor
    return respuesta


def _error_interno(error: Exception) -> Response:
    original = getattr(error, "original_exception", None)
    if motivo := motivo_de_la_casa(original):
        registro.error("falla_de_la_casa", ruta=request.path, motivo=str(original).partition("\n")[0])
        return pagina_de_error(NoDisponible.estado, NoDisponible.titulo, motivo)
    referencia = f"{token_hex(2)}-{token_hex(2)}"
    registro.error("fallo_interno", referencia=referencia, ruta=request.path, exc_info=original or error)
    return pagina_de_error(500, "Algo falló de nuestro lado", "", referencia=referencia)


def _cabeceras(respuesta: Response) -> Response:
    respuesta.headers.setdefault("Content-Security-Policy", POLITICA_DE_CONTENIDO)
    respuesta.headers.setdefault("Cache-Control", "no-cache")
    respuesta.headers.setdefault("X-Content-Type-Options", "nosniff")
    respuesta.headers.setdefault("Referrer-Policy", "same-origin")
    respuesta.headers.setdefault("X-Frame-Options", "DENY")
    respuesta.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    respuesta.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    return respuesta


def _traslado_de_aqui(respuesta: Response) -> Response:
    """Deja en la ruta el traslado del enrutador (`/plan//OO2`), que lleva el sitio que dijo quien pide."""
    anfitrion = request.host_url.rstrip("/")
    destino = respuesta.location or ""
    if not destino.startswith(f"{anfitrion}/"):
        return respuesta
    destino = "/" + destino.removeprefix(anfitrion).lstrip("/")
    return cast(Response, redirect(destino, respuesta.status_code))
