"""El cuadro comparativo en DOCX: los dos textos y una columna libre, en carta apaisada."""

import re
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO

from docx.document import Document as Documento
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from centro_doc.comun.docx_nuevo import docx_nuevo
from centro_doc.comun.empaque import sin_la_hora
from centro_doc.comun.fechas import cifra
from centro_doc.cotejos.comparaciones import Comparacion
from centro_doc.cotejos.palabras import (
    Corrida,
    corridas,
    de_quien,
    nombre_de_lado,
    porque,
    sin_texto,
    sobra,
)
from indexador.juridico.comparacion import Par

TIPO = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LIBRE = "Observaciones"
FILAS = 1_000
"""Renglones que caben: cerca de un segundo de trabajo y de doscientas hojas."""
_HASTA_AQUI = "El cuadro llega hasta aquí: {} renglones. Faltan {}; pida uno por uno los artículos que busca."
_ANCHOS = (Cm(9.4), Cm(9.4), Cm(5.6))
_QUITADO, _PUESTO, _TENUE = RGBColor(0x9C, 0x20, 0x18), RGBColor(0x0B, 0x63, 0x49), RGBColor(0x4A, 0x54, 0x5E)
_NO_CABE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Lo que XML no admite y un PDF malo puede traer."""


def escribir(
    comparacion: Comparacion,
    pares: Sequence[Par],
    *,
    zona: str,
    enlace: Callable[[Par], str] = lambda _par: "",
) -> bytes:
    """El DOCX; los mismos datos dan siempre los mismos octetos.

    `zona` es la del centro (`America/Guatemala`). `enlace` da la dirección de la comparación de un par solo,
    o vacío. Lleva `FILAS` renglones a lo sumo, y dice cuántos faltan.
    """
    documento = docx_nuevo()
    _preparar(documento)
    documento.add_heading("Cuadro comparativo", 1)
    for lado in (comparacion.uno, comparacion.otro):
        _escribir(documento.add_paragraph(), de_quien(lado, zona), tenue=True)
    if dicho := porque(comparacion, impreso=True):
        _escribir(documento.add_paragraph(), dicho)
    clave = documento.add_paragraph()
    _corridas(clave, [Corrida("Sólo a la izquierda", "quitado")])
    _escribir(clave, "   ")
    _corridas(clave, [Corrida("Sólo a la derecha", "puesto")])
    tabla = documento.add_table(rows=1, cols=3, style="Table Grid")
    tabla.autofit = False
    titulos = (nombre_de_lado(comparacion, 0), nombre_de_lado(comparacion, 1), LIBRE)
    _encabezar(tabla.rows[0], titulos)
    for par in pares[:FILAS]:
        celdas = tabla.add_row().cells
        _unidad(celdas[0], par, "quitado", enlace(par))
        _unidad(celdas[1], par, "puesto", enlace(par))
        celdas[2].width = _ANCHOS[2]
    if faltan := len(pares[FILAS:]):
        _escribir(documento.add_paragraph(), _HASTA_AQUI.format(cifra(FILAS), cifra(faltan)), negrita=True)
    salida = BytesIO()
    documento.save(salida)
    return sin_la_hora(salida.getvalue())


def _preparar(documento: Documento) -> None:
    seccion = documento.sections[0]
    seccion.orientation = WD_ORIENT.LANDSCAPE
    seccion.page_width, seccion.page_height = Cm(27.94), Cm(21.59)
    seccion.left_margin = seccion.right_margin = Cm(1.7)
    seccion.top_margin = seccion.bottom_margin = Cm(1.7)
    normal = documento.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(10)
    idioma = OxmlElement("w:lang")
    idioma.set(qn("w:val"), "es-GT")
    normal.element.get_or_add_rPr().append(idioma)
    propiedades = documento.core_properties
    propiedades.title, propiedades.author, propiedades.comments = "Cuadro comparativo", "", ""
    propiedades.language = "es-GT"


def _encabezar(fila: _Row, titulos: Iterable[str]) -> None:
    """La fila de títulos, que se repite en cada página."""
    repetida = OxmlElement("w:tblHeader")
    repetida.set(qn("w:val"), "true")
    fila._tr.get_or_add_trPr().append(repetida)
    for celda, titulo, ancho in zip(fila.cells, titulos, _ANCHOS, strict=True):
        celda.width = ancho
        _escribir(celda.paragraphs[0], titulo, negrita=True)


def _unidad(celda: _Cell, par: Par, marca: str, direccion: str) -> None:
    """Una columna de un par; la derecha lleva además la orden literal, traiga texto nuevo o no."""
    derecha = marca == "puesto"
    celda.width = _ANCHOS[1 if derecha else 0]
    unidad = par.otro if derecha else par.uno
    primero = _parrafos(celda)
    if unidad is None:
        _escribir(primero(), sin_texto(par, derecha=derecha), tenue=not par.orden, negrita=bool(par.orden))
    else:
        _escribir(primero(), unidad.etiqueta, negrita=True, direccion=direccion)
    for dicho in (par.orden, par.nota) if derecha else ():
        if dicho:
            _escribir(primero(), dicho, tenue=True)
    if unidad is None:
        return
    _corridas(primero(), corridas(unidad, par, marca))
    if dicho := sobra(unidad):
        _escribir(primero(), dicho, tenue=True)


def _parrafos(celda: _Cell) -> Callable[[], Paragraph]:
    """Da el párrafo vacío con que nace la celda y, después, otros nuevos."""
    hay = iter(celda.paragraphs)
    return lambda: next(hay, None) or celda.add_paragraph()


def _corridas(parrafo: Paragraph, partes: Iterable[Corrida]) -> None:
    for parte in partes:
        corrida = parrafo.add_run(_NO_CABE.sub("", parte.texto))
        if parte.marca == "quitado":
            corrida.font.strike, corrida.font.color.rgb = True, _QUITADO
        elif parte.marca == "puesto":
            corrida.font.underline, corrida.font.color.rgb = True, _PUESTO


def _escribir(
    parrafo: Paragraph, texto: str, *, negrita: bool = False, tenue: bool = False, direccion: str = ""
) -> None:
    corrida = parrafo.add_run(_NO_CABE.sub("", texto))
    corrida.bold = negrita
    if tenue:
        corrida.font.color.rgb = _TENUE
    if direccion:
        corrida.font.underline = True
        enlace = OxmlElement("w:hyperlink")
        enlace.set(qn("r:id"), parrafo.part.relate_to(direccion, RT.HYPERLINK, is_external=True))
        corrida._r.addprevious(enlace)
        enlace.append(corrida._r)
