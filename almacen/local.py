"""El depósito en una carpeta local: cada archivo bajo su SHA-256, escrito una vez y nunca cambiado.

Un archivo existe en `ab/cd/<sha256>` sólo cuando está entero y sincronizado con el disco; mientras llega
vive en `entrantes/`. Matar el proceso en cualquier instante deja o nada o el archivo entero.
"""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from almacen.disco import sincronizar_carpeta
from almacen.errores import DemasiadoGrande, DiscoLleno, NoGuardado
from almacen.parcial import SIN_ESPACIO, Parcial

BLOQUE = 1 << 20
ENTRANTES = "entrantes"
PARCIALES = "parciales"


@dataclass(frozen=True, slots=True)
class Guardado:
    """Un archivo que ya está a salvo. `tamano` en bytes."""

    sha256: str
    tamano: int


@dataclass(frozen=True, slots=True)
class Entrada:
    """Un archivo del depósito, para barrer y verificar."""

    sha256: str
    tamano: int
    modificado: datetime


class Recepcion:
    """Un archivo que está llegando: se escribe por trozos y se termina o se descarta.

    Cumple lo que Werkzeug pide de un flujo de subida (`write`, `seek`, `read`, `close`). Pasado el límite
    deja de guardar, cuenta lo que sigue llegando y `terminar` levanta `DemasiadoGrande`: un archivo enorme
    no estorba a los demás de la misma petición.
    """

    def __init__(self, deposito: "DepositoLocal", ruta: Path, limite: int) -> None:
        self._deposito = deposito
        self._ruta = ruta
        self._limite = limite
        self._archivo: BinaryIO = ruta.open("x+b", buffering=0)
        self._resumen = hashlib.sha256()
        self._lleno = False
        self.tamano = 0

    def write(self, datos: bytes) -> int:
        """Añade un trozo al final, esté donde esté la lectura; devuelve su longitud."""
        self.tamano += len(datos)
        if self.tamano > self._limite or self._lleno:
            self._archivo.truncate(0)
            return len(datos)
        self._resumen.update(datos)
        self._archivo.seek(0, os.SEEK_END)
        try:
            _escribir(self._archivo, datos)
        except OSError as error:
            if error.errno not in SIN_ESPACIO:
                raise
            self._lleno = True
        return len(datos)

    def read(self, n: int = -1) -> bytes:
        """Lee desde la posición actual, como un archivo."""
        return self._archivo.read(n)

    def seek(self, posicion: int, desde: int = os.SEEK_SET) -> int:
        """Se coloca, como un archivo."""
        return self._archivo.seek(posicion, desde)

    def tell(self) -> int:
        """La posición actual."""
        return self._archivo.tell()

    def mirar(self) -> Path:
        """La ruta de lo recibido hasta ahora, para reconocerlo antes de terminar.

        Levanta `DiscoLleno` si no cupo, y entonces no queda nada.
        """
        if self._lleno:
            self.descartar()
            raise DiscoLleno("No queda espacio en el disco.")
        return self._ruta

    def close(self) -> None:
        """No hace nada: lo recibido lo resuelven `terminar` o `descartar`."""

    def terminar(self) -> Guardado:
        """Sincroniza y deja el archivo en su sitio.

        Levanta `DemasiadoGrande` o `DiscoLleno`, y entonces no queda nada.
        """
        try:
            if self.tamano > self._limite:
                raise DemasiadoGrande(self._limite)
            if self._lleno:
                raise DiscoLleno("No queda espacio en el disco.")
            os.fsync(self._archivo.fileno())
            guardado = Guardado(self._resumen.hexdigest(), self.tamano)
            self._deposito.colocar(self._ruta, guardado.sha256)
        except OSError as error:
            if error.errno not in SIN_ESPACIO:
                raise
            raise DiscoLleno("No queda espacio en el disco.") from error
        finally:
            self.descartar()
        return guardado

    def descartar(self) -> None:
        """Olvida lo recibido y no guardado. Se puede repetir."""
        self._archivo.close()
        self._ruta.unlink(missing_ok=True)


class RecepcionPorTramos(Parcial):
    """Un archivo que llega en varias peticiones; se termina como una `Recepcion`, y se descarta aparte."""

    def terminar(self) -> Guardado:
        """Lo deja en su sitio del depósito; levanta `DiscoLleno`."""
        return Guardado(*self.guardar())


class DepositoLocal:
    """Archivos por su contenido bajo una carpeta. Varios procesos pueden usarlo a la vez."""

    def __init__(self, raiz: Path) -> None:
        self._raiz = raiz
        (raiz / ENTRANTES).mkdir(parents=True, exist_ok=True)

    def abrir_recepcion(self, limite: int) -> Recepcion:
        """Empieza a recibir un archivo de hasta `limite` bytes."""
        return Recepcion(self, self._raiz / ENTRANTES / secrets.token_hex(16), limite)

    def recibir(self, flujo: BinaryIO, limite: int) -> Guardado:
        """Guarda un flujo entero, por bloques; levanta `DemasiadoGrande` o `DiscoLleno`."""
        recepcion = self.abrir_recepcion(limite)
        try:
            while (bloque := flujo.read(BLOQUE)) and recepcion.tamano <= limite:
                recepcion.write(bloque)
        except BaseException:
            recepcion.descartar()
            raise
        return recepcion.terminar()

    def por_tramos(self, clave: str) -> RecepcionPorTramos:
        """Lo recibido de una subida por tramos; `clave` es hexadecimal. Levanta `NoGuardado` si no lo es."""
        if not clave or not set(clave) <= set("0123456789abcdef"):
            raise NoGuardado(clave)
        return RecepcionPorTramos(self._raiz / PARCIALES / clave, self._raiz / ENTRANTES, self.colocar)

    def parciales(self, *, antes: datetime) -> Iterator[str]:
        """Las claves de las subidas por tramos sin tocar desde `antes`."""
        carpeta = self._raiz / PARCIALES
        for ruta in sorted(carpeta.iterdir()) if carpeta.is_dir() else ():
            with suppress(FileNotFoundError):
                if datetime.fromtimestamp(ruta.stat().st_mtime, UTC) < antes:
                    yield ruta.name

    def colocar(self, temporal: Path, sha256: str) -> None:
        """Deja `temporal`, ya sincronizado, bajo su huella; si ya estaba entero, lo rejuvenece."""
        destino = self._destino(sha256)
        destino.parent.mkdir(parents=True, exist_ok=True)
        temporal.chmod(0o440)
        with self._candado(fcntl.LOCK_SH):
            if destino.exists() and destino.stat().st_size == temporal.stat().st_size:
                os.utime(destino)
                temporal.unlink()
            else:
                os.utime(temporal)
                temporal.replace(destino)
        for carpeta in (destino.parent, destino.parent.parent, self._raiz):
            sincronizar_carpeta(carpeta)

    def existe(self, sha256: str) -> bool:
        """¿Está guardado?"""
        return self._destino(sha256).exists()

    def ruta(self, sha256: str) -> Path:
        """La ruta de sólo lectura de un archivo; levanta `NoGuardado`."""
        destino = self._destino(sha256)
        if not destino.exists():
            raise NoGuardado(sha256)
        return destino

    def abrir(self, sha256: str) -> BinaryIO:
        """Abre un archivo para leerlo; levanta `NoGuardado`."""
        return self.ruta(sha256).open("rb")

    def verificar(self, sha256: str) -> bool:
        """¿El contenido guardado sigue teniendo esa huella?"""
        with self.ruta(sha256).open("rb") as archivo:
            return hashlib.file_digest(archivo, "sha256").hexdigest() == sha256

    def listar(self) -> Iterator[Entrada]:
        """Todos los archivos guardados, en orden de huella."""
        for ruta in sorted(self._raiz.glob("??/??/*")):
            with suppress(FileNotFoundError):
                datos = ruta.stat()
                yield Entrada(ruta.name, datos.st_size, datetime.fromtimestamp(datos.st_mtime, UTC))

    def barrer(self, *, vivo: Callable[[str], bool], edad: timedelta, ahora: datetime) -> int:
        """Borra lo que nadie nombra y tiene más de `edad`; devuelve cuántos archivos borró.

        `vivo` dice si una huella está nombrada en la base de datos. Lo más joven que `edad` no se toca nunca:
        puede ser de una subida que aún no escribe su fila.
        """
        limite = ahora - edad
        borrados = 0
        for entrada in self.listar():
            if entrada.modificado < limite and not vivo(entrada.sha256):
                borrados += self._borrar_si_viejo(self._destino(entrada.sha256), limite)
        for ruta in (self._raiz / ENTRANTES).iterdir():
            borrados += self._borrar_si_viejo(ruta, limite)
        return borrados

    def _borrar_si_viejo(self, ruta: Path, limite: datetime) -> int:
        """Vuelve a mirar la edad con el candado tomado: alguien pudo subir lo mismo hace un instante."""
        with self._candado(fcntl.LOCK_EX), suppress(FileNotFoundError):
            if datetime.fromtimestamp(ruta.stat().st_mtime, UTC) < limite:
                ruta.unlink()
                return 1
        return 0

    @contextmanager
    def _candado(self, modo: int) -> Iterator[None]:
        with (self._raiz / "candado").open("a") as archivo:
            fcntl.flock(archivo, modo)
            yield

    def _destino(self, sha256: str) -> Path:
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise NoGuardado(sha256)
        return self._raiz / sha256[:2] / sha256[2:4] / sha256


def _escribir(archivo: BinaryIO, datos: bytes) -> None:
    """Todo el trozo: sin búfer, una escritura puede quedarse corta (y la siguiente dirá por qué)."""
    vista = memoryview(datos)
    while vista:
        vista = vista[archivo.write(vista) :]
