"""Qué letras de una página no se ven: se dibuja con ellas y sin ellas, y donde nada cambia no se ven."""

import ctypes
from collections.abc import Collection
from typing import Any, TypeAlias

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as crudo
from numpy.typing import NDArray

from indexador.extraccion.pdf_objetos import Letras, direccion, solo_letras

_ESCALA = 1.5
_LADO = 3_000
"""Píxeles por punto y píxeles que mide, a lo más, un lado del dibujo."""
_SE_NOTA = 14
"""Diferencia de gris que ya se distingue sobre el papel."""
_TINTA = 0.03
"""Parte de la caja de una letra que cambia, por lo menos, si se ve: las más delgadas manchan un décimo."""
_LISO = 40
_MICRAS = 1_000_000
_Arreglo: TypeAlias = NDArray[Any]


def no_se_ven(pagina: pdfium.PdfPage, textos: Collection[Letras], *, sobre_liso: bool) -> set[int]:
    """Las direcciones de los textos con dos letras seguidas, al menos, que no se ven.

    Con `sobre_liso` sólo cuentan donde el dibujo es todo de un color: bajo un escaneo, lo demás es su OCR.
    """
    objetos = list(textos)
    vista = _Vista(pagina, np.array([texto.caja for texto in objetos])[:, [0, 2, 1, 3]])
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
    cambia = np.maximum(con, sin) - np.minimum(con, sin) > _SE_NOTA
    enteras = zip(objetos, vista.cajas, strict=True)
    dudosos = {direccion(texto.crudo) for texto, caja in enteras if _tiene_un_hueco(cambia, caja)}
    letras = _letras_de(pagina, dudosos) if dudosos else []
    if not letras:
        return set()
    cajas = vista.en_el_trozo(np.array([caja for _, _, caja in letras]))
    dentro = (cajas[:, 2] > cajas[:, 0]) & (cajas[:, 3] > cajas[:, 1])
    ocultas = dentro & (_parte(cambia, cajas) < _TINTA)
    if sobre_liso:
        ocultas &= np.array([_es_liso(con, caja) for caja in cajas])
    return _con_dos_seguidas(letras, ocultas)


def _tiene_un_hueco(cambia: _Arreglo, caja: _Arreglo) -> bool:
    """Si en algún tramo del texto, tan largo como su alto, no se ve nada: ahí puede haber letras."""
    x0, y0, x1, y1 = caja
    trozo = cambia[y0:y1, x0:x1]
    if not trozo.size:
        return False
    por_largo = trozo.sum(axis=0 if x1 - x0 >= y1 - y0 else 1)
    tramo, lado = max(2, min(trozo.shape)), min(trozo.shape)
    cuantos = max(1, len(por_largo) // tramo)
    manchas = [parte.sum() / (len(parte) * lado) for parte in np.array_split(por_largo, cuantos)]
    return bool(min(manchas) < _TINTA)


def _con_dos_seguidas(letras: list[tuple[int, int, tuple[float, ...]]], ocultas: _Arreglo) -> set[int]:
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


def _letras_de(pagina: pdfium.PdfPage, duenos: set[int]) -> list[tuple[int, int, tuple[float, ...]]]:
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
                halladas.append((direccion(objeto), indice, tuple(lado.value for lado in lados)))
    finally:
        hoja.close()
    return halladas


class _Vista:
    """El trozo de la página, en grises y con sus anotaciones, donde están unas cajas en puntos."""

    def __init__(self, pagina: pdfium.PdfPage, cajas: _Arreglo) -> None:
        """Las cajas van como las da PDFium: izquierda, derecha, abajo y arriba."""
        self._pagina = pagina
        ancho, alto = pagina.get_size()
        escala = min(_ESCALA, _LADO / max(ancho, alto, 1.0))
        self._ancho, self._alto = max(1, round(ancho * escala)), max(1, round(alto * escala))
        pixeles = self._en_pixeles(cajas)
        utiles = pixeles[(pixeles[:, 2] > pixeles[:, 0]) & (pixeles[:, 3] > pixeles[:, 1])]
        self.vacia = not len(utiles)
        orillas = (0, 0, 1, 1) if self.vacia else (*utiles[:, :2].min(axis=0), *utiles[:, 2:].max(axis=0))
        self._x0, self._y0, self._x1, self._y1 = (int(orilla) for orilla in orillas)
        self.cajas = self.en_el_trozo(cajas)

    def en_el_trozo(self, cajas: _Arreglo) -> _Arreglo:
        """Izquierda, arriba, derecha y abajo, en píxeles del trozo; vacías las de fuera."""
        movidas = self._en_pixeles(cajas) - [self._x0, self._y0, self._x0, self._y0]
        return np.asarray(movidas.clip(0, [self._x1 - self._x0, self._y1 - self._y0] * 2))

    def dibujar(self) -> _Arreglo:
        """Lo que se ve ahora en el trozo."""
        mapa = pdfium.PdfBitmap.new_native(self._x1 - self._x0, self._y1 - self._y0, crudo.FPDFBitmap_Gray)
        try:
            mapa.fill_rect((255, 255, 255, 255), 0, 0, mapa.width, mapa.height)
            crudo.FPDF_RenderPageBitmap(
                mapa, self._pagina, -self._x0, -self._y0, self._ancho, self._alto, 0, crudo.FPDF_ANNOT
            )
            return np.array(mapa.to_numpy()).reshape(mapa.height, mapa.width)
        finally:
            mapa.close()

    def _en_pixeles(self, cajas: _Arreglo) -> _Arreglo:
        origen, equis, ye = (_punto(self._pagina, x, y) for x, y in ((0, 0), (1000, 0), (0, 1000)))
        xs, ys = cajas[:, [0, 0, 1, 1]], cajas[:, [2, 3, 2, 3]]
        pixeles = []
        for eje, largo in ((0, self._ancho), (1, self._alto)):
            por_x, por_y = (equis[eje] - origen[eje]) / 1000, (ye[eje] - origen[eje]) / 1000
            v = (origen[eje] + por_x * xs + por_y * ys) * largo
            pixeles.append((np.floor(v.min(axis=1)).clip(0, largo), np.ceil(v.max(axis=1)).clip(0, largo)))
        (x0, x1), (y0, y1) = pixeles
        return np.stack([x0, y0, x1, y1], axis=1).astype(int)


def _punto(pagina: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    columna, renglon = ctypes.c_int(), ctypes.c_int()
    crudo.FPDF_PageToDevice(pagina, 0, 0, _MICRAS, _MICRAS, 0, x, y, columna, renglon)
    return columna.value / _MICRAS, renglon.value / _MICRAS


def _parte(cambia: _Arreglo, cajas: _Arreglo) -> _Arreglo:
    """La parte de cada caja que cambia, por sumas acumuladas."""
    sumas = np.pad(cambia.cumsum(axis=0, dtype=int).cumsum(axis=1), ((1, 0), (1, 0)))
    x0, y0, x1, y1 = cajas.T
    total = sumas[y1, x1] - sumas[y0, x1] - sumas[y1, x0] + sumas[y0, x0]
    return np.asarray(total / np.maximum(1, (x1 - x0) * (y1 - y0)))


def _es_liso(dibujo: _Arreglo, caja: _Arreglo) -> bool:
    x0, y0, x1, y1 = caja
    trozo = dibujo[y0:y1, x0:x1]
    return trozo.size > 0 and int(trozo.max()) - int(trozo.min()) <= _LISO
