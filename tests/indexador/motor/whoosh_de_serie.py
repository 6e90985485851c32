"""El oráculo: las mismas fichas en un índice de Whoosh con su códec, su buscador y su BM25F.

Sólo se le da lo que no guarda: los largos exactos de los campos, que él redondea a un byte.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from whoosh import fields, scoring
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.query import Query, Term

from indexador.ficha import Ficha
from indexador.lengua import analizar
from indexador.motor.esquema import FormatoDePosiciones
from indexador.motor.vocabulario import ANCHO_DEL_HUECO

Clave = tuple[int, int, int]
"""Documento, revisión y número de entrada (0, la propia)."""


class Campo(fields.FieldType):
    """Recibe de cada forma sus posiciones."""

    def __init__(self) -> None:
        self.format = FormatoDePosiciones()
        self.analyzer = None
        self.scorable = True
        self.stored = self.unique = False

    def index(self, value: Mapping[str, list[int]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        for forma, posiciones in sorted(value.items()):
            veces = len(posiciones)
            yield forma.encode(), veces, float(veces), self.format.encode(posiciones)


def formas(texto: str) -> tuple[dict[str, list[int]], int]:
    """Las posiciones de cada forma de un texto, y cuántas palabras tiene."""
    halladas: dict[str, list[int]] = {}
    largo = 0
    for termino in analizar(texto):
        for forma in (termino.forma, *termino.variantes):
            halladas.setdefault(forma, []).append(termino.posicion)
        largo = termino.posicion + 1
    return halladas, largo


class Pesos(scoring.BM25F):
    """BM25F con los largos exactos."""

    def __init__(self, largos: Mapping[str, list[int]]) -> None:
        super().__init__()
        self._largos = largos

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: int = 1) -> scoring.BaseScorer:
        return _Puntuador(searcher, fieldname, text, self._largos[fieldname])


class _Puntuador(scoring.BaseScorer):
    def __init__(self, searcher: Any, campo: str, texto: bytes, largos: list[int]) -> None:
        padre = searcher.get_parent()
        self._idf = padre.idf(campo, texto)
        self._media = sum(largos) / len(largos) or 1
        self._largos = largos
        self._base = (
            0
            if padre is searcher
            else next(base for propio, base in padre.leaf_searchers() if propio.reader() is searcher.reader())
        )

    def supports_block_quality(self) -> bool:
        return False

    def max_quality(self) -> float:
        return float("inf")

    def block_quality(self, matcher: Any) -> float:
        return float("inf")

    def score(self, matcher: Any) -> float:
        largo = self._largos[matcher.id() + self._base]
        return scoring.bm25(self._idf, matcher.weight(), largo, self._media, 0.75, 1.2)


class WhooshDeSerie:
    """Un índice de serie con las entradas que escribe nuestro motor, en el mismo orden."""

    def __init__(self, carpeta: Path) -> None:
        carpeta.mkdir(parents=True, exist_ok=True)
        esquema = fields.Schema(
            clave=fields.STORED(), documento=fields.ID(), forma_titulo=Campo(), forma_texto=Campo()
        )
        self._indice = FileIndex.create(FileStorage(str(carpeta)), esquema, "serie")
        self._largos: dict[str, list[int]] = {"forma_titulo": [], "forma_texto": []}

    def escribir(self, fichas: Sequence[Ficha]) -> None:
        """Agrega o reemplaza, en un segmento aparte."""
        escritor = self._indice.writer()
        for una in fichas:
            escritor.delete_by_query(Term("documento", str(una.documento)))
        for una in fichas:
            de_titulo = [formas(parte) for parte in (una.titulo, una.titulo_corto, una.numero)]
            juntas: dict[str, list[int]] = {}
            desde = 0
            for propias, largo in de_titulo:
                for forma, lugares in propias.items():
                    juntas.setdefault(forma, []).extend(lugar + desde for lugar in lugares)
                desde += largo + ANCHO_DEL_HUECO
            self._agregar(escritor, una, 0, "forma_titulo", juntas, desde)
            for fragmento in una.fragmentos:
                self._agregar(escritor, una, fragmento.numero, "forma_texto", *formas(fragmento.texto))
        escritor.commit(merge=False)

    def _agregar(
        self, escritor: Any, una: Ficha, numero: int, campo: str, valor: Mapping[str, list[int]], largo: int
    ) -> None:
        for otro, largos in self._largos.items():
            largos.append(largo if otro == campo else 0)
        clave = (una.documento, una.revision, numero)
        escritor.add_document(clave=clave, documento=str(una.documento), **{campo: valor})

    def buscar(self, consultas: Sequence[Query]) -> Iterator[dict[Clave, float]]:
        """Lo que halla cada consulta, con su puntaje."""
        with self._indice.searcher(weighting=Pesos(self._largos)) as buscador:
            for consulta in consultas:
                resultado = buscador.search(consulta, limit=None)
                yield {acierto["clave"]: acierto.score for acierto in resultado}
