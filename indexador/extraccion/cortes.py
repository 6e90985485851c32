"""Dónde partir un texto largo: donde menos duele."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

_FRONTERAS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"[.;:!?…»”\")]\s*\n"),
    re.compile(r"[.;!?…][»”\")]?\s+(?=[\W_]*[A-ZÁÉÍÓÚÜÑ0-9])"),
    re.compile(r"(?<![-\u00ad])\n"),
    re.compile(r"(?<![-\u00ad])\s"),
)
"""De mejor a peor: párrafo, renglón que cierra, oración, renglón, espacio; nunca tras un guion."""


def cortar(
    texto: str, maximo: int, preferidas: Callable[[str], Sequence[int]] | None = None
) -> Iterator[tuple[int, int]]:
    """Tramos `[inicio, fin)` de a lo sumo `maximo` caracteres, sin blancos en los bordes y sin vacíos.

    Cada tramo lleva al menos la mitad de `maximo`, salvo el último. `preferidas` da, de un texto que hay que
    partir, los lugares donde mejor queda partido, en orden.
    """
    inicio = 0
    lugares = preferidas(texto) if preferidas is not None and len(texto) > maximo else ()
    while inicio < len(texto):
        fin = len(texto) if len(texto) - inicio <= maximo else _corte(texto, inicio, maximo, lugares)
        tramo = texto[inicio:fin]
        limpio = tramo.strip()
        if limpio:
            desde = inicio + len(tramo) - len(tramo.lstrip())
            yield desde, desde + len(limpio)
        inicio = fin


def _corte(texto: str, inicio: int, maximo: int, lugares: Sequence[int]) -> int:
    medio, tope = inicio + maximo // 2, inicio + maximo
    lugar = bisect_right(lugares, tope) - 1
    if lugar >= 0 and lugares[lugar] > medio:
        return lugares[lugar]
    for frontera in _FRONTERAS:
        ultimo = 0
        for hallada in frontera.finditer(texto, medio, tope):
            ultimo = hallada.end()
        if ultimo:
            return ultimo
    return tope
