"""Lo que sólo se mira en los mejores documentos de una consulta, porque cuesta mirarlo en todos.

Un documento se llama como lo que se buscó si su título, sin «por el que se aprueba el texto refundido de la»
y demás fórmulas, lo dice todo, dice poco más y empieza igual. Y entre normas de nombre parecido se suele
querer la que las demás citan.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from indexador.lengua import raiz
from indexador.lengua.analizador import es_numero_de_norma
from indexador.lengua.flexiones import es_flexion
from indexador.lengua.palabras import VACIAS
from indexador.lengua.siglas import NUMERO_O_FECHA, abrevia
from indexador.motor.evidencia import Buscador
from indexador.motor.nodos import Palabra
from indexador.motor.puntaje import Pesos
from indexador.motor.tipos import Mascara, Reales

PRIMEROS = 20
_CON_EMPATES = 60
_TITULOS_RECORDADOS = 20_000
MUY_CITADA = 100
"""Documentos que citan a una norma desde los que es de las más citadas."""
SOLO_LA_RAIZ = 0.5
"""Cuánto está en un título una palabra que sólo está en otra de sus formas."""
_FORMULA = re.compile(
    r"\baprueban? (?:(?:el|la|los|las) )?"
    r"(?:(?:nuevo )?texto [a-z]+(?: ordenado)? (?:de (?:el|la|los|las) |del |de )?)?"
    r"|^(?:establece|dicta|fija)n? (?:las )?(?:disposiciones|normas) "
    r"(?:sobre|para|de|relativas a|referentes a) "
)


def mejores(puntajes: Reales, hallados: Mascara, cuantos: int) -> Mascara:
    """Los hallados de más puntaje; entran también los que empatan con el último."""
    suyos = puntajes[hallados]
    if len(suyos) <= cuantos:
        return hallados
    primeros: Mascara = hallados & (puntajes >= np.partition(suyos, -cuantos)[-cuantos])
    return primeros


def premiar_primeros(
    puntajes: Reales,
    hallados: Mascara,
    palabras: Sequence[Palabra],
    de_la_clase: Mascara,
    buscador: Buscador,
    pesos: Pesos,
    todo: float,
) -> None:
    """Suma a los primeros lo que se llaman como lo buscado y lo que los citan, en proporción a `todo`.

    A una ley que no dice en su título que lo es no se le pide la primera palabra de «ley de refugiados».
    """
    cuales = np.flatnonzero(mejores(puntajes, hallados, PRIMEROS))
    if len(cuales) > _CON_EMPATES or not palabras:
        return
    formas = [palabra.forma for palabra in palabras]
    for documento in cuales.tolist():
        titulo, raices = _reducido(buscador.vista.titulo(documento))
        es_sin_decirlo = de_la_clase[documento] and formas[0] not in titulo
        nombre = _parecido(formas[1:] if es_sin_decirlo else formas, titulo, raices)
        citada = _veces_citada(documento, buscador)
        puntajes[documento] += todo * (pesos.nombre * nombre + pesos.citada * citada)


def palabras_de_titulo(clave: str) -> list[str]:
    """Las palabras de un título plegado, sin las fórmulas con que empieza ni su número y fecha.

    >>> palabras_de_titulo("real decreto 1-2020 por el que se aprueba el texto refundido de la ley concursal")
    ['ley', 'concursal']
    """
    formula = _FORMULA.search(clave)
    nombre = clave[formula.end() :] if formula and formula.end() < len(clave) else clave
    return [p for p in NUMERO_O_FECHA.sub(" ", nombre).split() if p not in VACIAS and p.isalpha()]


@lru_cache(maxsize=_TITULOS_RECORDADOS)
def _reducido(clave: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Las palabras de un título y sus raíces."""
    palabras = tuple(palabras_de_titulo(clave))
    return palabras, tuple(map(raiz, palabras))


def _parecido(formas: Sequence[str], titulo: Sequence[str], raices: Sequence[str]) -> float:
    """De 0 a 1: cuánto de lo buscado está en el título, cuánto de éste se buscó y si empiezan igual.

    Vale 1 si lo buscado es una sigla que abrevia el título entero.
    """
    if not titulo:
        return 0.0
    if len(titulo) > 1 and len(formas) == 1 and abrevia(formas[0], raices):
        return 1.0
    buscadas = [raiz(forma) for forma in formas]
    estan = 0.0
    for forma, una in zip(formas, buscadas, strict=True):
        if forma in titulo:
            estan += 1
        elif una in raices:
            suyas = (palabra for palabra, otra in zip(titulo, raices, strict=True) if otra == una)
            estan += SOLO_LA_RAIZ if any(es_flexion(forma, palabra) for palabra in suyas) else 0
    iguales = 0
    for forma, una, palabra, otra in zip(formas, buscadas, titulo, raices, strict=False):
        if una != otra or not es_flexion(forma, palabra):
            break
        iguales += 1
    parte = estan / len(buscadas)
    return parte * parte * (min(1.0, estan / len(titulo)) + iguales / len(buscadas)) / 2


def _veces_citada(documento: int, buscador: Buscador) -> float:
    """De 0 a poco más de 1, en cuántos documentos públicos está el número de un documento."""
    numero = buscador.vista.numero(documento)
    if not es_numero_de_norma(numero):
        return 0.0
    citan = buscador.vista.citan(numero)
    return math.log1p(np.count_nonzero(buscador.publicos[citan])) / math.log1p(MUY_CITADA)
