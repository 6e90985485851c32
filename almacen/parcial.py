"""Un archivo que llega por tramos, en varias peticiones, y sobrevive entre una y otra."""

import errno
import fcntl
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from almacen.disco import sincronizar_archivo, sincronizar_carpeta
from almacen.errores import DiscoLleno, Ocupado

SIN_ESPACIO = frozenset({errno.ENOSPC, errno.EDQUOT})


class Parcial:
    """Lo recibido hasta ahora de un archivo. Varios procesos pueden nombrarlo; escribe uno a la vez.

    `colocar(temporal, sha256)` es la del depósito, y `entrantes` su carpeta de paso. Quien lo usa lleva
    aparte la posición: lo que haya en el archivo más allá de ella llegó de un proceso que murió sin anotarla.
    """

    def __init__(self, ruta: Path, entrantes: Path, colocar: Callable[[Path, str], None]) -> None:
        self._ruta = ruta
        self._entrantes = entrantes
        self._colocar = colocar

    @property
    def tamano(self) -> int:
        """Octetos en disco."""
        try:
            return self._ruta.stat().st_size
        except FileNotFoundError:
            return 0

    def anadir(self, posicion: int, bloques: Iterable[bytes], maximo: int) -> int:
        """Escribe desde `posicion` hasta `maximo` octetos y los sincroniza; devuelve la posición nueva.

        Levanta `Ocupado` si otra petición lo está escribiendo y `DiscoLleno` si no caben: lo que hubiera
        hasta `posicion` se conserva.
        """
        if maximo == 0 and self._ruta.exists():
            return posicion
        self._ruta.parent.mkdir(parents=True, exist_ok=True)
        with self._ruta.open("ab", buffering=0) as archivo:
            try:
                fcntl.flock(archivo, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Ocupado("Otra petición está escribiendo este archivo.") from error
            archivo.truncate(posicion)
            try:
                escritos = _escribir(archivo.fileno(), bloques, maximo)
                os.fsync(archivo.fileno())
            except OSError as error:
                if error.errno not in SIN_ESPACIO:
                    raise
                archivo.truncate(posicion)
                raise DiscoLleno("No queda espacio en el disco.") from error
        sincronizar_carpeta(self._ruta.parent)
        return posicion + escritos

    def huella(self) -> str:
        """La SHA-256 de lo recibido."""
        with self._ruta.open("rb") as archivo:
            return hashlib.file_digest(archivo, "sha256").hexdigest()

    def mirar(self) -> Path:
        """La ruta de lo recibido, para reconocerlo."""
        return self._ruta

    def guardar(self) -> tuple[str, int]:
        """Deja lo recibido en el depósito y devuelve su huella y su tamaño; lo parcial sigue aquí.

        Así, si el proceso muere antes de anotarlo, la misma petición se puede repetir. Levanta `DiscoLleno`.
        """
        sha256, tamano = self.huella(), self.tamano
        enlace = self._entrantes / secrets.token_hex(16)
        try:
            self._duplicar(enlace)
            self._colocar(enlace, sha256)
        except OSError as error:
            if error.errno not in SIN_ESPACIO:
                raise
            raise DiscoLleno("No queda espacio en el disco.") from error
        finally:
            enlace.unlink(missing_ok=True)
        return sha256, tamano

    def _duplicar(self, enlace: Path) -> None:
        try:
            os.link(self._ruta, enlace)
        except OSError:  # un sistema de archivos sin enlaces
            shutil.copyfile(self._ruta, enlace)
            sincronizar_archivo(enlace)

    def descartar(self) -> None:
        """Olvida lo recibido. Se puede repetir."""
        self._ruta.unlink(missing_ok=True)


def _escribir(descriptor: int, bloques: Iterable[bytes], maximo: int) -> int:
    escritos = 0
    for bloque in bloques:
        vista = memoryview(bloque)[: maximo - escritos]
        while vista:
            puestos = os.write(descriptor, vista)
            vista = vista[puestos:]
            escritos += puestos
        if escritos == maximo:
            break
    return escritos
