"""Operaciones con entradas puntuadas: unir, cruzar y elegir las primeras. `total`, cuántas entradas hay."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexador.motor.tipos import Enteros, Mascara, Reales

_UNO_DE_CADA = 12
"""Con menos candidatos que esa parte de una lista, se buscan en ella en vez de marcarla entera."""


@dataclass(frozen=True, slots=True)
class Puntuadas:
    """Entradas, en orden, y el puntaje de cada una."""

    entradas: Enteros
    puntajes: Reales


NADA = Puntuadas(np.empty(0, np.int64), np.empty(0, np.float64))


def sumar(partes: Sequence[Puntuadas], total: int) -> Puntuadas:
    """Las entradas de alguna parte, con la suma de sus puntajes."""
    con_algo = [parte for parte in partes if len(parte.entradas)]
    if len(con_algo) < 2:
        return con_algo[0] if con_algo else NADA
    cuantas = sum(len(parte.entradas) for parte in con_algo)
    if cuantas * _UNO_DE_CADA > total:
        tocadas, sumados = np.zeros(total, bool), np.zeros(total)
        for parte in con_algo:
            tocadas[parte.entradas] = True
            sumados[parte.entradas] += parte.puntajes
        entradas = np.flatnonzero(tocadas)
        return Puntuadas(entradas, sumados[entradas])
    entradas, lugar = np.unique(np.concatenate([p.entradas for p in con_algo]), return_inverse=True)
    puntajes = np.concatenate([parte.puntajes for parte in con_algo])
    de_cada_una = np.bincount(lugar, weights=puntajes, minlength=len(entradas))
    return Puntuadas(entradas, de_cada_una.astype(np.float64))


def estan(unas: Enteros, otras: Enteros, total: int) -> Mascara:
    """Cuáles de unas entradas están entre otras."""
    if not len(unas) or not len(otras):
        return np.zeros(len(unas), bool)
    if len(unas) * _UNO_DE_CADA < len(otras):
        sitios = np.searchsorted(otras, unas)
        sitios[sitios == len(otras)] = 0
        return np.asarray(otras[sitios] == unas)
    marcadas = np.zeros(total, bool)
    marcadas[otras] = True
    return marcadas[unas]


def primeras(claves: Reales, entradas: Enteros, cuantas: int) -> Enteros:
    """Los lugares de las claves más altas, en orden; entre iguales, la entrada menor."""
    candidatas = np.arange(len(claves))
    if len(claves) > 4 * cuantas > 0:
        corte = np.partition(claves, len(claves) - cuantas)[len(claves) - cuantas]
        candidatas = np.flatnonzero(claves >= corte)
    orden = np.lexsort((entradas[candidatas], -claves[candidatas]))
    return candidatas[orden][:cuantas]


def iguales(entradas: Enteros, puntaje: float = 1.0) -> Puntuadas:
    """Unas entradas con el mismo puntaje."""
    return Puntuadas(entradas, np.full(len(entradas), puntaje))
