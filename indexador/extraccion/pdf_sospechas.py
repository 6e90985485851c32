"""Qué textos de una página pueden no verse, por lo que se dibuja encima o detrás; el dibujo lo confirma."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexador.extraccion.pdf_objetos import ANCHO_MINIMO, CASI_BLANCO, PARECIDOS, Letras, Relleno

_PARTE_TAPADA, _PARTE_DETRAS, _ENTERA = 0.5, 0.6, 0.95
_PAREJAS = 4_000_000
"""De texto y relleno que se comparan de una página; de más, se quedan los rellenos más grandes."""
_BLOQUE = 250_000
_Arreglo: TypeAlias = NDArray[Any]


def tapados_y_confundidos(
    textos: Sequence[Letras], rellenos: Sequence[Relleno], imagen_chica: float
) -> tuple[set[int], set[int]]:
    """Los índices de los textos con algo encima y los de letra parecida a su fondo, que es papel si no hay.

    Lo de encima se suma: varias franjas juntas tapan. `imagen_chica` es el área, en puntos cuadrados, desde
    la que una imagen es el fondo de la página y no se toma por parecida a una letra que no sea clara.
    """
    if not textos:
        return set(), set()
    if len(textos) * len(rellenos) > _PAREJAS:
        cuantos = max(1, _PAREJAS // len(textos))
        rellenos = sorted(rellenos, key=lambda uno: uno.caja.area, reverse=True)[:cuantos]
    paso = max(1, _BLOQUE // max(1, len(rellenos)))
    detras = _Rellenos(rellenos, imagen_chica)
    tapados: set[int] = set()
    confundidos: set[int] = set()
    for desde in range(0, len(textos), paso):
        encima, iguales = detras.comparar(textos[desde : desde + paso])
        tapados.update(int(n) + desde for n in np.flatnonzero(encima))
        confundidos.update(int(n) + desde for n in np.flatnonzero(iguales))
    return tapados, confundidos


class _Rellenos:
    """Los de una página, en columnas."""

    def __init__(self, rellenos: Sequence[Relleno], imagen_chica: float) -> None:
        self._cajas = np.array([r.caja for r in rellenos], dtype=float).reshape(-1, 4)
        self._orden = np.array([r.orden for r in rellenos], dtype=int)
        self._conocido = np.array([r.tinta is not None for r in rellenos], dtype=bool)
        self._tinta = np.array([r.tinta or (0, 0, 0) for r in rellenos], dtype=int).reshape(-1, 3)
        self._chico = np.array([r.caja.area < imagen_chica for r in rellenos], dtype=bool)

    def comparar(self, textos: Sequence[Letras]) -> tuple[_Arreglo, _Arreglo]:
        """Por cada texto, si tiene algo encima y si se parece a lo que tiene detrás."""
        cajas = np.array([t.caja for t in textos], dtype=float)
        orden = np.array([t.orden for t in textos], dtype=int)[:, None]
        tinta = np.array([t.tinta for t in textos], dtype=int)
        largo, cuerpo = (cajas[:, 2] - cajas[:, 0])[:, None], (cajas[:, 3] - cajas[:, 1])[:, None]
        ancho = np.minimum(cajas[:, 2:3], self._cajas[:, 2]) - np.maximum(cajas[:, 0:1], self._cajas[:, 0])
        alto = np.minimum(cajas[:, 3:4], self._cajas[:, 3]) - np.maximum(cajas[:, 1:2], self._cajas[:, 1])
        toca = (ancho >= np.minimum(ANCHO_MINIMO, largo / 2)) & (alto > 0) & (largo > 0)
        despues = self._orden > orden
        encima = np.where(toca & despues, alto, 0).sum(axis=1) >= _PARTE_TAPADA * cuerpo[:, 0]
        detras = toca & ~despues & (alto >= _PARTE_DETRAS * cuerpo)
        entero = detras & (ancho >= _ENTERA * largo) & (alto >= _ENTERA * cuerpo)
        ultimo = np.where(entero, self._orden, 0).max(axis=1, initial=0)
        claro = tinta.min(axis=1) >= CASI_BLANCO
        cerca = np.abs(tinta[:, None, :] - self._tinta[None, :, :]).max(axis=2, initial=0) <= PARECIDOS
        puede = np.where(self._conocido, cerca, self._chico | claro[:, None])
        iguales = (detras & puede & (self._orden >= ultimo[:, None])).any(axis=1) | (claro & (ultimo == 0))
        return encima & (cuerpo[:, 0] > 0), iguales
