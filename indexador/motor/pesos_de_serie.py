"""BM25F como lo puntúa Whoosh de serie, por fragmento y con los largos exactos."""

import math
from collections.abc import Iterable

import numpy as np
from whoosh.scoring import BM25F

from indexador.motor import terminos
from indexador.motor.esquema import seccion_de
from indexador.motor.operaciones import NADA, Puntuadas
from indexador.motor.tipos import Enteros, Reales
from indexador.motor.vista import Eleccion, Vista

K1, B = 1.2, 0.75
"""Los parámetros de BM25F que Whoosh trae de serie."""


class PesosDeSerie:
    """Puntúa las entradas de una vista; frecuencias y medias son de toda ella, también de lo oculto."""

    def __init__(self, vista: Vista) -> None:
        self._vista = vista
        self._normas: dict[str, Reales] = {}

    @property
    def de_whoosh(self) -> BM25F:
        """Los mismos pesos, para los recorridos de Whoosh."""
        return BM25F(B=B, K1=K1)

    def termino(self, campo: str, eleccion: Eleccion) -> Puntuadas:
        """Las entradas con alguno de los términos que se eligen, que puntúan como si fueran uno."""
        halladas = self._vista.reunir(eleccion, seccion_de(campo))
        if not len(halladas.entradas):
            return NADA
        puntajes = self._bm25(campo, len(halladas.entradas), halladas.veces, halladas.entradas)
        return Puntuadas(halladas.entradas, puntajes)

    def formas(self, campo: str, formas: Iterable[str], entradas: Enteros) -> Puntuadas:
        """Esas entradas (en orden), con lo que en ellas puntúan unas formas."""
        seccion = seccion_de(campo)
        puntajes = np.zeros(len(entradas))
        for eleccion in map(terminos.por_forma, formas):
            veces = self._vista.veces_en(eleccion, seccion, entradas)
            puntajes += self._bm25(campo, self._vista.en_cuantas(eleccion, seccion), veces, entradas)
        return Puntuadas(entradas, puntajes)

    def _bm25(self, campo: str, frecuencia: int, veces: Reales, entradas: Enteros) -> Reales:
        idf = math.log(self._vista.entradas / (frecuencia + 1)) + 1
        return np.asarray((idf * (K1 + 1)) * veces / (veces + self._norma(campo)[entradas]), np.float64)

    def _norma(self, campo: str) -> Reales:
        """El denominador de BM25F de cada entrada en un campo, menos la frecuencia."""
        if campo not in self._normas:
            largos = self._vista.largos(seccion_de(campo))
            media = float(largos.sum()) / max(1, len(largos)) or 1.0
            self._normas[campo] = np.asarray(K1 * ((1 - B) + B * largos / media), np.float64)
        return self._normas[campo]
