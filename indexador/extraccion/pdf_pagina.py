"""El texto y las palabras de UNA página de PDFium."""

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from struct import Struct
from typing import TypeAlias

import pypdfium2 as pdfium
import pypdfium2.raw as crudo

from indexador.extraccion.espaciado import Trozo, juntar_espaciadas
from indexador.extraccion.limpieza import limpiar_palabra
from indexador.extraccion.orden import en_orden
from indexador.extraccion.rayas import rayas
from indexador.ficha import Palabra

Rectangulo: TypeAlias = tuple[float, float, float, float]
"""Izquierda, abajo (o arriba, ya sobre la imagen), derecha y el otro borde."""

_PALABRA = re.compile(r"\S+")
_GUION_DE_CORTE = ("\x02", "\ufffe")
"""Con lo que PDFium marca el guion que parte una palabra al final del renglón."""
_CORTE = re.compile("[\x02\ufffe]")
_ENTERA = re.Match.span
_LADOS = Struct("4f").unpack_from
"""Los de un `FS_RECTF`, en su orden: izquierda, arriba, derecha y abajo."""
_CON_TEXTO = frozenset({crudo.FPDF_ANNOT_WIDGET, crudo.FPDF_ANNOT_FREETEXT, crudo.FPDF_ANNOT_STAMP})
_NOTAS = 2_000
"""Las que se miran de una página."""
_MICRAS = 1_000_000
_RENGLON_APARTE = 0.6
"""Hueco entre renglones, en alturas de renglón, a partir del cual empieza otro párrafo."""


class _APagina:
    """Lleva coordenadas del PDF a fracciones de la página vista (con su giro y su recorte)."""

    def __init__(self, pagina: pdfium.PdfPage, al_salirse: Callable[[float], None] | None = None) -> None:
        self._al_salirse = al_salirse
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

    def caja_de_letras(self, hoja: pdfium.PdfTextPage) -> Callable[[int, int], Rectangulo]:
        """Da el rectángulo visto de una palabra: del primer carácter al último, con la altura de la letra.

        Se pide por cada palabra: la hoja va suelta, como la pide PDFium, y donde deja cada caja es uno solo,
        porque envolver la una y crear el otro cuesta más que la llamada.
        """
        pedir, letra, suelta = crudo.FPDFText_GetLooseCharBox, crudo.FS_RECTF(), hoja.raw

        def caja_de(primera: int, ultima: int) -> Rectangulo:
            x0 = y0 = x1 = y1 = 0.0
            if pedir(suelta, primera, letra):
                x0, y1, x1, y0 = _LADOS(letra)
            if ultima != primera and pedir(suelta, ultima, letra):
                izquierda, arriba, derecha, abajo = _LADOS(letra)
                if izquierda < x0:
                    x0 = izquierda
                if abajo < y0:
                    y0 = abajo
                if derecha > x1:
                    x1 = derecha
                if arriba > y1:
                    y1 = arriba
            return self.caja(x0, y0, x1, y1)

        return caja_de

    def caja(self, izquierda: float, abajo: float, derecha: float, arriba: float) -> Rectangulo:
        """Rectángulo visto, recortado a la página."""
        if self._xy == 0 and self._yx == 0:
            xa, xb = self._ox + self._xx * izquierda, self._ox + self._xx * derecha
            ya, yb = self._oy + self._yy * arriba, self._oy + self._yy * abajo
            if 0 <= xa <= xb <= 1 and 0 <= ya <= yb <= 1:
                return xa, ya, xb, yb
        xs = [self._ox + self._xx * x + self._yx * y for x in (izquierda, derecha) for y in (abajo, arriba)]
        ys = [self._oy + self._xy * x + self._yy * y for x in (izquierda, derecha) for y in (abajo, arriba)]
        xa, ya, xb, yb = min(xs), min(ys), max(xs), max(ys)
        if self._al_salirse is not None and (xb <= 0 or yb <= 0 or xa >= 1 or ya >= 1) and xa < xb:
            self._al_salirse(max(xb - xa, yb - ya))
        return _fraccion(xa), _fraccion(ya), _fraccion(xb), _fraccion(yb)


def con_lo_escrito_encima(
    documento: pdfium.PdfDocument, indice: int, pagina: pdfium.PdfPage
) -> pdfium.PdfPage:
    """La misma página, o una con lo llenado en sus formularios y lo escrito o sellado encima como texto suyo.

    Se ve al abrirla, pero PDFium no lo da con su texto. No cambia el archivo; si hay otra, cierra la dada.
    """
    if not any(_se_lee(pagina, n) for n in range(min(crudo.FPDFPage_GetAnnotCount(pagina), _NOTAS))):
        return pagina
    if crudo.FPDFPage_Flatten(pagina, crudo.FLAT_NORMALDISPLAY) != crudo.FLATTEN_SUCCESS:
        return pagina
    otra = documento[indice]
    pagina.close()
    return otra


def _se_lee(pagina: pdfium.PdfPage, indice: int) -> bool:
    nota = crudo.FPDFPage_GetAnnot(pagina, indice)
    if not nota:
        return False
    try:
        return crudo.FPDFAnnot_GetSubtype(nota) in _CON_TEXTO
    finally:
        crudo.FPDFPage_CloseAnnot(nota)


def leer_pagina(
    pagina: pdfium.PdfPage, al_salirse: Callable[[float], None] | None = None
) -> tuple[str, tuple[Palabra, ...]]:
    """Texto NFC de la página y sus palabras, con las posiciones sobre ESE texto.

    Van en el orden en que se leen (`orden.en_orden`). El guion que parte una palabra al final del renglón
    queda como `-` y salto de renglón. Por cada palabra que cae entera fuera de la hoja llama a `al_salirse`
    con su largo, en partes de la página.
    """
    ancho, alto = pagina.get_size()
    proporcion = alto / ancho if ancho else 1.0
    trozos = como_se_dibujo(pagina, al_salirse)
    return armar(en_orden(trozos, proporcion, lambda: rayas(pagina, _APagina(pagina).caja)))


def como_se_dibujo(
    pagina: pdfium.PdfPage, al_salirse: Callable[[float], None] | None = None
) -> Sequence[Trozo]:
    """Las palabras de la página, con sus cajas, en el orden de su dibujo."""
    hoja = pagina.get_textpage()
    try:
        sueltos = list(_trozos_de(_caracteres(hoja), hoja, _APagina(pagina, al_salirse)))
    finally:
        hoja.close()
    return juntar_espaciadas(sueltos)


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


def _trozos_de(caracteres: str, hoja: pdfium.PdfTextPage, a_pagina: _APagina) -> Iterator[Trozo]:
    """Las palabras limpias, con lo que las separa y su caja. Lo que más se repite de leer un PDF."""
    fin_anterior = 0
    caja_de = a_pagina.caja_de_letras(hoja)
    halladas = _PALABRA.finditer(caracteres)
    partida = _CORTE.search(caracteres) is not None
    for desde, hasta in chain.from_iterable(map(_partes, halladas)) if partida else map(_ENTERA, halladas):
        palabra = caracteres[desde:hasta]
        if not (palabra.isascii() and palabra.isprintable()):
            palabra = _limpia(palabra)
        if palabra:
            separacion = caracteres[fin_anterior:desde]
            fin_anterior = hasta
            x0, y0, x1, y1 = caja_de(desde, hasta - 1)
            yield Trozo(palabra, " " if separacion == " " else _separador(separacion), x0, y0, x1, y1)


def _separador(separacion: str) -> str:
    """Sin blancos entre dos palabras sólo queda el guion que parte una: lo que sigue va en otro renglón."""
    return " " if separacion and not {"\n", "\r"} & set(separacion) else "\n"


def _limpia(palabra: str) -> str:
    if palabra[-1] in _GUION_DE_CORTE:
        return limpiar_palabra(palabra[:-1]) + "-"
    return limpiar_palabra(palabra)


def armar(trozos: Iterable[Trozo]) -> tuple[str, tuple[Palabra, ...]]:
    """El texto de la página y sus palabras, con las posiciones sobre ese texto."""
    piezas: list[str] = []
    palabras: list[Palabra] = []
    largo = 0
    for trozo in trozos:
        palabra, antes, x0, y0, x1, y1 = trozo
        if palabras:
            separador = " " if antes == " " else _renglon(palabras[-1], trozo)
            piezas.append(separador)
            largo += len(separador)
        piezas.append(palabra)
        fin = largo + len(palabra)
        palabras.append(Palabra(largo, fin, x0, y0, x1, y1))
        largo = fin
    return "".join(piezas), tuple(palabras)


def _renglon(anterior: Palabra, trozo: Trozo) -> str:
    """Un salto, o dos si el hueco (o la vuelta a otra columna) dice que empieza otro párrafo."""
    alto = max(anterior.y1 - anterior.y0, trozo.y1 - trozo.y0)
    hueco = trozo.y0 - anterior.y1
    return "\n\n" if hueco > _RENGLON_APARTE * alto or hueco < -3 * alto else "\n"


def _partes(hallada: re.Match[str]) -> list[tuple[int, int]]:
    """Parte en el guion de corte una palabra que PDFium entregó unida sobre dos renglones."""
    desde, hasta = hallada.span()
    partes = []
    for corte in _CORTE.finditer(hallada.string, desde, hasta - 1):
        partes.append((desde, corte.end()))
        desde = corte.end()
    partes.append((desde, hasta))
    return partes


def _fraccion(valor: float) -> float:
    return min(1.0, max(0.0, valor))
