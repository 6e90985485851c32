"""Renglones de CSV que se abren sin peligro en una hoja de cálculo."""

import csv
import io
from collections.abc import Iterable

UTF_8 = "\ufeff"
"""Va delante de todo: sin ella, algunas hojas de cálculo leen mal las tildes."""
_DE_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def linea(celdas: Iterable[str]) -> str:
    """Un renglón con su fin de línea. Ninguna celda empieza como una fórmula: se le antepone un apóstrofo.

    >>> linea(["CD-00001", "=1+1", "a,b"])
    'CD-00001,\\'=1+1,"a,b"\\r\\n'
    """
    salida = io.StringIO()
    csv.writer(salida).writerow([f"'{c}" if c.startswith(_DE_FORMULA) else c for c in celdas])
    return salida.getvalue()
