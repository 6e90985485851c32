"""Qué letras de una página no se ven: se dibuja con ellas y sin ellas, y donde nada cambia no se ven."""

import ctypes
from collections.abc import Collection, Iterable
from math import ceil, floor
from typing import TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as crudo
from PIL import Image, ImageChops

from indexador.extraccion.pdf_objetos import Letras, direccion, solo_letras

_ESCALA = 1.5
_LADO = 3_000
"""Píxeles por punto y píxeles que mide, a lo más, un lado del dibujo."""
_SE_NOTA = 14
"""Diferencia de gris que ya se distingue sobre el papel."""
_NOTADO = [255 * (diferencia > _SE_NOTA) for diferencia in range(256)]
_TINTA = 0.03 * 255
"""Parte de la caja de una letra que cambia, por lo menos, si se ve: las más delgadas manchan un décimo."""
_LISO = 40
_MICRAS = 1_000_000
_Pixeles: TypeAlias = tuple[int, int, int, int]
"""Izquierda, arriba, derecha y abajo."""
_Puntos: TypeAlias = tuple[float, float, float, float]
"""Izquierda, derecha, abajo y arriba, como las da PDFium."""


def no_se_ven(pagina: pdfium.PdfPage, textos: Collection[Letras], *, sobre_liso: bool) -> set[int]:
    """Las direcciones de los textos con dos letras seguidas, al menos, que no se ven.

    Con `sobre_liso` sólo cuentan donde el dibujo es todo de un color: bajo un escaneo, lo demás es su OCR.
    """
    objetos = list(textos)
    vista = _Vista(pagina, [(t.caja.x0, t.caja.x1, t.caja.y0, t.caja.y1) for t in objetos])
    if vista.vacia:
        return set()
    con = vista.dibujar()
    try:
        for texto in objetos:
            crudo.FPDFPageObj_SetIsActive(texto.crudo, 0)
        sin = vista.dibujar()
    finally:
        for texto in objetos:
            crudo.FPDFPageObj_SetIsActive(texto.crudo, 1)
    cambia = ImageChops.difference(con, sin).point(_NOTADO)
    enteras = zip(objetos, vista.cajas, strict=True)
    dudosos = {direccion(texto.crudo) for texto, caja in enteras if _tiene_un_hueco(cambia, caja)}
    letras = _letras_de(pagina, dudosos) if dudosos else []
    cajas = vista.en_el_trozo(caja for _, _, caja in letras)
    ocultas = [
        _cabe(caja)
        and min(_tramos(cambia, caja, (1, 1))) < _TINTA
        and (not sobre_liso or _es_liso(con, caja))
        for caja in cajas
    ]
    return _con_dos_seguidas(letras, ocultas)


def _tiene_un_hueco(cambia: Image.Image, caja: _Pixeles) -> bool:
    """Si en algún tramo del texto, tan largo como su alto, no se ve nada: ahí puede haber letras."""
    if not _cabe(caja):
        return False
    x0, y0, x1, y1 = caja
    ancho, alto = x1 - x0, y1 - y0
    cuantos = max(1, max(ancho, alto) // max(2, min(ancho, alto)))
    manchas = _tramos(cambia, caja, (cuantos, 1) if ancho >= alto else (1, cuantos))
    return min(manchas) < _TINTA


def _tramos(cambia: Image.Image, caja: _Pixeles, cuantos: tuple[int, int]) -> bytes:
    """Cuánto cambia cada parte de la caja, de 0 a 255, si se parte en tantas a lo ancho y a lo alto."""
    return cambia.resize(cuantos, Image.Resampling.BOX, box=caja).tobytes()


def _cabe(caja: _Pixeles) -> bool:
    x0, y0, x1, y1 = caja
    return x1 > x0 and y1 > y0


def _con_dos_seguidas(letras: Collection[tuple[int, int, _Puntos]], ocultas: Collection[bool]) -> set[int]:
    """Los dueños de dos letras ocultas con, a lo más, un blanco o un signo en medio."""
    halladas, anterior = set(), (0, -9)
    for (dueno, indice, _), oculta in zip(letras, ocultas, strict=True):
        if oculta:
            if anterior[0] == dueno and indice - anterior[1] <= 2:
                halladas.add(dueno)
            anterior = (dueno, indice)
    return halladas


def lo_que_dicen(pagina: pdfium.PdfPage, textos: Collection[Letras]) -> list[str]:
    """Cada texto, sin lo que `solo_letras` quita."""
    hoja, dichos = pagina.get_textpage(), []
    try:
        for texto in textos:
            largo = crudo.FPDFTextObj_GetText(texto.crudo, hoja, None, 0)
            bufer = ctypes.create_string_buffer(largo)
            letras = ctypes.cast(bufer, ctypes.POINTER(crudo.FPDF_WCHAR))
            crudo.FPDFTextObj_GetText(texto.crudo, hoja, letras, largo)
            dichos.append(solo_letras(bufer.raw.decode("utf-16-le", errors="replace")))
    finally:
        hoja.close()
    return [dicho for dicho in dichos if dicho]


def _letras_de(pagina: pdfium.PdfPage, duenos: set[int]) -> list[tuple[int, int, _Puntos]]:
    """El dueño, el lugar y la caja, en puntos, de cada letra o cifra de esos textos."""
    hoja = pagina.get_textpage()
    lados = tuple(ctypes.c_double() for _ in range(4))
    halladas = []
    try:
        for indice in range(hoja.count_chars()):
            objeto = crudo.FPDFText_GetTextObject(hoja, indice)
            if not objeto or direccion(objeto) not in duenos:
                continue
            codigo = crudo.FPDFText_GetUnicode(hoja, indice)
            if codigo < 0x110000 and chr(codigo).isalnum():
                crudo.FPDFText_GetCharBox(hoja, indice, *lados)
                x0, x1, y0, y1 = (lado.value for lado in lados)
                halladas.append((direccion(objeto), indice, (x0, x1, y0, y1)))
    finally:
        hoja.close()
    return halladas


class _Vista:
    """El trozo de la página, en grises y con sus anotaciones, donde están unas cajas en puntos."""

    def __init__(self, pagina: pdfium.PdfPage, cajas: Collection[_Puntos]) -> None:
        self._pagina = pagina
        ancho, alto = pagina.get_size()
        escala = min(_ESCALA, _LADO / max(ancho, alto, 1.0))
        self._ancho, self._alto = max(1, round(ancho * escala)), max(1, round(alto * escala))
        origen, equis, ye = (_punto(pagina, x, y) for x, y in ((0, 0), (1000, 0), (0, 1000)))
        (self._ox, self._xx, self._yx), (self._oy, self._xy, self._yy) = (
            (o * largo, (x - o) / 1000 * largo, (y - o) / 1000 * largo)
            for o, x, y, largo in zip(origen, equis, ye, (self._ancho, self._alto), strict=True)
        )
        utiles = [pixeles for caja in cajas if _cabe(pixeles := self._en_pixeles(*caja))]
        self.vacia = not utiles
        x0, y0, x1, y1 = zip(*utiles, strict=True) if utiles else ((0,), (0,), (1,), (1,))
        self._x0, self._y0, self._x1, self._y1 = min(x0), min(y0), max(x1), max(y1)
        self.cajas = self.en_el_trozo(cajas)

    def en_el_trozo(self, cajas: Iterable[_Puntos]) -> list[_Pixeles]:
        """En píxeles del trozo; vacías las de fuera."""
        return [self._recortada(*self._en_pixeles(*caja)) for caja in cajas]

    def dibujar(self) -> Image.Image:
        """Lo que se ve ahora en el trozo."""
        mapa = pdfium.PdfBitmap.new_native(self._x1 - self._x0, self._y1 - self._y0, crudo.FPDFBitmap_Gray)
        try:
            mapa.fill_rect((255, 255, 255, 255), 0, 0, mapa.width, mapa.height)
            crudo.FPDF_RenderPageBitmap(
                mapa, self._pagina, -self._x0, -self._y0, self._ancho, self._alto, 0, crudo.FPDF_ANNOT
            )
            imagen: Image.Image = mapa.to_pil().copy()
            return imagen
        finally:
            mapa.close()

    def _en_pixeles(self, x0: float, x1: float, y0: float, y1: float) -> _Pixeles:
        """De toda la página, sin salirse."""
        xs = [self._ox + self._xx * x + self._yx * y for x in (x0, x1) for y in (y0, y1)]
        ys = [self._oy + self._xy * x + self._yy * y for x in (x0, x1) for y in (y0, y1)]
        return (
            _dentro(floor(min(xs)), self._ancho),
            _dentro(floor(min(ys)), self._alto),
            _dentro(ceil(max(xs)), self._ancho),
            _dentro(ceil(max(ys)), self._alto),
        )

    def _recortada(self, x0: int, y0: int, x1: int, y1: int) -> _Pixeles:
        ancho, alto = self._x1 - self._x0, self._y1 - self._y0
        return (
            _dentro(x0 - self._x0, ancho),
            _dentro(y0 - self._y0, alto),
            _dentro(x1 - self._x0, ancho),
            _dentro(y1 - self._y0, alto),
        )


def _dentro(valor: int, largo: int) -> int:
    return min(largo, max(0, valor))


def _punto(pagina: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    columna, renglon = ctypes.c_int(), ctypes.c_int()
    crudo.FPDF_PageToDevice(pagina, 0, 0, _MICRAS, _MICRAS, 0, x, y, columna, renglon)
    return columna.value / _MICRAS, renglon.value / _MICRAS


def _es_liso(dibujo: Image.Image, caja: _Pixeles) -> bool:
    grises = dibujo.crop(caja).tobytes()
    return max(grises) - min(grises) <= _LISO
