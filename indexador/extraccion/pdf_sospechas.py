"""Qué textos de una página pueden no verse, por lo que se dibuja encima o detrás; el dibujo lo confirma.

Sin NumPy: el proceso que lee archivos rara vez dibuja, y las comparaciones de una página corriente cuestan
menos que cargarlo.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple

from indexador.extraccion.pdf_objetos import (
    ANCHO_MINIMO,
    CASI_BLANCO,
    PARECIDOS,
    Caja,
    Letras,
    Relleno,
    Tinta,
)

_PARTE_TAPADA, _PARTE_DETRAS, _ENTERA = 0.5, 0.6, 0.95
_PAREJAS = 4_000_000
"""De texto y relleno que se comparan de una página; de más, se quedan los rellenos más grandes."""


class _Fila(NamedTuple):
    """Un relleno: su caja, su lugar en el dibujo, su tinta y si es más chico que un fondo de página."""

    x0: float
    y0: float
    x1: float
    y1: float
    orden: int
    tinta: Tinta | None
    chico: bool


class _Toque(NamedTuple):
    """Un relleno que toca un texto, y el alto y el ancho que comparten."""

    orden: int
    alto: float
    ancho: float
    fila: _Fila


def tapados_y_confundidos(
    textos: Sequence[Letras], rellenos: Sequence[Relleno], imagen_chica: float
) -> tuple[set[int], set[int]]:
    """Los índices de los textos con algo encima y los de letra parecida a su fondo, que es papel si no hay.

    Lo de encima se suma: varias franjas juntas tapan. `imagen_chica` es el área, en puntos cuadrados, desde
    la que una imagen es el fondo de la página y no se toma por parecida a una letra que no sea clara.
    """
    if len(textos) * len(rellenos) > _PAREJAS:
        cuantos = max(1, _PAREJAS // len(textos))
        rellenos = sorted(rellenos, key=lambda uno: uno.caja.area, reverse=True)[:cuantos]
    altos = (r for r in rellenos if r.caja.y1 > r.caja.y0)
    filas = sorted(
        (_Fila(*r.caja, r.orden, r.tinta, r.caja.area < imagen_chica) for r in altos), key=itemgetter(1)
    )
    if not filas:
        return set(), {n for n, texto in enumerate(textos) if min(texto.tinta) >= CASI_BLANCO}
    bajos, techos = [fila.y0 for fila in filas], list(accumulate((fila.y1 for fila in filas), max))
    tapados: set[int] = set()
    confundidos: set[int] = set()
    for indice, texto in enumerate(textos):
        desde, hasta = bisect_right(techos, texto.caja.y0), bisect_left(bajos, texto.caja.y1)
        toques = _toques(texto.caja, filas[desde:hasta]) if desde < hasta else []
        if toques and _esta_tapado(texto, toques):
            tapados.add(indice)
        if (toques or min(texto.tinta) >= CASI_BLANCO) and _se_confunde(texto, toques):
            confundidos.add(indice)
    return tapados, confundidos


def _toques(caja: Caja, filas: Sequence[_Fila]) -> list[_Toque]:
    """Los rellenos que llegan a lo alto de la caja y comparten con ella unas letras a lo ancho."""
    x0, y0, x1, y1 = caja
    if x1 <= x0 or y1 <= y0:
        return []
    minimo = min(ANCHO_MINIMO, (x1 - x0) / 2)
    return [
        _Toque(fila.orden, min(y1, fila[3]) - max(y0, fila[1]), min(x1, fila[2]) - max(x0, fila[0]), fila)
        for fila in filas
        if fila[3] > y0 and min(x1, fila[2]) - max(x0, fila[0]) >= minimo
    ]


def _esta_tapado(texto: Letras, toques: Sequence[_Toque]) -> bool:
    encima = sum(toque.alto for toque in toques if toque.orden > texto.orden)
    return encima > 0 and encima >= _PARTE_TAPADA * (texto.caja.y1 - texto.caja.y0)


def _se_confunde(texto: Letras, toques: Sequence[_Toque]) -> bool:
    """Si su tinta se parece a algo que tiene detrás, hasta lo último que cubre todo su fondo, o al papel."""
    x0, y0, x1, y1 = texto.caja
    claro = min(texto.tinta) >= CASI_BLANCO
    for toque in sorted(toques, key=itemgetter(0), reverse=True):
        if toque.orden > texto.orden or toque.alto < _PARTE_DETRAS * (y1 - y0):
            continue
        if _se_parece(texto.tinta, toque.fila, claro=claro):
            return True
        if toque.ancho >= _ENTERA * (x1 - x0) and toque.alto >= _ENTERA * (y1 - y0):
            return False
    return claro


def _se_parece(tinta: Tinta, fila: _Fila, *, claro: bool) -> bool:
    if fila.tinta is None:
        return claro or fila.chico
    return max(abs(una - otra) for una, otra in zip(tinta, fila.tinta, strict=True)) <= PARECIDOS
