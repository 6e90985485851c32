"""Archivos que las pruebas fabrican: PDF con reportlab, DOCX con python-docx y ZIP a mano."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from docx import Document
from reportlab.pdfgen.canvas import Canvas

ARTICULO = "Artículo 1. Toda niña migrante tiene derecho a la protección del Estado."


def pdf(destino: Path, paginas: Iterable[str], **opciones: object) -> Path:
    """Un PDF con un renglón por línea de cada página."""
    lienzo = Canvas(str(destino), pagesize=(612, 792), **opciones)
    for pagina in paginas:
        for numero, renglon in enumerate(pagina.split("\n")):
            lienzo.drawString(72, 720 - 16 * numero, renglon)
        lienzo.showPage()
    lienzo.save()
    return destino


def docx(destino: Path, *parrafos: str) -> Path:
    """Un DOCX con un párrafo por texto."""
    documento = Document()
    for parrafo in parrafos:
        documento.add_paragraph(parrafo)
    documento.save(str(destino))
    return destino


def con_partes(destino: Path, partes: dict[str, bytes]) -> Path:
    """Un ZIP comprimido con las partes dadas."""
    bufer = io.BytesIO()
    with zipfile.ZipFile(bufer, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, contenido in partes.items():
            paquete.writestr(nombre, contenido)
    destino.write_bytes(bufer.getvalue())
    return destino


def docx_crudo(destino: Path, cuerpo: str, **otras: bytes) -> Path:
    """Un DOCX mínimo con el XML de `w:body` dado y otras partes de `word/`."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    documento = f'<w:document xmlns:w="{w}" xmlns:mc="{mc}"><w:body>{cuerpo}</w:body></w:document>'
    partes = {"word/document.xml": documento.encode()}
    partes |= {f"word/{nombre}.xml": contenido for nombre, contenido in otras.items()}
    return con_partes(destino, partes)
