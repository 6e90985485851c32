"""Los archivos de un índice de Whoosh, escritos de modo que un corte de luz no se los lleve.

Whoosh 2.7.4 nunca llama a `fsync`: un apagón puede dejar una tabla de contenido que nombra segmentos que
no llegaron al disco. Aquí cada segmento y cada tabla se sincroniza al cerrarse, y la carpeta antes y
después de poner la tabla en su sitio.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile

Sincronizador = Callable[[int], None]


class AlmacenSincronizado(FileStorage):  # type: ignore[misc]
    """Un `FileStorage` que no da por escrito nada que no esté en el disco."""

    def __init__(self, ruta: Path, sincronizar: Sincronizador = os.fsync) -> None:
        super().__init__(str(ruta))
        self._sincronizar = sincronizar

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **opciones: Any) -> StructFile:
        """Crea un archivo; los que quedan (segmentos y tablas) se sincronizan al cerrarse."""
        if name.endswith(".seg") or ".toc" in name:
            opciones["onclose"] = self._al_cerrar
        return super().create_file(name, excl=excl, mode=mode, **opciones)

    def open_file(self, name: str, **opciones: Any) -> StructFile:
        """Abre un archivo; la tabla, leída entera, para que una estropeada no deje un descriptor abierto."""
        if name.endswith(".toc"):
            return BufferFile(memoryview(Path(self._fpath(name)).read_bytes()), name=name)
        return super().open_file(name, **opciones)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Pone un archivo en su sitio cuando lo que nombra ya está en la carpeta."""
        self._sincronizar_carpeta()
        super().rename_file(oldname, newname, safe=safe)
        self._sincronizar_carpeta()

    def _al_cerrar(self, archivo: StructFile) -> None:
        archivo.flush()
        self._sincronizar(archivo.fileno())

    def _sincronizar_carpeta(self) -> None:
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            self._sincronizar(descriptor)
        finally:
            os.close(descriptor)
