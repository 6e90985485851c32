"""Las letras de las hojas propias: serif para lo que dicen los documentos, sans para el centro."""

import unicodedata
from collections.abc import Container
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import font_source_sans_pro
import font_source_serif_pro
from reportlab.lib.colors import HexColor
from reportlab.lib.fonts import addMapping
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

from centro_doc.encuadernacion.obra import llano

TINTA, TENUE, FILETE, FONDO, AZUL, ROJO = (
    HexColor(color) for color in ("#17212b", "#4a545e", "#b9b5aa", "#efede7", "#14507f", "#9c2018")
)
SANS, SANS_NEGRA, SANS_CURSIVA, SERIF, SERIF_NEGRA = (
    *("CentroSans", "CentroSans-Negra", "CentroSans-Cursiva"),
    *("CentroSerif", "CentroSerif-Negra"),
)
FALTA = "■"
_COMO = {"Pd": "-", "Zs": " ", "Cf": "", "Mn": "", "Me": ""}
"""Por clase de signo, con qué se escribe el guion, el blanco o lo que no se ve y la letra no trae."""
_ARCHIVOS = {
    SANS: "SourceSansPro-Regular.ttf",
    SANS_NEGRA: "SourceSansPro-Semibold.ttf",
    SANS_CURSIVA: "SourceSansPro-It.ttf",
    SERIF: "SourceSerifPro-Regular.ttf",
    SERIF_NEGRA: "SourceSerifPro-Semibold.ttf",
}


@cache
def cargar() -> None:
    """Registra las letras en reportlab, una vez por proceso."""
    for nombre, archivo in _ARCHIVOS.items():
        paquete = font_source_serif_pro if "Serif" in archivo else font_source_sans_pro
        pdfmetrics.registerFont(TTFont(nombre, str(Path(paquete.__file__).parent / "files" / archivo)))
    for familia in (SANS, SERIF):
        for negra in (0, 1):
            for cursiva in (0, 1):
                cual = f"{familia}-Negra" if negra else familia
                addMapping(familia, negra, cursiva, SANS_CURSIVA if cursiva and familia == SANS else cual)


def _estilo(nombre: str, letra: str, tamano: float, **mas: object) -> ParagraphStyle:
    valores: dict[str, object] = {
        "fontName": letra,
        "fontSize": tamano,
        "leading": tamano * 1.32,
        "textColor": TINTA,
        "splitLongWords": 1,
    }
    return ParagraphStyle(nombre, **(valores | mas))


CLASE = _estilo("clase", SANS_NEGRA, 10.5, textColor=TENUE)
NOMBRE = _estilo("nombre", SERIF_NEGRA, 27, leading=32, spaceBefore=6, spaceAfter=10)
SUBTITULO = _estilo("subtitulo", SERIF, 15, leading=20, spaceAfter=14)
ROTULO = _estilo("rotulo", SANS, 9, textColor=TENUE)
VALOR = _estilo("valor", SANS, 10.5)
AVISO = _estilo("aviso", SANS_NEGRA, 10, textColor=ROJO, spaceBefore=10)
NUMERO = _estilo("numero", SANS_NEGRA, 12, textColor=TENUE)
APARTADO = _estilo("apartado", SERIF_NEGRA, 20, leading=25, spaceAfter=12)
PARRAFO = _estilo("parrafo", SANS, 10.5, spaceAfter=6)
TENUES = _estilo("tenues", SANS, 8.8, textColor=TENUE, spaceAfter=3)
CURSIVA = _estilo("cursiva", SANS_CURSIVA, 10.5, textColor=TENUE)
TITULO = _estilo("titulo", SERIF_NEGRA, 11.5, leading=14.5, keepWithNext=1)
PASAJE = _estilo("pasaje", SERIF, 9.8, leading=13, leftIndent=10, spaceAfter=3)
CELDA = _estilo("celda", SANS, 8.8)
CABEZA = _estilo("cabeza", SANS_NEGRA, 8.8)
DE_TABLA = _estilo("de_tabla", SANS_NEGRA, 10.5, spaceBefore=8, spaceAfter=4, keepWithNext=1)
EN_INDICE = _estilo("en_indice", SERIF, 9.8, leading=12.6)
PARTE_EN_INDICE = _estilo("parte_en_indice", SANS_NEGRA, 10.5)
PAGINA = _estilo("pagina", SANS, 9.8, leading=12.6, alignment=2)


def parrafo(texto: str, estilo: ParagraphStyle, *, enlace: str = "") -> Paragraph:
    """Un texto literal; con `enlace`, todo él lleva a esa dirección."""
    literal = escape(con_letra(llano(texto), estilo.fontName))
    return Paragraph(f'<a href="{escape(enlace)}">{literal}</a>' if enlace else literal, estilo)


def con_letra(texto: str, letra: str) -> str:
    """El texto con lo que esa letra sabe dibujar: «■» por cada signo que no, y no un blanco que no se note.

    Lo que se dibuja igual se escribe con lo que hay: el guion que no parte la línea es un guion.
    """
    cargar()
    hay = pdfmetrics.getFont(letra).face.charToGlyph
    if all(ord(uno) in hay for uno in texto):
        return texto
    return "".join(_dibujable(uno, hay) for uno in unicodedata.normalize("NFC", texto))


def _dibujable(signo: str, hay: Container[int]) -> str:
    if ord(signo) in hay:
        return signo
    clase = unicodedata.category(signo)
    if clase in _COMO:
        return _COMO[clase]
    iguales = unicodedata.normalize("NFKC", signo)
    return iguales if all(ord(uno) in hay for uno in iguales) else FALTA


def recortar(texto: str, letra: str, cuerpo: float, ancho: float) -> str:
    """El texto, o lo que de él quepa en ese ancho (puntos), con puntos suspensivos."""
    texto = con_letra(texto, letra)
    if pdfmetrics.stringWidth(texto, letra, cuerpo) <= ancho:
        return texto
    while texto and pdfmetrics.stringWidth(f"{texto}…", letra, cuerpo) > ancho:
        texto = texto[: len(texto) * 9 // 10].rstrip()
    return f"{texto}…" if texto else ""
