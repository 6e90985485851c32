"""La vía de reserva: lo que el ejecutor no conoce lo hallan los recorridos del propio Whoosh."""

import numpy as np
from whoosh import query
from whoosh.reading import EmptyReader, MultiReader, SegmentReader
from whoosh.scoring import WeightingModel
from whoosh.searching import SearchContext, Searcher

from indexador.motor.codec import CodecDeArreglos, SegmentoDeArreglos
from indexador.motor.esquema import esquema
from indexador.motor.operaciones import Puntuadas
from indexador.motor.vista import Vista


def por_whoosh(consulta: query.Query, vista: Vista, pesos: WeightingModel) -> Puntuadas:
    """Lo que hallan los recorridos de Whoosh. Un buscador por llamada: no sirve a varios hilos."""
    buscador = Searcher(_lector(vista), weighting=pesos)
    entradas, puntajes = [], []
    contexto = SearchContext(weighting=buscador.weighting)
    for propio, base in buscador.leaf_searchers():
        recorrido = consulta.matcher(propio, contexto)
        while recorrido.is_active():
            entradas.append(recorrido.id() + base)
            puntajes.append(recorrido.score())
            recorrido.next()
    return Puntuadas(np.array(entradas, np.int64), np.array(puntajes, np.float64))


def _lector(vista: Vista) -> MultiReader | SegmentReader | EmptyReader:
    lectores = []
    for parte in vista.partes:
        segmento = SegmentoDeArreglos("", parte.segmento.total)
        lectores.append(SegmentReader(None, esquema(), segmento, codec=CodecDeArreglos(parte.segmento)))
    if not lectores:
        return EmptyReader(esquema())
    return lectores[0] if len(lectores) == 1 else MultiReader(lectores)
