"""Las rutas de los archivos, escritas: un nombre puede llevar octetos que no son UTF-8 y la base sólo texto.

Cada octeto así se escribe con `MARCA` y sus dos cifras hexadecimales, y la marca, doble; de lo escrito se
vuelve a la misma ruta.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

MARCA = "\N{REPLACEMENT CHARACTER}"
_PRIMERO = 0xDC00
"""Python guarda el octeto `n` que no es UTF-8 como el carácter `0xDC00 + n` (PEP 383)."""
_CRUDO = re.compile(f"[\udc80-\udcff{MARCA}]")
_ESCRITO = re.compile(f"{MARCA}({MARCA}|[89a-f][0-9a-f])")


def escribir(ruta: Path) -> str:
    """La ruta como texto que cabe en la base, en JSON y en la consola.

    >>> escribir(Path("acta.txt"))
    'acta.txt'
    """
    return _CRUDO.sub(
        lambda h: MARCA + (MARCA if h[0] == MARCA else f"{ord(h[0]) - _PRIMERO:02x}"), str(ruta)
    )


def leer(escrita: str) -> Path:
    """La ruta que `escribir` escribió."""
    return Path(_ESCRITO.sub(lambda h: MARCA if h[1] == MARCA else chr(_PRIMERO + int(h[1], 16)), escrita))


def hallar(carpeta: Path, nombrada: str) -> Path:
    """La ruta que alguien nombró, con las letras con que está en el disco; si no está, como se nombró.

    Cada parte puede estar en el disco en latin-1, o con las tildes aparte de sus letras, y la hoja que la
    nombra, de otro modo.
    """
    directa = carpeta / nombrada
    if nombrada.isascii() or os.path.lexists(directa):
        return directa
    hallada = carpeta
    for parte in Path(nombrada).parts:
        modos = (hallada / modo for modo in _modos_de(parte))
        siguiente = next((modo for modo in modos if os.path.lexists(modo)), None)
        if siguiente is None:
            return directa
        hallada = siguiente
    return hallada


def _modos_de(parte: str) -> Iterator[str]:
    yield parte
    for forma in ("NFC", "NFD"):
        yield unicodedata.normalize(forma, parte)
    for codificacion in ("cp1252", "latin-1"):
        try:
            yield os.fsdecode(unicodedata.normalize("NFC", parte).encode(codificacion))
        except UnicodeEncodeError:
            continue
