"""Dónde empieza y dónde acaba lo que se dice tras un rótulo, aunque lo parta la página o el OCR."""

import re

from indexador.juridico.hojas import Hoja
from indexador.lengua.plano import forma

SIGLA = re.compile(r"(?<!\w)-\w{2,14}-[\s.]*$")
LARGO = 1_200
"""A lo sumo, cuánto se toma de una oración."""
_FIN = forma(r"\.\s*(?:\n|$)|\n\s*\n|\.\s+(?=[A-ZÁÉÍÓÚ])")
_COLGADA = forma(r"(?:\s(?:de|del|la|las|los|el|y|e|en|para|por|con|que|a|al|su)\W*|,\s*)$")
_CERCA = 200


def fin_de_oracion(hoja: Hoja, desde: int) -> int:
    """Dónde acaba lo escrito desde ahí.

    Un punto tras «de» o «para» es del OCR, y un blanco tras una coma, o ante una minúscula, de quien dibujó
    la página: no lo acaban.
    """
    limite = min(len(hoja.texto), desde + LARGO)
    for hallazgo in _FIN.finditer(hoja.texto, desde, limite):
        previo = hoja.plano[max(desde, hallazgo.start() - 12) : hallazgo.start()]
        if not previo.strip(" .:;,\n-_") or _COLGADA.search(previo):
            continue
        if hallazgo[0].isspace() and (
            hoja.texto[hallazgo.end() : hallazgo.end() + 1].islower()
            or (hoja.por_ocr and hoja.texto.find(".\n", hallazgo.end(), hallazgo.end() + _CERCA) > 0)
        ):
            continue
        return hallazgo.start()
    return limite


def sin_orillas(hoja: Hoja, inicio: int, fin: int) -> tuple[int, int]:
    """El pasaje sin espacios ni signos en sus orillas; el guion que cierra una sigla, «-VIH-», queda."""
    while inicio < fin and (hoja.texto[inicio].isspace() or hoja.texto[inicio] in ":;.,-_"):
        inicio += 1
    while fin > inicio and (hoja.texto[fin - 1].isspace() or hoja.texto[fin - 1] in ":;.,_"):
        fin -= 1
    if SIGLA.search(hoja.texto, max(inicio, fin - 16), fin):
        return inicio, fin
    while fin > inicio and (hoja.texto[fin - 1].isspace() or hoja.texto[fin - 1] in ":;.,-_"):
        fin -= 1
    return inicio, fin
