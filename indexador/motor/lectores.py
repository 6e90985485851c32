"""Los lectores con que Whoosh recorre un segmento nuestro, término por término y entrada por entrada."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo, TermNotFound

from indexador.motor.arreglos import Arreglo
from indexador.motor.esquema import SECCIONES, campo_de, seccion_de
from indexador.motor.listas import Listas
from indexador.motor.segmento import Segmento


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
