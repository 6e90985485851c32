"""Dónde está lo último de una clase antes de un lugar de un texto, sin mirar dos veces la misma parte."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

Hallar = Callable[[str, int, int], Iterator[tuple[int, int]]]
"""De un texto y dos lugares suyos, los tramos de algo que hay entre ellos, en orden."""

_TROZO = 1_024
_ANTES, _DESPUES = 64, 128


def de_patron(patron: re.Pattern[str]) -> Hallar:
    """Los tramos que reconoce una expresión."""
    return lambda texto, desde, hasta: (uno.span() for uno in patron.finditer(texto, desde, hasta))


class Senales:
    """Los tramos de una clase en un texto; cada trozo se mira una sola vez, y sólo si hace falta.

    Ningún tramo ha de medir más de 128 caracteres, ni depender de más de 64 que lo precedan.
    """

    def __init__(self, texto: str, hallar: Hallar) -> None:
        self._texto, self._hallar = texto, hallar
        self._vistos: dict[int, tuple[list[int], list[int]]] = {}

    def ultima(self, desde: int, hasta: int) -> int | None:
        """Dónde empieza el último tramo que cabe entero entre dos lugares."""
        for trozo in range(max(0, hasta) // _TROZO, max(0, desde) // _TROZO - 1, -1):
            inicios, finales = self._vistos.get(trozo) or self._mirar(trozo)
            puesto = bisect_right(finales, hasta)
            if puesto:
                return inicios[puesto - 1] if inicios[puesto - 1] >= desde else None
        return None

    def _mirar(self, trozo: int) -> tuple[list[int], list[int]]:
        inicio, fin = trozo * _TROZO, (trozo + 1) * _TROZO
        entre = self._hallar(self._texto, max(0, inicio - _ANTES), min(len(self._texto), fin + _DESPUES))
        suyos = [uno for uno in entre if inicio <= uno[0] < fin]
        self._vistos[trozo] = [uno[0] for uno in suyos], [uno[1] for uno in suyos]
        return self._vistos[trozo]
