"""Corta un texto en términos, con su posición entre las palabras y su lugar exacto en el texto.

El mismo corte sirve al índice, a la consulta y al resaltado: si dos de ellos cortaran distinto, se
encontraría lo que no se marca o se marcaría lo que no se encontró.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from indexador.lengua.cifras import es_numero_de_norma, leer_cifras, numero_canonico, sigue_a_un_ordinal
from indexador.lengua.enteros import enteros
from indexador.lengua.palabras import LARGO_MAXIMO, reducir

__all__ = ["Termino", "analizar", "es_numero_de_norma", "numero_canonico", "piezas_de"]


class Termino(NamedTuple):
    """Una palabra en su sitio.

    `posicion` cuenta todas las palabras, también las vacías. `inicio` y `fin` son puntos de código del
    texto analizado, y abarcan el guion y el salto de una palabra partida. `variantes` son otras formas
    buscables en la misma posición: de «C-123/2009», «123-2009», «123» y «2009»; de la primera
    palabra de un correo, el correo entero; de una palabra que un
    reconocimiento óptico leyó con cifras («exenci6n»), la que quizá es; y de la que una página corta, sus
    piezas («ex-|presidente»), porque quizá el guion era suyo.
    """

    forma: str
    raiz: str
    posicion: int
    inicio: int
    fin: int
    vacia: bool
    variantes: tuple[str, ...] = ()


_LETRA = r"[^\W\d_]"
_SALTO = r"[ \t]*(?:\r?\n|\f)[ \t]*"
_UNION = rf"(?:-{_SALTO}|\u00ad(?:{_SALTO})?|[-/.,–\u2010\u2011])"
_PATRON = re.compile(
    rf"(?P<doble>(?<![^\W_])({_LETRA})\2\.[ ]?({_LETRA})\3(?![^\W_])\.?)"
    r"|(?P<separada>(?<![^\W_])[A-Z]\.(?:[ ][A-Z]\.)+(?![^\W_]))"
    rf"|(?P<sigla>(?<![^\W_])(?:{_LETRA}\.)+{_LETRA}(?![^\W_])\.?)"
    rf"|(?P<palabra>[^\W_]+)(?P<resto>(?:{_UNION}[^\W_]+)+)?(?P<orden>\.?°)?"
)
_PIEZA = re.compile(rf"({_UNION})?([^\W_]+)")
_CIFRA = re.compile(r"\d")
_CONJUNCIONES = frozenset({"y", "e", "o", "u", "a", "ni"})
"""Tras un guion, no son el final de una palabra: «pre- y posgrado». Otras vacías sí: «artícu-lo»."""
_UNION_MAS_LARGA = 4 * LARGO_MAXIMO
"""Letras desde las que una cadena de piezas unidas se corta: así, unirlas cuesta lo que su largo."""


class _Trozo(NamedTuple):
    texto: str
    inicio: int
    fin: int
    piezas: tuple[str, ...] = ()


def analizar(texto: str, posicion: int = 0) -> Iterator[Termino]:
    """Los términos de un texto en orden, numerados desde `posicion`.

    >>> [t.forma for t in analizar("El Decreto 46-2007 de C.A. y la migra-\\nción")]
    ['el', 'decreto', '46-2007', 'de', 'ca', 'y', 'la', 'migracion']
    """
    if texto.isalnum():
        yield _termino(_Trozo(texto, 0, len(texto)), posicion)
        return
    de_enteros = enteros(texto)
    for hallazgo in _PATRON.finditer(texto):
        for trozo in _trozos(hallazgo[0], hallazgo.lastgroup, hallazgo.start()):
            termino = _termino(trozo, posicion)
            if de_enteros and trozo.inicio in de_enteros:
                termino = termino._replace(variantes=(*termino.variantes, *de_enteros[trozo.inicio]))
            yield termino
            posicion += 1


def raices(texto: str) -> tuple[str, ...]:
    """Las raíces de las palabras con significado de un texto, en su orden.

    >>> raices("las leyes de la migración")
    ('ley', 'migracion')
    """
    return tuple(termino.raiz for termino in analizar(texto) if not termino.vacia)


@lru_cache(maxsize=1024)
def piezas_de(forma: str) -> tuple[str, ...]:
    """Las palabras en que se corta un correo, una dirección o un código; ninguna si es una sola palabra.

    >>> piezas_de("ana@oim.int"), piezas_de("46-2007")
    (('ana', 'oim', 'int'), ())
    """
    if forma.isalnum():
        return ()
    piezas = tuple(termino.forma for termino in analizar(forma))
    return piezas if len(piezas) > 1 else ()


def _trozos(escrito: str, clase: str | None, inicio: int) -> Iterable[_Trozo]:
    fin = inicio + len(escrito)
    if clase == "palabra":
        return (_Trozo(escrito, inicio, fin),)
    if clase in ("resto", "orden"):
        unido = escrito.removesuffix("°").removesuffix(".")
        if clase == "orden" and unido.isalnum():
            return (_Trozo(unido + "°", inicio, inicio + len(unido)),)
        return _unir(unido, inicio)
    return (_Trozo(re.sub(r"[.\s]", "", escrito), inicio, fin),)


def _termino(trozo: _Trozo, posicion: int) -> Termino:
    texto, inicio, fin, piezas = trozo
    if not _CIFRA.search(texto):
        forma, raiz, vacia = reducir(texto.replace("°", "o"))
        sueltas = tuple(pieza.forma for pieza in map(reducir, piezas) if not pieza.vacia)
        return Termino(forma, raiz, posicion, inicio, fin, vacia, sueltas)
    forma, variantes = leer_cifras(texto)
    return Termino(forma, forma, posicion, inicio, fin, False, variantes)


def _unir(texto: str, desde: int) -> Iterator[_Trozo]:
    """Separa una cadena de piezas unidas por signos, conservando juntas las que son una sola palabra."""
    actual = _Trozo("", desde, desde)
    for pieza in _PIEZA.finditer(texto):
        signo, nueva = pieza[1] or "", pieza[2]
        enlace: str | None = ""
        if actual.texto:
            cabe = len(actual.texto) < _UNION_MAS_LARGA
            enlace = _enlace(actual.texto, signo, nueva) if cabe else None
        if enlace is None:
            yield actual
            actual = _Trozo(nueva, desde + pieza.start(2), desde + pieza.end())
        else:
            piezas = (*(actual.piezas or (actual.texto,)), nueva) if "\f" in signo else actual.piezas
            actual = _Trozo(actual.texto + enlace + nueva, actual.inicio, desde + pieza.end(), piezas)
    yield actual


def _enlace(antes: str, signo: str, despues: str) -> str | None:
    """Con qué se unen dos piezas: con nada una palabra partida, con su signo un número; None, no se unen."""
    ultima_cifra, primera_cifra = antes[-1].isdigit(), despues[0].isdigit()
    if signo.startswith("\u00ad") or (signo.startswith("-") and len(signo) > 1):
        if ultima_cifra and primera_cifra:
            return "-"
        return "" if es_palabra_partida(antes, despues) else None
    if signo == ".":
        if sigue_a_un_ordinal(antes, despues):
            return "."
        return "." if _CIFRA.search(antes) and _CIFRA.search(despues) else None
    if signo == ",":
        return "," if ultima_cifra and despues.isdigit() and len(despues) == 3 else None
    return signo if _CIFRA.search(antes) or primera_cifra else None


def es_palabra_partida(antes: str, despues: str) -> bool:
    """¿Son una sola palabra dos piezas que separan un guion y un salto?

    >>> es_palabra_partida("artícu", "lo"), es_palabra_partida("pre", "y"), es_palabra_partida("Ana", "María")
    (True, False, False)
    """
    if not (antes[-1].isalpha() and despues[0].isalpha()) or despues.lower() in _CONJUNCIONES:
        return False
    return despues[0].islower() or (antes.isupper() and despues.isupper() and len(antes) > 1)
