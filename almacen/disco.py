"""Asegurar en el disco archivos y carpetas por su ruta."""

import os
from pathlib import Path


def sincronizar_carpeta(carpeta: Path) -> None:
    """Lleva al disco los nombres de los archivos de una carpeta; levanta `OSError` si no pudo.

    Donde una carpeta no se puede abrir (Windows) no hace nada: allí los nombres los asegura el sistema de
    archivos.
    """
    # `O_DIRECTORY` sólo existe donde las carpetas se abren.
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(carpeta, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sincronizar_archivo(ruta: Path) -> None:
    """Lleva al disco el contenido de un archivo ya escrito; levanta `OSError` si no pudo."""
    # Para escribir: Windows no sincroniza lo que se abrió sólo para leer.
    with ruta.open("r+b") as archivo:
        os.fsync(archivo.fileno())
