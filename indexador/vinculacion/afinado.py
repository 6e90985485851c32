"""Lo que las decisiones del personal enseñan a un perfil: Rocchio con tope, sobre raíces.

Lo que dicen los documentos confirmados y no los rechazados se añade como término de poco peso; los términos
del perfil que sólo aparecen en los rechazados pesan menos. Es determinista y no depende del orden.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from indexador.vinculacion.expresiones import fichas_de, raices_de
from indexador.vinculacion.perfil import Ejemplo, Perfil, Termino, partes_de

EJEMPLOS = 40
"""Los que se miran de cada clase, los de identificador más alto: preparar y cotejar cuesta lo que son."""
APRENDIDOS = 12
"""Palabras que se aprenden a lo sumo."""
_PESO_APRENDIDO = 0.6
_POR_RECHAZO, _MINIMO = 0.8, 0.3
_BETA, _GAMMA = 1.0, 0.6
_MUESTRA, _RAICES = 6_000, 80
_CORRIENTES = Path(__file__).parent / "datos" / "corrientes.txt"
_LETRAS = 5
_DOCUMENTOS = 2
"""Confirmados en que ha de estar una palabra para aprenderla: con uno solo se aprendería su asunto."""


@dataclass(frozen=True, slots=True)
class Afinado:
    """Lo aprendido de un perfil."""

    aprendidos: tuple[Termino, ...] = ()
    factores: Mapping[str, float] = field(default_factory=dict)
    """Por cuánto se multiplica un término, por su texto; el que no está, por uno."""
    confirmados: tuple[tuple[Ejemplo, Mapping[str, float]], ...] = ()
    rechazados: tuple[tuple[Ejemplo, Mapping[str, float]], ...] = ()


def afinar(perfil: Perfil) -> Afinado:
    """Lo que enseñan los ejemplos de un perfil."""
    if not (perfil.confirmados or perfil.rechazados):
        return Afinado()
    si, no = _ultimos(perfil.confirmados), _ultimos(perfil.rechazados)
    confirmados = tuple((uno, vector(f"{uno.texto}\n{uno.comienzo}")) for uno in si)
    rechazados = tuple((uno, vector(f"{uno.texto}\n{uno.comienzo}")) for uno in no)
    formas = _formas(uno.texto for uno in si)
    pesos = _aprender([vector(uno.texto) for uno in si], [vector(uno.texto) for uno in no])
    aprendidos = tuple(Termino(formas[raiz], peso, True) for raiz, peso in pesos)
    return Afinado(aprendidos, _factores(perfil, si, no), confirmados, rechazados)


def _ultimos(ejemplos: Iterable[Ejemplo]) -> list[Ejemplo]:
    return sorted(ejemplos, key=lambda ejemplo: ejemplo.identificador)[-EJEMPLOS:]


def vector(texto: str) -> dict[str, float]:
    """Las raíces que más dice el comienzo de un texto, sin las corrientes, con su peso; de norma uno."""
    corrientes = _corrientes()
    veces = Counter(
        ficha.raiz
        for ficha in fichas_de(texto[:_MUESTRA])
        if not ficha.vacia
        and len(ficha.raiz) >= _LETRAS
        and ficha.raiz.isalpha()
        and ficha.raiz not in corrientes
    )
    mayores = sorted(veces.items(), key=lambda par: (-par[1], par[0]))[:_RAICES]
    pesos = {raiz: 1 + math.log(n) for raiz, n in mayores}
    norma = math.sqrt(sum(peso * peso for peso in pesos.values())) or 1.0
    return {raiz: peso / norma for raiz, peso in pesos.items()}


@cache
def _corrientes() -> frozenset[str]:
    renglones = _CORRIENTES.read_text(encoding="utf-8").splitlines()
    palabras = " ".join(renglon for renglon in renglones if not renglon.startswith("#"))
    return frozenset(ficha.raiz for ficha in fichas_de(palabras))


def parecido(uno: Mapping[str, float], otro: Mapping[str, float]) -> float:
    """El coseno de dos textos, de 0 a 1."""
    menor, mayor = (uno, otro) if len(uno) <= len(otro) else (otro, uno)
    return sum(peso * mayor.get(raiz, 0.0) for raiz, peso in menor.items())


def _formas(textos: Iterable[str]) -> dict[str, str]:
    """Una manera de escribir cada raíz: la primera en orden alfabético, para que no dependa de los textos."""
    formas: dict[str, str] = {}
    for texto in textos:
        for ficha in fichas_de(texto[:_MUESTRA]):
            formas[ficha.raiz] = min(ficha.forma, formas.get(ficha.raiz, ficha.forma))
    return formas


def _centro(vectores: Sequence[Mapping[str, float]]) -> dict[str, float]:
    centro: dict[str, float] = {}
    for uno in vectores:
        for raiz, peso in uno.items():
            centro[raiz] = centro.get(raiz, 0.0) + peso / len(vectores)
    return centro


def _aprender(
    si: Sequence[Mapping[str, float]], no: Sequence[Mapping[str, float]]
) -> Iterator[tuple[str, float]]:
    veces = Counter(raiz for uno in si for raiz in uno)
    contrario = _centro(no)
    netos = {
        raiz: _BETA * peso - _GAMMA * contrario.get(raiz, 0.0)
        for raiz, peso in _centro(si).items()
        if veces[raiz] >= _DOCUMENTOS
    }
    mejores = sorted(((peso, raiz) for raiz, peso in netos.items() if peso > 0), key=lambda p: (-p[0], p[1]))
    for peso, raiz in mejores[:APRENDIDOS]:
        yield raiz, round(_PESO_APRENDIDO * peso / mejores[0][0], 3)


def _factores(perfil: Perfil, si: Sequence[Ejemplo], no: Sequence[Ejemplo]) -> dict[str, float]:
    """Lo que baja cada término que está en más rechazados que confirmados."""
    dichas_si, dichas_no = ([_dichas(uno.texto) for uno in ejemplos] for ejemplos in (si, no))
    factores = {}
    for termino in perfil.terminos:
        partes = [[set(raices_de(una)) for una in parte] for parte in partes_de(termino.texto)]
        a_favor = sum(_dice(partes, dichas) for dichas in dichas_si)
        en_contra = sum(_dice(partes, dichas) for dichas in dichas_no)
        if en_contra > a_favor:
            factores[termino.texto] = max(_MINIMO, _POR_RECHAZO ** (en_contra - a_favor))
    return factores


def _dichas(texto: str) -> set[str]:
    return {ficha.raiz for ficha in fichas_de(texto[:_MUESTRA]) if not ficha.vacia}


def _dice(partes: Sequence[Sequence[set[str]]], dichas: set[str]) -> bool:
    return all(any(raices and raices <= dichas for raices in parte) for parte in partes)
