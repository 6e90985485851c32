"""Lo que el servidor rechaza sin que llegue al sitio se dice en español y sin repetir lo enviado."""

import logging
import socket
from types import SimpleNamespace

import pytest
from gunicorn.http import errors

from centro_doc.atencion import ajustes_de_gunicorn
from centro_doc.rechazos import Obrero

LARGA = errors.LimitRequestLine(9000, 8190)


@pytest.mark.parametrize(
    ("error", "estado", "dicho"),
    [
        (LARGA, "414 URI Too Long", "La dirección es demasiado larga"),
        (errors.LimitRequestHeaders("x" * 50), "431 Request", "El navegador envió demasiados datos"),
        (errors.InvalidHeader("<script>"), "400 Bad Request", "La petición no se entiende"),
        (errors.InvalidRequestLine("<script>"), "400 Bad Request", "La petición no se entiende"),
    ],
)
def test_se_dice_qué_pasó_y_qué_hacer(error, estado, dicho):
    obrero = object.__new__(Obrero)
    obrero.log = logging.getLogger(__name__)
    uno, otro = socket.socketpair()
    with uno, otro:
        obrero.handle_error(None, uno, ("127.0.0.1", 1), error)
        cabeza, _, cuerpo = otro.recv(65536).decode().partition("\r\n\r\n")
    assert cabeza.startswith(f"HTTP/1.1 {estado}") and "<script>" not in cuerpo
    assert f"Content-Length: {len(cuerpo.encode())}" in cabeza and "Connection: close" in cabeza
    assert f"<h1>{dicho}</h1>" in cuerpo and 'lang="es-GT"' in cuerpo


def test_lo_que_es_falta_del_sitio_lo_contesta_gunicorn(monkeypatch):
    vistos = []
    monkeypatch.setattr(Obrero.__mro__[1], "handle_error", lambda *dichos: vistos.append(dichos[-1]))
    for error in (errors.InvalidResponseHeader("X"), ValueError("y")):
        object.__new__(Obrero).handle_error(SimpleNamespace(), None, None, error)
    assert [type(uno).__name__ for uno in vistos] == ["InvalidResponseHeader", "ValueError"]


def test_es_el_que_atiende(config):
    assert ajustes_de_gunicorn(config)["worker_class"] is Obrero
