"""Mirar el directorio de un ZIP antes de cargarlo: `zipfile` crea un objeto por entrada, sin tope."""

import struct
from contextlib import nullcontext
from pathlib import Path
from typing import IO

ENTRADAS_MAXIMAS = 20_000
_FIN = b"PK\x05\x06"
_COLA = 66_000
"""Bytes finales donde tiene que estar el fin del directorio (22, más un comentario de hasta 65.535)."""
_DIRECTORIO_MAXIMO = 8_000_000


def directorio_razonable(zip_: Path | IO[bytes]) -> bool:
    """Si el ZIP declara a lo más `ENTRADAS_MAXIMAS` y un directorio pequeño.

    También para el que no tiene fin de directorio, que `zipfile` rechaza por su cuenta.
    """
    with zip_.open("rb") if isinstance(zip_, Path) else nullcontext(zip_) as archivo:
        tamano = archivo.seek(0, 2)
        archivo.seek(max(0, tamano - _COLA))
        cola = archivo.read(_COLA)
    fin = cola.rfind(_FIN)
    if fin < 0 or len(cola) < fin + 22:
        return True
    entradas, directorio = struct.unpack_from("<HI", cola, fin + 10)
    return bool(entradas <= ENTRADAS_MAXIMAS and directorio <= _DIRECTORIO_MAXIMO)
