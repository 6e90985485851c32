"""Las celdas de una tabla con rayas, para leerla fila a fila y cada celda entera."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from indexador.extraccion.espaciado import Trozo
from indexador.extraccion.rayas import Rayas
from indexador.extraccion.tramos import Tramo, abarcar, de_arriba_abajo

_HOLGURA = 0.003
"""De la página: lo que pueden separarse dos rayas que son la misma, o pasar una letra de su raya."""
_PARTIDAS = 2
"""Las celdas dibujadas por pedazos con las que una tabla se da por dibujada a lo ancho."""

_SEGUIDOS = 0.5
"""Parte de los renglones de las celdas, después del primero, que han de seguir una oración."""


class Celda(NamedTuple):
    """Sus cuatro bordes, en fracciones de la página."""

    arriba: float
    izquierda: float
    abajo: float
    derecha: float


def por_celdas(trozos: Sequence[Trozo], tramos: Sequence[Tramo], rayas: Rayas) -> list[Tramo] | None:
    """Los tramos con cada celda entera y las filas de arriba abajo; `None` si ya venían así o no hay celdas.

    Lo que no está en una celda conserva su lugar.
    """
    if len(rayas.horizontales) < 2 or len(rayas.verticales) < 2:
        return None
    partidos = [parte for tramo in tramos for parte in _en_las_rayas(trozos, tramo, rayas)]
    suyas = [_celda(tramo, rayas) for tramo in partidos]
    recorrido = [celda for celda, _ in groupby(celda for celda in suyas if celda is not None)]
    if sum(1 for veces in Counter(recorrido).values() if veces > 1) < _PARTIDAS:
        return None
    contenido: dict[Celda, list[Tramo]] = {}
    for celda, tramo in zip(suyas, partidos, strict=True):
        if celda is not None:
            contenido.setdefault(celda, []).append(tramo)
    if not _siguen(trozos, contenido.values()):
        return None
    en_celdas = (tramo for celda in _leidas(list(contenido)) for tramo in de_arriba_abajo(contenido[celda]))
    return [tramo if celda is None else next(en_celdas) for celda, tramo in zip(suyas, partidos, strict=True)]


def _siguen(trozos: Sequence[Trozo], celdas: Iterable[Sequence[Tramo]]) -> bool:
    """Si los renglones de una misma celda son de una misma frase: siguen en minúscula.

    Si no, son filas sin raya entre ellas, y la celda es una columna entera.
    """
    siguientes = [tramo for celda in celdas for tramo in de_arriba_abajo(celda)[1:]]
    seguidos = sum(1 for tramo in siguientes if trozos[tramo.desde].texto[0].islower())
    return seguidos >= _SEGUIDOS * len(siguientes)


def _leidas(celdas: list[Celda]) -> Iterator[Celda]:
    """De arriba abajo y de izquierda a derecha, y la tabla metida en una celda antes que la vecina derecha.

    Cada franja sin celdas que la crucen se parte en bloques: las columnas que se tocan son una misma tabla.
    """
    filas = _filas(celdas)
    for franja in _sin_cruzarse(celdas, "arriba", "abajo"):
        bloques: list[list[Celda]] = []
        for columna in _sin_cruzarse(franja, "izquierda", "derecha"):
            if bloques and _se_tocan(bloques[-1], columna):
                bloques[-1].extend(columna)
            else:
                bloques.append(columna)
        if len(bloques) == 1:
            yield from sorted(franja, key=lambda celda: (filas[celda.arriba], celda.izquierda))
        else:
            for bloque in bloques:
                yield from _leidas(bloque)


def _sin_cruzarse(celdas: Iterable[Celda], comienzo: str, fin: str) -> list[list[Celda]]:
    """Las celdas en grupos que una recta separa sin cortar ninguna, según esos dos bordes."""
    grupos: list[list[Celda]] = []
    alcance = 0.0
    for celda in sorted(celdas, key=attrgetter(comienzo)):
        if grupos and getattr(celda, comienzo) < alcance - _HOLGURA:
            grupos[-1].append(celda)
        else:
            grupos.append([celda])
        alcance = max(alcance, getattr(celda, fin))
    return grupos


def _se_tocan(bloque: Sequence[Celda], columna: Sequence[Celda]) -> bool:
    """Si ninguna celda de la orilla del bloque queda apartada de la columna, como las de una tabla metida."""
    orilla = min(celda.izquierda for celda in columna) - _HOLGURA
    return all(celda.derecha >= orilla or _con_vecina(celda, bloque) for celda in bloque)


def _con_vecina(celda: Celda, bloque: Iterable[Celda]) -> bool:
    """Si hay otra a su derecha y a su altura."""
    return any(
        otra.izquierda >= celda.derecha - _HOLGURA
        and otra.arriba < celda.abajo - _HOLGURA
        and otra.abajo > celda.arriba + _HOLGURA
        for otra in bloque
    )


def _filas(celdas: Iterable[Celda]) -> dict[float, int]:
    """El número de fila de cada borde de arriba: los que difieren poco son la misma raya."""
    bordes = sorted({celda.arriba for celda in celdas})
    saltos = accumulate(b - a > _HOLGURA for a, b in pairwise([bordes[0], *bordes]))
    return dict(zip(bordes, saltos, strict=True))


def _en_las_rayas(trozos: Sequence[Trozo], tramo: Tramo, rayas: Rayas) -> Iterator[Tramo]:
    """Parte un tramo donde una raya vertical pasa entre dos de sus palabras."""
    medio = (tramo.y0 + tramo.y1) / 2
    filos = [x for x, y0, y1 in rayas.verticales if tramo.x0 < x < tramo.x1 and y0 <= medio <= y1]
    desde = tramo.desde
    for n in range(tramo.desde + 1, tramo.hasta if filos else 0):
        fin, comienzo = trozos[n - 1].x1 - _HOLGURA, trozos[n].x0 + _HOLGURA
        if any(fin <= filo <= comienzo for filo in filos):
            yield abarcar(trozos, desde, n)
            desde = n
    yield tramo if desde == tramo.desde else abarcar(trozos, desde, tramo.hasta)


def _celda(tramo: Tramo, rayas: Rayas) -> Celda | None:
    """Las cuatro rayas más cercanas que rodean el centro del tramo; `None` si falta alguna."""
    x, y = (tramo.x0 + tramo.x1) / 2, (tramo.y0 + tramo.y1) / 2
    alturas = [h for h, x0, x1 in rayas.horizontales if x0 - _HOLGURA <= x <= x1 + _HOLGURA]
    equis = [v for v, y0, y1 in rayas.verticales if y0 - _HOLGURA <= y <= y1 + _HOLGURA]
    arriba, abajo = (
        max((h for h in alturas if h <= y), default=-1.0),
        min((h for h in alturas if h > y), default=-1.0),
    )
    izquierda, derecha = (
        max((v for v in equis if v <= x), default=-1.0),
        min((v for v in equis if v > x), default=-1.0),
    )
    return None if min(arriba, abajo, izquierda, derecha) < 0 else Celda(arriba, izquierda, abajo, derecha)
