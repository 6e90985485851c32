"""Qué pasaje se enseña de un destino: el que una persona puede leer y juzgar."""

from collections.abc import Iterator, Sequence

import numpy as np

from indexador.vinculacion.leido import Leido
from indexador.vinculacion.pasajes import alrededor, prueba
from indexador.vinculacion.rasgos import Lugar

_CANDIDATOS, _PARTE_DEL_MEJOR = 12, 0.5
"""Lugares entre los que se elige el que se enseña, y cuánto han de decir frente al que más."""


def el_que_prueba(lugares: Sequence[Lugar], leido: Leido) -> tuple[Lugar, int, int]:
    """De los que más dicen, el primero que se puede leer y juzgar; si no hay, el primero."""
    posibles = []
    for lugar in lugares[:_CANDIDATOS]:
        if lugar.puntos < _PARTE_DEL_MEJOR * lugares[0].puntos:
            break
        pasaje = leido.pasajes[lugar.pasaje]
        texto = leido.paginas[pasaje.pagina].texto
        inicio, fin = alrededor(texto, pasaje, list(_lugares(lugar)))
        posibles.append((lugar, inicio, fin))
        if prueba(texto, inicio, fin):
            return posibles[-1]
    return posibles[0]


def primero(plan: Sequence[float]) -> int:
    """El pasaje que más palabras dice del texto del destino."""
    return int(np.argmax(plan)) if len(plan) else 0


def _lugares(lugar: Lugar) -> Iterator[tuple[int, int]]:
    for visto in lugar.vistos:
        for hallazgo in visto.lugares:
            yield hallazgo.inicio, hallazgo.fin
    for citada in (*lugar.normas, *lugar.articulos):
        yield citada.inicio, citada.fin
