"""Los renglones que no son del texto: el encabezado y el pie de las páginas y su número.

Se conocen porque el documento los repite o porque caen junto al salto de página; un número solo, por serlo.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable
from itertools import takewhile

from indexador.lengua.plano import plano

SALTO = "\f"
"""Lo que separa, dentro de un pasaje, el fin de una página y el comienzo de la siguiente."""
_REPETIDO, _REPETIDO_SI_LARGO = 3, 2
"""Veces que el documento ha de escribir un renglón para que sea de sus encabezados, y si es largo."""
_CORTO, _LARGO = 4, 25
"""Letras que ha de tener un renglón para que lo sea, y aquellas desde las que es largo."""
_MAXIMO = 100
"""Caracteres del renglón más largo que puede serlo."""
_NO_LETRAS = re.compile(r"[\W\d_]+")
_NUMERO_SOLO = re.compile(r"\W*(?:p[aá]g(?:ina|\.)?\s*)?\d{1,4}(?:\s*(?:de|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_JUNTO_AL_SALTO = 3
"""Renglones a cada lado de un salto de página que pueden ser su pie o su encabezado."""


def renglones_repetidos(paginas: Iterable[str]) -> frozenset[str]:
    """Los que un documento escribe solos varias veces, por sus letras: el número cambia con la hoja."""
    cuenta: Counter[str] = Counter()
    for texto in paginas:
        cuenta.update(uno for uno in texto.splitlines() if 0 < len(uno) <= _MAXIMO)
    sin_cifras: Counter[str] = Counter()
    for uno, veces in cuenta.items():
        sin_cifras[_NO_LETRAS.sub("", uno)] += veces
    return frozenset(
        plano(uno)
        for uno, veces in sin_cifras.items()
        if len(uno) >= _CORTO and veces >= (_REPETIDO if len(uno) < _LARGO else _REPETIDO_SI_LARGO)
    )


def letras_del_renglon(renglon: str) -> str:
    """Por lo que se reconoce un renglón que se repite."""
    return plano(_NO_LETRAS.sub("", renglon))


def sin_los_repetidos(texto: str, repetidos: frozenset[str]) -> str:
    """El texto sin los encabezados del documento."""
    if not repetidos:
        return texto
    return "".join(uno for uno in texto.splitlines(keepends=True) if letras_del_renglon(uno) not in repetidos)


def recortado(pasaje: str, repetidos: frozenset[str]) -> str:
    """El pasaje sin ellos; de los de su principio y su final puede haber tomado sólo un trozo.

    Sólo de los largos: «Artículo 4» también se repite, y dice algo.
    """
    largos = frozenset(uno for uno in repetidos if len(uno) >= _LARGO)
    renglones = pasaje.splitlines(keepends=True)
    while renglones and _es_de(renglones[0], largos, str.endswith):
        del renglones[0]
    while renglones and _es_de(renglones[-1], largos, str.startswith):
        del renglones[-1]
    return sin_los_repetidos("".join(renglones), largos)


def _es_de(renglon: str, repetidos: frozenset[str], casa: Callable[[str, str], bool]) -> bool:
    """¿Es un trozo de un encabezado, o el blanco que lo separa?"""
    letras = letras_del_renglon(renglon)
    return any(casa(uno, letras) for uno in repetidos) if letras else not renglon.strip()


def de_la_pagina(texto: str, sobran: Container[int]) -> frozenset[int]:
    """De los renglones de un pasaje que sobran, con `SALTO` donde cambia de página, los que no son del texto.

    Son los que están a un lado del salto, sin otro que no sobre en medio, y los que son sólo un número.
    """
    renglones = texto.splitlines(keepends=True)
    fuera = {turno for turno, uno in enumerate(renglones) if _NUMERO_SOLO.fullmatch(uno.strip())}
    for salto in (turno for turno, uno in enumerate(renglones) if uno.endswith(SALTO)):
        previos, siguientes = range(salto, -1, -1), range(salto + 1, len(renglones))
        for lado in (previos, siguientes):
            fuera.update(takewhile(lambda t: t in sobran or not renglones[t].strip(), lado[:_JUNTO_AL_SALTO]))
    return frozenset(turno for turno in fuera if turno in sobran)
