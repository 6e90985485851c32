"""Qué barras de una página quedan encima o detrás de un texto."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from indexador.extraccion.pdf_objetos import ALTO_MINIMO, Barra, Caja

_FRANJA = 20.0
_ABAJO, _ARRIBA = -200.0, 4_000.0
"""Puntos entre los que hay páginas."""
_PARTE_TAPADA = 0.6


class Barras:
    """Las barras por franjas de la página, porque una gráfica lleva miles: se miran las de la del texto.

    La que tapa más de la mitad del alto de un texto pasa por su centro.
    """

    def __init__(self, barras: Iterable[Barra]) -> None:
        self._franjas: defaultdict[int, list[Barra]] = defaultdict(list)
        for barra in barras:
            for franja in range(_franja(barra.caja.y0), _franja(barra.caja.y1) + 1):
                self._franjas[franja].append(barra)

    def que_cubren(self, texto: Caja) -> Iterator[Barra]:
        """Las que cubren casi todo el alto de la caja de un texto y al menos un trozo de su ancho."""
        if texto.area <= 0:
            return
        for barra in self._franjas.get(_franja((texto.y0 + texto.y1) / 2), ()):
            suya = barra.caja
            if suya.x1 - texto.x0 >= ALTO_MINIMO <= texto.x1 - suya.x0 and _cubre(suya, texto):
                yield barra


def _cubre(barra: Caja, texto: Caja) -> bool:
    cruce = barra.cruce(texto)
    alto, ancho = cruce.y1 - cruce.y0, cruce.x1 - cruce.x0
    return alto >= _PARTE_TAPADA * (texto.y1 - texto.y0) and ancho >= ALTO_MINIMO


def _franja(y: float) -> int:
    return int(min(_ARRIBA, max(_ABAJO, y)) // _FRANJA)  # en este orden, lo que no es un número queda abajo
