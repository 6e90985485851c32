"""Columnas de prosa: dónde está el corredor que las separa y qué va en cada una.

Con la caja de cada tramo se busca la franja vertical que más renglones dejan libre (el corredor de Breuel,
«Two geometric algorithms for layout analysis», 2002). Sólo son columnas si lo de cada lado es prosa: una
tabla, una lista de firmas o un índice también dejan franjas libres, y se leen renglón por renglón.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from indexador.extraccion.espaciado import Trozo
from indexador.extraccion.tramos import Tramo, comparten, de_arriba_abajo

Bloque = list[Tramo]

_RENGLONES = 5
"""Los que ha de tener cada columna, y los que han de dejar libre el corredor."""
_ANCHO_DE_COLUMNA = 0.15
"""De la página: ninguna columna de prosa es más angosta."""
_PARTE_DEL_MEJOR = 0.6
_AL_LADO = 0.3
"""Parte de la altura que comparten los renglones de dos columnas, que pueden ir a distinto paso."""
_PALABRAS, _LETRAS, _SEGUIDOS, _ANCHO_USUAL = 2.5, 0.75, 0.35, 0.6
"""De una columna de prosa: palabras por renglón, parte de los signos que son letras, parte de los renglones
que siguen una oración (empiezan en minúscula) y ancho del renglón de en medio sobre el de la columna."""
_FRANJA = 1.0
"""En alturas de renglón: el blanco a todo lo ancho que separa de las columnas un encabezado o un pie."""
_RENGLONES_DE_ORILLA = 2
_izquierda = attrgetter("x0")


def repartir(tramos: Sequence[Tramo], trozos: Sequence[Trozo]) -> list[Bloque] | None:
    """Los tramos en bloques, en su orden de lectura; `None` si no se ve que haya columnas de prosa."""
    corredor = _corredor(tramos) if _caben_dos(tramos) else None
    if corredor is None:
        return None
    bandas = list(_bandas(tramos, corredor))
    izquierda = [t for banda in bandas for t in banda if t.x1 <= corredor]
    derecha = [t for banda in bandas for t in banda if t.x0 >= corredor]
    if not _es_prosa(izquierda, trozos):
        return None
    partida = repartir(derecha, trozos)
    if partida is None and not _es_prosa(derecha, trozos):
        return None
    bloques: list[Bloque] = []
    for banda in bandas:
        aqui = [t for t in banda if t.x1 <= corredor]
        alla = [t for t in banda if t.x0 >= corredor]
        cruzan = [t for t in banda if t.x0 < corredor < t.x1]
        bloques += [cruzan, de_arriba_abajo(aqui)]
        bloques += (repartir(alla, trozos) if partida else None) or [de_arriba_abajo(alla)]
    return [bloque for bloque in bloques if bloque]


def _caben_dos(tramos: Sequence[Tramo]) -> bool:
    """Si bastantes tramos empiezan lejos del margen; los de una sola columna empiezan todos en él."""
    lejos = min(map(_izquierda, tramos), default=0.0) + _ANCHO_DE_COLUMNA
    return sum(1 for tramo in tramos if tramo.x0 > lejos) >= _RENGLONES


def apoyo(huecos: Iterable[tuple[float, float]]) -> int:
    """Cuántos de esos huecos dejan libre una misma equis."""
    return max((cuantos for cuantos, _, _ in _plazas(huecos)), default=0)


def _corredor(tramos: Sequence[Tramo]) -> float | None:
    """La equis de la franja libre de más a la izquierda entre las que más renglones dejan."""
    plazas = list(_plazas(_huecos(tramos)))
    bastante = max(_RENGLONES, _PARTE_DEL_MEJOR * max((cuantos for cuantos, _, _ in plazas), default=0))
    return next(((desde + hasta) / 2 for cuantos, desde, hasta in plazas if cuantos >= bastante), None)


def _plazas(huecos: Iterable[tuple[float, float]]) -> Iterator[tuple[int, float, float]]:
    """De izquierda a derecha, las franjas que comparten más huecos que sus vecinas: cuántos, y sus bordes."""
    filos = sorted(filo for abre, cierra in huecos for filo in ((abre, 1), (cierra, -1)))
    cuantos = 0
    subia, desde = False, 0.0
    for x, paso in filos:
        if paso < 0 and subia:
            yield cuantos, desde, x
        cuantos += paso
        subia, desde = paso > 0, x


def _huecos(tramos: Sequence[Tramo]) -> Iterator[tuple[float, float]]:
    """Lo que hay entre cada tramo y el que tiene a su derecha en el mismo renglón."""
    por_altura = sorted(tramos, key=lambda t: t.y0)
    alturas = [t.y0 for t in por_altura]
    for tramo in por_altura:
        cerca = por_altura[bisect_left(alturas, tramo.y0 - tramo.alto) : bisect_right(alturas, tramo.y1)]
        al_lado = [t.x0 for t in cerca if t.x0 >= tramo.x1 and comparten(tramo, t, _AL_LADO)]
        if al_lado:
            yield tramo.x1, min(al_lado)


def _bandas(tramos: Sequence[Tramo], corredor: float) -> Iterator[Bloque]:
    """De arriba abajo: lo que va a todo lo ancho, y entre ello lo que está a los lados del corredor."""
    banda: Bloque = []
    cruzaba = False
    for tramo in de_arriba_abajo(tramos):
        cruza = tramo.x0 < corredor < tramo.x1
        if cruza != cruzaba and banda:
            yield from [banda] if cruzaba else _sin_orillas(banda)
            banda = []
        banda.append(tramo)
        cruzaba = cruza
    if banda:
        yield from [banda] if cruzaba else _sin_orillas(banda)


def _sin_orillas(banda: Bloque) -> Iterator[Bloque]:
    """Aparta de las columnas el encabezado y el pie: pocos renglones tras un blanco a todo lo ancho."""
    cortes = [0]
    fondo = banda[0].y1
    for n, tramo in enumerate(banda[1:], start=1):
        if tramo.y0 - fondo > _FRANJA * tramo.alto and min(n, len(banda) - n) <= 2 * _RENGLONES_DE_ORILLA:
            cortes.append(n)
        fondo = max(fondo, tramo.y1)
    for desde, hasta in zip(cortes, [*cortes[1:], len(banda)], strict=True):
        yield banda[desde:hasta]


def _es_prosa(columna: Sequence[Tramo], trozos: Sequence[Trozo]) -> bool:
    if len(columna) < _RENGLONES:
        return False
    renglones = [[t.texto for t in trozos[tramo.desde : tramo.hasta]] for tramo in columna]
    palabras = sum(map(len, renglones)) / len(renglones)
    signos = "".join("".join(renglon) for renglon in renglones)
    letras = sum(map(str.isalpha, signos))
    seguidos = sum(1 for renglon in renglones if renglon[0][0].islower())
    anchos = sorted(tramo.x1 - tramo.x0 for tramo in columna)
    total = max(t.x1 for t in columna) - min(t.x0 for t in columna)
    return (
        palabras >= _PALABRAS
        and letras >= _LETRAS * len(signos)
        and seguidos >= _SEGUIDOS * len(renglones)
        and anchos[len(anchos) // 2] >= _ANCHO_USUAL * total
    )
