"""Las cajas de un texto que una persona corrigió: cada palabra nueva hereda el lugar de la que sustituye."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from indexador.ficha import Palabra

_PALABRA = re.compile(r"\S+")


def realinear(antes: str, palabras: Sequence[Palabra], ahora: str) -> tuple[Palabra, ...]:
    """Las palabras de `ahora` con las cajas de las de `antes`; las añadidas donde no había nada, sin caja.

    Donde unas palabras se cambiaron por otras, las nuevas se reparten el lugar de las viejas en su orden: por
    un error de espacio («laley») salen dos de una, y el ancho se divide según sus letras.
    """
    nuevas = [hallada.span() for hallada in _PALABRA.finditer(ahora)]
    viejas = [antes[p.inicio : p.fin] for p in palabras]
    pares = SequenceMatcher(None, viejas, [ahora[a:b] for a, b in nuevas], autojunk=False).get_opcodes()
    salida: list[Palabra] = []
    for _, i, j, desde, hasta in pares:
        if i < j and desde < hasta:
            salida += _repartir(palabras[i:j], nuevas[desde:hasta])
    return tuple(salida)


def _repartir(viejas: Sequence[Palabra], nuevas: Sequence[tuple[int, int]]) -> Iterator[Palabra]:
    """Tantas viejas como nuevas, una a una; si sobran viejas, se juntan; si sobran nuevas, se parte una."""
    grupos: dict[int, list[tuple[int, int]]] = {}
    for k, tramo in enumerate(nuevas):
        grupos.setdefault(k * len(viejas) // len(nuevas), []).append(tramo)
    lugares = sorted(grupos)
    for lugar, siguiente in zip(lugares, [*lugares[1:], len(viejas)], strict=True):
        yield from _partir(_juntar(viejas[lugar:siguiente]), grupos[lugar])


def _juntar(viejas: Sequence[Palabra]) -> Palabra:
    """Una caja para varias del mismo renglón; si están en varios, la de las del primero."""
    primera = viejas[0]
    suyas = [p for p in viejas if p.y0 < primera.y1 and p.x0 >= primera.x0]
    return Palabra(
        primera.inicio,
        primera.fin,
        primera.x0,
        min(p.y0 for p in suyas),
        max(p.x1 for p in suyas),
        max(p.y1 for p in suyas),
    )


def _partir(caja: Palabra, tramos: Sequence[tuple[int, int]]) -> Iterator[Palabra]:
    letra = (caja.x1 - caja.x0) / (sum(fin - inicio for inicio, fin in tramos) + len(tramos) - 1)
    x = caja.x0
    for inicio, fin in tramos:
        hasta = min(caja.x1, x + letra * (fin - inicio))
        yield Palabra(inicio, fin, x, caja.y0, hasta, caja.y1)
        x = min(caja.x1, hasta + letra)
