"""Escribe en un disco pequeño con una página más de sitio cada vez, hasta que la escritura cabe."""

import errno
import os
import resource
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexador.motor import MotorWhoosh
from tests.rendimiento.escribiente import documento, encontrados, exigir, palabra, sueltos

PAGINA = 4096
"""Octetos: lo menos que ocupa algo en un tmpfs."""


@contextmanager
def disco_pequenio(carpeta: Path, mega: int) -> Iterator[bool]:
    """Un disco de ese tamaño en esa carpeta; falso si no se puede montar."""
    carpeta.mkdir()
    montado = False
    if os.geteuid() == 0:
        orden = ["mount", "-t", "tmpfs", "-o", f"size={mega}m", "tmpfs", str(carpeta)]
        montado = subprocess.run(orden, check=False, capture_output=True).returncode == 0
    try:
        yield montado
    finally:
        if montado:
            subprocess.run(["umount", "--lazy", str(carpeta)], check=True)


def llenar(chico: Path) -> str:
    """Devuelve el renglón del informe; levanta `NoSeCumple` si algo no se cumple."""
    with disco_pequenio(chico, 4) as montado:
        indice = chico / "indice"
        MotorWhoosh.abrir(indice).escribir(
            [documento(n, 1, publico=n % 2 == 0, paginas=2) for n in range(1, 21)]
        )
        fallas: Counter[str] = Counter()
        while donde := escribir_en_poco(indice, sum(fallas.values()) * PAGINA, montado=montado):
            fallas[donde] += 1
        exigir(fallas["el segmento"] > 1, f"no se llenó escribiendo el segmento: {fallas}")
        exigir(fallas["la tabla"] > 0 or not montado, f"no se llenó escribiendo la tabla: {fallas}")
        if montado:
            subprocess.run(["mount", "-o", "remount,ro", str(chico)], check=True)
            lector = MotorWhoosh.abrir(indice, crear=False)
            exigir(encontrados(lector, palabra(50, 1)) == [50], "no se busca en un disco de sólo lectura")
    return f"disco ({'tmpfs' if montado else 'límite de archivo'}): lleno en {dict(fallas)}, sin daño"


def escribir_en_poco(indice: Path, libre: int, *, montado: bool) -> str:
    """Escribe con ese sitio libre; dice qué no cupo (nada, si cupo) tras comprobar que no hubo daño."""
    hechas: list[int] = []

    def sincronizar(descriptor: int) -> None:
        os.fsync(descriptor)
        hechas.append(descriptor)

    motor, donde = MotorWhoosh(indice, sincronizar), ""
    antes = dict(motor.revisiones())
    with sin_sitio(indice.parent / "lastre", libre, montado=montado):
        try:
            motor.escribir([documento(50, 1, publico=True, paginas=40)])
        except OSError as error:
            exigir(error.errno in {errno.ENOSPC, errno.EFBIG}, f"otro error: {error}")
            donde = "la tabla" if hechas else "el segmento"
            exigir(sueltos(indice) == [], "queda algo suelto con el disco lleno")
            exigir(dict(motor.revisiones()) == antes, "el índice no quedó como estaba")
            exigir(encontrados(motor, palabra(7, 1)) == [7], "el índice de antes no contesta")
    numero = 60 if donde else 50
    if donde:
        motor.escribir([documento(numero, libre, publico=True, paginas=1)])
    exigir(encontrados(motor, palabra(numero, libre if donde else 1)) == [numero], "lo que cupo no se halla")
    return donde


@contextmanager
def sin_sitio(lastre: Path, libre: int, *, montado: bool) -> Iterator[None]:
    """Deja ese sitio libre y ni un octeto más mientras dura el bloque."""
    limites = resource.getrlimit(resource.RLIMIT_FSIZE)
    if montado:
        estado = os.statvfs(lastre.parent)
        with lastre.open("wb") as archivo:
            os.posix_fallocate(archivo.fileno(), 0, estado.f_bavail * estado.f_frsize - libre)
    else:
        resource.setrlimit(resource.RLIMIT_FSIZE, (libre, limites[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limites)
        lastre.unlink(missing_ok=True)
