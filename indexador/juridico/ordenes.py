"""Cómo se ordena un cambio a una ley: el verbo, qué nombra primero y hasta dónde llega.

Se lee sobre el texto llano de `indexador.lengua.plano`, que no cambia de largo, y tolera lo que el OCR yerra.
"""

import re
from collections.abc import Callable
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
PARTES = re.compile(
    r"\b(?:literal|inciso|numeral|apartado|p[ae]rrafo|epigrafe|frase|palabra|enunciado)(?:es|s)?\b"
    r"|\bparte conducente\b|\ben (?:el sentido|lo conducente)\b"
)
_CONDICION = re.compile(r"\bsalvo\b|\bexcept\w+|\bexcepcion\b|\ba partir del?\b|\bsiempre que\b|\bmientras\b")
_FIN_DE_ORACION = re.compile(
    r"(?<!\bno)(?<!\bnum)(?<!\bart)(?<!\barts)(?<!\bdto)(?<!\bdec)"
    r"(?<![.:;]\s\d)(?<![.:;]\s\d\d)(?<!\by\s\d)\.\s+(?=\D)"
)
_ABRE_LISTA = re.compile(r":\s*[\"“«]?(?:(?:[a-zñ]{1,2}|\d{1,2}|[ivx]{1,4})[ ]?[).]|[-•–])\s")
_INCISO = re.compile(r"[.;]\s+(?:y\s+)?(?:(?:[a-zñ]{1,2}|[ivx]{1,4})[ ]?[).-]|[-•–])\s")
_LARGO_DE_LISTA = 20_000
_RIGE_POR_PARTES = re.compile(r"\bart[i1lf]culos?\s+(?:\d|primero|segundo)(?![^.]{0,80}\bconstitucion\b)")
_SIN_CIFRAS = re.compile(r"\bdemas\b|\brest(?:o|antes?)\b|\bart[i1lf]culos?\s+(?!\d|del?\s+\d)")
_CIFRAS, _RANGO = (
    re.compile(r"\d{1,4}"),
    re.compile(r"(?P<desde>\d{1,4})\W+(?:al?|hasta)\s+(?:el\s+)?(?P<hasta>\d{1,4})"),
)
_VIGENCIA = re.compile(r"\bvig(?:encia|or)\b")
SOLO_UNA_PARTE = "Cambia sólo una parte del artículo."
_LITERAL_CAMBIA = "Cambia literales que ya estaban: sólo se añaden solas las nuevas."
MAS_DE_UNA = "Ordena varios cambios de un mismo artículo en un solo texto."
OTRA_COSA = "Lo que ordena no es sustituir, añadir ni derogar."
CON_CONDICION = "Pone una condición, una excepción o una fecha propia."
POR_PARTES = "El decreto no pone en vigor todos sus artículos a la vez."
SIN_ARTICULO_DICHO = "No se refiere a un artículo determinado."


def abre_el_articulo(texto: str, lugar: int) -> bool:
    """¿Va el verbo tras el rótulo y a lo sumo un epígrafe, y no en medio de una frase?"""
    antes = texto[:lugar].rstrip(" \n\t_·*~'\"")
    return not antes or antes[-1] in ".:-)°" or antes[-1].isdigit()


def fin_de_oracion(texto: str, desde: int, hasta: int) -> int:
    """Dónde acaba la oración: lo que sigue ya no es la orden."""
    hallado = _FIN_DE_ORACION.search(texto, desde, hasta)
    return hallado.start() if hallado else hasta


def enumera(texto: str, desde: int, hasta: int) -> bool:
    """¿Dice lo que ordena en incisos: «lo siguiente: a) …»?"""
    return _ABRE_LISTA.search(texto, desde, hasta) is not None


def fin_de_la_lista(texto: str, desde: int) -> int:
    """Dónde acaba la orden de derogar, con todos los incisos si los enumera: «lo siguiente: a) …. b) …»."""
    fin = fin_de_oracion(texto, desde, min(len(texto), desde + LARGO_DE_ORDEN))
    if not enumera(texto, desde, min(len(texto), fin + 2)):
        return fin
    tope = min(len(texto), desde + _LARGO_DE_LISTA)
    while _INCISO.match(texto, fin, tope):
        fin = fin_de_oracion(texto, fin + 1, tope)
    return fin


def tiene_condicion(texto: str, desde: int, hasta: int) -> bool:
    """¿Limita la orden lo que cambia, o desde cuándo?"""
    return _CONDICION.search(texto, desde, hasta) is not None


def pone_en_vigor(texto: str) -> bool:
    """¿Es un artículo que pone la ley en vigor? Lo dicen el epígrafe y las primeras palabras."""
    return _VIGENCIA.search(texto, 0, ANTES_DEL_VERBO) is not None


def rige_por_partes(texto: str) -> bool:
    """¿Es el artículo que pone la ley en vigor, y nombra artículos que lo hacen aparte?"""
    return pone_en_vigor(texto) and _RIGE_POR_PARTES.search(texto, 12) is not None


def rigen_aparte(texto: str) -> Callable[[str], bool]:
    """Si puede ser de los que ese artículo pone en vigor aparte otro, por su número.

    Lo puede ser cualquiera si los dice en letras o dice «los demás».
    """
    if _SIN_CIFRAS.search(texto):
        return lambda _: True
    numeros = [int(uno) for uno in _CIFRAS.findall(texto)]
    rangos = [(int(uno["desde"]), int(uno["hasta"])) for uno in _RANGO.finditer(texto)]

    def puede(numero: str) -> bool:
        cual = int(entero) if (entero := numero.partition("-")[0]).isdigit() else 0
        return cual in numeros or any(desde <= cual <= hasta for desde, hasta in rangos)

    return puede


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
        return Ambito.PARTE if PARTES.search(texto, desde, hasta) else Ambito.ARTICULO
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
        return SIN_ARTICULO_DICHO
    if ambito == Ambito.LITERAL:
        return "" if operacion == Operacion.ANADE else _LITERAL_CAMBIA
    return SOLO_UNA_PARTE if ambito == Ambito.PARTE else ""
