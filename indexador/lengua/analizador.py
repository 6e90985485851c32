"""Corta un texto en términos, con su posición entre las palabras y su lugar exacto en el texto.

El mismo corte sirve al índice, a la consulta y al resaltado: si dos de ellos cortaran distinto, se
encontraría lo que no se marca o se marcaría lo que no se encontró.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from indexador.lengua.palabras import LARGO_MAXIMO, plegar, reducir


class Termino(NamedTuple):
    """Una palabra en su sitio.

    `posicion` cuenta todas las palabras, también las vacías. `inicio` y `fin` son puntos de código del
    texto analizado, y abarcan el guion y el salto de una palabra partida. `variantes` son otras formas
    buscables en la misma posición: de «C-123/2009», «123-2009», «123» y «2009»; y de una palabra que un
    reconocimiento óptico leyó con cifras («exenci6n»), la que quizá es.
    """

    forma: str
    raiz: str
    posicion: int
    inicio: int
    fin: int
    vacia: bool
    variantes: tuple[str, ...] = ()


_LETRA = r"[^\W\d_]"
_SALTO = r"[ \t]*\r?\n[ \t]*"
_UNION = rf"(?:-{_SALTO}|\u00ad(?:{_SALTO})?|[-/.,–\u2010\u2011])"
_PATRON = re.compile(
    rf"(?P<doble>(?<![^\W_])({_LETRA})\2\.[ ]?({_LETRA})\3(?![^\W_])\.?)"
    r"|(?P<separada>(?<![^\W_])[A-Z]\.(?:[ ][A-Z]\.)+(?![^\W_]))"
    rf"|(?P<sigla>(?<![^\W_])(?:{_LETRA}\.)+{_LETRA}(?![^\W_])\.?)"
    rf"|(?P<palabra>[^\W_]+)(?P<resto>(?:{_UNION}[^\W_]+)+)?(?P<orden>\.?°)?"
)
_PIEZA = re.compile(rf"({_UNION})?([^\W_]+)")
_CIFRA = re.compile(r"\d")
_CEROS = re.compile(r"(?<!\d)0+(?=\d)")
_A_GUION = str.maketrans("/–\u2010\u2011", "----")
_MILLARES = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,])")
_IMPORTE = re.compile(
    r"(?:q?(?P<miles>\d{1,3}(?:,\d{3})+)|q(?P<moneda>\d+)(?=\.)|(?P<entero>\d+)(?=\.00$))"
    r"(?:\.(?P<centavos>\d\d))?"
)
_NUMERO_Y_ANIO = re.compile(r"(?<!\d)\d+-\d{2,4}(?!\d)")
_ORDINAL = re.compile(r"(\d{1,3})(?:\.?[ºª°]|\.o|\.er|(?i:o|er|ero|era|ro|ra|do|da|to|ta|mo|ma|vo|va|no|na))")
"""Un número de orden, con su punto («2.º», «1.er») o sin él («2º», «2o», «2do»)."""
_CIFRAS_DE_ORDINAL = 3
_TRAS_PUNTO = frozenset({"º", "ª", "o", "er"})
_ORDINAL_O_LETRA = re.compile(r"(\d{1,3})a")
_ESPACIO = re.compile(r"\s+")
_MAL_LEIDA = re.compile(r"(?=(?:[a-zñ]*\d){1,2}[a-zñ]*$)(?=(?:\d?[a-zñ]){4})[0136a-zñ]+")
_CIFRA_POR_LETRA = str.maketrans("0136", "olao")
_CIFRAS_DE_NORMA = 5
_UNION_MAS_LARGA = 4 * LARGO_MAXIMO
"""Letras desde las que una cadena de piezas unidas se corta: así, unirlas cuesta lo que su largo."""


class _Trozo(NamedTuple):
    texto: str
    inicio: int
    fin: int


def analizar(texto: str, posicion: int = 0) -> Iterator[Termino]:
    """Los términos de un texto en orden, numerados desde `posicion`.

    >>> [t.forma for t in analizar("El Decreto 46-2007 de C.A. y la migra-\\nción")]
    ['el', 'decreto', '46-2007', 'de', 'ca', 'y', 'la', 'migracion']
    """
    for hallazgo in _PATRON.finditer(texto):
        for trozo in _trozos(hallazgo[0], hallazgo.lastgroup, hallazgo.start()):
            yield _termino(trozo, posicion)
            posicion += 1


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
    texto, inicio, fin = trozo
    if not _CIFRA.search(texto):
        forma, raiz, vacia = reducir(texto.replace("°", "o"))
        return Termino(forma, raiz, posicion, inicio, fin, vacia)
    if ordinal := _ORDINAL.fullmatch(texto):
        forma = numero_canonico(ordinal[1])
        variantes = (f"{forma}a",) if texto.endswith("ª") else ()
        return Termino(forma, forma, posicion, inicio, fin, False, variantes)
    forma = numero_canonico(texto.replace("°", "o"))
    return Termino(forma, forma, posicion, inicio, fin, False, _variantes(forma))


def numero_canonico(escrito: str) -> str:
    """La forma única de un número de norma, sin importar cómo se escriba.

    >>> numero_canonico("09/2009"), numero_canonico("C–123/2009"), numero_canonico("24.240")
    ('9-2009', 'c-123-2009', '24240')

    Un importe queda en su cantidad.

    >>> numero_canonico("Q10,005.00"), numero_canonico("Q75.50")
    ('10005', '75.50')
    """
    forma = _ESPACIO.sub("", plegar(escrito)).translate(_A_GUION)
    if importe := _IMPORTE.fullmatch(forma):
        return _cantidad(importe)
    forma = _MILLARES.sub(lambda hallazgo: re.sub(r"[.,]", "", hallazgo[0]), forma)
    return _CEROS.sub("", forma)[:LARGO_MAXIMO]


def _cantidad(importe: re.Match[str]) -> str:
    """Un importe sin su moneda ni sus comas, y sin centavos si no los tiene."""
    entero = (importe["miles"] or importe["moneda"] or importe["entero"]).replace(",", "").lstrip("0") or "0"
    centavos = importe["centavos"] or "00"
    return (entero if centavos == "00" else f"{entero}.{centavos}")[:LARGO_MAXIMO]


def es_numero_de_norma(forma: str) -> bool:
    """¿Puede una forma ser, por sí sola, el número de una norma? Un año o un artículo no lo son.

    >>> es_numero_de_norma("46-2007"), es_numero_de_norma("27444"), es_numero_de_norma("2009")
    (True, True, False)
    """
    if forma.isdigit():
        return len(forma) >= _CIFRAS_DE_NORMA
    return "-" in forma and any(signo.isdigit() for signo in forma)


def _variantes(forma: str) -> tuple[str, ...]:
    partes = re.split(r"[-.,]", forma)
    if len(partes) == 1:
        if ordinal := _ORDINAL_O_LETRA.fullmatch(forma):
            return (ordinal[1],)
        return (forma.translate(_CIFRA_POR_LETRA),) if _MAL_LEIDA.fullmatch(forma) else ()
    hallazgo = _NUMERO_Y_ANIO.search(forma)
    variantes = dict.fromkeys([hallazgo[0]] if hallazgo else [])
    variantes.update(dict.fromkeys(partes[:6]))
    return tuple(variante for variante in variantes if variante and variante != forma)


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
            actual = _Trozo(actual.texto + enlace + nueva, actual.inicio, desde + pieza.end())
    yield actual


def _enlace(antes: str, signo: str, despues: str) -> str | None:
    """Con qué se unen dos piezas: con nada una palabra partida, con su signo un número; None, no se unen."""
    ultima_cifra, primera_cifra = antes[-1].isdigit(), despues[0].isdigit()
    if signo.startswith("\u00ad") or (signo.startswith("-") and len(signo) > 1):
        if ultima_cifra and primera_cifra:
            return "-"
        return "" if _es_palabra_partida(antes, despues) else None
    if signo == ".":
        if despues in _TRAS_PUNTO and antes.isdigit() and len(antes) <= _CIFRAS_DE_ORDINAL:
            return "."
        return "." if _CIFRA.search(antes) and _CIFRA.search(despues) else None
    if signo == ",":
        return "," if ultima_cifra and despues.isdigit() and len(despues) == 3 else None
    return signo if _CIFRA.search(antes) or primera_cifra else None


def _es_palabra_partida(antes: str, despues: str) -> bool:
    if not (antes[-1].isalpha() and despues[0].isalpha()):
        return False
    return despues[0].islower() or (antes.isupper() and despues.isupper() and len(antes) > 1)
