"""La serie transitoria, que vuelve a contar desde el 1: «artículo 26 transitorio», «Título VIII».

Un artículo sólo es de ella si el texto lo dice o si está bajo su título.
"""

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import CONJUNCIONES, DE, DETERMINANTES

_TRANSITORIO = frozenset({"transitorio", "transitorios"})
_ANTES_DE_DISPOSICIONES = DETERMINANTES | {"su", "sus"}
_TITULO = "viii"
"""Las disposiciones transitorias y finales son el Título VIII de la Constitución."""
_MAS_PARTE = 5


def tras_transitorio(f: Fichas, lugar: int) -> int:
    """Tras «transitorio» o «(transitorio)»; el mismo lugar si no está."""
    if f.formas[lugar] in _TRANSITORIO:
        return lugar + 1
    entre = f.formas[lugar] == "(" and f.formas[lugar + 1] in _TRANSITORIO and f.formas[lugar + 2] == ")"
    return lugar + 3 if entre else lugar


def tras_disposiciones(f: Fichas, lugar: int) -> int:
    """Tras «disposiciones transitorias», «… transitorias y finales» o «… finales y transitorias».

    El mismo lugar si no están.
    """
    if f.formas[lugar] != "disposiciones":
        return lugar
    una, otra = f.formas[lugar + 1], f.formas[lugar + 3]
    dos = f.formas[lugar + 2] in CONJUNCIONES and {una, otra} == {"transitorias", "finales"}
    if dos:
        return lugar + 4
    return lugar + 2 if una == "transitorias" else lugar


def tras_enlazadas(f: Fichas, lugar: int) -> int:
    """Tras «de las disposiciones transitorias», «de sus disposiciones…»; el mismo lugar si no están."""
    if f.formas[lugar] not in DE:
        return lugar
    inicio = lugar + 1 + (f.formas[lugar + 1] in _ANTES_DE_DISPOSICIONES)
    fin = tras_disposiciones(f, inicio)
    return fin if fin > inicio else lugar


def parte_de_norma(f: Fichas, lugar: int) -> tuple[int, bool]:
    """Tras «disposiciones transitorias,» o «Título VIII,», y si es la parte de la serie transitoria."""
    fin = tras_disposiciones(f, lugar)
    if fin > lugar:
        return f.tras(fin, ","), True
    if f.formas[lugar] in {"titulo", "capitulo", "seccion"}:
        for fin in range(lugar + 2, lugar + _MAS_PARTE):
            if f.formas[fin] == ",":
                return fin + 1, f.formas[lugar + 1] == _TITULO and f.formas[lugar] == "titulo"
    return lugar, False
