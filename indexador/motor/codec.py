"""El códec: un segmento de Whoosh cuyas listas y columnas son arreglos en un solo archivo.

Por aquí Whoosh lee lo nuestro con sus propios buscadores (la vía de reserva del ejecutor). Lo que el ejecutor
necesita lo toma de `Segmento`, sin pasar palabra por palabra. Escribir, lo hace `motor.escritura`: el
contrato de Whoosh para escribir es una llamada por aparición, y eso es justo lo que lo hace lento.
"""

from collections.abc import Iterator

from whoosh.codec import base
from whoosh.filedb.filestore import FileStorage

from indexador.motor.lectores import LectorDeDocumentos, LectorDeTerminos
from indexador.motor.segmento import Segmento


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
