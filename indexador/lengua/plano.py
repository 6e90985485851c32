"""El texto tal como se busca en él: plegado carácter a carácter, y con las confusiones de un mal OCR.

Aquí nada cambia de largo: la posición de algo en el texto plano es su posición en el original.
"""

import re
import unicodedata

_PROPIOS = dict.fromkeys("‐‑‒–—―−¬", "-") | dict.fromkeys("“”«»„", '"') | {"º": "°", "ª": "°", "ı": "i"}
CONFUSIONES = {
    "a": "a34", "b": "b8h", "c": "ce(", "e": "ec", "f": "ft", "g": "g9q", "i": "i1l|!j", "l": "l1i|",
    "n": "nñ", "o": "o06q", "s": "s5$", "t": "tf", "u": "uv6", "v": "vu", "z": "z2",
}  # fmt: skip
"""De cada letra, aquellas en que un reconocimiento la lee."""
_FRASE = re.compile("«([a-z ]+)»")
_POSIBLE_CORTE = r"\x20?"
_ENTRE_PALABRAS = r"[\s.,:;_'-]{0,4}"


class _Tabla(dict[int, int]):
    """De cada carácter a uno: minúscula y sin tilde; la ñ queda en n, como la deja un OCR sin español."""

    def __missing__(self, punto: int) -> int:
        letra = chr(punto)
        plana = _PROPIOS.get(letra) or unicodedata.normalize("NFKD", letra.lower())[:1] or letra
        if letra != "\n" and plana.isspace():
            plana = " "
        self[punto] = ord(plana.lower()[:1])
        return self[punto]


_TABLA = _Tabla()


def plano(texto: str) -> str:
    """El texto en minúsculas y sin tildes ni eñes, del mismo largo.

    >>> plano("Año «N.º 5–98»")
    'ano "n.° 5-98"'
    """
    return texto.translate(_TABLA)


def laxo(frase: str) -> str:
    """Expresión que reconoce en un texto plano una frase fija, también mal leída y con palabras partidas.

    >>> bool(re.search(laxo("control de iniciativas"), plano("-CONTROL DE 1 NICIA TI VAS-")))
    True
    """
    return _ENTRE_PALABRAS.join(_POSIBLE_CORTE.join(map(_letra, palabra)) for palabra in frase.split())


def abrir(patron: str) -> str:
    """Un patrón en que lo que va entre comillas «así» se cambia por su `laxo`."""
    return _FRASE.sub(lambda frase: laxo(frase[1]), patron)


def forma(patron: str, banderas: int = 0) -> re.Pattern[str]:
    """Compila un patrón con frases entre comillas, para buscarlo en un texto plano.

    >>> bool(forma("«decreto» («numero»|no)").match(plano("DECRET0 N6MERO")))
    True
    """
    return re.compile(abrir(patron), banderas)


def _letra(letra: str) -> str:
    if letra == "m":
        return "(?:m|rn)"
    clase = CONFUSIONES.get(letra)
    return f"[{clase}]" if clase else re.escape(letra)
