"""Dónde partir un texto largo: donde menos duele."""

import re
from collections.abc import Iterator

_FRONTERAS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"[.;:!?…»”\")]\s*\n"),
    re.compile(r"[.;!?…][»”\")]?\s+(?=[\W_]*[A-ZÁÉÍÓÚÜÑ0-9])"),
    re.compile(r"(?<![-\u00ad])\n"),
    re.compile(r"(?<![-\u00ad])\s"),
)
"""De mejor a peor: párrafo, renglón que cierra, oración, renglón, espacio; nunca tras un guion."""


def cortar(texto: str, maximo: int) -> Iterator[tuple[int, int]]:
    """Tramos `[inicio, fin)` de a lo sumo `maximo` caracteres, sin blancos en los bordes y sin vacíos.

    Cada tramo lleva al menos la mitad de `maximo`, salvo el último.
    """
    inicio = 0
    while inicio < len(texto):
        fin = len(texto) if len(texto) - inicio <= maximo else _corte(texto, inicio, maximo)
        tramo = texto[inicio:fin]
        limpio = tramo.strip()
        if limpio:
            desde = inicio + len(tramo) - len(tramo.lstrip())
            yield desde, desde + len(limpio)
        inicio = fin


def _corte(texto: str, inicio: int, maximo: int) -> int:
    medio, tope = inicio + maximo // 2, inicio + maximo
    for frontera in _FRONTERAS:
        ultimo = 0
        for hallada in frontera.finditer(texto, medio, tope):
            ultimo = hallada.end()
        if ultimo:
            return ultimo
    return tope
