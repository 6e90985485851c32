"""Tantivy por fragmento: un hilo, una confirmación y posiciones.

El índice en que se busca lleva nuestras palabras, ya cortadas. Para comparar lo que cuesta indexar se hace
otro al que se le da el texto y él lo corta, lo pliega y lo reduce, que es lo que al centro se le cuenta.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import tantivy

from indexador.evaluacion.construccion import Cronometro, tamano
from indexador.lengua import analizar
from tests.rendimiento.comun import Costo, Dado
from tests.rendimiento.pedidos import FACETAS, Pedido

_MEMORIA = 1_000_000_000


class Rival:
    """Un índice de Tantivy sobre los pasajes, y la manera de hacerle los pedidos."""

    def __init__(self, carpeta: Path) -> None:
        constructor = tantivy.SchemaBuilder()
        constructor.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for campo in ("texto", "titulo"):
            constructor.add_text_field(campo, tokenizer_name="espacios")
        for campo in ("tipo", "tema"):
            constructor.add_text_field(campo, fast=True, tokenizer_name="raw", index_option="basic")
        for campo in ("anio", "dia"):
            constructor.add_unsigned_field(campo, indexed=True, fast=True)
        self._esquema = constructor.build()
        self._carpeta = carpeta
        self._indice = tantivy.Index(self._esquema, path=str(carpeta))
        espacios = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._indice.register_tokenizer("espacios", espacios)

    def construir(self, pasajes: Sequence[Dado], palabras: Sequence[Sequence[str]]) -> Costo:
        """Indexa los pasajes, ya cortados en palabras; el título va sólo con el primero de cada documento.

        Todo se prepara antes: su hilo trabaja desde que recibe el primero, y nada debe quedar sin contar.
        """
        preparados = [_campos(dado, suyas) for dado, suyas in zip(pasajes, palabras, strict=True)]
        costo = _indexar(self._indice, self._esquema, pasajes, preparados, self._carpeta)
        self._indice.reload()
        self._buscador = self._indice.searcher()
        return costo

    def hacer(self, pedido: Pedido) -> Callable[[], int]:
        """El pedido listo para repetirse; cada vez trae los diez primeros y da la cuenta exacta."""
        consulta = self._consulta(pedido)
        por_fecha = "dia" if pedido.por_fecha else None
        facetas = {campo: {"terms": {"field": campo, "size": 1000}} for campo in FACETAS}

        def una_vez() -> int:
            hallado = self._buscador.search(
                consulta, limit=10, count=True, offset=pedido.desde, order_by_field=por_fecha
            )
            if pedido.facetas:
                self._buscador.aggregate(consulta, facetas)
            return hallado.count

        return una_vez

    def _consulta(self, pedido: Pedido) -> tantivy.Query:
        exigidas = [self._de_texto(pedido)]
        if pedido.tipo:
            exigidas.append(tantivy.Query.term_query(self._esquema, "tipo", pedido.tipo))
        if pedido.fechas:
            desde, hasta = (dia.toordinal() for dia in pedido.fechas)
            clase = tantivy.FieldType.Unsigned
            exigidas.append(tantivy.Query.range_query(self._esquema, "dia", clase, desde, hasta))
        if len(exigidas) == 1:
            return exigidas[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, una) for una in exigidas])

    def _de_texto(self, pedido: Pedido) -> tantivy.Query:
        esquema, palabras = self._esquema, list(pedido.palabras)
        match pedido.forma:
            case "o" | "y":
                como = tantivy.Occur.Must if pedido.forma == "y" else tantivy.Occur.Should
                terminos = [tantivy.Query.term_query(esquema, "texto", palabra) for palabra in palabras]
                return tantivy.Query.boolean_query([(como, termino) for termino in terminos])
            case "frase":
                return tantivy.Query.phrase_query(esquema, "texto", palabras)
            case "cerca":
                return tantivy.Query.phrase_query(esquema, "texto", palabras, slop=9)
            case "prefijo":
                return tantivy.Query.regex_query(esquema, "texto", f"{palabras[0]}.*")
            case "comodin":
                return tantivy.Query.regex_query(esquema, "texto", palabras[0].replace("*", ".*"))
            case "parecida":
                return tantivy.Query.fuzzy_term_query(esquema, "texto", palabras[0], pedido.faltas)
            case _:
                return tantivy.Query.term_query(esquema, "texto", palabras[0])


def costo_con_su_analisis(pasajes: Sequence[Dado], carpeta: Path) -> Costo:
    """Lo que le cuesta dejar buscables la forma plegada y la raíz, partiendo del texto, como al centro."""
    constructor = tantivy.SchemaBuilder()
    for campo in ("forma", "raiz"):
        constructor.add_text_field(campo, tokenizer_name=campo)
    esquema = constructor.build()
    indice = tantivy.Index(esquema, path=str(carpeta))
    filtro = tantivy.Filter
    formas = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(filtro.lowercase())
    raices = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(filtro.lowercase())
    indice.register_tokenizer("forma", formas.filter(filtro.ascii_fold()).build())
    reducidas = raices.filter(filtro.stemmer("spanish")).filter(filtro.ascii_fold())
    indice.register_tokenizer("raiz", reducidas.build())
    preparados = [{"forma": dado.texto, "raiz": dado.texto} for dado in pasajes]
    return _indexar(indice, esquema, pasajes, preparados, carpeta)


def _indexar(
    indice: tantivy.Index,
    esquema: tantivy.Schema,
    pasajes: Sequence[Dado],
    preparados: Sequence[Mapping[str, str | int]],
    carpeta: Path,
) -> Costo:
    with Cronometro() as cronometro:
        escritor = indice.writer(heap_size=_MEMORIA, num_threads=1)
        for campos in preparados:
            escritor.add_document(tantivy.Document.from_dict(campos, esquema))
        escritor.commit()
        escritor.wait_merging_threads()
    texto = sum(len(dado.texto.encode()) for dado in pasajes)
    return Costo(len(pasajes), texto, tamano(carpeta), cronometro.cpu, cronometro.pared)


def _campos(dado: Dado, palabras: Sequence[str]) -> dict[str, str | int]:
    return {
        "id": dado.id,
        "texto": " ".join(palabras),
        "titulo": " ".join(t.forma for t in analizar(dado.titulo)) if dado.pagina == 1 else "",
        "tipo": dado.tipo or "otro",
        "tema": dado.tema,
        "dia": dado.fecha.toordinal() if dado.fecha else 0,
        "anio": dado.fecha.year if dado.fecha else 0,
    }
