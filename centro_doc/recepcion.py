"""Cuánto se recibe de quien no ha ingresado.

El servidor guarda en disco el cuerpo entero de una petición antes de pasarla al sitio, que es quien mira los
permisos. Sin este límite, cualquiera podría llenar el disco del centro sin tener cuenta.
"""

from copy import copy

from flask import Flask
from itsdangerous import BadSignature
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer
from werkzeug.http import parse_cookie

from centro_doc.catalogo.subida import FORMULARIO_MAXIMO


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


def tiene_sesion(app: Flask, galletas: str) -> bool:
    """¿Traen estas galletas una sesión que este sitio abrió? Si sigue abierta lo mira después el sitio."""
    firma = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    valor = parse_cookie(galletas).get(app.config["SESSION_COOKIE_NAME"], "")
    try:
        return "_user_id" in firma.loads(valor)
    except BadSignature:
        return False
