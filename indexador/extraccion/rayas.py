"""Las rayas de una página de PDFium: los bordes de sus tablas, sus marcos y sus corondeles."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as crudo

Rectangulo = tuple[float, float, float, float]
ALargo = Callable[[float, float, float, float], Rectangulo]
"""Lleva una caja del PDF (izquierda, abajo, derecha, arriba) a fracciones de la página vista."""

_OBJETOS, _SEGMENTOS = 4_000, 3_000
"""Los que se miran de una página; un plano o un mapa tiene cientos de miles."""
_LARGO = 0.008
"""De la página: una raya más corta es parte de un dibujo."""
_GRUESO = 0.003


@dataclass(frozen=True, slots=True)
class Rayas:
    """`horizontales`: altura, comienzo y fin. `verticales`: equis, comienzo (arriba) y fin."""

    horizontales: list[tuple[float, float, float]] = field(default_factory=list)
    verticales: list[tuple[float, float, float]] = field(default_factory=list)


def rayas(pagina: pdfium.PdfPage, a_largo: ALargo) -> Rayas:
    """Las rectas derechas de sus trazos y los lados de sus rectángulos, también los rellenos y angostos."""
    halladas = Rayas()
    miradas = 0
    for n in range(min(_OBJETOS, crudo.FPDFPage_CountObjects(pagina))):
        objeto = crudo.FPDFPage_GetObject(pagina, n)
        if crudo.FPDFPageObj_GetType(objeto) != crudo.FPDF_PAGEOBJ_PATH:
            continue
        miradas += max(0, crudo.FPDFPath_CountSegments(objeto))
        if miradas > _SEGMENTOS:
            return Rayas()
        for ax, ay, bx, by in _rectas(objeto):
            _anotar(halladas, a_largo(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    return halladas


def _anotar(halladas: Rayas, caja: Rectangulo) -> None:
    x0, y0, x1, y1 = caja
    if y1 - y0 <= _GRUESO and x1 - x0 >= _LARGO:
        halladas.horizontales.append(((y0 + y1) / 2, x0, x1))
    elif x1 - x0 <= _GRUESO and y1 - y0 >= _LARGO:
        halladas.verticales.append(((x0 + x1) / 2, y0, y1))


def _rectas(objeto: crudo.FPDF_PAGEOBJECT) -> Iterator[Rectangulo]:
    """Los segmentos rectos de un trazo, en coordenadas de la página."""
    matriz = crudo.FS_MATRIX()
    if not crudo.FPDFPageObj_GetMatrix(objeto, matriz):
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    comienzo = anterior = (0.0, 0.0)
    for n in range(crudo.FPDFPath_CountSegments(objeto)):
        segmento = crudo.FPDFPath_GetPathSegment(objeto, n)
        crudo.FPDFPathSegment_GetPoint(segmento, x, y)
        punto = (
            matriz.a * x.value + matriz.c * y.value + matriz.e,
            matriz.b * x.value + matriz.d * y.value + matriz.f,
        )
        clase = crudo.FPDFPathSegment_GetType(segmento)
        if clase == crudo.FPDF_SEGMENT_MOVETO:
            comienzo = punto
        elif clase == crudo.FPDF_SEGMENT_LINETO:
            yield *anterior, *punto
        if crudo.FPDFPathSegment_GetClose(segmento):
            yield *punto, *comienzo
        anterior = punto
