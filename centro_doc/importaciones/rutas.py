"""Las rutas de los archivos, escritas: un nombre puede llevar octetos que no son UTF-8 y la base sólo texto.

Cada octeto así se escribe con `MARCA` y sus dos cifras hexadecimales, y la marca, doble; de lo escrito se
vuelve a la misma ruta.
"""

import re
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
