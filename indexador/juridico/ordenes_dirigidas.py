"""Qué órdenes de un decreto van a una norma, sin callar las que no se sabe a cuál van.

Un decreto no se reforma a sí mismo: lo que ordena sobre «el artículo 12», sin decir de qué norma, o lo que
se leyó como suyo, es de la norma que reforma si no reforma otra, y queda dudoso. Nada de eso se aplica.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from indexador.juridico.claves import leer_clave
from indexador.juridico.instruccion import SIN_NORMA, Instruccion


def dirigidas_a(
    norma: str, propia: str, ordenes: Sequence[Instruccion], *, consta: bool = False
) -> Iterator[Instruccion]:
    """Las que van a `norma` (su clave) y, si el decreto (`propia`) la cambia, las que no se sabe a cuál van.

    La cambia si alguna orden lo dice, o si `consta` por otro lado aunque ninguna se lea. Las dudosas llevan
    su razón; van al artículo que nombran si el decreto no cambia otra norma, y si cambia varias, a `None`.
    """
    cambiadas = set(_cambiadas(propia, ordenes))
    for una in ordenes:
        objetivo = una.objetivo
        if objetivo is not None and objetivo.norma == norma:
            yield una
        elif (consta or norma in cambiadas) and (objetivo is None or not _es_otra(objetivo.norma, propia)):
            sola = objetivo is not None and cambiadas <= {norma}
            suyo = replace(objetivo, norma=norma) if objetivo is not None and sola else None
            yield replace(una, objetivo=suyo, razon=una.razon or SIN_NORMA)


def _cambiadas(propia: str, ordenes: Iterable[Instruccion]) -> Iterator[str]:
    for una in ordenes:
        if una.objetivo is not None and _es_otra(una.objetivo.norma, propia):
            yield una.objetivo.norma


def _es_otra(norma: str, propia: str) -> bool:
    return norma != propia and leer_clave(norma) is not None
