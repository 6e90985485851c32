"""El plan impreso en PDF, tamaño carta. Los mismos datos dan siempre los mismos octetos."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    ListFlowable,
    ListItem,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from centro_doc.plan.impreso import contenido
from centro_doc.plan.impreso.contenido import Bloque, Lista, Parrafo, SaltoDePagina, Tabla, Titulo
from centro_doc.plan.lectura import DatosPlan

MARGEN = 2.3 * cm
ANCHO = letter[0] - 2 * MARGEN
COLUMNA = 2.4 * cm
TINTA, TENUE, FILETE, FONDO = (
    HexColor("#17212b"),
    HexColor("#4a545e"),
    HexColor("#b9b5aa"),
    HexColor("#efede7"),
)
_LETRA = ParagraphStyle(
    "texto", fontName="Times-Roman", fontSize=11, leading=14.5, textColor=TINTA, spaceAfter=6
)
_NUESTRA = ParagraphStyle(
    "nuestra", parent=_LETRA, fontName="Helvetica-Oblique", fontSize=9, leading=12, textColor=TENUE
)
_CODIGO = ParagraphStyle("codigo", fontName="Helvetica", fontSize=8.5, leading=14.5, textColor=TENUE)
_ROTULO = ParagraphStyle(
    "rotulo", fontName="Helvetica-Bold", fontSize=9, leading=12, textColor=TENUE, spaceBefore=8, spaceAfter=3
)
_TITULOS = {
    1: ParagraphStyle(
        "titulo1",
        keepWithNext=1,
        fontName="Helvetica-Bold",
        fontSize=17,
        leading=21,
        textColor=TINTA,
        spaceAfter=8,
    ),
    2: ParagraphStyle(
        "titulo2",
        keepWithNext=1,
        fontName="Helvetica-Bold",
        fontSize=12,
        leading=16,
        textColor=TINTA,
        spaceBefore=10,
        spaceAfter=4,
    ),
}
_PORTADA = ParagraphStyle("portada", fontName="Times-Bold", fontSize=14, leading=20, alignment=TA_CENTER)


def escribir(plan: DatosPlan) -> bytes:
    """El PDF entero, con su índice de títulos y sus propiedades."""
    salida = BytesIO()
    documento = _Documento(salida, plan)
    documento.build([*_portada(plan), PageBreak(), *_cuerpo(plan)])
    return salida.getvalue()


class _Documento(BaseDocTemplate):  # type: ignore[misc]
    """Una plantilla de página con pie, que apunta cada título en el índice del archivo."""

    def __init__(self, salida: BytesIO, plan: DatosPlan) -> None:
        self._pie = contenido.titulo_del_archivo(plan)
        super().__init__(
            salida,
            pagesize=letter,
            invariant=1,
            lang="es-GT",
            title=self._pie,
            author=plan.datos["documento"]["dependencia"],
            subject=plan.estado,
            creator="Centro de Documentación de la Comisión de Migrantes",
            initialFontName="Times-Roman",
        )
        marco = Frame(MARGEN, MARGEN, ANCHO, letter[1] - 2 * MARGEN, 0, 0, 0, 0)
        self.addPageTemplates(PageTemplate("pagina", [marco], onPageEnd=self._al_pie))
        self._titulos = 0

    def _al_pie(self, lienzo: Canvas, _documento: BaseDocTemplate) -> None:
        lienzo.setFont("Helvetica", 8)
        lienzo.setFillColor(TENUE)
        lienzo.drawString(MARGEN, 1.3 * cm, self._pie)
        lienzo.drawRightString(letter[0] - MARGEN, 1.3 * cm, str(lienzo.getPageNumber()))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - así lo llama reportlab
        """Un título recién puesto va al índice."""
        nivel = {"titulo1": 0, "titulo2": 1}.get(getattr(getattr(flowable, "style", None), "name", ""))
        if nivel is None:
            return
        self._titulos += 1
        marca = f"t{self._titulos}"
        self.canv.bookmarkPage(marca)
        self.canv.addOutlineEntry(flowable.getPlainText(), marca, nivel, closed=True)


def _portada(plan: DatosPlan) -> Iterator[Flowable]:
    portada = contenido.portada(plan)
    yield Spacer(1, 6 * cm)
    for texto in (portada.institucion, portada.dependencia):
        yield _parrafo(texto, _PORTADA)
    yield Spacer(1, 1.5 * cm)
    yield _parrafo(portada.titulo, ParagraphStyle("grande", parent=_PORTADA, fontSize=24, leading=30))
    yield Spacer(1, 0.4 * cm)
    yield _parrafo(
        portada.estado, ParagraphStyle("estado", parent=_PORTADA, fontName="Times-Roman", fontSize=12)
    )
    yield Spacer(1, 6.5 * cm)
    yield _parrafo(portada.aviso, _NUESTRA)


def _cuerpo(plan: DatosPlan) -> Iterator[Flowable]:
    for bloque in contenido.bloques(plan):
        yield from _poner(bloque)


def _poner(bloque: Bloque) -> Iterator[Flowable]:
    match bloque:
        case SaltoDePagina():
            yield PageBreak()
        case Titulo(texto, nivel):
            yield _parrafo(texto, _TITULOS[nivel])
        case Parrafo(texto, nuestro):
            yield _parrafo(texto, _NUESTRA if nuestro else _LETRA)
        case Lista(renglones, numerada):
            partes = [ListItem(_parrafo(renglon, _LETRA)) for renglon in renglones]
            yield ListFlowable(
                partes,
                bulletType="1" if numerada else "bullet",
                bulletFontName="Times-Roman",
                bulletFontSize=11 if numerada else 8,
                leftIndent=18,
            )
        case Tabla():
            yield _parrafo(bloque.titulo, _ROTULO)
            yield _tabla(bloque)
            yield Spacer(1, 6)


def _tabla(tabla: Tabla) -> Table:
    filas: list[list[Any]] = []
    estilo: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, FILETE),
        ("LINEABOVE", (0, 0), (-1, 0), 1, TINTA),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
    for numero, fila in enumerate(tabla.filas):
        sangria = 12 * max(0, fila.nivel - 1)
        letra = ParagraphStyle(
            "celda",
            parent=_LETRA,
            leftIndent=sangria,
            fontName="Times-Bold" if fila.destacada else "Times-Roman",
        )
        filas.append([_parrafo(fila.codigo, _CODIGO), _parrafo(fila.texto, letra)])
        if fila.destacada:
            estilo.append(("BACKGROUND", (0, numero), (-1, numero), FONDO))
    return Table(filas, colWidths=[COLUMNA, ANCHO - COLUMNA], style=TableStyle(estilo))


def _parrafo(texto: str, estilo: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(texto), estilo)
