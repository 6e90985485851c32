"""BM25 de los pasajes de un documento contra lo que el plan o la agenda dicen de cada destino.

La rareza de una palabra se mide entre los perfiles: la que está en pocos los distingue. Vectorizado: una
matriz de perfiles por palabras se multiplica por la de palabras por pasajes.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexador.vinculacion.expresiones import raices_de
from indexador.vinculacion.perfil import Perfil

Reales = npt.NDArray[np.float32]
_K1, _B = 1.2, 0.5
_BLOQUE = 2048
"""Pasajes que se miran de una vez: así la memoria no crece con el documento."""
_MARCO = 0.35
"""Lo que vale una palabra de la acción o del objetivo, frente a una del texto propio."""


@dataclass(frozen=True, slots=True)
class Pesos:
    """Cada raíz de los perfiles con su columna, y lo que pesa en cada perfil (norma uno por perfil)."""

    columnas: dict[str, int]
    matriz: Reales


def pesos_de(perfiles: Sequence[Perfil]) -> Pesos:
    """La matriz de los perfiles."""
    propias = [set(raices_de(perfil.texto)) for perfil in perfiles]
    marcos = [set(raices_de(perfil.marco)) for perfil in perfiles]
    en_cuantos = Counter(raiz for una in propias for raiz in una)
    vocabulario = sorted(set().union(*propias, *marcos))
    columnas = {raiz: n for n, raiz in enumerate(vocabulario)}
    matriz = np.zeros((len(perfiles), len(columnas)), dtype=np.float32)
    for fila, (propia, marco) in enumerate(zip(propias, marcos, strict=True)):
        for raiz in sorted(propia | marco):
            rareza = math.log(1 + len(perfiles) / (1 + en_cuantos[raiz]))
            matriz[fila, columnas[raiz]] = rareza * (1.0 if raiz in propia else _MARCO)
    normas = matriz.sum(axis=1, keepdims=True)
    normas[normas == 0] = 1
    return Pesos(columnas, matriz / normas)


def puntuar(pesos: Pesos, pasajes: Sequence[Sequence[str]]) -> Reales:
    """De 0 a 1, cuánto de cada perfil dice cada pasaje: filas los perfiles, columnas los pasajes."""
    largos = np.array([len(pasaje) for pasaje in pasajes], dtype=np.float32)
    media = float(largos.mean()) if largos.any() else 1.0
    bloques = [
        _bloque(pesos, pasajes[n : n + _BLOQUE], largos[n : n + _BLOQUE], media)
        for n in range(0, len(pasajes), _BLOQUE)
    ]
    return np.concatenate(bloques, axis=1) if bloques else np.zeros((len(pesos.matriz), 0), np.float32)


def _bloque(pesos: Pesos, pasajes: Sequence[Sequence[str]], largos: Reales, media: float) -> Reales:
    presentes = np.zeros((len(pesos.columnas), len(pasajes)), dtype=np.float32)
    for numero, pasaje in enumerate(pasajes):
        for raiz in pasaje:
            columna = pesos.columnas.get(raiz)
            if columna is not None:
                presentes[columna, numero] += 1
    saturadas = presentes * (_K1 + 1) / (presentes + _K1 * (1 - _B + _B * largos / media))
    puntos: Reales = np.minimum(1.0, pesos.matriz @ saturadas / ((_K1 + 1) / (1 + _K1)))
    return puntos
