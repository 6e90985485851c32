"""Qué palabras están cerca de otras, con operaciones de NumPy sobre sus lugares.

Un lugar es un entero que crece con el documento y con la posición de la palabra en él; entre los lugares de
dos documentos distintos hay más de `DISTANCIA_MAXIMA`. Cuesta lo que ordenar, nunca el producto.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Lugares = NDArray[np.int64]
_Elegidos = NDArray[np.bool_]


class Tramos(NamedTuple):
    """Dónde empieza y dónde termina (incluida) cada aparición, en orden de comienzo y sin repetirlo."""

    inicios: Lugares
    fines: Lugares


def frase_con_holgura(listas: Sequence[Lugares], holgura: int) -> Tramos:
    """Las apariciones de unas palabras en orden, con a lo sumo `holgura` palabras de más entre ellas.

    `listas` son los lugares de cada palabra, ordenados y sin repetir. De cada comienzo, la que acaba antes.
    """
    inicios = fines = listas[0]
    for lista in listas[1:]:
        siguiente = np.searchsorted(lista, fines, side="right")
        hay = siguiente < len(lista)
        inicios, fines = inicios[hay], lista[siguiente[hay]]
        caben = fines - inicios < len(listas) + holgura
        inicios, fines = inicios[caben], fines[caben]
    return Tramos(inicios, fines)


def en_orden(listas: Sequence[Lugares], distancia: int) -> Tramos:
    """Las apariciones de unas palabras en orden, cada una a lo sumo a esa distancia de la anterior.

    De las que acaban en un mismo lugar, la que empieza más tarde.
    """
    inicios = fines = listas[0]
    for lista in listas[1:]:
        previo = np.searchsorted(fines, lista, side="left") - 1
        alcanza = previo >= 0
        alcanza[alcanza] = lista[alcanza] - fines[previo[alcanza]] <= distancia
        inicios, fines = inicios[previo[alcanza]], lista[alcanza]
    return Tramos(inicios, fines)


def distintas(ordenadas: Lugares) -> Lugares:
    """Unos números en orden, sin repetir."""
    return ordenadas[np.flatnonzero(np.concatenate([[True], ordenadas[1:] != ordenadas[:-1]]))]


def cercanos(partes: Sequence[Tramos], distancia: int) -> list[Tramos]:
    """De cada parte, las apariciones de alguna cadena en que cada parte está cerca de la anterior."""
    de_ida = list(partes)
    for lugar in range(1, len(de_ida)):
        de_ida[lugar] = _elegir(de_ida[lugar], _junto_a(de_ida[lugar], de_ida[lugar - 1], distancia))
    for lugar in range(len(de_ida) - 2, -1, -1):
        de_ida[lugar] = _elegir(de_ida[lugar], _junto_a(de_ida[lugar], de_ida[lugar + 1], distancia))
    return de_ida


def _elegir(tramos: Tramos, cuales: _Elegidos) -> Tramos:
    return Tramos(tramos.inicios[cuales], tramos.fines[cuales])


def _junto_a(tramos: Tramos, otros: Tramos, distancia: int) -> _Elegidos:
    """Cuáles tramos tienen a otro a lo sumo a esa distancia, antes o después y sin encimarse."""
    despues = np.searchsorted(otros.inicios, tramos.fines, side="right")
    hay_despues = despues < len(otros.inicios)
    cerca = np.zeros(len(tramos.inicios), bool)
    cerca[hay_despues] = otros.inicios[despues[hay_despues]] - tramos.fines[hay_despues] <= distancia
    por_fin = np.sort(otros.fines)
    antes = np.searchsorted(por_fin, tramos.inicios, side="left") - 1
    hay_antes = antes >= 0
    cerca[hay_antes] |= tramos.inicios[hay_antes] - por_fin[antes[hay_antes]] <= distancia
    return cerca
