"""Lee otra vez la franja de una carátula donde debe estar su número de registro, si la página no lo dio."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps

from indexador.extraccion.caratulas import rotulo_del_registro
from indexador.ficha import Palabra

_ORILLA = 30
_PAPEL = 250
_CIFRAS = ("-c", "tessedit_char_whitelist=0123456789")
_DISPERSO = ("--psm", "11")
"""Texto disperso: los otros modos toman la guía de puntos por el renglón y no ven las cifras."""
_ESCALAS = (1.0, 0.6)
_ARRIBA, _DEBAJO = 0.9, 4.5
"""Cuántas veces la altura del rótulo se toma por encima y por debajo de él."""
_CUATRO = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SOLAS = re.compile(r"^\W*(\d{4})\W*$", re.MULTILINE)
Lector = Callable[[Image.Image, tuple[str, ...]], str]


@dataclass(frozen=True, slots=True)
class Hallado:
    """Las cuatro cifras, tras qué posición del texto van, y la caja (en fracciones) de donde se leyeron."""

    numero: str
    tras: int
    caja: tuple[float, float, float, float]


def leer_registro(
    imagen: Image.Image, texto: str, palabras: tuple[Palabra, ...], leer: Lector
) -> Hallado | None:
    """El número que hay a la derecha del rótulo o, si no, solo debajo; `None` si dos escalas no coinciden.

    `leer` da el texto de un recorte con esas opciones de tesseract.
    """
    rotulo = rotulo_del_registro(texto)
    suyas = [p for p in palabras if rotulo and p.inicio < rotulo[1] and p.fin > rotulo[0]]
    if rotulo is None or not suyas:
        return None
    arriba, abajo = min(p.y0 for p in suyas), max(p.y1 for p in suyas)
    alto, derecha = abajo - arriba, max(p.x1 for p in suyas)
    al_lado = (derecha, max(0.0, arriba - _ARRIBA * alto), 1.0, min(1.0, abajo + _ARRIBA * alto))
    debajo = (0.0, min(1.0, abajo + 0.3 * alto), 1.0, min(1.0, abajo + _DEBAJO * alto))
    for caja, opciones, patron in (
        (al_lado, (*_DISPERSO, *_CIFRAS), _CUATRO), (debajo, _DISPERSO, _SOLAS),
    ):  # fmt: skip
        leidos = [set(patron.findall(leer(r, opciones))) for r in _recortes(imagen, caja)]
        if leidos and len(leidos[0]) == 1 and all(leido == leidos[0] for leido in leidos):
            return Hallado(leidos[0].pop(), rotulo[1], caja)
    return None


def _recortes(imagen: Image.Image, caja: tuple[float, float, float, float]) -> Iterator[Image.Image]:
    ancho, alto = imagen.size
    x0, y0, x1, y1 = (round(fraccion * lado) for fraccion, lado in zip(caja, (ancho, alto) * 2, strict=True))
    if x1 - x0 < _ORILLA or y1 - y0 < _ORILLA // 2:
        return
    recorte = ImageOps.expand(imagen.crop((x0, y0, x1, y1)), _ORILLA, fill=_PAPEL)
    for escala in _ESCALAS:
        medida = (max(1, round(recorte.width * escala)), max(1, round(recorte.height * escala)))
        yield recorte if escala == 1 else recorte.resize(medida, Image.Resampling.BOX)


def con_registro(
    texto: str, palabras: tuple[Palabra, ...], hallado: Hallado
) -> tuple[str, tuple[Palabra, ...]]:
    """El texto con el número puesto tras su rótulo, y las palabras con sus posiciones corridas."""
    puesto = f" {hallado.numero}"
    nueva = Palabra(hallado.tras + 1, hallado.tras + len(puesto), *hallado.caja)
    antes = [p for p in palabras if p.inicio < hallado.tras]
    despues = [
        p._replace(inicio=p.inicio + len(puesto), fin=p.fin + len(puesto))
        for p in palabras
        if p.inicio >= hallado.tras
    ]
    return texto[: hallado.tras] + puesto + texto[hallado.tras :], (*antes, nueva, *despues)
