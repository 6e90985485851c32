"""Lo que un PDF lleva sin que se vea: texto tapado, invisible, del color de su fondo o fuera de la hoja.

Un rectángulo sólo tapa lo que se dibujó antes que él (ISO 32000-1, 8.2): el texto blanco de una celda negra,
que va después, se ve. Los que son una anotación van encima de todo. Lo dudoso (imágenes, grises, letras del
color de su fondo) se dibuja para saber si de verdad no se ve.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as crudo

from indexador.extraccion.oculto import atencion, cuenta, en_paginas
from indexador.extraccion.pdf_barras import Barras
from indexador.extraccion.pdf_fondo import candidatos_a_confundirse, dice_algo, tono_liso
from indexador.extraccion.pdf_objetos import OBJETOS, OPACO, OSCURO, Barra, Caja, Dibujo, tapa_oscura

_CUBIERTA = 0.5
"""Parte de la página que cubre una imagen a partir de la que el texto invisible es el de un OCR."""
_BARRA = 0.25
"""Parte de la página que puede ocupar una imagen que tapa; una mayor es la hoja escaneada."""
_LARGO_FUERA = 0.04
"""De la página: unas cuatro letras; menos es la basura que deja un recorte."""
_NEGRO = 128
_DIBUJOS_DE_PAGINA, _DIBUJOS = 8, 200
"""Los trozos que se dibujan para salir de dudas, por página y por documento."""
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


@dataclass
class Oculto:
    """Lo hallado en las páginas de un PDF abierto, para decirlo en un aviso."""

    tapadas: list[int] = field(default_factory=list)
    invisibles: list[int] = field(default_factory=list)
    confundidas: list[int] = field(default_factory=list)
    salido: dict[int, float] = field(default_factory=dict)
    """Por página, el largo de lo escrito fuera de ella."""
    comentarios: int = 0
    adjuntos: int = 0
    dibujos: int = 0
    """Los trozos que hubo que dibujar."""

    def mirar(self, pagina: pdfium.PdfPage, numero: int) -> None:
        """Suma lo que lleve una página. No levanta nada: lo que no se puede mirar no se cuenta."""
        hoja = _Hoja(pagina, min(_DIBUJOS_DE_PAGINA, _DIBUJOS - self.dibujos))
        if hoja.hay_tapado():
            self.tapadas.append(numero)
        if hoja.hay_invisible():
            self.invisibles.append(numero)
        if hoja.hay_confundido():
            self.confundidas.append(numero)
        self.dibujos += hoja.dibujos
        self.comentarios += _comentarios(pagina)

    def anotar_fuera(self, numero: int, largo: float) -> None:
        """Suma una palabra que está más allá de las orillas de una página, con su largo en partes de ella."""
        self.salido[numero] = self.salido.get(numero, 0.0) + largo

    def mirar_documento(self, documento: pdfium.PdfDocument) -> None:
        """Suma lo que es del documento entero."""
        self.adjuntos = max(0, crudo.FPDFDoc_GetAttachmentCount(documento))

    def avisos(self) -> list[str]:
        """Un aviso con todo, o ninguno."""
        fuera = [numero for numero, largo in self.salido.items() if largo >= _LARGO_FUERA]
        return atencion(
            f"texto bajo rectángulos negros, que se puede copiar y buscar {en_paginas(self.tapadas)}"
            if self.tapadas
            else "",
            f"texto invisible {en_paginas(self.invisibles)}" if self.invisibles else "",
            f"texto del mismo color que su fondo {en_paginas(self.confundidas)}" if self.confundidas else "",
            f"texto fuera de la hoja {en_paginas(fuera)}" if fuera else "",
            cuenta(self.comentarios, "comentario o nota", "comentarios o notas"),
            cuenta(self.adjuntos, "archivo adjunto", "archivos adjuntos"),
        )


class _Hoja:
    """Lo que de una página se ve y lo que no; `dibujos` son los trozos que hubo que dibujar para saberlo."""

    def __init__(self, pagina: pdfium.PdfPage, puede_dibujar: int) -> None:
        self._pagina = pagina
        self._dibujo = Dibujo(pagina)
        self._quedan = puede_dibujar
        self.dibujos = 0
        self._negros = [*self._dibujo.negros]
        self._negros += (Barra(OBJETOS + 1, caja, segura=True) for caja in _anotaciones_negras(pagina))

    def hay_tapado(self) -> bool:
        """¿Queda texto debajo de algo oscuro dibujado después?"""
        todas = [*self._negros, *self._imagenes_chicas()]
        ultima, barras = max((barra.orden for barra in todas), default=0), Barras(todas)
        dudosas = []
        for texto in self._dibujo.textos:
            if texto.orden >= ultima:
                break
            caja = texto.caja()
            for barra in barras.que_cubren(caja):
                if texto.orden < barra.orden:
                    if barra.segura:
                        return True
                    dudosas.append(barra.caja.cruce(caja))
        return any(tono is not None and tono < _NEGRO for tono in map(self._tono, dudosas))

    def hay_invisible(self) -> bool:
        """¿Hay texto que no se pinta, fuera de una hoja escaneada?"""
        if not self._dibujo.invisibles:
            return False
        ancho, alto = self._pagina.get_size()
        cubierta = sum(imagen.caja().area for imagen in self._dibujo.imagenes)
        return bool(cubierta < _CUBIERTA * ancho * alto)

    def hay_confundido(self) -> bool:
        """¿Hay letras que no se distinguen de su fondo?"""
        lisas = (caja for caja in candidatos_a_confundirse(self._dibujo) if self._tono(caja) is not None)
        return any(dice_algo(self._pagina, caja) for caja in lisas)

    def _imagenes_chicas(self) -> list[Barra]:
        ancho, alto = self._pagina.get_size()
        barras = [Barra(imagen.orden, imagen.caja(), segura=False) for imagen in self._dibujo.imagenes]
        return [barra for barra in barras if barra.caja.area < _BARRA * ancho * alto]

    def _tono(self, caja: Caja) -> int | None:
        if self._quedan <= self.dibujos:
            return None
        self.dibujos += 1
        return tono_liso(self._pagina, caja)


def _anotaciones_negras(pagina: pdfium.PdfPage) -> Iterator[Caja]:
    """Los rectángulos que alguien puso encima con las herramientas de comentar."""
    for nota in _notas(pagina):
        if crudo.FPDFAnnot_GetSubtype(nota) in _RECTANGULOS and _rellena_de_negro(nota):
            lados = crudo.FS_RECTF()
            if crudo.FPDFAnnot_GetRect(nota, lados):
                yield Caja(
                    lados.left, min(lados.bottom, lados.top), lados.right, max(lados.bottom, lados.top)
                )


def _rellena_de_negro(nota: object) -> bool:
    color = [ctypes.c_uint() for _ in range(4)]
    if crudo.FPDFAnnot_GetColor(nota, crudo.FPDFANNOT_COLORTYPE_InteriorColor, *color):
        *tintas, opacidad = (uno.value for uno in color)
        return max(tintas) < OSCURO and opacidad > OPACO
    objetos = (
        crudo.FPDFAnnot_GetObject(nota, n) for n in range(min(crudo.FPDFAnnot_GetObjectCount(nota), 20))
    )
    return any(
        crudo.FPDFPageObj_GetType(o) == crudo.FPDF_PAGEOBJ_PATH and tapa_oscura(o) is not None
        for o in objetos
    )


def _notas(pagina: pdfium.PdfPage) -> Iterator[object]:
    for indice in range(min(crudo.FPDFPage_GetAnnotCount(pagina), OBJETOS)):
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
