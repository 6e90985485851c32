"""Con quién se compara el centro: Whoosh de serie, Tantivy y SQLite FTS5.

A los tres se les da el título como campo aparte, con más peso que el texto, y se les pide cualquiera de las
palabras (O). Cada documento es una entrada.
"""

import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from Stemmer import Stemmer
from whoosh.analysis import Analyzer, LowercaseFilter, RegexTokenizer, StemFilter, StopFilter
from whoosh.analysis.filters import Filter as FiltroDeWhoosh
from whoosh.fields import ID, TEXT, Schema
from whoosh.index import create_in
from whoosh.query import Or, Term

from indexador.evaluacion.coleccion import DocumentoJuzgado
from indexador.evaluacion.medidas import PROFUNDIDAD
from indexador.lengua import plegar, raices
from indexador.lengua.palabras import VACIAS

try:
    import tantivy
except ImportError:  # sólo está en el entorno de desarrollo
    tantivy = None  # type: ignore[assignment,unused-ignore]

PESO_DEL_TITULO = 4.0
PESO_DEL_TITULO_EN_FTS5 = 5.0
_MEMORIA_DE_WHOOSH_MB = 256
_MEMORIA_DE_TANTIVY = 1_000_000_000
_SNOWBALL = Stemmer("spanish")


class RivalAusente(Exception):
    """El paquete de un rival no está instalado; el mensaje dice qué hacer."""


class _Plegado(FiltroDeWhoosh):  # type: ignore[misc]
    """Quita los acentos, como hacen las instalaciones corrientes de Whoosh en español."""

    def __call__(self, palabras):  # type: ignore[no-untyped-def]
        for palabra in palabras:
            palabra.text = plegar(palabra.text)
            yield palabra


def _reducir(palabra: str) -> str:
    """Función con nombre: Whoosh guarda el esquema con pickle, y un `Stemmer` no se deja."""
    reducida: str = _SNOWBALL.stemWord(palabra)
    return reducida


def analizador_de_serie() -> Analyzer:
    """El de Whoosh para el español, con los acentos plegados antes de reducir.

    Reduce con el mismo Snowball, pero en C: el de Whoosh 2.7.4 se cae con palabras como «ague».
    """
    partes = RegexTokenizer() | LowercaseFilter() | _Plegado() | StopFilter(stoplist=VACIAS, minsize=1)
    return partes | StemFilter(stemfn=_reducir, cachesize=-1)


class WhooshDeSerie:
    """Whoosh 2.7.4 con su códec, su buscador y su BM25F. Cumple `Contendiente`."""

    nota = "de serie, con el documento entero por entrada"

    def __init__(self, carpeta: Path) -> None:
        self._analizador = analizador_de_serie()
        campo = TEXT(analyzer=self._analizador)
        esquema = Schema(id=ID(stored=True), titulo=campo, texto=campo)
        self._indice = create_in(carpeta, esquema)
        self._escritor = self._indice.writer(limitmb=_MEMORIA_DE_WHOOSH_MB)

    def preparar(self, numero: int, documento: DocumentoJuzgado) -> DocumentoJuzgado:
        """Véase `Contendiente.preparar`."""
        return documento

    def agregar(self, preparados: Sequence[DocumentoJuzgado]) -> None:
        """Véase `Contendiente.agregar`."""
        for documento in preparados:
            self._escritor.add_document(id=documento.id, titulo=documento.titulo, texto=documento.texto)

    def terminar(self) -> None:
        """Véase `Contendiente.terminar`."""
        self._escritor.commit(optimize=True)
        self._buscador = self._indice.searcher()

    def buscar(self, consulta: str) -> list[str]:
        """Véase `Contendiente.buscar`."""
        palabras = dict.fromkeys(palabra.text for palabra in self._analizador(consulta, mode="query"))
        pedida = Or(
            [Term("texto", palabra) for palabra in palabras]
            + [Term("titulo", palabra, boost=PESO_DEL_TITULO) for palabra in palabras]
        )
        return [hallado["id"] for hallado in self._buscador.search(pedida, limit=PROFUNDIDAD)]


class Tantivy:
    """Tantivy con nuestras raíces, un hilo y una confirmación. Cumple `Contendiente`."""

    nota = "recibe las raíces ya hechas por el centro: lo que indexa por segundo no cuenta analizar"

    def __init__(self, carpeta: Path) -> None:
        if tantivy is None:
            raise RivalAusente(
                "para comparar con Tantivy falta el paquete «tantivy», que sólo trae el entorno de "
                "desarrollo. Instálelo con requirements-dev.txt"
            )
        constructor = tantivy.SchemaBuilder()
        constructor.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for campo in ("titulo", "texto"):
            constructor.add_text_field(campo, tokenizer_name="espacios")
        self._esquema = constructor.build()
        self._indice = tantivy.Index(self._esquema, path=str(carpeta))
        espacios = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._indice.register_tokenizer("espacios", espacios)
        self._escritor = self._indice.writer(heap_size=_MEMORIA_DE_TANTIVY, num_threads=1)
        self._preparados: list[tuple[str, str, str]] = []

    def preparar(self, numero: int, documento: DocumentoJuzgado) -> tuple[str, str, str]:
        """El documento ya reducido a raíces: sólo se mide al motor."""
        return documento.id, " ".join(raices(documento.titulo)), " ".join(raices(documento.texto))

    def agregar(self, preparados: Sequence[tuple[str, str, str]]) -> None:
        """Los junta: su hilo trabaja desde que recibe el primero, y lo que hiciera ahora no se contaría."""
        self._preparados += preparados

    def terminar(self) -> None:
        """Indexa todo y lo confirma de una vez."""
        for id_, titulo, texto in self._preparados:
            self._escritor.add_document(tantivy.Document(id=id_, titulo=titulo, texto=texto))
        self._preparados.clear()
        self._escritor.commit()
        self._escritor.wait_merging_threads()
        self._indice.reload()
        self._buscador = self._indice.searcher()

    def buscar(self, consulta: str) -> list[str]:
        """Véase `Contendiente.buscar`."""
        partes = []
        for palabra in dict.fromkeys(raices(consulta)):
            en_titulo = tantivy.Query.term_query(self._esquema, "titulo", palabra)
            partes.append(tantivy.Query.boost_query(en_titulo, PESO_DEL_TITULO))
            partes.append(tantivy.Query.term_query(self._esquema, "texto", palabra))
        pedida = tantivy.Query.boolean_query([(tantivy.Occur.Should, parte) for parte in partes])
        hallados = self._buscador.search(pedida, limit=PROFUNDIDAD).hits
        return [str(self._buscador.doc(lugar).get_first("id")) for _, lugar in hallados]


class Fts5:
    """SQLite FTS5, sin acentos y sin raíces. Cumple `Contendiente`."""

    nota = "sin raíces"

    def __init__(self, carpeta: Path) -> None:
        self._base = sqlite3.connect(carpeta / "fts5.sqlite3", isolation_level=None)
        self._base.execute(
            "CREATE VIRTUAL TABLE docs USING fts5(id UNINDEXED, titulo, texto, "
            "tokenize = 'unicode61 remove_diacritics 2')"
        )
        self._base.execute("BEGIN")

    def preparar(self, numero: int, documento: DocumentoJuzgado) -> tuple[str, str, str]:
        """Véase `Contendiente.preparar`."""
        return documento.id, documento.titulo, documento.texto

    def agregar(self, preparados: Sequence[tuple[str, str, str]]) -> None:
        """Véase `Contendiente.agregar`."""
        self._base.executemany("INSERT INTO docs VALUES (?, ?, ?)", preparados)

    def terminar(self) -> None:
        """Véase `Contendiente.terminar`."""
        self._base.execute("COMMIT")

    def buscar(self, consulta: str) -> list[str]:
        """Véase `Contendiente.buscar`."""
        palabras = " OR ".join(f'"{palabra}"' for palabra in re.findall(r"\w+", consulta))
        if not palabras:
            return []
        filas = self._base.execute(
            "SELECT id FROM docs WHERE docs MATCH ? ORDER BY bm25(docs, 0, ?, 1) LIMIT ?",
            (palabras, PESO_DEL_TITULO_EN_FTS5, PROFUNDIDAD),
        )
        return [fila[0] for fila in filas]
