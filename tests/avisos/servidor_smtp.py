"""Un servidor SMTP de verdad, en un puerto libre, que guarda lo que recibe y falla donde se le pida."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast


class Buzon(socketserver.ThreadingTCPServer):
    """Atiende en 127.0.0.1. `respuestas` cambia lo que contesta a una orden, y con `cortar_al_recibir`
    toma el mensaje y corta sin contestar. Mientras `detenido` no esté puesto, no contesta lo que toma."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Sesion)
        self.mensajes: list[EmailMessage] = []
        self.respuestas: dict[str, str] = {}
        self.cortar_al_recibir = False
        self.recibido = threading.Event()
        self.detenido = threading.Event()
        self.detenido.set()

    @property
    def puerto(self) -> int:
        """El puerto en que atiende."""
        return int(self.server_address[1])


class _Sesion(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        buzon = cast(Buzon, self.server)
        self._decir("220 prueba")
        for linea in iter(self.rfile.readline, b""):
            orden = linea.decode("ascii", "replace").strip().split(" ", 1)[0].split(":")[0].upper()
            if orden == "QUIT":
                self._decir("221 listo")
                return
            if orden == "DATA" and "DATA" not in buzon.respuestas:
                if not self._recibir(buzon):
                    return
                continue
            self._decir(buzon.respuestas.get(orden, "250 bien"))

    def _recibir(self, buzon: Buzon) -> bool:
        self._decir("354 siga")
        renglones = []
        for linea in iter(self.rfile.readline, b".\r\n"):
            renglones.append(linea[1:] if linea.startswith(b".") else linea)
        buzon.mensajes.append(cast(EmailMessage, message_from_bytes(b"".join(renglones), policy=default)))
        buzon.recibido.set()
        buzon.detenido.wait(30)
        if buzon.cortar_al_recibir:
            return False
        with suppress(OSError):
            self._decir(buzon.respuestas.get(".", "250 tomado"))
        return True

    def _decir(self, renglon: str) -> None:
        self.wfile.write(f"{renglon}\r\n".encode("ascii"))


@contextmanager
def buzon_abierto() -> Iterator[Buzon]:
    """Un buzón atendiendo mientras dura el bloque."""
    with Buzon() as buzon:
        hilo = threading.Thread(target=buzon.serve_forever, kwargs={"poll_interval": 0.01}, name="buzon")
        hilo.start()
        try:
            yield buzon
        finally:
            buzon.shutdown()
            hilo.join()
