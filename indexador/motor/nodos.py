"""El árbol de una consulta ya entendida. No sabe nada de Whoosh: otro motor ejecutaría el mismo árbol."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

EN_TODO = "todo"
"""Una palabra se busca en el texto, en el título y en el registro, salvo que la consulta diga `titulo:`."""

_MINIMO_PARA_RELAJAR = 2


class Campo(Enum):
    """Los campos con valores cerrados, tal como los nombra una faceta."""

    TIPO = "tipo"
    TEMA = "tema"
    ACTIVIDAD = "actividad"
    INSTITUCION = "institucion"
    ACCESO = "acceso"


@dataclass(frozen=True, slots=True)
class Palabra:
    """Una palabra por su raíz o por su forma; la que coincide también en la forma pesa más.

    Las raíces `con_enie` sólo se buscan si la palabra misma no está en ningún documento público.
    """

    forma: str
    raices: frozenset[str]
    vacia: bool = False
    seccion: str = EN_TODO
    con_enie: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frase:
    """Formas seguidas, tal como se escribieron (salvo acentos y mayúsculas), dentro de un documento."""

    formas: tuple[str, ...]
    seccion: str = EN_TODO


@dataclass(frozen=True, slots=True)
class Prefijo:
    """Cualquier palabra cuya forma empiece así."""

    prefijo: str
    seccion: str = EN_TODO


@dataclass(frozen=True, slots=True)
class Valor:
    """Documentos con ese valor en un campo cerrado; se compara plegado."""

    campo: Campo
    valor: str


@dataclass(frozen=True, slots=True)
class Anios:
    """Documentos fechados entre dos años, ambos incluidos."""

    desde: int
    hasta: int


@dataclass(frozen=True, slots=True)
class Numero:
    """Documentos con ese número de norma. `clase` restringe a un tipo o título que empiece así."""

    numero: str
    clase: str = ""


@dataclass(frozen=True, slots=True)
class Todas:
    """Todas las partes."""

    partes: tuple["Nodo", ...]


@dataclass(frozen=True, slots=True)
class Alguna:
    """Alguna de las partes."""

    partes: tuple["Nodo", ...]


@dataclass(frozen=True, slots=True)
class No:
    """Lo que no cumple la parte."""

    parte: "Nodo"


@dataclass(frozen=True, slots=True)
class Todo:
    """Cualquier documento: la consulta vacía."""


Hoja = Palabra | Frase | Prefijo
Nodo = Hoja | Valor | Anios | Numero | Todas | Alguna | No | Todo


def relajada(nodo: Nodo) -> Nodo | None:
    """La misma consulta con que baste ALGUNA de sus palabras sueltas; None si no pedía varias.

    Lo demás (frases, campos, exclusiones) se sigue exigiendo.
    """
    if not isinstance(nodo, Todas):
        return None
    sueltas = tuple(parte for parte in nodo.partes if _es_suelta(parte))
    if len(sueltas) < _MINIMO_PARA_RELAJAR:
        return None
    resto = tuple(parte for parte in nodo.partes if not _es_suelta(parte))
    return Todas((Alguna(sueltas), *resto)) if resto else Alguna(sueltas)


def solo_de_texto(nodo: Nodo) -> bool:
    """¿Son varias palabras o frases que se piden juntas, sin campos, exclusiones ni alternativas?"""
    return isinstance(nodo, Todas) and all(
        isinstance(parte, Palabra | Frase) and parte.seccion == EN_TODO for parte in nodo.partes
    )


def _es_suelta(nodo: Nodo) -> bool:
    return isinstance(nodo, Palabra) and nodo.seccion == EN_TODO


def hojas_afirmadas(nodo: Nodo) -> tuple[Hoja, ...]:
    """Las palabras, frases y prefijos que la consulta pide (no los que niega), en orden y sin repetir."""
    return tuple(dict.fromkeys(_afirmadas(nodo)))


def _afirmadas(nodo: Nodo) -> Iterator[Hoja]:
    if isinstance(nodo, Palabra | Frase | Prefijo):
        yield nodo
    elif isinstance(nodo, Todas | Alguna):
        for parte in nodo.partes:
            yield from _afirmadas(parte)
