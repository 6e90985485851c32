"""El proceso que lee UN archivo ajeno: `python -m indexador.extraccion.hijo ORDEN SALIDA`.

`ORDEN` es un archivo JSON con la ruta, el nombre y los límites; el resultado queda en `SALIDA`, en el
formato de `formato.py`. Los límites los pone el propio proceso antes de abrir el archivo.
"""

import ctypes
import errno
import json
import os
import resource
import signal
import sys
import time
from dataclasses import astuple, dataclass, replace
from pathlib import Path

from indexador.errores import NoExtraible
from indexador.extraccion.formato import escribir_error, escribir_texto
from indexador.extraccion.lectura import extraer
from indexador.extraccion.limites import Limites, Opciones
from indexador.extraccion.tipo import reconocer

_PR_SET_PDEATHSIG = 1
_MARGEN = 0.15
"""Parte del tiempo que se reserva para escribir lo leído cuando el OCR no termina."""
FALTA_MEMORIA = 71
FALTA_ESPACIO = 72
DISCO_LLENO = 73
"""Códigos de salida que `aislado` sabe explicar."""
AVANCE = "avance.txt"
"""Donde queda, junto a la salida, por qué página va: `64/112`."""


@dataclass(frozen=True, slots=True)
class Orden:
    """Qué leer y cuánto gastar. En `carpeta` quedan los archivos que vengan dentro del leído."""

    ruta: Path
    nombre: str
    limites: Limites
    lector_de_reserva: bool
    padre: int
    carpeta: Path | None = None

    def escribir(self, destino: Path) -> None:
        """La deja donde el hijo la busca."""
        carpeta = str(self.carpeta) if self.carpeta is not None else None
        fila = [str(self.ruta), self.nombre, self.lector_de_reserva, self.padre, carpeta]
        fila += list(astuple(self.limites))
        destino.write_text(json.dumps(fila), encoding="utf-8")

    @classmethod
    def leer(cls, origen: Path) -> "Orden":
        """La lee como la escribió el padre."""
        ruta, nombre, reserva, padre, carpeta, segundos, *enteros = json.loads(
            origen.read_text(encoding="utf-8")
        )
        limites = Limites(float(segundos), *map(int, enteros))
        destino = Path(carpeta) if carpeta is not None else None
        return cls(Path(ruta), str(nombre), limites, bool(reserva), int(padre), destino)


def principal(argumentos: list[str]) -> int:
    """Lee lo ordenado y devuelve el código de salida."""
    orden, salida = Orden.leer(Path(argumentos[0])), Path(argumentos[1])
    morir_con_el_padre(orden.padre)
    limitar(orden.limites)
    return atender(orden, salida, clave=sys.stdin.read())


def atender(orden: Orden, salida: Path, *, clave: str = "") -> int:
    """Lee el archivo y escribe el texto o el motivo. 0 si quedó escrito.

    `clave` es la contraseña del archivo, que sólo llega por la entrada de este proceso.
    """
    plazo = time.monotonic() + orden.limites.segundos * (1 - _MARGEN)
    opciones = replace(_opciones(orden, plazo), clave=clave, avance=salida.with_name(AVANCE))
    try:
        texto = extraer(orden.ruta, reconocer(orden.ruta, orden.nombre), opciones)
        escribir_texto(texto, salida)
    except NoExtraible as error:
        escribir_error(error, salida)
    except (MemoryError, ImportError):
        return FALTA_MEMORIA
    except OSError as error:
        return codigo_de(error)
    return 0


def _opciones(orden: Orden, plazo: float) -> Opciones:
    limites = orden.limites
    return Opciones(
        limites.paginas,
        plazo,
        orden.lector_de_reserva,
        orden.carpeta,
        limites.adjuntos,
        limites.salida_bytes,
        limites.adjuntos_bytes,
    )


def codigo_de(error: OSError) -> int:
    """El código de salida de un error del sistema; lo que no es un límite se deja subir."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DISCO_LLENO
    if error.errno == errno.EFBIG:
        return FALTA_ESPACIO
    if error.errno == errno.ENOMEM:
        return FALTA_MEMORIA
    raise error


def limitar(limites: Limites) -> None:
    """Procesador, memoria y escritura, también para los programas que este proceso llame."""
    resource.setrlimit(resource.RLIMIT_CPU, (limites.cpu, limites.cpu + 5))
    resource.setrlimit(resource.RLIMIT_AS, (limites.memoria_bytes, limites.memoria_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limites.salida_bytes, limites.salida_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(3_000)


def morir_con_el_padre(padre: int) -> None:
    """Pide al sistema (Linux) que este proceso muera con quien lo llamó, para no dejar huérfanos."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != padre:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
