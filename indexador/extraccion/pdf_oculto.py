"""Lo que un PDF lleva sin que se vea: texto bajo rectángulos negros, texto invisible, notas y adjuntos.

Un rectángulo sólo tapa lo que se dibujó antes que él (ISO 32000-1, 8.2): el texto blanco de una celda negra,
que va después, se ve. Los que son una anotación van encima de todo.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as crudo

from indexador.extraccion.oculto import atencion, cuenta, en_paginas

_OBJETOS = 20_000
"""Los que se miran de una página: un plano puede llevar millones."""
_OSCURO = 80
_OPACO = 200
_ALTO_MINIMO = 4.0
"""Puntos; una raya más delgada subraya o tacha a la vista, no tapa."""
_TRAMOS = 8
"""Los de un rectángulo son cuatro o cinco; una letra o un dibujo tiene más."""
_PARTE_TAPADA = 0.6
_CUBIERTA = 0.5
"""Parte de la página que cubre una imagen a partir de la que el texto invisible es el de un OCR."""
_COMENTARIOS = frozenset(
    {
        crudo.FPDF_ANNOT_TEXT,
        crudo.FPDF_ANNOT_CARET,
        crudo.FPDF_ANNOT_HIGHLIGHT,
        crudo.FPDF_ANNOT_UNDERLINE,
        crudo.FPDF_ANNOT_STRIKEOUT,
        crudo.FPDF_ANNOT_SQUIGGLY,
    }
)


_RECTANGULOS = frozenset({crudo.FPDF_ANNOT_SQUARE, crudo.FPDF_ANNOT_STAMP, crudo.FPDF_ANNOT_REDACT})


class _Caja(NamedTuple):
    """Izquierda, abajo, derecha y arriba, en puntos."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def area(self) -> float:
        return max(0.0, self.x1 - self.x0) * max(0.0, self.y1 - self.y0)

    def comun(self, otra: "_Caja") -> float:
        """El área que comparten."""
        return _Caja(
            max(self.x0, otra.x0), max(self.y0, otra.y0), min(self.x1, otra.x1), min(self.y1, otra.y1)
        ).area


@dataclass
class Oculto:
    """Lo hallado en las páginas de un PDF abierto, para decirlo en un aviso."""

    tapadas: list[int] = field(default_factory=list)
    invisibles: list[int] = field(default_factory=list)
    comentarios: int = 0
    adjuntos: int = 0

    def mirar(self, pagina: pdfium.PdfPage, numero: int) -> None:
        """Suma lo que lleve una página. No levanta nada: lo que no se puede mirar no se cuenta."""
        objetos = _Objetos(pagina)
        if objetos.hay_tapado():
            self.tapadas.append(numero)
        if objetos.hay_invisible():
            self.invisibles.append(numero)
        self.comentarios += _comentarios(pagina)

    def mirar_documento(self, documento: pdfium.PdfDocument) -> None:
        """Suma lo que es del documento entero."""
        self.adjuntos = max(0, crudo.FPDFDoc_GetAttachmentCount(documento))

    def avisos(self) -> list[str]:
        """Un aviso con todo, o ninguno."""
        return atencion(
            f"texto bajo rectángulos negros, que se puede copiar y buscar {en_paginas(self.tapadas)}"
            if self.tapadas
            else "",
            f"texto invisible {en_paginas(self.invisibles)}" if self.invisibles else "",
            cuenta(self.comentarios, "comentario o nota", "comentarios o notas"),
            cuenta(self.adjuntos, "archivo adjunto", "archivos adjuntos"),
        )


class _Objetos:
    """Los objetos dibujados en una página, por clase y en su orden."""

    def __init__(self, pagina: pdfium.PdfPage) -> None:
        self._pagina = pagina
        self._textos: list[tuple[int, object]] = []
        self._negros: list[tuple[int, _Caja]] = []
        self._imagenes: list[object] = []
        self._invisibles = 0
        self._anotar_objetos(pagina)

    def _anotar_objetos(self, pagina: pdfium.PdfPage) -> None:
        for orden in range(min(crudo.FPDFPage_CountObjects(pagina), _OBJETOS)):
            self._anotar(orden, crudo.FPDFPage_GetObject(pagina, orden))
        self._negros += ((_OBJETOS, caja) for caja in _anotaciones_negras(pagina))

    def hay_tapado(self) -> bool:
        """¿Queda texto debajo de algún rectángulo oscuro dibujado después?"""
        if not self._negros:
            return False
        ultimo = self._negros[-1][0]
        cajas = [(orden, _caja(objeto)) for orden, objeto in self._textos if orden < ultimo]
        return any(
            orden < despues and caja.area > 0 and caja.comun(negro) > 0 and _tapa(negro, caja)
            for orden, caja in cajas
            for despues, negro in self._negros
        )

    def hay_invisible(self) -> bool:
        """¿Hay texto que no se pinta, fuera de una hoja escaneada?"""
        if not self._invisibles:
            return False
        ancho, alto = self._pagina.get_size()
        cubierta = sum(_caja(imagen).area for imagen in self._imagenes)
        return bool(cubierta < _CUBIERTA * ancho * alto)

    def _anotar(self, orden: int, objeto: object) -> None:
        clase = crudo.FPDFPageObj_GetType(objeto)
        if clase == crudo.FPDF_PAGEOBJ_TEXT:
            self._textos.append((orden, objeto))
            self._invisibles += (
                crudo.FPDFTextObj_GetTextRenderMode(objeto) == crudo.FPDF_TEXTRENDERMODE_INVISIBLE
            )
        elif clase == crudo.FPDF_PAGEOBJ_PATH:
            if _es_oscuro(objeto):
                caja = _caja(objeto)
                if caja.y1 - caja.y0 >= _ALTO_MINIMO:
                    self._negros.append((orden, caja))
        elif clase == crudo.FPDF_PAGEOBJ_IMAGE:
            self._imagenes.append(objeto)


def _tapa(negro: _Caja, texto: _Caja) -> bool:
    """Tapa casi todo el alto del texto y al menos un trozo de su ancho."""
    alto = min(negro.y1, texto.y1) - max(negro.y0, texto.y0)
    ancho = min(negro.x1, texto.x1) - max(negro.x0, texto.x0)
    return alto >= _PARTE_TAPADA * (texto.y1 - texto.y0) and ancho >= _ALTO_MINIMO


def _es_oscuro(objeto: object) -> bool:
    """Un rectángulo relleno, opaco y casi negro."""
    relleno, trazo = ctypes.c_int(), ctypes.c_int()
    if crudo.FPDFPath_CountSegments(objeto) > _TRAMOS:
        return False
    if not crudo.FPDFPath_GetDrawMode(objeto, relleno, trazo) or not relleno.value:
        return False
    color = [ctypes.c_uint() for _ in range(4)]
    if not crudo.FPDFPageObj_GetFillColor(objeto, *color):
        return False
    *tintas, opacidad = (uno.value for uno in color)
    return max(tintas) < _OSCURO and opacidad > _OPACO


def _caja(objeto: object) -> _Caja:
    lados = [ctypes.c_float() for _ in range(4)]
    if not crudo.FPDFPageObj_GetBounds(objeto, *lados):
        return _Caja(0, 0, 0, 0)
    return _Caja(*(lado.value for lado in lados))


def _anotaciones_negras(pagina: pdfium.PdfPage) -> Iterator[_Caja]:
    """Los rectángulos que alguien puso encima con las herramientas de comentar."""
    for nota in _notas(pagina):
        if crudo.FPDFAnnot_GetSubtype(nota) in _RECTANGULOS and _rellena_de_negro(nota):
            lados = crudo.FS_RECTF()
            if crudo.FPDFAnnot_GetRect(nota, lados):
                yield _Caja(
                    lados.left, min(lados.bottom, lados.top), lados.right, max(lados.bottom, lados.top)
                )


def _rellena_de_negro(nota: object) -> bool:
    color = [ctypes.c_uint() for _ in range(4)]
    if crudo.FPDFAnnot_GetColor(nota, crudo.FPDFANNOT_COLORTYPE_InteriorColor, *color):
        *tintas, opacidad = (uno.value for uno in color)
        return max(tintas) < _OSCURO and opacidad > _OPACO
    objetos = (
        crudo.FPDFAnnot_GetObject(nota, n) for n in range(min(crudo.FPDFAnnot_GetObjectCount(nota), 20))
    )
    return any(crudo.FPDFPageObj_GetType(o) == crudo.FPDF_PAGEOBJ_PATH and _es_oscuro(o) for o in objetos)


def _notas(pagina: pdfium.PdfPage) -> Iterator[object]:
    for indice in range(min(crudo.FPDFPage_GetAnnotCount(pagina), _OBJETOS)):
        nota = crudo.FPDFPage_GetAnnot(pagina, indice)
        if nota:
            yield nota
            crudo.FPDFPage_CloseAnnot(nota)


def _comentarios(pagina: pdfium.PdfPage) -> int:
    """Las notas y las marcas con algo escrito; los enlaces y los campos de formulario no cuentan."""
    return sum(
        crudo.FPDFAnnot_GetSubtype(nota) in _COMENTARIOS
        and crudo.FPDFAnnot_GetStringValue(nota, b"Contents", None, 0) > 2
        for nota in _notas(pagina)
    )
