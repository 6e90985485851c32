"""Lo que una persona escribe, listo para comparar o para usar: plegado o como número."""

import re
import unicodedata

_CIFRAS = 9
"""Las que caben con holgura en una columna de números."""
_SALTOS = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
"""Los que separan: el salto de línea de Word, el de página de un PDF y los de registro."""
_INVISIBLES = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # de control
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # de sentido de la escritura
    r"\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2064\u2800\u3164\ufeff\uffa0]"  # de relleno
)


def sin_invisibles(texto: str) -> str:
    """Lo escrito sin los caracteres que nadie ve: de control, de sentido y de relleno.

    Los saltos que no son de línea quedan en un blanco. No se tocan el guion opcional ni los de unir letras:
    vienen en lo que se copia de un texto y en los emojis.

    >>> sin_invisibles("Le\\x00y\\u202e de\\nMigración\\u3164")
    'Ley de\\nMigración'
    """
    return _INVISIBLES.sub("", _SALTOS.sub(" ", texto))


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
