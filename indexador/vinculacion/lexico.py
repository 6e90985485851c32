"""Cuánto se parece lo que dice un documento a lo que dicen los que prueban cada destino.

Los términos de un perfil dicen de qué se habla; el léxico, cómo hablan los documentos que de verdad lo
prueban y los que sólo lo nombran. Es una suma de pesos de palabras, aprendidos de los documentos etiquetados
a mano (`tests/rendimiento/lexico_vinculos.py`). Sube o baja lo que los términos proponen, y sólo en un papel
de la casa propone por sí: los papeles se dicen de muchas maneras, y lo que son se ve en cómo hablan.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexador.vinculacion.expresiones import raices_de
from indexador.vinculacion.perfil import Perfil

Reales = npt.NDArray[np.float32]
UNIDAD = 1_000
"""Los pesos se escriben en milésimas: «migratoria:153»."""
CORTO = 450
"""Palabras, sin las vacías, de un documento que se mira entero: los que se aprendieron lo son."""
_ALREDEDOR = 2
"""En uno más largo, pasajes que se miran a cada lado del que más prueba."""
_LETRAS = 4
NEUTRO = 0.3
"""Lo corriente en los que prueban un destino: lo que se supone del que no tiene léxico y de lo muy breve."""
BASTA = 0.24
"""Parecido con que se propone, en un papel de la casa, un nodo del que no dice ningún término."""
_BASTAN = 12
"""Palabras distintas del léxico con que ya se sabe cómo habla un texto."""


@dataclass(frozen=True, slots=True)
class Lexico:
    """Los pesos: filas los perfiles, columnas las raíces."""

    columnas: dict[str, int]
    matriz: Reales
    tienen: tuple[bool, ...]
    """Qué perfiles tienen léxico; de los demás nada se sabe."""

    def de(self, perfil: int) -> dict[str, float]:
        """El peso de cada raíz para un perfil."""
        return {raiz: float(self.matriz[perfil, columna]) for raiz, columna in self.columnas.items()}


def cuentan(raices: Sequence[str]) -> Counter[str]:
    """Las veces de cada raíz de las que puede llevar un léxico: palabras de cuatro letras o más."""
    return Counter(raiz for raiz in raices if len(raiz) >= _LETRAS and raiz.isalpha())


def fuerza_de(veces: int) -> float:
    """Lo que vale una palabra por las veces que se dice; la segunda dice menos que la primera."""
    return 1 + math.log(veces)


def lexico_de(perfiles: Sequence[Perfil]) -> Lexico:
    """El de unos perfiles, cada uno con el suyo escrito como «palabra:peso palabra:peso»."""
    pesos = [dict(_pares(perfil.lexico)) for perfil in perfiles]
    columnas = {raiz: n for n, raiz in enumerate(sorted(set().union(*pesos)))}
    matriz = np.zeros((len(pesos), len(columnas)), dtype=np.float32)
    for fila, suyos in enumerate(pesos):
        for raiz, peso in suyos.items():
            matriz[fila, columnas[raiz]] = peso
    return Lexico(columnas, matriz, tuple(map(bool, pesos)))


def _pares(escrito: str) -> Iterator[tuple[str, float]]:
    for par in escrito.split():
        palabra, _, peso = par.rpartition(":")
        raices = raices_de(palabra)
        if len(raices) == 1:
            yield raices[0], int(peso) / UNIDAD


class Dicho:
    """Lo que dice un documento, por pasajes, frente a un léxico."""

    def __init__(self, lexico: Lexico, pasajes: Sequence[Sequence[str]]) -> None:
        self._lexico = lexico
        self._pasajes = pasajes
        self.palabras = sum(map(len, pasajes))
        """Las que se miran, sin las vacías."""
        self._vistos: dict[tuple[int, int], tuple[Reales, float]] = {}

    def de(self, perfil: int, pasaje: int) -> float:
        """De −1 a 1, lo que se parece el documento corto, o el pasaje y sus vecinos, a los que lo prueban."""
        puntos, seguro = self._puntos(self._tramo(pasaje))
        if not self._lexico.tienen[perfil]:
            return NEUTRO
        return seguro * float(puntos[perfil]) + (1 - seguro) * NEUTRO

    def basta(self, perfil: int, pasaje: int) -> bool:
        """¿Se parece tanto que no hace falta que diga ninguno de sus términos?"""
        puntos, seguro = self._puntos(self._tramo(pasaje))
        return seguro == 1.0 and float(puntos[perfil]) >= BASTA

    def mejor_pasaje(self, perfil: int) -> int:
        """El que más se parece; el primero si no hay ninguno."""
        return max(
            range(len(self._pasajes)), key=lambda n: float(self._puntos((n, n + 1))[0][perfil]), default=0
        )

    def _tramo(self, pasaje: int) -> tuple[int, int]:
        if self.palabras <= CORTO:
            return 0, len(self._pasajes)
        return max(0, pasaje - _ALREDEDOR), pasaje + _ALREDEDOR + 1

    def _puntos(self, tramo: tuple[int, int]) -> tuple[Reales, float]:
        """Los de cada perfil, y cuánto se sabe de cómo habla ese tramo, de 0 a 1."""
        if tramo not in self._vistos:
            columnas = self._lexico.columnas
            suyos = self._pasajes[slice(*tramo)]
            veces = Counter(raiz for pasaje in suyos for raiz in pasaje if raiz in columnas)
            fuerzas = np.array([fuerza_de(n) for n in veces.values()], dtype=np.float32)
            norma = max(1.0, float(np.linalg.norm(fuerzas)))
            puntos = self._lexico.matriz[:, [columnas[raiz] for raiz in veces]] @ (fuerzas / norma)
            self._vistos[tramo] = puntos, min(1.0, len(veces) / _BASTAN)
        return self._vistos[tramo]
