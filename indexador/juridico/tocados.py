"""Qué artículos toca enteros una orden y de cuáles sólo una parte.

«Se derogan los artículos 10 y 11, así como la literal b) del artículo 12» quita dos artículos enteros y una
literal; «Se deroga lo siguiente: a) El Título I y los artículos 1 y 2. b) …» los quita todos. Se lee sobre el
texto llano de `indexador.lengua.plano`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from indexador.juridico.citas import Cita
from indexador.juridico.citas.herencia import CAMBIAN
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import Objetivo
from indexador.juridico.ordenes import PARTES, SIN_ARTICULO_DICHO, SOLO_UNA_PARTE, Ambito, enumera

_NOMBRA = re.compile(
    r"[\s_.'\"·~*-]*(?:(?:el|la|los|las|primer|segundo|tercer|cuarto|quinto|ultimo|penultimo)\s+){0,3}"
    r"(?:ar[tlf1].{0,2}cul[o0]s?_?|literal(?:es)?|incisos?|numeral(?:es)?|parrafos?|titulos?|capitulos?"
    r"|seccion(?:es)?|libros?)\b",
    re.DOTALL,
)
_ARTICULO = re.compile(r"\bar[tlf1].{0,2}cul[o0]s?")
_COLA_DE_VARIOS = re.compile(
    r",\s*(?:literal|inciso|numeral|parrafo)|\b(?:literales|incisos|numerales|parrafos)\b"
)
_DUDOSO = "No se dice si cambia el artículo entero o sólo una parte."
_DE_DIVISION = re.compile(r"\bepigrafes?\s+(?:del?\s+)?(?:la\s+)?(?:titulo|capitulo|seccion)")

_Articulo = tuple[str, str, str]
Tocado = tuple[Objetivo, Ambito, str]
"""Un artículo, su ámbito y por qué no se aplica solo; la razón va vacía si se puede."""


def tocados(texto: str, desde: int, hasta: int, citas: Sequence[Cita]) -> list[Tocado]:
    """Cada artículo que la orden cambia.

    Nada, si no se ve qué partes nombra la orden o si no enumera normas distintas y nombra más de una.
    """
    lista = enumera(texto, desde, hasta)
    if not (lista or _NOMBRA.match(texto, desde, hasta)) or _otra_parte(texto, desde, hasta, citas):
        return []
    suyos = list(dict.fromkeys(_articulos(citas)))
    if not suyos or (not lista and len({uno.norma for uno in suyos}) > 1):
        return []
    enteros = {_cual(uno) for uno in suyos if not uno.subdivision}
    dudosos = {_cual(uno) for cita in citas if _deja_duda(texto, cita) for uno in cita.objetivos}
    dichos = [_dicho(uno, enteros, dudosos, sola=len(suyos) == 1) for uno in suyos]
    normas = {uno.norma for uno in suyos}
    otras = (uno for cita in citas if cita.relacion in CAMBIAN for uno in cita.objetivos)
    dichos += [(uno, Ambito.OTRO, SIN_ARTICULO_DICHO) for uno in otras if uno.norma not in normas]
    return list(dict.fromkeys(dichos))


def _articulos(citas: Iterable[Cita]) -> Iterator[Objetivo]:
    for cita in citas:
        for uno in cita.objetivos if cita.relacion in CAMBIAN else ():
            if uno.articulo and leer_clave(uno.norma) is not None:
                yield uno


def _cual(uno: Objetivo) -> _Articulo:
    return uno.norma, uno.serie, uno.articulo


def _dicho(uno: Objetivo, enteros: set[_Articulo], dudosos: set[_Articulo], *, sola: bool) -> Tocado:
    """Un artículo del que se cambian varias partes se dice una vez."""
    if _cual(uno) in enteros:
        return replace(uno, subdivision=()), Ambito.ARTICULO, _DUDOSO if _cual(uno) in dudosos else ""
    return uno if sola else replace(uno, subdivision=()), Ambito.PARTE, SOLO_UNA_PARTE


def _deja_duda(texto: str, cita: Cita) -> bool:
    """Si las partes del final pueden ser de todos: «los artículos 10 y 11, literales a) y b)»."""
    if len({bool(uno.subdivision) for uno in cita.objetivos}) < 2:
        return False
    nombres = list(_ARTICULO.finditer(texto, cita.inicio, cita.fin))
    return len(nombres) == 1 and _COLA_DE_VARIOS.search(texto, nombres[0].end(), cita.fin) is not None


def _otra_parte(texto: str, desde: int, hasta: int, citas: Sequence[Cita]) -> bool:
    """Si nombra una parte («la frase…») que ninguna cita dice de qué artículo es."""
    for parte in PARTES.finditer(texto, desde, hasta):
        citada = any(cita.inicio <= parte.start() < cita.fin for cita in citas)
        if not citada and not _DE_DIVISION.match(texto, parte.start()):
            return True
    return False
