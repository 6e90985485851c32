"""Lo que una persona escribe, listo para comparar o para usar: plegado, como número o como día."""

import unicodedata
from datetime import date

_CIFRAS = 9
"""Las que caben con holgura en una columna de números."""


def plegar(texto: str) -> str:
    """Sin mayúsculas ni signos sobre las letras, para buscar en una lista; la ñ también pierde el suyo.

    >>> plegar("Comisión de la NIÑEZ")
    'comision de la ninez'
    """
    partes = unicodedata.normalize("NFKD", texto.casefold())
    return "".join(parte for parte in partes if not unicodedata.combining(parte))


def entero(crudo: str) -> int:
    """El número escrito, o 0 si no es uno de hasta nueve cifras.

    >>> entero("12"), entero("-1"), entero("²"), entero("1234567890"), entero("")
    (12, 0, 0, 0, 0)
    """
    return int(crudo) if crudo.isascii() and crudo.isdigit() and len(crudo) <= _CIFRAS else 0


def dia(texto: str) -> date | None:
    """El día que dice un control de fecha, en ISO 8601; `None` si no es ninguno."""
    try:
        return date.fromisoformat(texto.strip())
    except ValueError:
        return None
