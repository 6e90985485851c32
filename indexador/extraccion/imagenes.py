"""Imágenes de las páginas de un PDF, dibujadas en un proceso aparte.

Un archivo mal hecho puede tumbar a PDFium; aquí sólo tumba al dibujante, que se levanta de nuevo.
"""

import atexit
import contextlib
import json
import os
import select
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from indexador.errores import NoExtraible
from indexador.extraccion.aislado import entorno_del_hijo

_MEMORIA = 1_500_000_000
_SEGUNDOS = 30.0
_OCIOSO = 60.0
_BLOQUE = 1 << 16


class Dibujante:
    """Un proceso que dibuja, y su teléfono. Lo usan varios hilos; atiende de a uno.

    `segundos` es lo más que espera una página; pasado ese tiempo, el proceso se mata.
    """

    def __init__(self, segundos: float = _SEGUNDOS, memoria: int = _MEMORIA, ocioso: float = _OCIOSO) -> None:
        self._segundos = segundos
        self._memoria = memoria
        self._ocioso = ocioso
        self._candado = threading.Lock()
        self._proceso: subprocess.Popen[bytes] | None = None

    def dibujar(self, ruta: Path, pagina: int, ancho_px: int, formato: str = "webp") -> bytes:
        """La página (desde 1), a `ancho_px` de ancho (3.000 a lo más), en `webp`, `png` o `jpeg`.

        Levanta `NoExtraible` si no se puede: `danado`, `limite_tiempo` o `limite_memoria`.
        """
        return self._pedir("dibujar", ruta, pagina, ancho_px, formato)

    def medir(self, ruta: Path, pagina: int) -> tuple[float, float]:
        """Ancho y alto en puntos, con su giro. Levanta `NoExtraible`."""
        ancho, alto = json.loads(self._pedir("medir", ruta, pagina, 0, ""))
        return float(ancho), float(alto)

    def cerrar(self) -> None:
        """Termina el proceso; el siguiente pedido levanta otro."""
        with self._candado:
            self._matar()

    def _pedir(self, que: str, ruta: Path, pagina: int, ancho: int, formato: str) -> bytes:
        pedido = json.dumps([que, str(ruta.resolve()), pagina, ancho, formato]).encode() + b"\n"
        with self._candado:
            for _ in range(2):
                respuesta = self._intentar(pedido)
                if respuesta is not None:
                    bien, contenido = respuesta
                    if bien:
                        return contenido
                    codigo, motivo, salida = json.loads(contenido)
                    raise NoExtraible(codigo, motivo, salida)
        raise NoExtraible("danado", "La página hace fallar al programa que la dibuja.")

    def _intentar(self, pedido: bytes) -> tuple[bool, bytes] | None:
        """La respuesta, o `None` si el proceso se cayó (o se había ido por ocioso)."""
        proceso = self._vivo()
        try:
            if proceso.stdin is not None:
                proceso.stdin.write(pedido)
            return self._recibir(proceso)
        except (BrokenPipeError, EOFError):
            self._matar()
            return None

    def _recibir(self, proceso: "subprocess.Popen[bytes]") -> tuple[bool, bytes]:
        plazo = time.monotonic() + self._segundos
        datos = b""
        while b"\n" not in datos:
            datos += self._leer(proceso, plazo)
        cabecera, _, inicio = datos.partition(b"\n")
        bien, largo = json.loads(cabecera)
        partes, llevados = [inicio], len(inicio)
        while llevados < largo:
            partes.append(self._leer(proceso, plazo))
            llevados += len(partes[-1])
        return bool(bien), b"".join(partes)

    def _leer(self, proceso: "subprocess.Popen[bytes]", plazo: float) -> bytes:
        salida = proceso.stdout
        if salida is None or not select.select([salida], [], [], max(0.0, plazo - time.monotonic()))[0]:
            self._matar()
            raise NoExtraible("limite_tiempo", f"Dibujar la página pasó de {self._segundos:g} segundos.")
        datos = os.read(salida.fileno(), _BLOQUE)
        if not datos:
            raise EOFError
        return datos

    def _vivo(self) -> "subprocess.Popen[bytes]":
        if self._proceso is not None and self._proceso.poll() is None:
            return self._proceso
        self._matar()
        argumentos = map(str, (os.getpid(), self._memoria, self._ocioso))
        self._proceso = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "indexador.extraccion.dibujante", *argumentos],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=tempfile.gettempdir(),
            env=entorno_del_hijo(Path(tempfile.gettempdir())),
            start_new_session=True,
        )
        return self._proceso

    def _matar(self) -> None:
        proceso, self._proceso = self._proceso, None
        if proceso is None:
            return
        proceso.kill()
        for tubo in (proceso.stdin, proceso.stdout):
            if tubo is not None:
                with contextlib.suppress(BrokenPipeError):
                    tubo.close()
        proceso.wait()


_comun = Dibujante()
atexit.register(_comun.cerrar)


def dibujar(ruta: Path, pagina: int, ancho_px: int, formato: str = "webp") -> bytes:
    """`Dibujante.dibujar` con el dibujante de este proceso, que se levanta la primera vez."""
    return _comun.dibujar(ruta, pagina, ancho_px, formato)


def tamano_pagina(ruta: Path, pagina: int) -> tuple[float, float]:
    """Ancho y alto de la página, en puntos. Levanta `NoExtraible`."""
    return _comun.medir(ruta, pagina)
