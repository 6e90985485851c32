"""Un título plegado, para saber si lo que alguien escribió lo dice entero; sin base de datos.

Se comparan las letras y las cifras: ni mayúsculas, ni tildes, ni signos, ni blancos.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from centro_doc.comun.escrito import plegar, sin_invisibles

LETRAS = 15
"""Las del título más corto que, dicho entero, sólo puede ser el suyo."""
_LLENAS, _DE_UNA_LLENA, _CIFRAS = 3, 4, 2
"""Las palabras llenas que ha de tener, y sus letras o cifras: «Acta de reunión» lo dice cualquiera."""
_PALABRA = re.compile(r"[^\W_]+")
_DE_LA_CLAVE, _LARGO = _LLENAS, 160
_GUARDADOS = 4096


def dicho(texto: str) -> str:
    """Las palabras de un texto, plegadas y entre blancos: contiene el título que diga."""
    return f" {' '.join(_palabras(texto))} "


@lru_cache(_GUARDADOS)
def titulo_dicho(titulo: str) -> str:
    """El título, como `dicho`; vacío si es tan corto o tan corriente que puede decirse sin nombrarlo."""
    return _si_distingue(_palabras(titulo))


def clave_de_titulo(titulo: str) -> str:
    """Con qué se busca: sus tres primeras palabras llenas, si `titulo_dicho` no es vacío."""
    palabras = _palabras(titulo)
    return _clave(_llenas(palabras)) if _si_distingue(palabras) else ""


def claves_en(texto: str) -> Iterator[str]:
    """Las claves de los títulos que un texto pudiera decir."""
    palabras = _llenas(_palabras(texto))
    return (_clave(palabras[i : i + _DE_LA_CLAVE]) for i in range(len(palabras) - _DE_LA_CLAVE + 1))


def _clave(palabras: list[str]) -> str:
    return " ".join(palabras[:_DE_LA_CLAVE])[:_LARGO]


def _si_distingue(palabras: list[str]) -> str:
    seguido = " ".join(palabras)
    return f" {seguido} " if len(_llenas(palabras)) >= _LLENAS and len(seguido) >= LETRAS else ""


def _llenas(palabras: list[str]) -> list[str]:
    return [una for una in palabras if len(una) >= (_CIFRAS if una.isdigit() else _DE_UNA_LLENA)]


def _palabras(texto: str) -> list[str]:
    return _PALABRA.findall(plegar(sin_invisibles(texto).replace("\u00ad", "")))
