"""A qué formas del vocabulario equivalen un comodín, un prefijo o una palabra parecida.

La decisión es sólo sobre la forma: quien llama filtra después las entradas que el lector puede ver.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from rapidfuzz.distance import OSA

from indexador.motor.nodos import Comodin, Exacta, Parecida, Prefijo

PorForma = Exacta | Prefijo | Comodin | Parecida
"""Las hojas que se deciden mirando una forma sola."""

_COMODIN = re.compile(r"[*?]")
_SEGUIDOS = re.compile(r"\*+")


def comienzo(hoja: PorForma) -> str:
    """Las letras con que empieza toda forma que cumpla: acotan lo que hay que mirar del vocabulario."""
    match hoja:
        case Exacta(forma):
            return forma
        case Prefijo(prefijo):
            return prefijo
        case Comodin(patron):
            return _COMODIN.split(patron, maxsplit=1)[0]
        case Parecida():
            return ""


def formas_de(hoja: PorForma, formas: Iterable[str]) -> list[str]:
    """Las formas que cumplen, en orden alfabético y sin repetir."""
    cumple = condicion(hoja)
    return sorted({forma for forma in formas if cumple(forma)})


def condicion(hoja: PorForma) -> Callable[[str], bool]:
    """¿Cumple una forma?"""
    match hoja:
        case Exacta(exacta):
            return exacta.__eq__
        case Prefijo(prefijo):
            return lambda forma: forma.startswith(prefijo)
        case Comodin(patron):
            expresion = expresion_de(patron)
            return lambda forma: expresion.fullmatch(forma) is not None
        case Parecida(buscada, faltas):
            return lambda forma: es_parecida(buscada, faltas, forma)


def es_parecida(buscada: str, faltas: int, forma: str) -> bool:
    """¿Está una forma a lo sumo a esas faltas de la buscada?"""
    return (
        abs(len(forma) - len(buscada)) <= faltas
        and OSA.distance(buscada, forma, score_cutoff=faltas) <= faltas
    )


@lru_cache(maxsize=256)
def expresion_de(patron: str) -> re.Pattern[str]:
    """La expresión regular de un patrón. Los tramos libres no retroceden unos sobre otros.

    Cada tramo fijo se toma en su primer lugar posible (grupo atómico), y sólo el último se ancla al final:
    así el costo es lineal aunque el patrón tenga muchos asteriscos.
    """
    tramos = [re.escape(t).replace(r"\?", ".") for t in _SEGUIDOS.sub("*", patron).split("*")]
    if len(tramos) == 1:
        return re.compile(tramos[0], re.DOTALL)
    primero, *medios, ultimo = tramos
    en_medio = "".join(f"(?>.*?{tramo})" for tramo in medios)
    return re.compile(f"{primero}{en_medio}.*{ultimo}", re.DOTALL)
