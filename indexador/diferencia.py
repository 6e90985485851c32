"""La diferencia entre dos textos, palabra por palabra, con límite de tiempo y de tamaño.

Compara palabras y no letras, y cuenta como iguales las que sólo cambian de mayúsculas o de espacios
alrededor. Lo que no alcance a comparar sale como cambiado entero y se dice.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

PALABRAS = 6_000
"""Palabras de cada lado que se comparan; lo que pase de ahí sale sin comparar."""
SEGUNDOS = 0.5
_TROZO = re.compile(r"\s*\S+")
_VENTANA = 4

Bloque = tuple[int, int, int, int]
"""Un tramo por comparar: desde y hasta en un texto y en el otro."""


class ClaseTramo(StrEnum):
    """Qué le pasa a un tramo al ir del primer texto al segundo."""

    IGUAL = "igual"
    QUITADO = "quitado"
    PUESTO = "puesto"


@dataclass(frozen=True, slots=True)
class Tramo:
    """Palabras seguidas con la misma suerte, con sus espacios y renglones.

    De lo igual, `texto` es como está en el segundo y `antes`, como está en el primero.
    """

    clase: ClaseTramo
    texto: str
    antes: str = ""


@dataclass(frozen=True, slots=True)
class Diferencia:
    """Los tramos en orden. `entera` es falso si el límite dejó algo sin comparar."""

    tramos: tuple[Tramo, ...]
    entera: bool

    @property
    def hay(self) -> bool:
        """¿Cambia algo?"""
        return any(tramo.clase != ClaseTramo.IGUAL for tramo in self.tramos)


@dataclass(frozen=True, slots=True)
class Pareja:
    """Dos páginas que se corresponden; `None` si la página no tiene par. `igualdad` va de 0 a 1."""

    una: int | None
    otra: int | None
    igualdad: float


def comparar(
    uno: str,
    otro: str,
    *,
    segundos: float = SEGUNDOS,
    cronometro: Callable[[], float] = time.monotonic,
) -> Diferencia:
    """Lo que se quita del primer texto y lo que se pone para llegar al segundo."""
    a, b = _TROZO.findall(uno), _TROZO.findall(otro)
    propias, ajenas = _claves(a[:PALABRAS]), _claves(b[:PALABRAS])
    plazo = cronometro() + segundos
    iguales, entera = _iguales(propias, ajenas, lambda: cronometro() > plazo)
    tramos: list[Tramo] = []
    i = j = 0
    for desde, hacia, largo in [*iguales, (len(a), len(b), 0)]:
        _sumar(tramos, ClaseTramo.QUITADO, a[i:desde])
        _sumar(tramos, ClaseTramo.PUESTO, b[j:hacia])
        _sumar(tramos, ClaseTramo.IGUAL, b[hacia : hacia + largo], a[desde : desde + largo])
        i, j = desde + largo, hacia + largo
    return Diferencia(tuple(tramos), entera and max(len(a), len(b)) <= PALABRAS)


def emparejar(unas: Mapping[int, str], otras: Mapping[int, str]) -> tuple[Pareja, ...]:
    """Qué página de un texto corresponde a cuál del otro, en orden, por las palabras que comparten.

    Mira unas pocas alrededor de la que toca: una página añadida en medio no desajusta las que siguen.
    """
    propias = {numero: Counter(_claves(_TROZO.findall(texto))) for numero, texto in sorted(unas.items())}
    ajenas = {numero: Counter(_claves(_TROZO.findall(texto))) for numero, texto in sorted(otras.items())}
    pendientes, parejas = list(ajenas), []
    for numero, cuenta in propias.items():
        cerca = pendientes[:_VENTANA]
        grados = [_igualdad(cuenta, ajenas[otra]) for otra in cerca]
        mejor = max(range(len(cerca)), key=lambda n: (grados[n], -n), default=None)
        if mejor is None or (grados[mejor] < 0.1 and len(propias) != len(ajenas)):
            parejas.append(Pareja(numero, None, 0.0))
            continue
        parejas += [Pareja(None, saltada, 0.0) for saltada in pendientes[:mejor]]
        parejas.append(Pareja(numero, cerca[mejor], grados[mejor]))
        del pendientes[: mejor + 1]
    return (*parejas, *(Pareja(None, sobrante, 0.0) for sobrante in pendientes))


def _igualdad(una: Counter[str], otra: Counter[str]) -> float:
    total = una.total() + otra.total()
    return 2 * (una & otra).total() / total if total else 1.0


def _claves(trozos: Sequence[str]) -> list[str]:
    return [trozo.strip().casefold() for trozo in trozos]


def _sumar(tramos: list[Tramo], clase: ClaseTramo, trozos: Sequence[str], antes: Sequence[str] = ()) -> None:
    if trozos:
        tramos.append(Tramo(clase, "".join(trozos), "".join(antes)))


def _iguales(
    a: Sequence[str], b: Sequence[str], vencido: Callable[[], bool]
) -> tuple[list[tuple[int, int, int]], bool]:
    """Los tramos iguales, en orden, y si hubo tiempo para buscarlos todos.

    Es lo que hace `difflib`, que no tiene límite: aquí se parte el trabajo y se mira el reloj entre partes.
    """
    buscador = SequenceMatcher(None, a, b)
    pendientes: list[Bloque] = [(0, len(a), 0, len(b))]
    hallados: list[tuple[int, int, int]] = []
    while pendientes:
        if vencido():
            return sorted(hallados), False
        desde_a, hasta_a, desde_b, hasta_b = pendientes.pop()
        i, j, largo = buscador.find_longest_match(desde_a, hasta_a, desde_b, hasta_b)
        if not largo:
            continue
        hallados.append((i, j, largo))
        for parte in ((desde_a, i, desde_b, j), (i + largo, hasta_a, j + largo, hasta_b)):
            if parte[0] < parte[1] and parte[2] < parte[3]:
                pendientes.append(parte)
    return sorted(hallados), True
