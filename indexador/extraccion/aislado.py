"""Lee un archivo ajeno en un proceso aparte: pase lo que pase ahí, aquí sólo llega un texto o un motivo."""

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from indexador.errores import NoExtraible
from indexador.extraccion.formato import SalidaIlegible, leer
from indexador.extraccion.hijo import AVANCE, DISCO_LLENO, FALTA_ESPACIO, FALTA_MEMORIA, Orden
from indexador.extraccion.limites import Limites
from indexador.extraccion.tipo import TipoDeArchivo, reconocer
from indexador.ficha import Texto

_RAIZ = Path(__file__).resolve().parents[2]
_SENALES_DE_CAIDA = {
    signal.SIGSEGV,
    signal.SIGABRT,
    signal.SIGBUS,
    signal.SIGFPE,
    signal.SIGILL,
    signal.SIGTRAP,
}


@dataclass(frozen=True, slots=True)
class _Caida:
    """Cómo terminó un proceso que no dejó respuesta, y lo que alcanzó a decir."""

    codigo: int
    dicho: str


AlAvanzar = Callable[[int, int], None]
"""Recibe la página por la que va la lectura y cuántas hay."""
MIRADA = 1.0
"""Segundos entre dos miradas al avance."""


def extraer_aislado(
    ruta: Path,
    nombre: str,
    *,
    limites: Limites | None = None,
    adjuntos: Path | None = None,
    clave: str = "",
    al_avanzar: AlAvanzar | None = None,
) -> Texto:
    """El texto de un archivo del que no se sabe nada.

    `nombre` es el que le dio quien lo subió; sólo se usa en los mensajes. Levanta `NoExtraible`: si el
    lector se cae, se cuelga o gasta de más, el motivo lo dice. `OSError` sólo si el sistema no deja ni
    empezar (sin archivo, sin disco, sin procesos), y vale reintentar. Un PDF que hace caer a PDFium se
    intenta una vez más con el lector de reserva. Los archivos que vengan dentro quedan en la carpeta
    `adjuntos`; sin ella se olvidan y el texto no los trae.

    `clave` es la contraseña del archivo: pasa por la entrada del proceso y no queda en ninguna parte.
    `al_avanzar` se llama cada segundo en que cambie la página, si el lector la dice.
    """
    reales = limites or Limites()
    tipo = reconocer(ruta, nombre)
    final = _correr(
        ruta, nombre, reales, reserva=False, adjuntos=adjuntos, clave=clave, al_avanzar=al_avanzar
    )
    if isinstance(final, _Caida) and tipo is TipoDeArchivo.PDF and -final.codigo in _SENALES_DE_CAIDA:
        final = _correr(ruta, nombre, reales, reserva=True, clave=clave)
    if isinstance(final, Texto):
        return final
    raise motivo_de_caida(final.codigo, reales) from RuntimeError(final.dicho)


def _correr(
    ruta: Path,
    nombre: str,
    limites: Limites,
    *,
    reserva: bool,
    adjuntos: Path | None = None,
    clave: str = "",
    al_avanzar: AlAvanzar | None = None,
) -> Texto | _Caida:
    """Levanta el `NoExtraible` que el hijo haya escrito."""
    with tempfile.TemporaryDirectory(prefix="lectura-") as carpeta:
        orden, salida, errores = (Path(carpeta, n) for n in ("orden.json", "salida.json", "errores.txt"))
        dentro = Path(carpeta, "adjuntos")
        dentro.mkdir()
        Orden(ruta.resolve(), nombre, limites, reserva, os.getpid(), dentro).escribir(orden)
        with errores.open("wb") as dicho:
            proceso = _lanzar(orden, salida, dicho, clave)
            codigo = _esperar(proceso, limites.segundos, _Mirada(Path(carpeta, AVANCE), al_avanzar))
        if codigo == DISCO_LLENO:
            raise OSError(errno.ENOSPC, "No queda espacio en el disco para leer el archivo.")
        if codigo == 0:
            with contextlib.suppress(SalidaIlegible):
                return _con_sus_adjuntos(leer(salida, dentro), adjuntos)
            codigo = FALTA_ESPACIO
        return _Caida(codigo, errores.read_bytes()[-4000:].decode("utf-8", errors="replace"))


def _con_sus_adjuntos(texto: Texto, destino: Path | None) -> Texto:
    """Saca los adjuntos de la carpeta del hijo, que se borra; levanta `OSError` si no caben."""
    if destino is None:
        return replace(texto, adjuntos=())
    llevados = []
    for adjunto in texto.adjuntos:
        if adjunto.ruta is not None:
            ruta = destino / adjunto.ruta.name
            shutil.move(adjunto.ruta, ruta)
            llevados.append(replace(adjunto, ruta=ruta))
        else:
            llevados.append(adjunto)
    return replace(texto, adjuntos=tuple(llevados))


def _lanzar(orden: Path, salida: Path, errores: BinaryIO, clave: str) -> "subprocess.Popen[bytes]":
    proceso = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "indexador.extraccion.hijo", str(orden), str(salida)],
        stdin=subprocess.PIPE if clave else subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errores,
        cwd=orden.parent,
        env=entorno_del_hijo(orden.parent),
        start_new_session=True,
    )
    if proceso.stdin is not None:
        with contextlib.suppress(BrokenPipeError), proceso.stdin as entrada:
            entrada.write(clave.encode())
    return proceso


def entorno_del_hijo(carpeta: Path) -> dict[str, str]:
    """Sólo lo necesario: nada de lo que este proceso sepa (claves, direcciones) pasa al que lee."""
    tesseract = shutil.which("tesseract")
    rutas = [str(Path(tesseract).parent)] if tesseract else []
    return {
        "PATH": os.pathsep.join([*rutas, os.defpath]),
        "PYTHONPATH": str(_RAIZ),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
        "OPENBLAS_NUM_THREADS": "1",
        "TMPDIR": str(carpeta),
        "HOME": str(carpeta),
    }


@dataclass(slots=True)
class _Mirada:
    """Mira por dónde va el hijo y lo cuenta si cambió."""

    archivo: Path
    contar: AlAvanzar | None
    ultima: str = ""

    def echar(self) -> None:
        with contextlib.suppress(OSError):
            dicho = self.archivo.read_text(encoding="ascii", errors="replace")
            pagina, _, de = dicho.partition("/")
            if self.contar is not None and dicho != self.ultima and pagina.isdigit() and de.isdigit():
                self.ultima = dicho
                self.contar(int(pagina), int(de))


def _esperar(proceso: "subprocess.Popen[bytes]", segundos: float, mirada: _Mirada) -> int:
    """Código de salida; al acabarse el tiempo mata al proceso y a todos los que él haya llamado."""
    limite = time.monotonic() + segundos
    codigo: int | None = None
    try:
        while codigo is None:
            paso = max(0.0, min(MIRADA, limite - time.monotonic()))
            try:
                codigo = proceso.wait(paso)
            except subprocess.TimeoutExpired:
                mirada.echar()
                if time.monotonic() >= limite:
                    codigo = -signal.SIGALRM
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(proceso.pid, signal.SIGKILL)
        proceso.wait()
    return codigo


def motivo_de_caida(codigo: int, limites: Limites) -> NoExtraible:
    """El motivo, para una persona, de que el proceso terminara sin respuesta con ese código."""
    partir = "Divídalo en partes más pequeñas, o guárdelo como PDF, y súbalo de nuevo."
    if codigo in {-signal.SIGALRM, -signal.SIGXCPU}:
        return NoExtraible(
            "limite_tiempo", f"Leer el archivo pasó del límite de {limites.segundos:g} segundos.", partir
        )
    if codigo in {FALTA_MEMORIA, -signal.SIGKILL}:
        return NoExtraible("limite_memoria", "Leer el archivo necesita más memoria de la permitida.", partir)
    if codigo in {FALTA_ESPACIO, -signal.SIGXFSZ}:
        return NoExtraible("limite_salida", "El texto del archivo pasa del tamaño permitido.", partir)
    if codigo < 0:
        return NoExtraible(
            "danado",
            "El archivo hace fallar al programa que lo lee: está dañado o mal hecho.",
            "Ábralo en su equipo, guárdelo de nuevo como PDF y súbalo.",
        )
    return NoExtraible(
        "interno",
        "El programa del centro que lee los archivos falló con éste.",
        "El archivo está guardado: avise a quien administra el centro y reintente después.",
    )
