"""Lo que gunicorn contesta por su cuenta, porque no llega al sitio: direcciones y cabeceras que no admite.

Él lo escribe en inglés y repite lo que se mandó. Sólo se importa donde hay gunicorn.
"""

from contextlib import suppress
from socket import socket

from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

from centro_doc.comun.web import DICHOS

_PAGINA = """<!doctype html>
<html lang="es-GT">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{titulo} · Centro de Documentación de la Comisión de Migrantes</title></head>
<body><main><h1>{titulo}</h1><p>{mensaje}</p><p><a href="/">Ir al inicio</a></p><p>Error {estado}</p></main>
</body>
</html>
"""
_CABECERAS = (
    "Content-Type: text/html; charset=utf-8",
    "Cache-Control: no-store",
    "Content-Security-Policy: default-src 'none'",
    "X-Content-Type-Options: nosniff",
    "Connection: close",
)
_RECHAZOS = {
    400: ("Bad Request", *DICHOS[400]),
    414: (
        "URI Too Long",
        "La dirección es demasiado larga",
        "Si era una búsqueda, acórtela o quite filtros, y repítala.",
    ),
    431: (
        "Request Header Fields Too Large",
        "El navegador envió demasiados datos",
        "Borre las galletas («cookies») de este sitio en su navegador y entre otra vez.",
    ),
}
_ESTADOS: tuple[tuple[type[Exception], int], ...] = (
    (errors.LimitRequestLine, 414),
    (errors.LimitRequestHeaders, 431),
    (errors.InvalidRequestLine, 400),
    (errors.InvalidRequestMethod, 400),
    (errors.InvalidHTTPVersion, 400),
    (errors.InvalidHeader, 400),
    (errors.InvalidHeaderName, 400),
    (errors.ObsoleteFolding, 400),
)
_DEL_SITIO = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName)
"""Heredan de los de quien pide, pero la falta es del sitio: los contesta gunicorn."""


def estado_de_rechazo(error: Exception) -> int | None:
    """Con qué se contesta a quien envió eso; nada si no es culpa suya."""
    if isinstance(error, _DEL_SITIO):
        return None
    return next((estado for clase, estado in _ESTADOS if isinstance(error, clase)), None)


def pagina_de_rechazo(estado: int) -> bytes:
    """La respuesta entera de HTTP, con su página; no repite nada de lo que se mandó."""
    razon, titulo, mensaje = _RECHAZOS[estado]
    cuerpo = _PAGINA.format(titulo=titulo, mensaje=mensaje, estado=estado).encode()
    cabeza = (f"HTTP/1.1 {estado} {razon}", *_CABECERAS, f"Content-Length: {len(cuerpo)}", "", "")
    return "\r\n".join(cabeza).encode("ascii") + cuerpo


class Obrero(ThreadWorker):  # type: ignore[misc]
    """El proceso de hilos de gunicorn, que dice en español lo que rechaza."""

    def handle_error(self, req: object, client: socket, addr: tuple[str, int], exc: Exception) -> None:
        """Contesta a la petición que no se pudo leer (`gunicorn.workers.base.Worker.handle_error`)."""
        estado = estado_de_rechazo(exc)
        if estado is None:
            super().handle_error(req, client, addr, exc)
            return
        self.log.warning("peticion_rechazada de %s: %s", addr[0] if addr else "", type(exc).__name__)
        with suppress(OSError):
            util.write_nonblock(client, pagina_de_rechazo(estado))
