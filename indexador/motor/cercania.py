"""Cuánto se acercan unas a otras, en un mismo pasaje o título, las palabras que se buscaron.

Cada par de palabras seguidas en la consulta aporta tanto más cuanto menos palabras las separan, en el mismo
orden: uno entre la distancia, por la rareza de la más común de las dos. Es la idea de Rasolofo y Savoy, «Term
Proximity Scoring for Keyword-Based Retrieval Systems» (2003). Y aportan todas juntas donde están en el orden
escrito con poco más entre ellas: así se halla una frase de la que se recuerda sólo lo que dice algo. Cuentan
las formas escritas y no sus flexiones, con las que se tarda más y se ordena peor.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexador.motor.evidencia import Buscador
from indexador.motor.nodos import Exacta
from indexador.motor.proximidad import frase_con_holgura
from indexador.motor.puntaje import mayores
from indexador.motor.tipos import Enteros, Mascara, Reales

DISTANCIA = 8
"""Palabras hasta las que dos están cerca."""
HOLGURA = 4
"""Palabras de más, además de una por cada una buscada, que caben donde están todas."""


@dataclass(frozen=True, slots=True)
class Pedidas:
    """Las palabras que se buscaron, tal como se escribieron y en su orden, y la rareza de cada una.

    `juntas` es lo que vale tenerlas todas juntas, en proporción a la suma de las rarezas.
    """

    formas: Sequence[str]
    rarezas: Sequence[float]
    juntas: float


def cercania(pedidas: Pedidas, seccion: str, entradas: Mascara, buscador: Buscador) -> tuple[Enteros, Reales]:
    """Las entradas, de ésas, cuyas palabras aportan algo por estar cerca, en orden, y cuánto aportan."""
    vista = buscador.vista
    aportes: list[tuple[Enteros, Reales]] = []
    lugares = [buscador.tramos(Exacta(forma), seccion, entradas).inicios for forma in pedidas.formas]
    for (unos, otros), pesos in zip(pairwise(lugares), pairwise(pedidas.rarezas), strict=True):
        desde, distancia = _distancias(unos, otros)
        aportes.append(mayores(vista.entradas_en(desde, seccion), min(pesos) / distancia))
    if len(lugares) > 2:
        tramos = frase_con_holgura(lugares, len(lugares) + HOLGURA)
        ocupan = (tramos.fines - tramos.inicios + 1) / len(lugares)
        aporte = pedidas.juntas * sum(pedidas.rarezas) / ocupan
        aportes.append(mayores(vista.entradas_en(tramos.inicios, seccion), aporte))
    juntas, sitios = np.unique(np.concatenate([unas for unas, _ in aportes]), return_inverse=True)
    sumas = np.bincount(sitios, weights=np.concatenate([suyos for _, suyos in aportes]))
    return juntas, sumas.astype(np.float64, copy=False)


def _distancias(unos: Enteros, otros: Enteros) -> tuple[Enteros, Enteros]:
    """De cada lugar de los primeros con uno de los otros cerca y después, el lugar y a qué distancia."""
    siguiente = np.searchsorted(otros, unos, side="right")
    hay = siguiente < len(otros)
    distancia = otros[siguiente[hay]] - unos[hay]
    cerca = distancia <= DISTANCIA
    return unos[hay][cerca], distancia[cerca]
