"""Cómo se combinan los nodos que une un operador: conjunciones, alternativas y cercanías."""

from collections.abc import Callable
from itertools import product
from math import prod

from indexador.motor.nodos import (
    DISTANCIA_MAXIMA,
    EN_TODO,
    Alguna,
    Cerca,
    No,
    Nodo,
    Palabra,
    Simple,
    Todas,
)

MAXIMO_DE_CERCANIAS = 32
"""Combinaciones que puede dar `(a O b) CERCA (c O d)`."""

Avisar = Callable[[str], None]


def juntar(clase: type[Todas] | type[Alguna], partes: list[Nodo]) -> Nodo | None:
    """Una conjunción o alternativa sin las palabras vacías, que sólo cuentan si no hay otra cosa.

    Las partes que ya son de la misma clase se funden en ella: unos paréntesis de más no cambian el árbol.
    """
    partes = [una for parte in partes for una in (parte.partes if isinstance(parte, clase) else (parte,))]
    if any(not _es_vacia(parte) and not isinstance(parte, No) for parte in partes):
        partes = [parte for parte in partes if not _es_vacia(parte)]
    if len(partes) <= 1:
        return partes[0] if partes else None
    return clase(tuple(partes))


def acercar(operandos: list[Nodo], distancias: list[int], avisar: Avisar) -> Nodo | None:
    """Los operandos (dos o más) de una cadena de CERCA, con las distancias que se escribieron entre ellos.

    Si alguno no admite cercanía, o salen demasiadas combinaciones, se piden todos sin medir la distancia.
    """
    distancia = _distancia(distancias, avisar)
    opciones = [_opciones(operando) for operando in operandos]
    if not all(opciones) or prod(map(len, opciones)) > MAXIMO_DE_CERCANIAS:
        avisar("CERCA une palabras, frases o alternativas. Se buscó todo, sin medir la distancia.")
        return juntar(Todas, operandos)
    propias = {simple.seccion for simples in opciones for simple in simples} - {EN_TODO}
    seccion = min(propias, default=EN_TODO)
    return juntar(Alguna, [Cerca(partes, distancia, seccion) for partes in product(*opciones)])


def _distancia(distancias: list[int], avisar: Avisar) -> int:
    mayor = max(distancias)
    if len(set(distancias)) > 1:
        avisar(f"Una cadena de CERCA lleva una sola distancia. Se buscó con la mayor: {mayor}.")
    if mayor > DISTANCIA_MAXIMA:
        avisar(f"CERCA alcanza a lo sumo {DISTANCIA_MAXIMA} palabras. Se buscó con ésas.")
    return min(max(1, mayor), DISTANCIA_MAXIMA)


def _opciones(nodo: Nodo) -> list[Simple]:
    """Lo que un operando de CERCA deja elegir; vacío si no puede serlo."""
    if isinstance(nodo, Simple):
        return [nodo]
    if isinstance(nodo, Alguna):
        simples = [parte for parte in nodo.partes if isinstance(parte, Simple)]
        return simples if len(simples) == len(nodo.partes) else []
    return []


def _es_vacia(nodo: Nodo) -> bool:
    return isinstance(nodo, Palabra) and nodo.vacia
