"""El léxico que viene con el programa: de cada tema y nodo, las palabras que suelen decir los que lo prueban.

Lo escribe `tests/rendimiento/lexico_vinculos.py`, de los documentos etiquetados a mano; no se edita.
"""

import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

from centro_doc.comun.errores import DatosInvalidos

ARCHIVO = Path(__file__).parent / "datos" / "lexico.txt"
_ANCHO = 110
_PAR = re.compile(r"\w+:-?\d+")
_CABECERA = """\
# Qué palabras suelen decir los documentos que prueban cada tema o nodo, y cuánto pesa cada una, en milésimas.
# Se aprende de los documentos etiquetados a mano y no se edita: lo escribe tests/rendimiento/lexico_vinculos.
"""


def leer(ruta: Path = ARCHIVO) -> dict[str, str]:
    """Por código, «palabra:peso palabra:peso»; levanta `DatosInvalidos` si algún par no lo es."""
    lexico: dict[str, str] = {}
    codigo = ""
    for renglon in ruta.read_text(encoding="utf-8").splitlines():
        if renglon.startswith("[") and renglon.endswith("]"):
            codigo = renglon[1:-1]
        elif renglon and not renglon.startswith("#"):
            malos = [par for par in renglon.split() if not _PAR.fullmatch(par)]
            if malos or not codigo:
                raise DatosInvalidos(f"{ruta.name}: no es «palabra:peso» lo de «{renglon[:40]}».")
            lexico[codigo] = f"{lexico.get(codigo, '')} {renglon}".strip()
    return lexico


def escribir(lexico: Mapping[str, str], ruta: Path = ARCHIVO) -> None:
    """Lo escribe como `leer` lo lee, en renglones que caben en una pantalla."""
    partes = [f"[{codigo}]\n{textwrap.fill(pares, _ANCHO)}\n" for codigo, pares in lexico.items() if pares]
    ruta.write_text(_CABECERA + "".join(partes), encoding="utf-8")
