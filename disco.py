"""Asegurar en el disco archivos y carpetas por su ruta.

Lo usan todos los paquetes, que entre sí no se conocen: por eso está fuera de ellos y no importa ninguno.
"""

import os
from collections.abc import Callable
from pathlib import Path


def sincronizar_carpeta(carpeta: Path, sincronizar: Callable[[int], None] | None = None) -> None:
    """Lleva al disco los nombres de los archivos de una carpeta; levanta `OSError` si no pudo.

    Donde una carpeta no se puede abrir (Windows) no hace nada: allí los nombres los asegura el sistema de
    archivos. `sincronizar` hace de `os.fsync` con el descriptor abierto.
    """
    # `O_DIRECTORY` sólo existe donde las carpetas se abren.
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(carpeta, os.O_RDONLY | os.O_DIRECTORY)
        try:
            (sincronizar or os.fsync)(descriptor)
        finally:
            os.close(descriptor)


def sincronizar_archivo(ruta: Path) -> None:
    """Lleva al disco el contenido de un archivo ya escrito; levanta `OSError` si no pudo."""
    # Para escribir: Windows no sincroniza lo que se abrió sólo para leer.
    with ruta.open("r+b") as archivo:
        os.fsync(archivo.fileno())
