"""El DOCX de una obra, para editarlo: la lista razonada con sus pasajes, y sus tablas tal como están."""

from datetime import datetime
from io import BytesIO

from docx.document import Document as Escrito
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from centro_doc.comun.docx_nuevo import docx_nuevo
from centro_doc.comun.empaque import sin_la_hora
from centro_doc.encuadernacion.obra import Apartado, Documento, Obra, Tabla, llano

CREADOR = "Centro de Documentación de la Comisión de Migrantes"
_TINTA, _TENUE, _ROJO = RGBColor(0x17, 0x21, 0x2B), RGBColor(0x4A, 0x54, 0x5E), RGBColor(0x9C, 0x20, 0x18)
_LIBRE = 16.6
"""Centímetros entre los márgenes."""


def escribir(obra: Obra) -> bytes:
    """El DOCX entero. Los mismos datos dan siempre los mismos octetos."""
    escrito = docx_nuevo()
    _preparar(escrito, obra)
    _caratula(escrito, obra)
    for apartado in obra.apartados:
        _apartado(escrito, apartado)
    salida = BytesIO()
    escrito.save(salida)
    return sin_la_hora(salida.getvalue())


def _preparar(escrito: Escrito, obra: Obra) -> None:
    seccion = escrito.sections[0]
    seccion.page_width, seccion.page_height = Cm(21.59), Cm(27.94)
    seccion.left_margin = seccion.right_margin = Cm(2.5)
    estilos = escrito.styles
    estilos["Normal"].font.name, estilos["Normal"].font.size = "Source Sans Pro", Pt(10.5)
    idioma = OxmlElement("w:lang")
    idioma.set(qn("w:val"), "es-GT")
    estilos["Normal"].element.get_or_add_rPr().append(idioma)
    for nivel, cuerpo in ((1, 18), (2, 12)):
        estilo = estilos[f"Heading {nivel}"]
        estilo.font.name, estilo.font.size, estilo.font.color.rgb = "Source Serif Pro", Pt(cuerpo), _TINTA
    propiedades = escrito.core_properties
    congelada = datetime.fromisoformat(obra.congelada).replace(tzinfo=None)
    propiedades.title = llano(f"{obra.dicha}, versión {obra.numero}")
    propiedades.author = propiedades.last_modified_by = CREADOR
    propiedades.subject, propiedades.keywords = llano(obra.titulo), f"SHA-256 {obra.huella}"
    propiedades.comments, propiedades.language = "", "es-GT"
    propiedades.created = propiedades.modified = congelada
    nivel_dicho = obra.nombre_de_nivel.lower()
    _escribir(
        seccion.header.paragraphs[0],
        f"{obra.dicha} · versión {obra.numero}, {nivel_dicho}",
        tenue=True,
    )
    _numerar(seccion.footer.paragraphs[0])


def _numerar(pie: Paragraph) -> None:
    """«3 de 40», que el programa que lo abra calcula."""
    for campo in ("PAGE", "NUMPAGES"):
        if campo == "NUMPAGES":
            _escribir(pie, " de ", tenue=True)
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), campo)
        pie._p.append(simple)


def _caratula(escrito: Escrito, obra: Obra) -> None:
    _escribir(escrito.add_paragraph(), CREADOR, tenue=True)
    _escribir(escrito.add_paragraph(), f"{obra.clase} {obra.clave}", tenue=True)
    escrito.add_heading(llano(obra.nombre), 0)
    _escribir(
        escrito.add_paragraph(),
        f"Versión {obra.numero}, {obra.nombre_de_nivel.lower()}: {obra.titulo}",
        negrita=True,
    )
    _tabla(escrito, Tabla("", ("Dato", "Valor"), (*obra.caratula, *obra.senas)))
    if obra.aviso:
        parrafo = escrito.add_paragraph()
        _escribir(parrafo, obra.aviso, negrita=True)
        parrafo.runs[0].font.color.rgb = _ROJO
    for texto in (obra.nota, *obra.portada.parrafos):
        if texto:
            _escribir(escrito.add_paragraph(), texto)
    for tabla in obra.portada.tablas:
        _tabla(escrito, tabla)
    escrito.add_section(WD_SECTION.NEW_PAGE)


def _apartado(escrito: Escrito, apartado: Apartado) -> None:
    escrito.add_heading(llano(f"{apartado.numerada}. {apartado.titulo}"), 1)
    if apartado.sin_registros:
        _escribir(escrito.add_paragraph(), "Sin registros en esta versión.", tenue=True)
    for texto in apartado.parrafos:
        _escribir(escrito.add_paragraph(), texto)
    for tabla in apartado.tablas:
        _tabla(escrito, tabla)
    for uno in apartado.documentos:
        _documento(escrito, uno)


def _documento(escrito: Escrito, uno: Documento) -> None:
    escrito.add_heading(llano(f"{uno.identificador}. {uno.titulo}"), 2)
    version = f" · versión {uno.version}" if uno.version else ""
    _escribir(escrito.add_paragraph(), f"{uno.ficha}{version}", tenue=True)
    if uno.frase:
        _escribir(escrito.add_paragraph(), uno.frase)
    for rotulo, valor in uno.datos:
        _escribir(escrito.add_paragraph(), f"{rotulo}: {valor}", tenue=True)
    for pasaje in uno.pasajes:
        parrafo = escrito.add_paragraph(style="Quote")
        _escribir(parrafo, f"«{pasaje.literal}»")
        dicho = ", ".join(filter(None, (f"p. {pasaje.pagina}", pasaje.firma)))
        _escribir(parrafo, f" ({dicho})", tenue=True)


def _tabla(escrito: Escrito, tabla: Tabla) -> None:
    if not tabla.filas:
        return
    if tabla.titulo:
        _escribir(escrito.add_paragraph(), tabla.titulo, negrita=True)
    filas = escrito.add_table(rows=1, cols=len(tabla.columnas), style="Table Grid")
    for celda, columna in zip(filas.rows[0].cells, tabla.columnas, strict=True):
        celda.width = Cm(_LIBRE / len(tabla.columnas))
        _escribir(celda.paragraphs[0], columna, negrita=True)
    repetir = OxmlElement("w:tblHeader")
    repetir.set(qn("w:val"), "true")
    filas.rows[0]._tr.get_or_add_trPr().append(repetir)
    for fila in tabla.filas:
        for celda, texto in zip(filas.add_row().cells, fila, strict=True):
            celda.width = Cm(_LIBRE / len(tabla.columnas))
            _escribir(celda.paragraphs[0], texto)
    escrito.add_paragraph()


def _escribir(parrafo: Paragraph, texto: str, *, negrita: bool = False, tenue: bool = False) -> None:
    corrida = parrafo.add_run(llano(texto))
    corrida.bold = negrita
    if tenue:
        corrida.font.size, corrida.font.color.rgb = Pt(9), _TENUE
