"""Lo que alguien puso en una página de un PDF con las herramientas de comentar (ISO 32000-1, 12.5)."""

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as crudo

from indexador.extraccion.pdf_objetos import OBJETOS, Caja

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

_ENCIMA = frozenset(
    {
        crudo.FPDF_ANNOT_SQUARE,
        crudo.FPDF_ANNOT_CIRCLE,
        crudo.FPDF_ANNOT_POLYGON,
        crudo.FPDF_ANNOT_LINE,
        crudo.FPDF_ANNOT_INK,
        crudo.FPDF_ANNOT_FREETEXT,
        crudo.FPDF_ANNOT_STAMP,
        crudo.FPDF_ANNOT_REDACT,
    }
)


def anotaciones(pagina: pdfium.PdfPage) -> Iterator[Caja]:
    """Las cajas de lo que alguien puso encima con las herramientas de comentar."""
    for nota in _notas(pagina):
        if crudo.FPDFAnnot_GetSubtype(nota) in _ENCIMA:
            lados = crudo.FS_RECTF()
            if crudo.FPDFAnnot_GetRect(nota, lados):
                yield Caja(
                    lados.left, min(lados.bottom, lados.top), lados.right, max(lados.bottom, lados.top)
                )


def _notas(pagina: pdfium.PdfPage) -> Iterator[object]:
    for indice in range(min(crudo.FPDFPage_GetAnnotCount(pagina), OBJETOS)):
        nota = crudo.FPDFPage_GetAnnot(pagina, indice)
        if nota:
            yield nota
            crudo.FPDFPage_CloseAnnot(nota)


def comentarios(pagina: pdfium.PdfPage) -> int:
    """Las notas y las marcas con algo escrito; los enlaces y los campos de formulario no cuentan."""
    return sum(
        crudo.FPDFAnnot_GetSubtype(nota) in _COMENTARIOS
        and crudo.FPDFAnnot_GetStringValue(nota, b"Contents", None, 0) > 2
        for nota in _notas(pagina)
    )
