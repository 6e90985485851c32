"""Cómo se ordena un cambio a una ley: el verbo, qué nombra primero y hasta dónde llega.

Se lee sobre el texto llano de `indexador.lengua.plano`, que no cambia de largo, y tolera lo que el OCR yerra.
"""

import re
from enum import StrEnum


class Operacion(StrEnum):
    """Lo que el verbo ordena."""

    SUSTITUYE = "sustituye"
    ANADE = "añade"
    DEROGA = "deroga"
    OTRA = "otra"
    """Restablece, deja sin efecto, corrige…: cambia la norma y no se aplica sola."""


class Ambito(StrEnum):
    """A qué lo ordena: un artículo entero, una literal, otra parte de un artículo, o algo mayor."""

    ARTICULO = "articulo"
    LITERAL = "literal"
    PARTE = "parte"
    OTRO = "otro"


VERBO = re.compile(
    r"(?P<hace>\bse\s+(?:refo(?:rm|nn|m)\w*|modific\w+|sustituy\w+)|\b(?:reform|modific|sustituy)[ae]n?se\b)"
    r"|(?P<pone>\bse\s+(?:adicion\w*|agreg\w+|incorpor\w+)|\b(?:adicion|agreg|incorpor)[ae]n?se\b)"
    r"|(?P<quita>\b(?:se|qued\w+)\s+(?:derog\w+|suprim\w+|elimin\w+)|\b(?:derog|suprim|elimin)[ae]n?se\b)"
    r"|(?P<otra>\b(?:se|qued\w+)\s+(?:restablec\w+|restituy\w+|abrog\w+|renumer\w+|traslad\w+|corrig\w+"
    r"|enmiend\w+|(?:deja\w*\s+)?sin\s+efectos?)|\b(?:restabl[ae]zca|restablec|abrog)[ae]n?se\b)"
)
ANTES_DEL_VERBO = 120
LARGO_DE_ORDEN = 700
_ARTICULO = re.compile(
    r"[\s_.'\"·~*-]*(?:(?:el|los|un|unos|nuevos?)\s+){0,3}_?ar[tlf1].{0,2}cul[o0]s?_?[\s.]", re.DOTALL
)
_LITERAL = re.compile(
    r"[\s_.·~-]*(?:(?:el|la|los|las|una?|unas|unos|nuev[oa]s?)\s+){0,3}(?:literal|inciso)(?:es|s)?\b"
)
_LETRA = re.compile(r"(?<!\w)([a-zñ]{1,2})[ ]?[)}]")
_DE_UN_ARTICULO = re.compile(r"[^.:]{0,160}?\bar[tlf1].{0,2}cul[o0]s?_?\s", re.DOTALL)
_PARTES = re.compile(
    r"\b(?:literal|inciso|numeral|apartado|p[ae]rrafo|epigrafe|frase|palabra|enunciado)(?:es|s)?\b"
    r"|\bparte conducente\b|\ben (?:el sentido|lo conducente)\b"
)
_CONDICION = re.compile(r"\bsalvo\b|\bexcept\w+|\bexcepcion\b|\ba partir del?\b|\bsiempre que\b|\bmientras\b")
_FIN_DE_ORACION = re.compile(r"(?<!\bno)(?<!\bnum)(?<!\bart)(?<!\barts)(?<!\bdto)(?<!\bdec)\.\s+(?=\D)")
_RIGE_POR_PARTES = re.compile(r"\bart[i1lf]culos?\s+(?:\d|primero|segundo)(?![^.]{0,80}\bconstitucion\b)")
_VIGENCIA = re.compile(r"\bvig(?:encia|or)\b")
SOLO_UNA_PARTE = "Cambia sólo una parte del artículo."
_LITERAL_CAMBIA = "Cambia literales que ya estaban: sólo se añaden solas las nuevas."
MAS_DE_UNA = "Ordena varios cambios de un mismo artículo en un solo texto."
OTRA_COSA = "Lo que ordena no es sustituir, añadir ni derogar."
CON_CONDICION = "Pone una condición, una excepción o una fecha propia."
POR_PARTES = "El decreto no pone en vigor todos sus artículos a la vez."
_OTRO = "No se refiere a un artículo determinado."


def abre_el_articulo(texto: str, lugar: int) -> bool:
    """¿Va el verbo tras el rótulo y a lo sumo un epígrafe, y no en medio de una frase?"""
    antes = texto[:lugar].rstrip(" \n\t_·*~'\"")
    return not antes or antes[-1] in ".:-)°" or antes[-1].isdigit()


def fin_de_oracion(texto: str, desde: int, hasta: int) -> int:
    """Dónde acaba la oración: lo que sigue ya no es la orden."""
    hallado = _FIN_DE_ORACION.search(texto, desde, hasta)
    return hallado.start() if hallado else hasta


def tiene_condicion(texto: str, desde: int, hasta: int) -> bool:
    """¿Limita la orden lo que cambia, o desde cuándo?"""
    return _CONDICION.search(texto, desde, hasta) is not None


def rige_por_partes(texto: str) -> bool:
    """¿Es el artículo que pone la ley en vigor, y nombra artículos que lo hacen aparte?

    Mira el principio: el epígrafe y las primeras palabras dicen de qué trata.
    """
    return _VIGENCIA.search(texto, 0, ANTES_DEL_VERBO) is not None and bool(
        _RIGE_POR_PARTES.search(texto, 12)
    )


def operacion_de(verbo: re.Match[str]) -> Operacion:
    """Lo que ordena un hallazgo de `VERBO`."""
    if verbo["quita"]:
        return Operacion.DEROGA
    if verbo["otra"]:
        return Operacion.OTRA
    return Operacion.ANADE if verbo["pone"] else Operacion.SUSTITUYE


def ambito_de(texto: str, desde: int, hasta: int) -> Ambito:
    """Qué es lo primero que el verbo nombra, y si el resto lo limita a una parte."""
    if _ARTICULO.match(texto, desde, hasta):
        return Ambito.PARTE if _PARTES.search(texto, desde, hasta) else Ambito.ARTICULO
    if _LITERAL.match(texto, desde, hasta):
        return Ambito.LITERAL
    return Ambito.PARTE if _DE_UN_ARTICULO.match(texto, desde, hasta) else Ambito.OTRO


def letras_ordenadas(texto: str, desde: int, hasta: int) -> list[str]:
    """Las literales que la orden nombra antes del artículo: «las literales e), f) y g) al artículo 2»."""
    articulo = _DE_UN_ARTICULO.match(texto, desde, hasta)
    return _LETRA.findall(texto, desde, articulo.end() if articulo else hasta)


def razon_del_ambito(operacion: Operacion, ambito: Ambito) -> str:
    """Por qué un cambio de esa clase no se aplica solo; vacía, si se puede."""
    if ambito == Ambito.OTRO:
        return _OTRO
    if ambito == Ambito.LITERAL:
        return "" if operacion == Operacion.ANADE else _LITERAL_CAMBIA
    return SOLO_UNA_PARTE if ambito == Ambito.PARTE else ""
