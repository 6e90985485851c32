"""El proceso que lee archivos ajenos, uno tras otro: `python -m indexador.extraccion.hijo CARPETA OCIOSO`.

Recibe por su entrada (un socket) un renglón por archivo, una `Orden`; deja el resultado en `SALIDA` de su
carpeta, en el formato de `formato.py`, y los archivos que venían dentro con un número por nombre; y contesta
el renglón `SIGUE`. Quien ordena vacía la carpeta. Se pone los límites de cada archivo antes de abrirlo.
Termina sin contestar si el archivo lo hizo caer, con el código que lo explica; y después de contestar, si ya
leyó bastante o creció (contesta `ULTIMO`), si pasan `OCIOSO` segundos sin órdenes o si quien ordena se va.
"""

import contextlib
import ctypes
import errno
import gc
import json
import os
import queue
import resource
import signal
import socket
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field, fields
from operator import attrgetter
from pathlib import Path

from indexador.errores import NoExtraible, TurnoCedido
from indexador.extraccion.formato import escribir_cesion, escribir_error, escribir_texto
from indexador.extraccion.lectura import extraer
from indexador.extraccion.limites import Limites, Opciones
from indexador.extraccion.tipo_formatos import TipoDeArchivo
from indexador.extraccion.turno import Turno

_PR_SET_PDEATHSIG = 1
_MARGEN = 0.15
"""Parte del tiempo que se reserva para escribir lo leído cuando el OCR no termina."""
_DIBUJO = 45.0
"""Segundos de procesador, a lo más, para dibujar las páginas en que puede haber texto que no se ve."""
FALTA_MEMORIA = 71
FALTA_ESPACIO = 72
DISCO_LLENO = 73
"""Códigos de salida que `aislado` sabe explicar."""
SIGUE, ULTIMO = b"sigue\n", b"ultimo\n"
"""Lo que contesta tras dejar escrito un resultado: que espera otro archivo, o que se va."""
SALIDA, AVANCE, ESPERAN = "salida.json", "avance.txt", "esperan"
"""El resultado; por qué página va (`64/112`); y lo que pone quien ordena si espera otro archivo."""
_CADA_LIMITE = attrgetter(*(campo.name for campo in fields(Limites)))
_ARCHIVOS = 1_000
_BASURA = 200_000
"""Objetos entre dos recogidas de basura: un libro deja cientos de miles, y casi ninguno lo es."""
_RSS = 300_000_000
"""Los archivos leídos, y los bytes de memoria, tras los que un proceso deja su lugar a otro limpio."""


@dataclass(frozen=True, slots=True)
class Orden:
    """Qué leer y cuánto gastar.

    `clave` es la contraseña del archivo. En `reconocidas` quedan las páginas que lee el OCR (véase
    `reconocidas.py`). `estreno`, si se da, es que puede ceder su turno (véase `turno.py`). `sin_ocr`, que no
    se lean las imágenes.
    """

    ruta: Path
    tipo: TipoDeArchivo
    limites: Limites
    lector_de_reserva: bool
    clave: str = field(default="", repr=False)
    reconocidas: Path | None = None
    estreno: bool | None = None
    sin_ocr: bool = False

    def escribir(self) -> bytes:
        """En un renglón."""
        reconocidas = str(self.reconocidas) if self.reconocidas is not None else ""
        fila = [str(self.ruta), self.tipo, self.lector_de_reserva, self.clave, reconocidas, self.estreno]
        return json.dumps([*fila, self.sin_ocr, *_CADA_LIMITE(self.limites)]).encode() + b"\n"

    @classmethod
    def leer(cls, renglon: bytes) -> "Orden":
        """La lee como se escribió."""
        ruta, tipo, reserva, clave, reconocidas, estreno, sin_ocr, segundos, *enteros = json.loads(renglon)
        limites = Limites(float(segundos), *map(int, enteros))
        destino = Path(reconocidas) if reconocidas else None
        tipado, si_reserva = TipoDeArchivo(tipo), bool(reserva)
        return cls(Path(ruta), tipado, limites, si_reserva, str(clave), destino, estreno, bool(sin_ocr))


def principal(argumentos: list[str]) -> int:
    """Aparta la entrada y la salida, y sirve. Devuelve el código de salida."""
    carpeta, ocioso = Path(argumentos[0]), float(argumentos[1])
    canal = socket.socket(fileno=os.dup(0))
    nada = os.open(os.devnull, os.O_RDWR)
    os.dup2(nada, 0)
    os.dup2(nada, 1)
    gc.freeze()
    gc.set_threshold(_BASURA)
    ordenes: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_recibir, args=(canal, ordenes), daemon=True).start()
    for leidos in range(1, _ARCHIVOS + 1):
        try:
            orden = Orden.leer(ordenes.get(timeout=ocioso))
        except queue.Empty:
            return 0
        codigo = atender(orden, carpeta)
        if codigo:
            return codigo
        if leidos == _ARCHIVOS or _memoria() > _RSS:
            break
        canal.sendall(SIGUE)
    canal.sendall(ULTIMO)
    return 0


def _recibir(canal: socket.socket, ordenes: "queue.SimpleQueue[bytes]") -> None:
    """Al cerrarse el canal muere todo el grupo, aunque se esté leyendo: nadie espera el resultado."""
    with canal.makefile("rb") as entrada:
        for renglon in entrada:
            ordenes.put(renglon)
    os.killpg(0, signal.SIGKILL)


def _memoria() -> int:
    """Bytes de memoria que ocupa este proceso; 0 si el sistema no lo dice.

    No sirve `ru_maxrss`: en Linux empieza por la del proceso que lo levantó.
    """
    with contextlib.suppress(OSError):
        return int(Path("/proc/self/statm").read_bytes().split()[1]) * resource.getpagesize()
    return 0


def atender(orden: Orden, carpeta: Path) -> int:
    """Lee el archivo y escribe en `carpeta` el texto o el motivo. 0 si quedó escrito."""
    salida = carpeta / SALIDA
    try:
        limitar(orden.limites)
        escribir_texto(extraer(orden.ruta, orden.tipo, _opciones(orden, carpeta)), salida)
    except NoExtraible as error:
        escribir_error(error, salida)
    except TurnoCedido:
        escribir_cesion(salida)
    except (MemoryError, ImportError):
        return FALTA_MEMORIA
    except OSError as error:
        return codigo_de(error)
    return 0


def _opciones(orden: Orden, carpeta: Path) -> Opciones:
    limites = orden.limites
    turno = Turno(carpeta / ESPERAN, orden.estreno) if orden.estreno is not None else None
    tempfile.tempdir = os.environ["TMPDIR"] = str(carpeta)
    return Opciones(
        limites.paginas,
        time.monotonic() + limites.segundos * (1 - _MARGEN),
        orden.lector_de_reserva,
        carpeta,
        limites.adjuntos,
        limites.salida_bytes,
        limites.adjuntos_bytes,
        orden.clave,
        carpeta / AVANCE,
        orden.reconocidas,
        turno,
        orden.sin_ocr,
        min(_DIBUJO, limites.segundos * _MARGEN / 2),
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
    """Procesador, memoria y escritura, también para los programas que este proceso llame.

    Los de procesador se cuentan desde lo que el proceso lleva gastado en los archivos anteriores.
    """
    gastados = int(time.process_time()) + 1
    for cual, valor in (
        (resource.RLIMIT_CPU, gastados + limites.cpu),
        (resource.RLIMIT_AS, limites.memoria_bytes),
        (resource.RLIMIT_FSIZE, limites.salida_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        tope = resource.getrlimit(cual)[1]
        resource.setrlimit(cual, (valor if tope == resource.RLIM_INFINITY else min(valor, tope), tope))
    sys.setrecursionlimit(3_000)


def morir_con_el_padre(padre: int) -> None:
    """Pide al sistema (Linux) que este proceso muera con quien lo llamó, para no dejar huérfanos."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != padre:
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
