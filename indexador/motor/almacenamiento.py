"""Los archivos de un índice de Whoosh, escritos de modo que un corte de luz no se los lleve.

Whoosh 2.7.4 nunca llama a `fsync`: un apagón puede dejar una tabla de contenido que nombra segmentos que
no llegaron al disco. Aquí cada segmento y cada tabla se sincroniza al cerrarse, y la carpeta antes y
después de poner la tabla en su sitio. La tabla, que Whoosh guarda como un `pickle` sin más, lleva además su
suma de control, y de ella no se lee nada que no sea una lista de segmentos.
"""

import contextlib
import io
import os
import pickle
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile

from indexador.errores import IndiceDanado

Sincronizador = Callable[[int], None]
_LARGO_DE_LA_SUMA = 4
_SEGMENTO = ("indexador.motor.codec", "SegmentoDeArreglos")
"""Lo único que el `pickle` de una tabla puede nombrar."""


def sincronizar_carpeta(carpeta: Path, sincronizar: Sincronizador) -> None:
    """Lleva al disco los nombres de los archivos de una carpeta; levanta `OSError` si no pudo.

    Donde una carpeta no se puede abrir (Windows) no hace nada: allí los nombres los asegura el sistema.
    `sincronizar` recibe el descriptor abierto.
    """
    # `O_DIRECTORY` sólo existe donde las carpetas se abren.
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(carpeta, os.O_RDONLY | os.O_DIRECTORY)
        try:
            sincronizar(descriptor)
        finally:
            os.close(descriptor)


class AlmacenSincronizado(FileStorage):  # type: ignore[misc]
    """Un `FileStorage` que no da por escrito nada que no esté en el disco."""

    def __init__(self, ruta: Path, sincronizar: Sincronizador = os.fsync) -> None:
        super().__init__(str(ruta))
        self._sincronizar = sincronizar

    def list(self) -> list[str]:
        """Los archivos de la carpeta. (Whoosh toma un error al leerla por una carpeta vacía.)"""
        with os.scandir(self.folder) as archivos:
            return [archivo.name for archivo in archivos]

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **opciones: Any) -> StructFile:
        """Crea un archivo; los que quedan (segmentos y tablas) se sincronizan al cerrarse.

        Una tabla se junta en memoria y se escribe al cerrarla: si no cabe, no queda un descriptor abierto.
        """
        if ".toc" in name:
            return StructFile(io.BytesIO(), name=name, onclose=self._guardar_tabla)
        if name.endswith(".seg"):
            opciones["onclose"] = self._al_cerrar
        return super().create_file(name, excl=excl, mode=mode, **opciones)

    def open_file(self, name: str, **opciones: Any) -> StructFile:
        """Abre un archivo. Levanta `IndiceDanado` si es una tabla y no es la que se escribió."""
        if not name.endswith(".toc"):
            return super().open_file(name, **opciones)
        guardado = Path(self._fpath(name)).read_bytes()
        contenido, suma = guardado[:-_LARGO_DE_LA_SUMA], guardado[-_LARGO_DE_LA_SUMA:]
        if _suma(contenido) != suma:
            raise IndiceDanado("La tabla del índice está cortada o alterada: hay que reconstruirlo.")
        return _Tabla(memoryview(contenido), name=name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Pone un archivo en su sitio cuando lo que nombra ya está en la carpeta."""
        self.sincronizar_carpeta()
        super().rename_file(oldname, newname, safe=safe)
        self.sincronizar_carpeta()

    def sincronizar_carpeta(self) -> None:
        """Lleva al disco los nombres de los archivos de la carpeta."""
        sincronizar_carpeta(Path(self.folder), self._sincronizar)

    def _guardar_tabla(self, tabla: StructFile) -> None:
        contenido = tabla.file.getvalue()
        with Path(self._fpath(tabla._name)).open("wb") as archivo:
            archivo.write(contenido + _suma(contenido))
            archivo.flush()
            self._sincronizar(archivo.fileno())

    def _al_cerrar(self, archivo: StructFile) -> None:
        try:
            archivo.flush()
            self._sincronizar(archivo.fileno())
        except BaseException:
            # Con el disco lleno, Whoosh dejaría abierto el archivo, y su sitio ocupado aunque se borre.
            with contextlib.suppress(OSError):
                archivo.file.close()
            raise


def _suma(contenido: bytes) -> bytes:
    return zlib.crc32(contenido).to_bytes(_LARGO_DE_LA_SUMA, "little")


class _Tabla(BufferFile):  # type: ignore[misc]
    """Una tabla de contenido leída entera, de cuyo `pickle` no sale más que segmentos."""

    def read_pickle(self) -> Any:
        return _SoloSegmentos(self.file).load()


class _SoloSegmentos(pickle.Unpickler):
    def find_class(self, module: str, name: str, /) -> Any:
        if (module, name) != _SEGMENTO:
            raise pickle.UnpicklingError(f"Una tabla no puede traer {module}.{name}")
        return super().find_class(module, name)
