"""El texto y las palabras de UNA página de PDFium."""

import ctypes
import re
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as crudo

from indexador.extraccion.limpieza import limpiar_palabra
from indexador.ficha import Palabra

_PALABRA = re.compile(r"\S+")
_GUION_DE_CORTE = ("\x02", "\ufffe")
"""Con lo que PDFium marca el guion que parte una palabra al final del renglón."""
_MICRAS = 1_000_000
_RENGLON_APARTE = 0.6
"""Hueco entre renglones, en alturas de renglón, a partir del cual empieza otro párrafo."""


@dataclass(frozen=True, slots=True)
class _Caja:
    x0: float
    y0: float
    x1: float
    y1: float


class _APagina:
    """Lleva coordenadas del PDF a fracciones de la página vista (con su giro y su recorte)."""

    def __init__(self, pagina: pdfium.PdfPage) -> None:
        origen = self._punto(pagina, 0, 0)
        derecha = self._punto(pagina, 1000, 0)
        arriba = self._punto(pagina, 0, 1000)
        self._ox, self._oy = origen
        self._xx, self._xy = (derecha[0] - origen[0]) / 1000, (derecha[1] - origen[1]) / 1000
        self._yx, self._yy = (arriba[0] - origen[0]) / 1000, (arriba[1] - origen[1]) / 1000

    @staticmethod
    def _punto(pagina: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
        columna, renglon = ctypes.c_int(), ctypes.c_int()
        crudo.FPDF_PageToDevice(pagina, 0, 0, _MICRAS, _MICRAS, 0, x, y, columna, renglon)
        return columna.value / _MICRAS, renglon.value / _MICRAS

    def caja(self, izquierda: float, abajo: float, derecha: float, arriba: float) -> _Caja:
        """Rectángulo visto, recortado a la página."""
        xs = [self._ox + self._xx * x + self._yx * y for x in (izquierda, derecha) for y in (abajo, arriba)]
        ys = [self._oy + self._xy * x + self._yy * y for x in (izquierda, derecha) for y in (abajo, arriba)]
        return _Caja(_fraccion(min(xs)), _fraccion(min(ys)), _fraccion(max(xs)), _fraccion(max(ys)))


def leer_pagina(pagina: pdfium.PdfPage) -> tuple[str, tuple[Palabra, ...]]:
    """Texto NFC de la página y sus palabras, con las posiciones sobre ESE texto.

    El guion que parte una palabra al final del renglón queda como `-` y salto de renglón.
    """
    hoja = pagina.get_textpage()
    try:
        return _Armador(_caracteres(hoja), hoja, _APagina(pagina)).armar()
    finally:
        hoja.close()


def _caracteres(hoja: pdfium.PdfTextPage) -> str:
    """Un carácter por cada índice de PDFium, con un blanco donde no hay ninguno que valga."""
    cuantos = hoja.count_chars()
    if cuantos <= 0:
        return ""
    bufer = (ctypes.c_ushort * (cuantos + 1))()
    if crudo.FPDFText_GetText(hoja, 0, cuantos, bufer) == cuantos + 1:
        texto = bytes(memoryview(bufer)[:cuantos]).decode("utf-16-le", errors="replace")
        if len(texto) == cuantos and "\ufffd" not in texto:
            return texto
    codigos = (crudo.FPDFText_GetUnicode(hoja, indice) for indice in range(cuantos))
    return "".join(chr(codigo) if 0 < codigo < 0x110000 else "\ufffd" for codigo in codigos)


class _Armador:
    """Junta las palabras limpias en el texto de la página y les pone su caja."""

    def __init__(self, caracteres: str, hoja: pdfium.PdfTextPage, a_pagina: _APagina) -> None:
        self._caracteres = caracteres
        self._hoja = hoja
        self._a_pagina = a_pagina
        self._piezas: list[str] = []
        self._largo = 0
        self._palabras: list[Palabra] = []

    def armar(self) -> tuple[str, tuple[Palabra, ...]]:
        fin_anterior = 0
        for hallada in _PALABRA.finditer(self._caracteres):
            for desde, hasta in _trozos(self._caracteres, hallada.start(), hallada.end()):
                separacion = self._caracteres[fin_anterior:desde]
                fin_anterior = hasta
                palabra = self._limpia(desde, hasta)
                if palabra:
                    self._poner(palabra, separacion, self._caja(desde, hasta))
        return "".join(self._piezas), tuple(self._palabras)

    def _limpia(self, desde: int, hasta: int) -> str:
        palabra = self._caracteres[desde:hasta]
        if palabra[-1] in _GUION_DE_CORTE:
            return limpiar_palabra(palabra[:-1]) + "-"
        return limpiar_palabra(palabra)

    def _poner(self, palabra: str, separacion: str, caja: _Caja) -> None:
        if self._palabras:
            salto = "\n" in separacion or "\r" in separacion
            cortada = self._piezas[-1].endswith("-") and not separacion
            self._anadir(self._renglon(caja) if salto or cortada else " ")
        inicio = self._largo
        self._anadir(palabra)
        self._palabras.append(Palabra(inicio, self._largo, caja.x0, caja.y0, caja.x1, caja.y1))

    def _anadir(self, pieza: str) -> None:
        self._piezas.append(pieza)
        self._largo += len(pieza)

    def _renglon(self, caja: _Caja) -> str:
        """Un salto, o dos si el hueco (o la vuelta a otra columna) dice que empieza otro párrafo."""
        anterior = self._palabras[-1]
        alto = max(anterior.y1 - anterior.y0, caja.y1 - caja.y0)
        hueco = caja.y0 - anterior.y1
        return "\n\n" if hueco > _RENGLON_APARTE * alto or hueco < -3 * alto else "\n"

    def _caja(self, desde: int, hasta: int) -> _Caja:
        """Caja de la palabra: la de su primer y último carácter, con la altura de la letra."""
        primera = self._letra(desde)
        if hasta - desde == 1:
            return self._a_pagina.caja(*primera)
        ultima = self._letra(hasta - 1)
        return self._a_pagina.caja(
            min(primera[0], ultima[0]),
            min(primera[1], ultima[1]),
            max(primera[2], ultima[2]),
            max(primera[3], ultima[3]),
        )

    def _letra(self, indice: int) -> tuple[float, float, float, float]:
        rect = crudo.FS_RECTF()
        if not crudo.FPDFText_GetLooseCharBox(self._hoja, indice, rect):
            return 0.0, 0.0, 0.0, 0.0
        return rect.left, rect.bottom, rect.right, rect.top


def _trozos(texto: str, desde: int, hasta: int) -> list[tuple[int, int]]:
    """Parte en el guion de corte una palabra que PDFium entregó unida sobre dos renglones."""
    trozos = []
    for indice in range(desde, hasta - 1):
        if texto[indice] in _GUION_DE_CORTE:
            trozos.append((desde, indice + 1))
            desde = indice + 1
    trozos.append((desde, hasta))
    return trozos


def _fraccion(valor: float) -> float:
    return min(1.0, max(0.0, valor))
