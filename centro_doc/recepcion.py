"""Cuánto se recibe de quien no ha ingresado.

waitress guarda en disco el cuerpo entero de una petición antes de pasarla al sitio, que es quien mira los
permisos; con gunicorn, el sitio mismo empieza a guardarlo antes de mirarlos. Sin este límite, cualquiera
podría llenar el disco del centro sin tener cuenta.
"""

from collections.abc import Iterable
from contextlib import suppress
from copy import copy
from socket import SHUT_RD
from typing import TYPE_CHECKING

from flask import Flask
from itsdangerous import BadSignature
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.http import parse_cookie

from centro_doc.catalogo.subida import FORMULARIO_MAXIMO

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def acotar(servidor: BaseWSGIServer, app: Flask) -> None:
    """Hace que `servidor` reciba cuerpos grandes sólo con una galleta que `app` firmó al ingresar."""
    acotado: Adjustments = copy(servidor.adj)
    acotado.max_request_body_size = FORMULARIO_MAXIMO

    class Peticion(HTTPRequestParser):
        def parse_header(self, header_plus: bytes) -> None:
            super().parse_header(header_plus)
            if not tiene_sesion(app, self.headers.get("COOKIE", "")):
                self.adj = acotado

    class Canal(HTTPChannel):
        parser_class = Peticion

    servidor.channel_class = Canal


class Portero:
    """La aplicación, sin recibir cuerpos grandes (o que no dicen su tamaño) de quien no ha ingresado."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """La llamada de WSGI."""
        if _es_grande(environ) and not tiene_sesion(self._app, environ.get("HTTP_COOKIE", "")):
            return _no_recibir(environ)(environ, start_response)
        return self._app(environ, start_response)


def _es_grande(environ: "WSGIEnvironment") -> bool:
    if environ.get("HTTP_TRANSFER_ENCODING"):
        return True
    return int(environ.get("CONTENT_LENGTH") or 0) > FORMULARIO_MAXIMO


def _no_recibir(environ: "WSGIEnvironment") -> RequestEntityTooLarge:
    """Deja de leer lo que venga por esa conexión: si no, gunicorn lo leería todo antes de soltarla."""
    toma = environ.get("gunicorn.socket")
    if toma is not None:
        with suppress(OSError):
            toma.shutdown(SHUT_RD)
    return RequestEntityTooLarge()


def tiene_sesion(app: Flask, galletas: str) -> bool:
    """¿Traen estas galletas una sesión que este sitio abrió? Si sigue abierta lo mira después el sitio."""
    firma = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    valor = parse_cookie(galletas).get(app.config["SESSION_COOKIE_NAME"], "")
    try:
        return "_user_id" in firma.loads(valor)
    except BadSignature:
        return False
