"""Los procesos que leen: se levantan cuando hacen falta y cada uno lee de a un archivo, con nadie más.

Levantar uno cuesta más que leer un PDF corto; por eso el que terminó bien espera al siguiente. El que se cae,
se cuelga o gasta de más muere, y con él sólo la lectura de su archivo.
"""

import errno
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from indexador.extraccion.hijo import SIGUE, Orden

_HIJO = "indexador.extraccion.hijo"
_OCIOSO = 60.0
_BLOQUE = 64
_FINAL = 4_000
"""Cuánto se conserva de lo último que dijo un proceso que se cayó."""


Leido = TypeVar("Leido")


@dataclass(frozen=True, slots=True)
class Caida:
    """Cómo terminó un proceso que no dejó respuesta, y lo que alcanzó a decir.

    `estrenado` es falso si ya había leído otros archivos: la culpa puede no ser de éste.
    """

    codigo: int
    dicho: str
    estrenado: bool


@dataclass(eq=False, slots=True)
class _Proceso:
    proceso: "subprocess.Popen[bytes]"
    canal: socket.socket
    errores: BinaryIO
    carpeta: Path
    leidos: int = 0

    def ordenar(self, orden: bytes) -> bool:
        """Falso si ya se había ido, por ocioso."""
        with suppress(ConnectionError):
            self.canal.sendall(orden)
            return self.proceso.poll() is None
        return False

    def esperar(self, segundos: float, cada: float, mirar: Callable[[Path], None]) -> bytes:
        """Lo que contesta, o vacío si se cayó.

        Mira al empezar y `cada` segundos; pasado el límite, `TimeoutError`.
        """
        plazo = time.monotonic() + segundos
        mirar(self.carpeta)
        dicho = b""
        while not dicho.endswith(b"\n"):
            paso = max(0.0, min(cada, plazo - time.monotonic()))
            if select.select([self.canal], [], [], paso)[0]:
                parte = self._oir()
                if not parte:
                    return b""
                dicho += parte
            elif time.monotonic() >= plazo:
                raise TimeoutError
            else:
                mirar(self.carpeta)
        self.leidos += 1
        return dicho

    def _oir(self) -> bytes:
        with suppress(ConnectionError):
            return self.canal.recv(_BLOQUE)
        return b""

    def terminar(self) -> None:
        """Lo mata, con los que haya llamado, y borra lo suyo."""
        with suppress(ProcessLookupError):
            os.killpg(self.proceso.pid, signal.SIGKILL)
        self.proceso.wait()
        self.canal.close()
        self.errores.close()
        shutil.rmtree(self.carpeta, ignore_errors=True)

    def vaciar(self) -> None:
        """Deja su carpeta como nueva para el archivo siguiente."""
        for cosa in self.carpeta.iterdir():
            if cosa.is_dir() and not cosa.is_symlink():
                shutil.rmtree(cosa)
            else:
                cosa.unlink()

    def caer(self) -> Caida:
        """Con qué código se cayó y qué dijo."""
        codigo = self.proceso.wait()
        self.errores.seek(max(0, self.errores.seek(0, os.SEEK_END) - _FINAL))
        dicho = self.errores.read().decode("utf-8", errors="replace")
        return Caida(codigo, dicho, self.leidos == 0)


class Cuadrilla:
    """Los procesos libres. La usan varios hilos; cada uno toma el suyo mientras se lee su archivo.

    `raiz` es donde está el paquete; `entorno`, el de los procesos; `ocioso`, los segundos sin nada que leer
    tras los que uno se va.
    """

    def __init__(self, raiz: Path, entorno: Callable[[], Mapping[str, str]], ocioso: float = _OCIOSO) -> None:
        self._raiz = raiz
        self._entorno = entorno
        self._ocioso = ocioso
        self._libres: list[_Proceso] = []
        self._candado = threading.Lock()
        os.register_at_fork(after_in_child=self._olvidar)

    def leer(
        self,
        orden: Orden,
        recoger: Callable[[Path], Leido],
        mirar: Callable[[Path], None],
        *,
        cada: float = 1.0,
        estrenar: bool = False,
    ) -> Leido | Caida:
        """Hace leer un archivo; devuelve lo que `recoger` saque de la carpeta en que quedó el resultado.

        Llama a `mirar` con ella al empezar, y mientras, cada `cada` segundos. `estrenar` pide un proceso que
        no haya leído nada. Levanta lo que `recoger`, u `OSError` si el sistema no deja empezar.
        """
        proceso = self._empezar(orden.escribir(), estrenar=estrenar)
        libre = False
        try:
            dicho = proceso.esperar(orden.limites.segundos, cada, mirar)
            if not dicho:
                return proceso.caer()
            try:
                return recoger(proceso.carpeta)
            finally:
                proceso.vaciar()
                libre = dicho == SIGUE
        except TimeoutError:
            return Caida(-signal.SIGALRM, "", proceso.leidos == 0)
        finally:
            if libre:
                with self._candado:
                    self._libres.append(proceso)
            else:
                proceso.terminar()

    def cerrar(self) -> None:
        """Termina los libres; la siguiente orden levanta otro."""
        with self._candado:
            libres, self._libres = self._libres, []
        for libre in libres:
            libre.terminar()

    def _empezar(self, orden: bytes, *, estrenar: bool) -> _Proceso:
        while not estrenar:
            with self._candado:
                if not self._libres:
                    break
                libre = self._libres.pop()
            if libre.ordenar(orden):
                return libre
            libre.terminar()
        nuevo = self._levantar()
        if not nuevo.ordenar(orden):
            nuevo.terminar()
            raise OSError(errno.EAGAIN, "El sistema no dejó empezar a leer el archivo.")
        return nuevo

    def _levantar(self) -> _Proceso:
        propio, suyo = socket.socketpair()
        carpeta = Path(tempfile.mkdtemp(prefix="lectura-"))
        with suyo, tempfile.TemporaryFile() as dicho:
            errores = os.fdopen(os.dup(dicho.fileno()), "rb")
            proceso = subprocess.Popen(
                [sys.executable, "-X", "utf8", "-m", _HIJO, str(carpeta), str(self._ocioso)],
                stdin=suyo.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=dicho,
                cwd=self._raiz,
                env=self._entorno(),
                process_group=0,
            )
        return _Proceso(proceso, propio, errores, carpeta)

    def _olvidar(self) -> None:
        """En un proceso bifurcado de éste: los que leen son del otro."""
        self._candado = threading.Lock()
        libres, self._libres = self._libres, []
        for libre in libres:
            libre.canal.close()
            libre.proceso.returncode = 0
