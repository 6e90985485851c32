"""De una hoja de la consulta a los términos del índice que la cumplen."""

import re
from collections.abc import Iterable

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from indexador.motor.arreglos import Arreglo
from indexador.motor.comodines import expresion_de
from indexador.motor.listas import Listas
from indexador.motor.vista import Eleccion

_SIGNO = re.compile(r"[*?]+")


def por_forma(forma: str) -> Eleccion:
    """Los de esa forma exacta."""
    return lambda listas: listas.pares_de_forma(forma)


def por_raices(raices: Iterable[str]) -> Eleccion:
    """Los de alguna de esas raíces."""
    ordenadas = sorted(raices)
    return lambda listas: _juntos(listas.pares_de_raiz(raiz) for raiz in ordenadas)


def por_palabra(forma: str, raices: Iterable[str]) -> Eleccion:
    """Los de esa forma o de alguna de esas raíces."""
    ordenadas = sorted(raices)

    def elegir(listas: Listas) -> Arreglo:
        de_la_forma = listas.pares_de_forma(forma)
        de_las_raices = [tramo for raiz in ordenadas if len(tramo := listas.pares_de_raiz(raiz))]
        if len(de_las_raices) == 1:
            tramo = de_las_raices[0]
            if not len(de_la_forma) or (tramo[0] <= de_la_forma[0] and de_la_forma[-1] <= tramo[-1]):
                return tramo
        return _juntos([de_la_forma, *de_las_raices])

    return elegir


def por_prefijo(prefijo: str) -> Eleccion:
    """Los de las formas que empiezan así."""
    return lambda listas: listas.pares_de_formas(*listas.formas_con_prefijo(prefijo))


def por_patron(patron: str) -> Eleccion:
    """Los de las formas que cumplen un patrón con `*` (lo que sea) y `?` (una letra).

    Tiene que haber alguna letra fija: por la más larga serie de ellas se busca.
    """
    literal = max(_SIGNO.split(patron), key=len)
    basta_tenerlo = patron.strip("*") == literal and patron[0] == patron[-1] == "*"
    expresion = None if basta_tenerlo else expresion_de(patron)
    return lambda listas: listas.pares_con_literal(literal, expresion)


def por_parecido(forma: str, faltas: int) -> Eleccion:
    """Los de las formas que se apartan a lo sumo en tantas letras (distancia OSA)."""
    return lambda listas: listas.recordar(
        (f"parecida~{faltas}", forma),
        lambda una: listas.pares_de_numeros(_numeros_de_parecidas(una, faltas, listas)),
    )


def parecidas(forma: str, faltas: int, listas: Listas) -> list[str]:
    """Las formas de un segmento a esa distancia (OSA) o menos."""
    return [listas.palabras[numero] for numero in _numeros_de_parecidas(forma, faltas, listas).tolist()]


def _numeros_de_parecidas(forma: str, faltas: int, listas: Listas) -> Arreglo:
    hallados = [np.empty(0, np.int64)]
    for largo in range(len(forma) - faltas, len(forma) + faltas + 1):
        if largo in listas.formas_por_largo:
            candidatas, numeros = listas.formas_por_largo[largo]
            distancias = process.cdist(
                [forma], candidatas, scorer=OSA.distance, score_cutoff=faltas, dtype=np.uint8
            )[0]
            hallados.append(numeros[distancias <= faltas])
    return np.concatenate(hallados)


def a_distancia(forma: str, faltas: int, comienzo: str) -> Eleccion:
    """Los de las formas con ese comienzo a esa distancia de Levenshtein o menos: los que halla Whoosh."""

    def elegir(listas: Listas) -> Arreglo:
        desde, hasta = listas.formas_con_prefijo(comienzo)
        if desde == hasta:
            return listas.pares_de_formas(desde, desde)
        distancias = process.cdist(
            [forma],
            listas.palabras[desde:hasta],
            scorer=Levenshtein.distance,
            score_cutoff=faltas,
            dtype=np.uint8,
        )[0]
        return listas.pares_de_numeros(desde + np.flatnonzero(distancias <= faltas))

    return elegir


def _juntos(partes: Iterable[Arreglo]) -> Arreglo:
    return np.unique(np.concatenate([np.empty(0, np.int64), *partes]))
