"""Archivos de verdad para las pruebas, hechos en el momento."""

import io
import zipfile

from docx import Document
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas


def pdf(*paginas: str, titulo: str = "") -> bytes:
    """Un PDF con una página por texto."""
    salida = io.BytesIO()
    lienzo = Canvas(salida, pagesize=letter, invariant=1)
    if titulo:
        lienzo.setTitle(titulo)
    for texto in paginas:
        for n, renglon in enumerate(texto.splitlines()):
            lienzo.drawString(72, 720 - 16 * n, renglon)
        lienzo.showPage()
    lienzo.save()
    return salida.getvalue()


def pdf_tachado(visible: str, tapado: str) -> bytes:
    """Un PDF de una página con un texto a la vista y otro bajo un rectángulo negro, que se puede copiar."""
    salida = io.BytesIO()
    lienzo = Canvas(salida, pagesize=letter, invariant=1)
    lienzo.drawString(72, 720, visible)
    lienzo.drawString(72, 690, tapado)
    lienzo.rect(70, 686, 480, 16, stroke=0, fill=1)
    lienzo.showPage()
    lienzo.save()
    return salida.getvalue()


def pdf_con_clave(*paginas: str) -> bytes:
    """Un PDF que pide contraseña para abrirse."""
    escritor = PdfWriter(PdfReader(io.BytesIO(pdf(*paginas))))
    escritor.encrypt("secreta", algorithm="AES-128")
    salida = io.BytesIO()
    escritor.write(salida)
    return salida.getvalue()


def docx(*parrafos: str) -> bytes:
    """Un DOCX con un párrafo por texto."""
    documento = Document()
    for parrafo in parrafos:
        documento.add_paragraph(parrafo)
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def comprimido(miembros: dict[str, bytes]) -> bytes:
    """Un ZIP con esos archivos, por su nombre."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, contenido in miembros.items():
            paquete.writestr(nombre, contenido)
    return salida.getvalue()


def bomba() -> bytes:
    """Un DOCX de pocos KB que se infla a 600 MB."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        with zipfile.ZipFile(io.BytesIO(docx("hola"))) as bueno:
            for nombre in bueno.namelist():
                if nombre != "word/document.xml":
                    paquete.writestr(nombre, bueno.read(nombre))
        with paquete.open("word/document.xml", "w", force_zip64=True) as parte:
            parte.write(b"<a>")
            for _ in range(600):
                parte.write(b" " * 1_000_000)
            parte.write(b"</a>")
    return salida.getvalue()
