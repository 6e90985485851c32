"""Si una literal nueva se puede poner al final de un artículo sin elegir dónde."""

import re

_LITERAL = re.compile(r"^[^\w\n]{0,3}(?P<letra>[a-zñ]{1,2})[ ]?[).}](?=\s)", re.MULTILINE)
_OTRO_PARRAFO = re.compile(r"[.:;]\s*\n\s*[^\W\d_a-zñáéíóú]")
_LETRAS = "abcdefghijklmnopqrstuvwxyz"
_NO_SIGUE = "La literal nueva no sigue a la última del artículo."
_SIN_LUGAR = "No se sabe dónde termina la última literal del artículo."


def anadir_literal(texto: str, letra: str) -> str:
    """Por qué no se puede poner la literal al final del texto; vacía, si se puede.

    Se puede si el artículo acaba en la literal anterior, sin otro párrafo detrás. Que la ñ falte entre la n
    y la o es uso común y no es un salto.

    >>> anadir_literal("Son fines:\\na) Uno; y\\nb) Dos.", "c")
    ''
    """
    suyas = [una for una in _LITERAL.finditer(texto) if len(una["letra"]) == 1]
    if not suyas or len(letra) != 1 or letra not in _siguientes(suyas[-1]["letra"]):
        return _NO_SIGUE
    if [una["letra"] for una in suyas].count(suyas[-1]["letra"]) > 1:
        return _SIN_LUGAR
    return _SIN_LUGAR if _OTRO_PARRAFO.search(texto, suyas[-1].end()) else ""


def _siguientes(letra: str) -> str:
    if letra in "nñ":
        return "ño" if letra == "n" else "o"
    lugar = _LETRAS.find(letra)
    return _LETRAS[lugar + 1 : lugar + 2]
