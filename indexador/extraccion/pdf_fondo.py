"""Si lo que se dibuja en una página de PDFium se distingue de su fondo."""

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as crudo

from indexador.extraccion.pdf_barras import Barras
from indexador.extraccion.pdf_objetos import BLANCO, OBJETOS, OSCURO, Caja, Dibujo, Objeto, tinta_de

_ESCALA = 2.0
"""Píxeles por punto: una letra de 6 puntos deja trazos de un píxel."""
_LISO = 40
"""Diferencia de gris que ya se distingue."""
_ORILLA = 0.5
_ANCHO, _ALTO = 3_000, 800
_TEXTOS, _RELLENOS = 400, 1_500
"""Los que se comparan de una página; una gráfica o un mapa lleva más."""
PAPEL = (255, 255, 255)


def candidatos_a_confundirse(dibujo: Dibujo) -> Iterator[Caja]:
    """Los trozos de texto cuya letra es del color del último relleno que tienen detrás, o del papel."""
    if len(dibujo.rellenos) > _RELLENOS or not (dibujo.blancos or dibujo.negros):
        return
    fondos = [(relleno, relleno.caja()) for relleno in dibujo.rellenos]
    for texto in dibujo.blancos[:_TEXTOS]:
        caja = texto.caja()
        if caja.area > 0 and _se_parecen(_tinta(texto), _fondo(texto, caja, fondos)):
            yield caja
    primero, negros = min((barra.orden for barra in dibujo.negros), default=OBJETOS), Barras(dibujo.negros)
    for texto in [t for t in dibujo.textos if t.orden > primero][:_TEXTOS]:
        caja = texto.caja()
        for barra in negros.que_cubren(caja):
            cruce = barra.caja.cruce(caja)
            if barra.orden < texto.orden and _se_parecen(_tinta(texto), _fondo(texto, cruce, fondos)):
                yield cruce


def tono_liso(pagina: pdfium.PdfPage, caja: Caja) -> int | None:
    """El gris de un trozo de la página, de 0 a 255, si es todo uno; None si se distingue algo o cae fuera."""
    ancho, alto = (round(lado * _ESCALA) for lado in pagina.get_size())
    x0, y0, x1, y1 = _en_pixeles(pagina, caja, ancho, alto)
    if not (0 <= x0 < x1 <= ancho and 0 <= y0 < y1 <= alto) or x1 - x0 > _ANCHO or y1 - y0 > _ALTO:
        return None
    mapa = pdfium.PdfBitmap.new_native(x1 - x0, y1 - y0, crudo.FPDFBitmap_Gray)
    try:
        mapa.fill_rect((255, 255, 255, 255), 0, 0, x1 - x0, y1 - y0)
        crudo.FPDF_RenderPageBitmap(mapa, pagina, -x0, -y0, ancho, alto, 0, crudo.FPDF_ANNOT)
        grises = mapa.to_numpy()
        menor, mayor = int(grises.min()), int(grises.max())
    finally:
        mapa.close()
    return (menor + mayor) // 2 if mayor - menor <= _LISO else None


def dice_algo(pagina: pdfium.PdfPage, caja: Caja) -> bool:
    """Si el texto de una caja tiene al menos dos letras o cifras: un punto en blanco no esconde nada."""
    hoja = pagina.get_textpage()
    try:
        return bool(sum(letra.isalnum() for letra in hoja.get_text_bounded(*caja)) > 1)
    finally:
        hoja.close()


def _tinta(objeto: Objeto) -> tuple[int, int, int] | None:
    return tinta_de(objeto.crudo, crudo.FPDFPageObj_GetFillColor)


def _se_parecen(tinta: tuple[int, int, int] | None, fondo: tuple[int, int, int] | None) -> bool:
    if tinta is None or fondo is None:
        return False
    return max(*tinta, *fondo) < OSCURO or min(*tinta, *fondo) >= BLANCO


def _fondo(texto: Objeto, caja: Caja, fondos: list[tuple[Objeto, Caja]]) -> tuple[int, int, int] | None:
    """El color del último relleno que está detrás del centro del texto; None si no se sabe."""
    x, y = (caja.x0 + caja.x1) / 2, (caja.y0 + caja.y1) / 2
    for relleno, suya in reversed(fondos):
        if relleno.orden < texto.orden and suya.x0 <= x <= suya.x1 and suya.y0 <= y <= suya.y1:
            if crudo.FPDFPageObj_GetType(relleno.crudo) != crudo.FPDF_PAGEOBJ_PATH:
                return None
            return _tinta(relleno)
    return PAPEL


def _en_pixeles(pagina: pdfium.PdfPage, caja: Caja, ancho: int, alto: int) -> tuple[int, int, int, int]:
    """La caja en el dibujo de la página, con su giro y su recorte, sin la orilla, que es difusa."""
    esquinas = ((caja.x0 + _ORILLA, caja.y0 + _ORILLA), (caja.x1 - _ORILLA, caja.y1 - _ORILLA))
    puntos = [_a_pixel(pagina, ancho, alto, x, y) for x, y in esquinas]
    xs, ys = [p[0] for p in puntos], [p[1] for p in puntos]
    return min(xs), min(ys), max(xs), max(ys)


def _a_pixel(pagina: pdfium.PdfPage, ancho: int, alto: int, x: float, y: float) -> tuple[int, int]:
    columna, renglon = ctypes.c_int(), ctypes.c_int()
    crudo.FPDF_PageToDevice(pagina, 0, 0, ancho, alto, 0, x, y, columna, renglon)
    return columna.value, renglon.value
