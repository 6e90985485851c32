"""Corta las páginas en pasajes del tamaño de un párrafo: lo que una persona leería para decidir."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexador.ficha import Pagina
from indexador.vinculacion.aparato import Tramo, es_prosa, hay_notas, mudos

LARGO = 600
"""Caracteres de un pasaje: dos o tres oraciones."""
_MINIMO = 160
_FIN = re.compile(r"(?:[.;:!?]\s+|\n\s*\n|\f)")
_ARTICULO = re.compile(r"^\s*art[ií]culos?\s+\d", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Pasaje:
    """Un trozo de una página: `texto_de_pagina[inicio:fin]`."""

    pagina: int
    inicio: int
    fin: int


def cortar(paginas: Sequence[Pagina]) -> list[Pasaje]:
    """Los pasajes de un documento, en orden y sin solaparse, ni nada de lo que no es su texto (`aparato`)."""
    callados = mudos(paginas)
    return [
        Pasaje(pagina.numero, inicio, fin)
        for pagina in paginas
        for inicio, fin in _trozos(pagina.texto, callados.get(pagina.numero, ()))
        if pagina.texto[inicio:fin].strip()
    ]


def _trozos(texto: str, callados: Sequence[Tramo]) -> Iterator[Tramo]:
    desde = 0
    for callado, siguiente in (*callados, (len(texto), len(texto))):
        while desde < callado:
            hasta = min(callado, _corte(texto, desde))
            yield desde, hasta
            desde = hasta
        desde = siguiente


def _corte(texto: str, desde: int) -> int:
    """Dónde acaba el pasaje que empieza en `desde`: un artículo nuevo, un párrafo, una oración o el tope."""
    tope = desde + LARGO
    if len(texto) <= tope:
        articulo = _ARTICULO.search(texto, desde + _MINIMO) if len(texto) > desde + _MINIMO else None
        return articulo.start() if articulo else len(texto)
    articulo = _ARTICULO.search(texto, desde + _MINIMO, tope)
    if articulo:
        return articulo.start()
    ultimo = 0
    for fin in _FIN.finditer(texto, desde + _MINIMO, tope):
        ultimo = fin.end()
        if "\n\n" in fin[0]:
            break
    if ultimo:
        return ultimo
    blanco = texto.rfind(" ", desde + _MINIMO, tope)
    return blanco + 1 if blanco > 0 else tope


def ajustar(texto: str, inicio: int, fin: int) -> tuple[int, int]:
    """Los mismos lugares sin los espacios de los bordes."""
    trozo = texto[inicio:fin]
    return inicio + len(trozo) - len(trozo.lstrip()), fin - (len(trozo) - len(trozo.rstrip()))


def alrededor(texto: str, pasaje: Pasaje, lugares: Sequence[Tramo]) -> Tramo:
    """Del pasaje, las oraciones en que están los lugares; si sólo es un rótulo, también lo que lo sigue."""
    if not lugares:
        return ajustar(texto, pasaje.inicio, pasaje.fin)
    primero, ultimo = min(lugares)[0], max(fin for _, fin in lugares)
    cortes = [m.end() for m in _FIN.finditer(texto, pasaje.inicio, pasaje.fin)]
    inicio = max((c for c in cortes if c <= primero), default=pasaje.inicio)
    fines = [*(c for c in cortes if c >= ultimo), pasaje.fin]
    fin = next((fin for fin in fines if es_prosa(texto[inicio:fin])), fines[0])
    return ajustar(texto, inicio, fin)


def prueba(texto: str, inicio: int, fin: int) -> bool:
    """¿Puede una persona juzgar por lo que dice? No, por un rótulo solo ni por una nota al pie."""
    return es_prosa(texto[inicio:fin]) and not hay_notas(texto, inicio, fin)
