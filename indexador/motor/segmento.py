"""Un segmento abierto: sus arreglos, sus columnas y sus listas. No cambia nunca."""

import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import numpy as np
import whoosh.index
from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage

from indexador.errores import IndiceDanado
from indexador.motor.arreglos import Arreglo, Arreglos, desplazamientos
from indexador.motor.columnas import Columnas
from indexador.motor.esquema import ANOTACIONES, SECCIONES, TEXTO, TITULO, VERSION
from indexador.motor.listas import Listas

EXTENSION = ".seg"
HUECO_ENTRE_DOCUMENTOS = 256
"""Palabras vacías que separan un documento del siguiente: ninguna frase ni cercanía las salta."""
_LETRAS_DE_PALABRA = 3
_DANIOS = (
    AssertionError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    UnicodeDecodeError,
    TypeError,
    ValueError,
    pickle.UnpicklingError,
    struct.error,
    zlib.error,
    whoosh.index.IndexError,
    whoosh.index.IndexVersionError,
)


@contextmanager
def traducir_danios() -> Iterator[None]:
    """Lo que Whoosh levanta ante archivos que no son suyos o están cortados, como `IndiceDanado`."""
    try:
        yield
    except _DANIOS as error:
        raise IndiceDanado("El índice está dañado: hay que reconstruirlo.") from error


class Segmento:
    """Los arreglos de un segmento, abiertos. No cambia nunca, y sirve a varios hilos a la vez."""

    def __init__(self, almacen: FileStorage, segmento: base.Segment) -> None:
        """Abre su archivo. Levanta `IndiceDanado` si está roto, y `FileNotFoundError` si ya no está."""
        self.clave: str = segmento.segment_id()
        with traducir_danios():
            self.arreglos = Arreglos(Path(almacen.folder) / segmento.make_filename(EXTENSION))
            if self.arreglos["version"].tolist() != [VERSION]:
                raise IndiceDanado("El índice es de otra versión del programa: hay que reconstruirlo.")
            self.columnas = Columnas(self.arreglos)
            self.total = self.columnas.total
            if self.total != segmento.doc_count_all():
                raise IndiceDanado("A un segmento del índice le faltan entradas: hay que reconstruirlo.")
            self.listas = {
                seccion: Listas(self.arreglos, seccion, self.total) for seccion in (*SECCIONES, *ANOTACIONES)
            }
            self.comienzos = {seccion: self._comienzos(seccion) for seccion in SECCIONES}
            self.ancho = {seccion: self._ancho(seccion) for seccion in SECCIONES}
            """Cuántos lugares abarca el segmento, con el hueco tras su último documento."""

    def comprobar(self) -> None:
        """Levanta `IndiceDanado` si a su archivo, ya abierto, le cortaron una parte. Es barato."""
        if not self.arreglos.entero:
            raise IndiceDanado(
                "A un archivo abierto del índice le cortaron una parte: hay que reconstruirlo."
            )

    def _comienzos(self, seccion: str) -> Arreglo:
        """En qué lugar del segmento empieza cada entrada, con los documentos separados."""
        lugares = desplazamientos(self.arreglos[f"{seccion}.largos"])[:-1]
        documentos = np.arange(len(self.columnas)) * HUECO_ENTRE_DOCUMENTOS
        resultado: Arreglo = lugares + np.repeat(documentos, self.columnas.entradas)
        return resultado

    def _ancho(self, seccion: str) -> int:
        palabras = int(self.arreglos[f"{seccion}.largos"].sum(dtype=np.int64))
        return palabras + len(self.columnas) * HUECO_ENTRE_DOCUMENTOS

    @cached_property
    def vocabulario(self) -> frozenset[str]:
        """Las formas de tres letras o más del título y del texto, sin las que llevan cifras."""
        formas = (f for seccion in (TITULO, TEXTO) for f in self.listas[seccion].formas.textos())
        return frozenset(forma for forma in formas if len(forma) >= _LETRAS_DE_PALABRA and forma.isalpha())


class Segmentos:
    """Los segmentos abiertos de un índice; los que ya no existen se sueltan."""

    def __init__(self, almacen: FileStorage) -> None:
        self._almacen = almacen
        self._abiertos: dict[str, Segmento] = {}

    def abrir(self, segmentos: list[base.Segment]) -> list[Segmento]:
        """Los segmentos pedidos, abriendo sólo los nuevos. Levanta lo que `Segmento` y `comprobar`."""
        antes, ahora = self._abiertos, {}
        for segmento in segmentos:
            clave = segmento.segment_id()
            ahora[clave] = antes.get(clave) or Segmento(self._almacen, segmento)
            ahora[clave].comprobar()
        self._abiertos = ahora
        return list(ahora.values())
