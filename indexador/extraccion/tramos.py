"""Los renglones de una página, partidos donde un hueco separa lo que está lado a lado."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexador.extraccion.espaciado import Trozo

HUECO = 0.9
"""En alturas de renglón: el hueco entre dos palabras a partir del cual pueden ser de columnas distintas."""
_MISMO_RENGLON = 0.5
"""Parte de la altura que han de compartir dos tramos del mismo renglón."""


class Tramo(NamedTuple):
    """Palabras seguidas de un renglón: `trozos[desde:hasta]`, y la caja que las cubre."""

    desde: int
    hasta: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def alto(self) -> float:
        """En fracciones de la página."""
        return self.y1 - self.y0

    @property
    def medio(self) -> tuple[float, float]:
        """El centro de su caja."""
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2


def en_tramos(trozos: Sequence[Trozo], proporcion: float) -> list[Tramo]:
    """Los tramos en el orden en que están dibujados. `proporcion` es el alto de la página entre su ancho.

    Pasa por todas las páginas, así que mira cada palabra una sola vez.
    """
    if not trozos:
        return []
    tramos: list[Tramo] = []
    hueco = HUECO * proporcion
    desde = 0
    _, _, x0, y0, x1, y1 = trozos[0]
    for n, (_, antes, izquierda, arriba, derecha, abajo) in enumerate(trozos):
        if n and (antes != " " or izquierda - x1 > hueco * (abajo - arriba) or izquierda < x0):
            tramos.append(Tramo(desde, n, x0, y0, x1, y1))
            desde, x0, y0, x1, y1 = n, izquierda, arriba, derecha, abajo
            continue
        if arriba < y0:
            y0 = arriba
        if abajo > y1:
            y1 = abajo
        if derecha > x1:
            x1 = derecha
    return [*tramos, Tramo(desde, len(trozos), x0, y0, x1, y1)]


def abarcar(trozos: Sequence[Trozo], desde: int, hasta: int) -> Tramo:
    """El tramo de esas palabras."""
    suyos = trozos[desde:hasta]
    return Tramo(
        desde,
        hasta,
        min(t.x0 for t in suyos),
        min(t.y0 for t in suyos),
        max(t.x1 for t in suyos),
        max(t.y1 for t in suyos),
    )


def comparten(a: Tramo, b: Tramo, parte: float = _MISMO_RENGLON) -> bool:
    """Si comparten esa parte de su altura; con la mitad, son del mismo renglón."""
    return min(a.y1, b.y1) - max(a.y0, b.y0) >= parte * min(a.alto, b.alto)


def de_arriba_abajo(tramos: Iterable[Tramo]) -> list[Tramo]:
    """Renglón por renglón, y cada renglón de izquierda a derecha."""
    renglones: list[list[Tramo]] = []
    for tramo in sorted(tramos, key=lambda t: t.medio[1]):
        if renglones and comparten(renglones[-1][0], tramo):
            renglones[-1].append(tramo)
        else:
            renglones.append([tramo])
    return [tramo for renglon in renglones for tramo in sorted(renglon, key=lambda t: t.x0)]
