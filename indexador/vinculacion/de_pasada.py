"""Lo que un papel de trabajo sólo menciona de paso.

Un papel dice qué es en su comienzo, y de una vez: el acto y su objeto van juntos. Lo que nombra más adelante,
o con palabras de oraciones distintas, lo nombra de paso, y junto a lo que sí prueba estorba.
"""

import re
from collections.abc import Iterator, Sequence

from indexador.ficha import Pagina
from indexador.vinculacion.perfil import Clase
from indexador.vinculacion.propuesta import Propuesta

_COMIENZO = 100
"""Caracteres en que un papel dice qué es: su primera oración, más o menos."""
_ORACIONES = 1
"""Fines de oración que caben entre las palabras de una razón."""
_CASI = 0.95
"""Parte de la confianza del mejor tema desde la que otro se prueba casi como él."""
_FIN = re.compile(r"[.;:!?]\s+|\n\s*\n")


def sin_lo_de_pasada(propuestas: Sequence[Propuesta], paginas: Sequence[Pagina]) -> Iterator[Propuesta]:
    """Las de un papel sin los nodos ni los temas que menciona de paso, si prueba otro de su clase.

    El que más prueba queda siempre, y con el nodo, sus partes y el nodo de que es parte.
    """
    mejores = {
        clase: max(suyas, key=lambda p: (p.confianza, not _de_pasada(p, paginas), p.codigo))
        for clase in Clase
        if (suyas := [p for p in propuestas if p.clase == clase])
    }
    for propuesta in propuestas:
        mejor = mejores[propuesta.clase]
        if _va_con(propuesta, mejor) or not _de_pasada(propuesta, paginas):
            yield propuesta


def _va_con(una: Propuesta, mejor: Propuesta) -> bool:
    """¿Es de su rama del plan, o un tema que se prueba casi como él?"""
    if una.clase == Clase.TEMA:
        return una.confianza >= _CASI * mejor.confianza
    return _de_la_misma_rama(una, mejor)


def _de_la_misma_rama(una: Propuesta, otra: Propuesta) -> bool:
    return f"{una.codigo}.".startswith(f"{otra.codigo}.") or f"{otra.codigo}.".startswith(f"{una.codigo}.")


def _de_pasada(propuesta: Propuesta, paginas: Sequence[Pagina]) -> bool:
    if any(razon.clase == "lexico" for razon in propuesta.razones):
        return False
    lugares = [(r.inicio, r.fin) for r in propuesta.razones if r.clase == "termino" and r.pagina]
    if not lugares:
        return False
    inicio, fin = min(lugares)
    antes = 0
    for pagina in paginas:
        if pagina.numero == propuesta.pagina:
            cortes = sum(inicio < corte.end() <= fin for corte in _FIN.finditer(pagina.texto, inicio, fin))
            return antes + inicio >= _COMIENZO or cortes > _ORACIONES
        antes += len(pagina.texto)
    return False
