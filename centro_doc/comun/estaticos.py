"""La hoja de estilos, las fuentes y las direcciones de los archivos fijos.

Las hojas de `estaticos/css` se sirven juntas y en orden, sin paso de compilación. Las fuentes salen de los
paquetes de PyPI que las traen. Toda dirección lleva la huella de su contenido (`?v=…`): si coincide, el
navegador la guarda un año; si no, vuelve a preguntar.
"""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, request, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from werkzeug.exceptions import NotFound

HOJAS = (
    "fichas",
    "base",
    "armazon",
    "componentes",
    "formularios",
    "tablas",
    "cinta",
    "lectura",
    "inicio",
    "resultados",
    "documento",
    "ingreso",
    "catalogar",
    "curaduria",
    "expediente",
    "lecturas",
    "normas",
    "iniciativas",
    "grupos",
    "cotejo",
    "plan",
    "matriz",
    "directorio",
    "acceso",
    "admin",
    "ayuda",
    "impresion",
)
"""Las hojas de `estaticos/css`, en el orden en que se aplican."""

FUENTES = {
    "SourceSansPro-Regular.otf": "font_source_sans_pro",
    "SourceSansPro-Semibold.otf": "font_source_sans_pro",
    "SourceSansPro-It.otf": "font_source_sans_pro",
    "SourceSerifPro-Regular.otf": "font_source_serif_pro",
    "SourceSerifPro-Semibold.otf": "font_source_serif_pro",
    "SourceSerifPro-It.otf": "font_source_serif_pro",
}
"""Las únicas fuentes que se sirven, y el paquete que trae cada una."""

_UN_ANIO = 31_536_000

blueprint = Blueprint("recursos", __name__)


class GalletaSalvoEnEstaticos(SecureCookieSessionInterface):
    """La sesión de siempre, que no toca los archivos fijos: los guardan cachés compartidas.

    La que se entrega por HTTPS no vuelve por una conexión abierta.
    """

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure or super().get_cookie_secure(app)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not es_estatico():
            super().save_session(app, session, response)


@dataclass(frozen=True, slots=True)
class Recurso:
    """Un recurso fijo listo para enviarse, con y sin comprimir."""

    cuerpo: bytes
    comprimido: bytes
    tipo: str
    huella: str

    @classmethod
    def de(cls, cuerpo: bytes, tipo: str) -> "Recurso":
        """Comprime `cuerpo` y le saca su huella."""
        return cls(cuerpo, gzip.compress(cuerpo, 9, mtime=0), tipo, _huella(cuerpo))


@blueprint.get("/estaticos/centro.css")
def estilos() -> Response:
    """Todas las hojas de estilo, en orden."""
    return _responder(_estilos(_carpeta()))


@blueprint.get("/estaticos/fuentes/<nombre>")
def fuente(nombre: str) -> Response:
    """Una fuente de `FUENTES`; cualquier otro nombre es 404."""
    if nombre not in FUENTES:
        raise NotFound()
    return _responder(_fuente(nombre), para_siempre=True)


def es_estatico() -> bool:
    """¿Se pide un archivo fijo, igual para todas las personas?"""
    return request.endpoint == "static" or request.blueprint == blueprint.name


def estatico(nombre: str) -> str:
    """La dirección de un archivo de `estaticos/` con la huella de su contenido."""
    if nombre == "centro.css":
        return url_for("recursos.estilos", v=_estilos(_carpeta()).huella)
    return url_for("static", filename=nombre, v=_huella_de_archivo(_carpeta() / nombre))


def conectar(app: Flask) -> None:
    """Registra los recursos, la función `estatico` de las plantillas y la caché de `static`."""
    app.session_interface = GalletaSalvoEnEstaticos()
    app.register_blueprint(blueprint)
    app.jinja_env.globals["estatico"] = estatico
    app.after_request(_cache_de_static)


def _responder(recurso: Recurso, *, para_siempre: bool = False) -> Response:
    comprimible = request.accept_encodings.quality("gzip") > 0
    respuesta = Response(recurso.comprimido if comprimible else recurso.cuerpo, mimetype=recurso.tipo)
    if comprimible:
        respuesta.headers["Content-Encoding"] = "gzip"
    respuesta.vary.add("Accept-Encoding")
    respuesta.set_etag(f"{recurso.huella}{'-gz' if comprimible else ''}")
    _poner_cache(respuesta, para_siempre or request.args.get("v") == recurso.huella)
    return respuesta.make_conditional(request)  # type: ignore[return-value]


def _cache_de_static(respuesta: Response) -> Response:
    pedida = request.args.get("v")
    if request.endpoint == "static" and pedida and respuesta.status_code in {200, 304}:
        nombre = (request.view_args or {})["filename"]
        _poner_cache(respuesta, pedida == _huella_de_archivo(_carpeta() / nombre))
    return respuesta


def _poner_cache(respuesta: Response, vigente: bool) -> None:
    respuesta.headers["Cache-Control"] = f"public, max-age={_UN_ANIO}, immutable" if vigente else "no-cache"


def _carpeta() -> Path:
    return Path(current_app.static_folder or "")


@cache
def _estilos(carpeta: Path) -> Recurso:
    hojas = [(carpeta / "css" / f"{hoja}.css").read_bytes() for hoja in HOJAS]
    return Recurso.de(b"\n".join(hojas), "text/css")


@cache
def _fuente(nombre: str) -> Recurso:
    cuerpo = files(FUENTES[nombre]).joinpath("files", nombre).read_bytes()
    return Recurso.de(cuerpo, "font/otf")


@cache
def _huella_de_archivo(ruta: Path) -> str:
    return _huella(ruta.read_bytes())


def _huella(cuerpo: bytes) -> str:
    return sha256(cuerpo).hexdigest()[:12]
