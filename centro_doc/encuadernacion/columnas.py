"""El ancho de las columnas de una tabla en la hoja: que no parta palabras si caben enteras."""

from collections.abc import Iterable, Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth

from centro_doc.encuadernacion import letra
from centro_doc.encuadernacion.obra import Tabla

CELDA_MAXIMA = 1_500
"""Letras de una celda: más no cabe en una página."""
_AIRE = 9.0
"""Puntos que una columna deja a los lados de lo que dice."""


def anchos(tabla: Tabla, libre: float) -> list[float]:
    """A cada columna, lo que su palabra más larga pide, y lo que sobra, a las que más dicen.

    Si no caben todas enteras, parten palabras sólo las columnas de palabras más largas.
    """
    pesos, minimos = [], []
    for n, columna in enumerate(tabla.columnas):
        celdas = [fila[n][:CELDA_MAXIMA] for fila in tabla.filas]
        largo = sum(len(celda) for celda in celdas) / len(celdas)
        pesos.append(min(60.0, max(len(columna) * 0.9, largo, 5.0)))
        palabra = max(_palabra_mas_ancha([columna], letra.CABEZA), _palabra_mas_ancha(celdas, letra.CELDA))
        minimos.append(palabra + _AIRE)
    minimos = _los_que_caben(minimos, libre)
    quieren = [
        max(0.0, libre * peso / sum(pesos) - minimo) for peso, minimo in zip(pesos, minimos, strict=True)
    ]
    sobra = libre - sum(minimos)
    return [
        minimo + sobra * (quiere / sum(quieren) if any(quieren) else 1 / len(minimos))
        for minimo, quiere in zip(minimos, quieren, strict=True)
    ]


def _palabra_mas_ancha(textos: Iterable[str], estilo: ParagraphStyle) -> float:
    palabras = {palabra for texto in textos for palabra in texto.split()}
    return max((stringWidth(una, estilo.fontName, estilo.fontSize) for una in palabras), default=0.0)


def _los_que_caben(minimos: Sequence[float], libre: float) -> list[float]:
    """Los mismos si caben en la hoja; si no, recorta los mayores a un mismo ancho hasta que quepan."""
    quedan = len(minimos)
    for ancho in sorted(minimos):
        if ancho * quedan > libre:
            return [min(uno, libre / quedan) for uno in minimos]
        libre, quedan = libre - ancho, quedan - 1
    return list(minimos)
