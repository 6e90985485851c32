"""Dibuja carátulas de iniciativas: limpias, con la capa de texto de un OCR sin español, o como imagen."""

import io
import random
import re
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from indexador.lengua.plano import plano

MESES = (
    "ENERO",
    "FEBRERO",
    "MARZO",
    "ABRIL",
    "MAYO",
    "JUNIO",
    "JULIO",
    "AGOSTO",
    "SEPTIEMBRE",
    "OCTUBRE",
    "NOVIEMBRE",
    "DICIEMBRE",
)
PONENTES = (
    "LA REPRESENTANTE ANA MARÍA LÓPEZ PÉREZ",
    "LOS REPRESENTANTES JUAN RAMÓN RUIZ, LUISA PEÑA Y COMPAÑEROS",
    "EL ORGANISMO EJECUTIVO",
    "EL REPRESENTANTE JOSÉ ÁNGEL MUÑOZ IBÁÑEZ Y COMPAÑEROS",
)
TRAMITES = (
    "PASE A LA COMISIÓN DE MIGRANTES PARA SU ESTUDIO Y DICTAMEN CORRESPONDIENTE.",
    "PASE A LAS COMISIONES DE MIGRANTES Y DE DERECHOS HUMANOS PARA SU ESTUDIO Y DICTAMEN CONJUNTO.",
    "DISPENSADA DE DICTAMEN.",
)
_ENCABEZADO_DE_SITIO = "INFO. LEGISLATIVA   www.congreso.gob.gt   26/11/2025"
_CONFUSIONES = {
    "ó": "6",
    "Ó": "6",
    "ñ": "n",
    "Ñ": "N",
    "á": "a",
    "é": "e",
    "í": "i",
    "ú": "u",
    "Á": "A",
    "É": "E",
    "Í": "I",
    "Ú": "U",
}


def renglones(azar: random.Random, numero: str, dia: tuple[int, int, int], asunto: str) -> list[str]:
    """Lo que dice la carátula, renglón por renglón; un renglón vacío separa párrafos."""
    anio, mes, num_dia = dia
    fecha = f"{num_dia:02} DE {MESES[mes - 1]} DE {anio}"
    altas = azar.random() < 0.6
    rotulo = str if altas else str.title
    return [
        "CONGRESO DE LA REPUBLICA",
        "GUATEMALA, C. A.",
        "",
        "DIRECCIÓN LEGISLATIVA",
        "-CONTROL DE INICIATIVAS-",
        "",
        f"{rotulo('NUMERO DE REGISTRO')}{azar.choice(['', ':'])} {numero}",
        "",
        f"FECHA QUE CONOCIO EL PLENO: {fecha if altas else fecha.lower()}.",
        "",
        f"INICIATIVA DE LEY PRESENTADA POR {azar.choice(PONENTES)}.",
        "",
        *_partir(f"{rotulo('ASUNTO')}: {asunto.upper() if altas else asunto}", 62),
        "",
        *_partir(f"{rotulo('TRÁMITE')}: {azar.choice(TRAMITES)}", 62),
    ]


def _partir(texto: str, ancho: int) -> list[str]:
    lineas, actual = [], ""
    for palabra in texto.split():
        if len(actual) + len(palabra) >= ancho:
            lineas.append(actual)
            actual = ""
        actual = f"{actual} {palabra}".strip()
    return [*lineas, actual]


def degradar(azar: random.Random, linea: str) -> str:
    """Una línea como la deja un OCR sin español: ó→6, ñ→n, «10 que», palabras partidas, «os» por 05."""
    salida = "".join(
        _CONFUSIONES.get(c, c)
        if c not in "óÓ" or azar.random() < 0.6
        else plano(c).upper()
        if c.isupper()
        else "o"
        for c in linea
    )
    salida = re.sub(r"\blo que\b", "10 que", salida)
    salida = re.sub(r"\bLO QUE\b", "10 QUE", salida)
    if azar.random() < 0.5:
        salida = salida.replace("INICIATIVAS", "1 NICIA TI VAS").replace("GUATEMALA", "GUA TE MALA", 1)
    if azar.random() < 0.3:
        salida = re.sub(r"(PLENO: )05", r"\1os", salida)
    return salida


def pdf_de_texto(ruta: Path, lineas: list[str], *, encabezado: bool) -> None:
    """La carátula como PDF con capa de texto."""
    lienzo = Canvas(str(ruta), pagesize=letter)
    alto = 740
    if encabezado:
        lienzo.setFont("Helvetica", 7)
        lienzo.drawString(40, 775, _ENCABEZADO_DE_SITIO)
    lienzo.setFont("Helvetica", 12)
    for linea in lineas:
        lienzo.drawString(70, alto, linea)
        alto -= 17
    lienzo.save()


def pdf_de_imagen(ruta: Path, lineas: list[str], azar: random.Random, letra: str) -> None:
    """La carátula como imagen de 200 puntos por pulgada, algo torcida, borrosa y con motas."""
    imagen = Image.new("L", (1700, 2200), 255)
    pluma, fuente = ImageDraw.Draw(imagen), ImageFont.truetype(letra, 33)
    for lugar, linea in enumerate(lineas):
        pluma.text((190, 230 + lugar * 47), linea, fill=20, font=fuente)
    imagen = imagen.rotate(azar.uniform(-0.8, 0.8), fillcolor=255).filter(ImageFilter.GaussianBlur(0.7))
    puntos = imagen.load()
    for _ in range(4_000):
        puntos[azar.randrange(1700), azar.randrange(2200)] = azar.choice((0, 255))
    memoria = io.BytesIO()
    imagen.save(memoria, "JPEG", quality=70)
    memoria.seek(0)
    lienzo = Canvas(str(ruta), pagesize=letter)
    lienzo.drawInlineImage(Image.open(memoria), 0, 0, *letter)
    lienzo.save()
