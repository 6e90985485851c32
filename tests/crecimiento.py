"""Cuánto más cuesta una entrada más larga: la razón entre dos tamaños, en procesador y no en reloj.

Un tope en segundos depende de la máquina y de lo que mide la cobertura; la razón entre el costo de una
entrada y el de otra ocho veces mayor, en la misma corrida, no: lo lineal da 8 y lo cuadrático 64.
"""

import gc
import time
from collections.abc import Callable

VECES = 8
TOLERANCIA = 2.5
MINIMO = 0.02
INTENTOS = 3


def crece_con_la_entrada(hacer: Callable[[int], object], tamano: int) -> None:
    """Comprueba que `hacer(tamano)` cuesta a lo más `TOLERANCIA` veces lo lineal frente a un octavo.

    El costo del tamaño menor se toma por lo menos de `MINIMO` segundos, para que el ruido del cronómetro en
    una entrada que casi no cuesta no decida. El mayor que no cumple se mide otras dos veces: en una máquina
    ocupada el mismo trabajo cuesta a ratos el triple.
    """
    menor = max(MINIMO, min(costo(hacer, tamano // VECES) for _ in range(2)))
    mayores: list[float] = []
    while len(mayores) < INTENTOS and (not mayores or min(mayores) >= VECES * TOLERANCIA * menor):
        mayores.append(costo(hacer, tamano))
    assert min(mayores) < VECES * TOLERANCIA * menor, (menor, mayores)


def costo(hacer: Callable[..., object], *datos: object) -> float:
    """Segundos de procesador que cuesta `hacer(*datos)`.

    Sin el recolector de memoria: lo que tarda depende de cuánto guarden las demás pruebas.
    """
    encendido = gc.isenabled()
    gc.disable()
    try:
        comienzo = time.process_time()
        hacer(*datos)
        return time.process_time() - comienzo
    finally:
        if encendido:
            gc.enable()
