"""Un servidor SMTP de verdad, en un puerto libre, que guarda lo que recibe y falla donde se le pida."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast


class Buzon(socketserver.ThreadingTCPServer):
    """Atiende en 127.0.0.1. `respuestas` cambia lo que contesta a una orden, y con `cortar_al_recibir`
    toma el mensaje y corta sin contestar. Mientras `detenido` no esté puesto, no contesta lo que toma.

    Con `contexto` cifra: desde el principio o, si `starttls`, cuando se lo piden. `cifrados` dice con qué
    versión de TLS llegó cada mensaje, y `cuentas`, con qué se cifró cada entrada."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, contexto: ssl.SSLContext | None = None, *, starttls: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Sesion)
        self.contexto, self.starttls = contexto, starttls
        self.cifrados: list[str | None] = []
        self.cuentas: list[str | None] = []
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
    def setup(self) -> None:
        buzon = cast(Buzon, self.server)
        if buzon.contexto is not None and not buzon.starttls:
            self.request = buzon.contexto.wrap_socket(self.request, server_side=True)
        super().setup()

    def handle(self) -> None:
        buzon = cast(Buzon, self.server)
        self._decir("220 prueba")
        while linea := self.rfile.readline():
            orden = linea.decode("ascii", "replace").strip().split(" ", 1)[0].split(":")[0].upper()
            if orden == "QUIT":
                self._decir("221 listo")
                return
            if orden == "STARTTLS" and buzon.starttls and buzon.contexto is not None:
                self._decir("220 cifre")
                self._cerrar_archivos()
                self.request = buzon.contexto.wrap_socket(self.request, server_side=True)
                super().setup()
                continue
            if orden == "EHLO" and buzon.contexto is not None:
                self._decir("250-prueba")
                self._decir("250-AUTH PLAIN" if self._cifrado() or not buzon.starttls else "250-STARTTLS")
                self._decir("250 8BITMIME")
                continue
            if orden == "AUTH":
                buzon.cuentas.append(self._cifrado())
                self._decir("235 entre")
                continue
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
        buzon.cifrados.append(self._cifrado())
        buzon.recibido.set()
        buzon.detenido.wait(30)
        if buzon.cortar_al_recibir:
            return False
        with suppress(OSError):
            self._decir(buzon.respuestas.get(".", "250 tomado"))
        return True

    def finish(self) -> None:
        with suppress(OSError):
            self._cerrar_archivos()
        # Quien atiende cierra el enchufe que abrió, no el que lo cifra.
        self.request.close()

    def _cerrar_archivos(self) -> None:
        self.wfile.close()
        self.rfile.close()

    def _cifrado(self) -> str | None:
        return self.request.version() if isinstance(self.request, ssl.SSLSocket) else None

    def _decir(self, renglon: str) -> None:
        self.wfile.write(f"{renglon}\r\n".encode("ascii"))


@contextmanager
def buzon_abierto(contexto: ssl.SSLContext | None = None, *, starttls: bool = False) -> Iterator[Buzon]:
    """Un buzón atendiendo mientras dura el bloque."""
    with Buzon(contexto, starttls=starttls) as buzon:
        hilo = threading.Thread(target=buzon.serve_forever, kwargs={"poll_interval": 0.01}, name="buzon")
        hilo.start()
        try:
            yield buzon
        finally:
            buzon.shutdown()
            hilo.join()
