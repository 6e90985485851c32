"""El texto tal como se guarda: NFC, sin caracteres invisibles ni de control, con blancos sencillos."""

import re
import unicodedata

_INVISIBLES = dict.fromkeys(
    [
        *range(0x00, 0x09),
        *range(0x0E, 0x20),
        *range(0x7F, 0xA0),
        0xAD,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xD800, 0xE000),
        0xFEFF,
        0xFFFE,
        0xFFFF,
    ],
    "",
)
_BLANCOS = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_RENGLONES = dict.fromkeys([0x0B, 0x0C, 0x85, 0x2028, 0x2029], "\n")
_LIGADURAS = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_VINETAS = dict.fromkeys([0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC, 0xF076, 0xF0A8], "•")
"""Viñetas de Symbol y Wingdings, que llegan en el área privada."""
_GUIONES = dict.fromkeys([0x2010, 0x2011], "-")
"""El guion tipográfico y el que no separa renglones: «46\u20112007» es «46-2007»."""

TABLA = _INVISIBLES | _BLANCOS | _RENGLONES | _LIGADURAS | _VINETAS | _GUIONES

_CORTE = re.compile(r"(?<=[^\W\d_])[\xad¬][ \t]*\n(?=[ \t]*[^\W\d_])")
_CORTE_FINAL = re.compile(r"(?<=[^\W\d_])[\xad¬]\Z")
"""Con lo que se parte una palabra al final del renglón, además del guion: el guion opcional, y como lo
escriben algunos OCR."""
_ESPACIOS = re.compile(r" {2,}")
_ORILLAS = re.compile(r" *\n *")
_RENGLONES_DE_MAS = re.compile(r"\n{3,}")


def limpiar_palabra(palabra: str) -> str:
    """NFC y sin invisibles; puede quedar vacía o ganar letras (ligaduras). La palabra no trae blancos.

    Un signo de corte al final («migra¬», o un guion opcional) queda como guion: parte una palabra.
    """
    if palabra.isascii() and palabra.isprintable():
        return palabra
    palabra = _CORTE_FINAL.sub("-", palabra)
    return unicodedata.normalize("NFC", palabra.translate(TABLA))


def limpiar(texto: str) -> str:
    """Limpia un texto con renglones: blancos sencillos, ninguno a la orilla, un renglón vacío a lo más."""
    texto = _CORTE.sub("-\n", texto.replace("\r\n", "\n").replace("\r", "\n")).translate(TABLA)
    texto = _ORILLAS.sub("\n", _ESPACIOS.sub(" ", texto))
    return unicodedata.normalize("NFC", _RENGLONES_DE_MAS.sub("\n\n", texto)).strip()


def ilegible(texto: str) -> bool:
    """Si una parte grande del texto son signos sin significado (fuentes sin tabla de caracteres)."""
    visibles = [c for c in texto if not c.isspace()]
    malos = sum(1 for c in visibles if c == "\ufffd" or unicodedata.category(c) in {"Co", "Cn"})
    return malos * 3 > len(visibles)
