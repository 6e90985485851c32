"""El códec: un segmento de Whoosh cuyas listas y columnas son arreglos en un solo archivo.

Por aquí Whoosh lee lo nuestro con sus propios buscadores (la vía de reserva del ejecutor). Lo que el ejecutor
necesita lo toma de `Segmento`, sin pasar palabra por palabra. Escribir, lo hace `motor.escritura`: el
contrato de Whoosh para escribir es una llamada por aparición, y eso es justo lo que lo hace lento.
"""

import pickle
import struct
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import whoosh.index
from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from indexador.errores import IndiceDanado
from indexador.motor.arreglos import Arreglo, Arreglos, desplazamientos
from indexador.motor.columnas import Columnas
from indexador.motor.esquema import ANOTACIONES, SECCIONES, TEXTO, TITULO, VERSION, campo_de, seccion_de
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


class SegmentoDeArreglos(base.Segment):  # type: ignore[misc]
    """Lo que la tabla de contenido recuerda de un segmento: su nombre, su tamaño y sus borrados."""

    def __init__(self, indice: str, entradas: int) -> None:
        super().__init__(indice)
        self._entradas = entradas
        self._borradas: set[int] = set()

    def codec(self) -> "CodecDeArreglos":
        return CodecDeArreglos()

    def doc_count_all(self) -> int:
        return self._entradas

    def deleted_count(self) -> int:
        return len(self._borradas)

    def deleted_docs(self) -> Iterator[int]:
        return iter(self._borradas)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        (self._borradas.add if delete else self._borradas.discard)(docnum)

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self._borradas

    def borrar(self, desde: int, hasta: int) -> None:
        """Borra las entradas de `desde` a `hasta`, excluida."""
        self._borradas.update(range(desde, hasta))


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


class CodecDeArreglos(base.Codec):  # type: ignore[misc]
    """La puerta de lectura de Whoosh. Con un segmento ya abierto, lee de él."""

    def __init__(self, abierto: Segmento | None = None) -> None:
        self._abierto = abierto

    def terms_reader(self, storage: FileStorage, segment: base.Segment) -> "LectorDeTerminos":
        return LectorDeTerminos(self._abierto or Segmento(storage, segment))

    def per_document_reader(self, storage: FileStorage, segment: base.Segment) -> "LectorDeDocumentos":
        return LectorDeDocumentos(self._abierto or Segmento(storage, segment), segment)

    def automata(self, storage: FileStorage, segment: base.Segment) -> base.Automata:
        return base.Automata()


class LectorDeTerminos(base.TermsReader):  # type: ignore[misc]
    """Los términos de Whoosh son las formas, en orden de bytes."""

    def __init__(self, segmento: Segmento) -> None:
        self._segmento = segmento

    def _listas(self, campo: str) -> Listas:
        if seccion_de(campo) not in SECCIONES:
            raise TermNotFound(f"No hay campo {campo!r}")
        return self._segmento.listas[seccion_de(campo)]

    def _pares(self, campo: str, termino: bytes) -> Arreglo:
        pares = self._listas(campo).pares_de_forma(termino.decode())
        if len(pares) == 0:
            raise TermNotFound(f"No hay término {termino!r} en {campo!r}")
        return pares

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        try:
            return len(self._pares(*term)) > 0
        except TermNotFound:
            return False

    def cursor(self, fieldname: str, fieldobj: Any) -> "Cursor":
        return Cursor(self._listas(fieldname))

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return self.terms_from("", b"")

    def _desde(self, campo: str, prefijo: bytes) -> Iterator[tuple[str, bytes]]:
        formas = self._listas(campo).formas
        for numero in range(bisect_left(formas, prefijo), len(formas)):
            yield campo, formas[numero]

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        for campo in sorted(map(campo_de, SECCIONES)):
            if campo >= fieldname:
                yield from self._desde(campo, prefix if campo == fieldname else b"")

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((termino, self.term_info(*termino)) for termino in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return ((termino, self.term_info(*termino)) for termino in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        entradas, veces = self._listas(fieldname).lista_de(self._pares(fieldname, text))
        return TermInfo(
            weight=float(veces.sum(dtype=np.int64)),
            df=len(entradas),
            minlength=1,
            maxlength=int(self._listas(fieldname).largos.max()),
            maxweight=float(veces.max()),
            minid=int(entradas[0]),
            maxid=int(entradas[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        listas = self._listas(fieldname)
        return float(listas.veces_de(listas.pares_de_forma(text.decode())))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        listas = self._listas(fieldname)
        return len(listas.lista_de(listas.pares_de_forma(text.decode())).entradas)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> "Recorrido":
        return Recorrido(
            self._listas(fieldname), self._pares(fieldname, text), (fieldname, text), format_, scorer
        )

    def indexed_field_names(self) -> list[str]:
        return [campo_de(seccion) for seccion in SECCIONES]

    def close(self) -> None:
        """Nada que cerrar: el mapa de memoria se suelta con el último que lo usa."""


class Cursor(base.FieldCursor):  # type: ignore[misc]
    """Recorre las formas de un campo."""

    def __init__(self, listas: Listas) -> None:
        self._formas = listas.formas
        self._lugar = 0

    def first(self) -> str | None:
        self._lugar = 0
        return self.text()

    def find(self, term: bytes | str) -> str | None:
        self._lugar = bisect_left(self._formas, term.encode() if isinstance(term, str) else term)
        return self.text()

    def next(self) -> str | None:
        self._lugar += 1
        return self.text()

    def text(self) -> str | None:
        return self._formas[self._lugar].decode() if self.is_valid() else None

    term = text

    def is_valid(self) -> bool:
        return self._lugar < len(self._formas)


class Recorrido(LeafMatcher):  # type: ignore[misc]
    """El recorrido de una lista, entrada por entrada, como lo quiere Whoosh."""

    def __init__(
        self, listas: Listas, pares: Arreglo, termino: tuple[str, bytes], formato: Any, puntuador: Any
    ) -> None:
        self._datos = listas, pares
        self._term, self.format, self.scorer = termino, formato, puntuador
        entradas, veces = listas.lista_de(pares)
        self._entradas: list[int] = entradas.tolist()
        self._veces: list[int] = veces.astype(np.int64).tolist()
        de_entrada, self._lugares = listas.lugares(pares)
        self._desde: list[int] = np.searchsorted(de_entrada, entradas).tolist()
        self._lugar = 0

    def copy(self) -> "Recorrido":
        otro = Recorrido(*self._datos, self._term, self.format, self.scorer)
        otro._lugar = self._lugar
        return otro

    def is_active(self) -> bool:
        return self._lugar < len(self._entradas)

    def id(self) -> int:
        return self._entradas[self._lugar]

    def all_ids(self) -> Iterator[int]:
        return iter(self._entradas)

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._lugar += 1
        return True

    def skip_to(self, id: int) -> bool:
        if not self.is_active():
            raise ReadTooFar
        if self._entradas[self._lugar] < id:
            self._lugar = bisect_left(self._entradas, id, self._lugar)
        return True

    def weight(self) -> float:
        return float(self._veces[self._lugar])

    def value(self) -> bytes:
        desde = self._desde[self._lugar]
        lugares = self._lugares[desde : desde + self._veces[self._lugar]]
        return lugares.astype("<u4").tobytes()

    def supports_block_quality(self) -> bool:
        return False


class LectorDeDocumentos(base.PerDocumentReader):  # type: ignore[misc]
    """Los largos y los borrados de un segmento. No guarda campos: están en las columnas."""

    def __init__(self, segmento: Segmento, de_whoosh: base.Segment) -> None:
        self._segmento = segmento
        self._de_whoosh = de_whoosh

    def doc_count(self) -> int:
        cuenta: int = self._de_whoosh.doc_count()
        return cuenta

    def doc_count_all(self) -> int:
        return self._segmento.total

    def has_deletions(self) -> bool:
        con: bool = self._de_whoosh.has_deletions()
        return con

    def is_deleted(self, docnum: int) -> bool:
        borrada: bool = self._de_whoosh.is_deleted(docnum)
        return borrada

    def deleted_docs(self) -> frozenset[int]:
        return frozenset(self._de_whoosh.deleted_docs())

    def _largos(self, campo: str) -> Arreglo:
        return self._segmento.listas[seccion_de(campo)].largos

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        return int(self._largos(fieldname)[docnum])

    def field_length(self, fieldname: str) -> int:
        return int(self._largos(fieldname).sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        return int(self._largos(fieldname).min())

    def max_field_length(self, fieldname: str) -> int:
        return int(self._largos(fieldname).max())

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {}

    def supports_columns(self) -> bool:
        return False

    def has_column(self, fieldname: str) -> bool:
        return False

    def close(self) -> None:
        """Nada que cerrar."""


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
