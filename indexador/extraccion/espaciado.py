"""Títulos con las letras separadas («C O M I S I Ó N  PA R A»): se vuelven a juntar por sus huecos."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_MINIMO_DE_TROZOS = 5
_PARTE_SUELTA = 0.6
"""Parte de los trozos que ha de ser una sola letra."""
_HUECO_DE_PALABRA = 1.8
"""Veces el hueco usual entre letras a partir de la cual empieza otra palabra."""


class Trozo(NamedTuple):
    """Un pedazo de texto sin blancos, con su caja en fracciones de página.

    `antes` es lo que lo separa del anterior: vacío, un espacio o un salto de renglón.
    """

    texto: str
    antes: str
    x0: float
    y0: float
    x1: float
    y1: float


def juntar_espaciadas(trozos: Sequence[Trozo]) -> Sequence[Trozo]:
    """Los mismos trozos, con cada palabra de letras separadas hecha uno."""
    cortos = "".join(["." if len(trozo[0]) <= 2 else " " for trozo in trozos])
    return list(_juntar(trozos)) if "." * _MINIMO_DE_TROZOS in cortos else trozos


def _juntar(trozos: Sequence[Trozo]) -> Iterator[Trozo]:
    corrida: list[Trozo] = []
    for trozo in trozos:
        corto = _corto(trozo)
        if corrida and (not corto or trozo.antes != " "):
            yield from _resolver(corrida)
            corrida = []
        if corto:
            corrida.append(trozo)
        else:
            yield trozo
    yield from _resolver(corrida)


def _corto(trozo: Trozo) -> bool:
    """Una o dos letras (las parejas muy juntas, como «PA» y «AT», llegan sin separar)."""
    return len(trozo.texto) <= 2 and trozo.texto[0].isalpha()


def _resolver(corrida: list[Trozo]) -> Iterator[Trozo]:
    if len(corrida) < _MINIMO_DE_TROZOS:
        yield from corrida
        return
    sueltas = sum(1 for trozo in corrida if len(trozo.texto) == 1)
    if sueltas < _PARTE_SUELTA * len(corrida):
        yield from corrida
        return
    huecos = [b.x0 - a.x1 for a, b in pairwise(corrida)]
    usual = _mediana(huecos)
    if usual <= 0:
        yield from corrida
        return
    palabra = [corrida[0]]
    for hueco, trozo in zip(huecos, corrida[1:], strict=True):
        if hueco > _HUECO_DE_PALABRA * usual:
            yield _unir(palabra)
            palabra = []
        palabra.append(trozo)
    yield _unir(palabra)


def _mediana(valores: Sequence[float]) -> float:
    """Sin `statistics`: cargarlo cuesta más que leer una página, y cada proceso lee un solo archivo."""
    orden = sorted(valores)
    return (orden[(len(orden) - 1) // 2] + orden[len(orden) // 2]) / 2


def _unir(palabra: list[Trozo]) -> Trozo:
    return Trozo(
        "".join(trozo.texto for trozo in palabra),
        palabra[0].antes,
        min(trozo.x0 for trozo in palabra),
        min(trozo.y0 for trozo in palabra),
        max(trozo.x1 for trozo in palabra),
        max(trozo.y1 for trozo in palabra),
    )
