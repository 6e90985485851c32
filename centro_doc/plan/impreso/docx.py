"""El plan impreso en DOCX, tamaño carta. Los mismos datos dan siempre los mismos octetos."""

from datetime import datetime
from io import BytesIO

from docx.document import Document as Documento
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from centro_doc.comun.docx_nuevo import docx_nuevo
from centro_doc.comun.empaque import sin_la_hora
from centro_doc.plan.impreso import contenido
from centro_doc.plan.impreso.contenido import Bloque, Lista, Parrafo, SaltoDePagina, Tabla, Titulo
from centro_doc.plan.lectura import DatosPlan

COLUMNA_CODIGO, COLUMNA_TEXTO = Cm(2.4), Cm(14.6)
TENUE = RGBColor(0x4A, 0x54, 0x5E)


def escribir(plan: DatosPlan) -> bytes:
    """El DOCX entero, con sus títulos, su pie y sus propiedades."""
    documento = docx_nuevo()
    _preparar(documento, plan)
    _portada(documento, plan)
    _saltar(documento)
    for bloque in contenido.bloques(plan):
        _poner(documento, bloque)
    salida = BytesIO()
    documento.save(salida)
    return sin_la_hora(salida.getvalue())


def _preparar(documento: Documento, plan: DatosPlan) -> None:
    seccion = documento.sections[0]
    seccion.page_width, seccion.page_height = Cm(21.59), Cm(27.94)
    seccion.left_margin = seccion.right_margin = Cm(2.3)
    normal = documento.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    idioma = OxmlElement("w:lang")
    idioma.set(qn("w:val"), "es-GT")
    normal.element.get_or_add_rPr().append(idioma)
    for nivel in (1, 2):
        estilo = documento.styles[f"Heading {nivel}"]
        estilo.font.name, estilo.font.color.rgb = "Arial", RGBColor(0x17, 0x21, 0x2B)
    propiedades = documento.core_properties
    version = datetime(plan.fecha_version.year, plan.fecha_version.month, plan.fecha_version.day)
    propiedades.title = contenido.titulo_del_archivo(plan)
    propiedades.author = propiedades.last_modified_by = plan.datos["documento"]["dependencia"]
    propiedades.subject, propiedades.comments, propiedades.language = plan.estado, "", "es-GT"
    propiedades.created = propiedades.modified = version
    pie = seccion.footer.paragraphs[0]
    _escribir(pie, contenido.titulo_del_archivo(plan), tenue=True)


def _portada(documento: Documento, plan: DatosPlan) -> None:
    portada = contenido.portada(plan)
    for texto, tamano in (
        (portada.institucion, 14),
        (portada.dependencia, 14),
        (portada.titulo, 24),
        (portada.estado, 12),
    ):
        parrafo = documento.add_paragraph()
        parrafo.alignment = WD_ALIGN_PARAGRAPH.CENTER
        parrafo.paragraph_format.space_before = Pt(36)
        corrida = parrafo.add_run(texto)
        corrida.bold, corrida.font.size = True, Pt(tamano)
    aviso = documento.add_paragraph()
    aviso.paragraph_format.space_before = Pt(120)
    _escribir(aviso, portada.aviso, tenue=True)


def _poner(documento: Documento, bloque: Bloque) -> None:
    match bloque:
        case SaltoDePagina():
            _saltar(documento)
        case Titulo(texto, nivel):
            documento.add_heading(texto, nivel)
        case Parrafo(texto, nuestro):
            _escribir(documento.add_paragraph(), texto, tenue=nuestro)
        case Lista(renglones, numerada):
            for renglon in renglones:
                documento.add_paragraph(renglon, style="List Number" if numerada else "List Bullet")
        case Tabla():
            _tabla(documento, bloque)


def _saltar(documento: Documento) -> None:
    documento.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _tabla(documento: Documento, tabla: Tabla) -> None:
    filas = documento.add_table(rows=0, cols=2, style="Table Grid")
    filas.autofit = False
    encabezado = filas.add_row()
    _celda(encabezado.cells[0], COLUMNA_CODIGO, "Código", negrita=True)
    _celda(encabezado.cells[1], COLUMNA_TEXTO, tabla.titulo, negrita=True)
    repetir = OxmlElement("w:tblHeader")
    repetir.set(qn("w:val"), "true")
    encabezado._tr.get_or_add_trPr().append(repetir)
    for fila in tabla.filas:
        celdas = filas.add_row().cells
        _celda(celdas[0], COLUMNA_CODIGO, fila.codigo, tenue=True)
        parrafo = _celda(celdas[1], COLUMNA_TEXTO, fila.texto, negrita=fila.destacada)
        parrafo.paragraph_format.left_indent = Pt(12 * max(0, fila.nivel - 1))
    documento.add_paragraph().paragraph_format.space_after = Pt(4)


def _celda(
    celda: _Cell, ancho: Length, texto: str, *, negrita: bool = False, tenue: bool = False
) -> Paragraph:
    celda.width = ancho
    parrafo: Paragraph = celda.paragraphs[0]
    _escribir(parrafo, texto, negrita=negrita, tenue=tenue)
    return parrafo


def _escribir(parrafo: Paragraph, texto: str, *, negrita: bool = False, tenue: bool = False) -> None:
    corrida = parrafo.add_run(texto)
    corrida.bold = negrita
    if tenue:
        corrida.font.size, corrida.font.color.rgb = Pt(9), TENUE
