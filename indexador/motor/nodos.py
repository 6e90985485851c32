"""El árbol de una consulta ya entendida. No sabe nada de Whoosh: otro motor ejecutaría el mismo árbol."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

EN_TODO = "todo"
"""Una palabra se busca en el texto, en el título y en el registro, salvo que la consulta diga `titulo:`."""

FECHA_PRINCIPAL = "fecha"
"""La clase de fecha que dice cuándo es el documento: `Ficha.fecha`. Las demás están en `Ficha.fechas`."""

DISTANCIA_MAXIMA = 100
"""Palabras que puede abarcar una holgura o una cercanía; entre dos partes del título va un hueco mayor."""

_MINIMO_PARA_RELAJAR = 2


class Campo(Enum):
    """Los campos con valores cerrados, tal como los nombra una faceta."""

    TIPO = "tipo"
    TEMA = "tema"
    ACTIVIDAD = "actividad"
    INSTITUCION = "institucion"
    ACCESO = "acceso"
    PAIS = "pais"


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
    """Formas en este orden, tal como se escribieron (salvo acentos y mayúsculas), dentro de un documento.

    Van seguidas o, con `holgura`, con a lo sumo esas palabras de más entre la primera y la última. Una frase
    sigue de una página a la siguiente. Está donde empieza.
    """

    formas: tuple[str, ...]
    seccion: str = EN_TODO
    holgura: int = 0


@dataclass(frozen=True, slots=True)
class Prefijo:
    """Cualquier palabra cuya forma empiece así."""

    prefijo: str
    seccion: str = EN_TODO


@dataclass(frozen=True, slots=True)
class Exacta:
    """Una palabra por su forma y nada más: ni su raíz ni sus sinónimos."""

    forma: str
    seccion: str = EN_TODO


@dataclass(frozen=True, slots=True)
class Comodin:
    """Las formas que casan enteras con un patrón plegado: `*` vale por cualquier tramo, `?` por un signo."""

    patron: str
    seccion: str = EN_TODO


@dataclass(frozen=True, slots=True)
class Parecida:
    """Las formas a lo sumo a esas `faltas` (letra de más, de menos, cambiada o traspuesta con su vecina).

    La distancia es la de alineación óptima (OSA) entre formas plegadas; `faltas` es 1 o 2.
    """

    forma: str
    faltas: int
    seccion: str = EN_TODO


@dataclass(frozen=True, slots=True)
class Cerca:
    """Cada parte a lo sumo a `distancia` palabras de la anterior, antes o después y sin encimarse.

    Dos palabras contiguas están a distancia 1; la de una frase se cuenta desde su extremo más próximo. Las
    partes se buscan en `seccion`, diga lo que diga la suya, y ninguna es otra `Cerca`. Está donde esté su
    primera parte, tantas veces como apariciones de ella tengan cerca a las demás.
    """

    partes: tuple["Simple", ...]
    distancia: int
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
class Fechas:
    """Documentos con una fecha de esa clase entre dos días, ambos incluidos; None deja abierto ese lado.

    `clase` es `FECHA_PRINCIPAL` o una clave de `Ficha.fechas`. Lo que no tiene esa fecha no cumple.
    """

    clase: str
    desde: date | None
    hasta: date | None


@dataclass(frozen=True, slots=True)
class Articulo:
    """Los fragmentos que son ese artículo, y los documentos que tienen alguno.

    Lo que una conjunción pide junto a él debe estar en esos fragmentos, o en el título o el registro.

    `numero` es canónico; el de un fragmento es el de `articulos.articulo_de_etiqueta(fragmento.etiqueta)`.
    """

    numero: str


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


Simple = Palabra | Frase | Prefijo | Exacta | Comodin | Parecida
Hoja = Simple | Cerca
Nodo = Hoja | Valor | Anios | Fechas | Articulo | Numero | Todas | Alguna | No | Todo


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
    return isinstance(nodo, Todas) and all(_es_de_texto_corriente(parte) for parte in nodo.partes)


def _es_de_texto_corriente(nodo: Nodo) -> bool:
    if isinstance(nodo, Frase) and nodo.holgura:
        return False
    return isinstance(nodo, Palabra | Frase) and nodo.seccion == EN_TODO


def _es_suelta(nodo: Nodo) -> bool:
    return isinstance(nodo, Palabra) and nodo.seccion == EN_TODO


def hojas_afirmadas(nodo: Nodo) -> tuple[Hoja, ...]:
    """Las hojas de texto que la consulta pide (no las que niega), en orden y sin repetir."""
    return tuple(dict.fromkeys(parte for parte in _afirmados(nodo) if isinstance(parte, Hoja)))


def articulos_afirmados(nodo: Nodo) -> tuple[Articulo, ...]:
    """Los artículos que la consulta pide, en orden y sin repetir: sus fragmentos también la muestran."""
    return tuple(dict.fromkeys(parte for parte in _afirmados(nodo) if isinstance(parte, Articulo)))


def _afirmados(nodo: Nodo) -> Iterator[Nodo]:
    if isinstance(nodo, Todas | Alguna):
        for parte in nodo.partes:
            yield from _afirmados(parte)
    elif not isinstance(nodo, No):
        yield nodo


def es_de_fecha(nodo: Nodo) -> bool:
    """¿Pide cuándo es el documento?"""
    return isinstance(nodo, Anios) or (isinstance(nodo, Fechas) and nodo.clase == FECHA_PRINCIPAL)
