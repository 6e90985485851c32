"""Los arreglos con que se entienden las piezas del motor."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Enteros = NDArray[np.int64]
Reales = NDArray[np.float64]
Mascara = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Apariciones:
    """En qué entradas está algo y cuántas veces; en orden de entrada."""

    entradas: Enteros
    veces: Reales


NINGUNA = Apariciones(np.empty(0, np.int64), np.empty(0, np.float64))
