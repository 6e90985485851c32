"""Dos lienzos iguales para dibujar una página carta: un PDF con su texto, o una imagen escaneada."""

import io
import random
from pathlib import Path
from typing import Protocol

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FUENTES = Path("/usr/share/fonts/truetype")
LETRAS = {
    "serifa": "liberation/LiberationSerif-Regular.ttf",
    "palo": "liberation/LiberationSans-Regular.ttf",
    "maquina": "liberation/LiberationMono-Regular.ttf",
    "ancha": "dejavu/DejaVuSerif.ttf",
    "negrita": "liberation/LiberationSerif-Bold.ttf",
    "cursiva": "liberation/LiberationSerif-Italic.ttf",
    "estrecha": "liberation/LiberationSansNarrow-Regular.ttf",
    "gruesa": "dejavu/DejaVuSans-Bold.ttf",
    "redonda": "dejavu/DejaVuSans.ttf",
    "fija": "dejavu/DejaVuSansMono.ttf",
}
_PUNTOS = 200 / 72


class Lienzo(Protocol):
    """Una página de 612 × 792 puntos con el origen arriba a la izquierda."""

    def texto(self, x: float, y: float, escrito: str, cuerpo: float) -> None:
        """Escribe con la línea de base en `y`."""

    def linea(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Traza una raya."""

    def ancho(self, escrito: str, cuerpo: float) -> float:
        """Cuánto ocupa lo escrito."""

    def otra_pagina(self) -> None:
        """Empieza otra página."""


class EnPdf:
    """El lienzo que deja texto en un PDF."""

    def __init__(self, ruta: Path, letra: str) -> None:
        pdfmetrics.registerFont(TTFont(letra, str(FUENTES / LETRAS[letra])))
        self._letra, self._hoja = letra, Canvas(str(ruta), pagesize=letter, invariant=1)

    def texto(self, x: float, y: float, escrito: str, cuerpo: float) -> None:
        self._hoja.setFont(self._letra, cuerpo)
        self._hoja.drawString(x, 792 - y, escrito)

    def linea(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._hoja.line(x0, 792 - y0, x1, 792 - y1)

    def ancho(self, escrito: str, cuerpo: float) -> float:
        return pdfmetrics.stringWidth(escrito, self._letra, cuerpo)

    def otra_pagina(self) -> None:
        self._hoja.showPage()

    def guardar(self) -> None:
        self._hoja.save()


class EnImagen:
    """El lienzo que deja imágenes de 200 puntos por pulgada, sucias como las de un escáner de oficina."""

    def __init__(self, letra: str, azar: random.Random) -> None:
        self._ruta, self._azar = str(FUENTES / LETRAS[letra]), azar
        self.hojas: list[Image.Image] = []
        self.otra_pagina()

    def texto(self, x: float, y: float, escrito: str, cuerpo: float) -> None:
        fuente = ImageFont.truetype(self._ruta, round(cuerpo * _PUNTOS))
        self._pluma.text((x * _PUNTOS, y * _PUNTOS), escrito, fill=25, font=fuente, anchor="ls")

    def linea(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._pluma.line([v * _PUNTOS for v in (x0, y0, x1, y1)], fill=40, width=3)

    def ancho(self, escrito: str, cuerpo: float) -> float:
        return ImageFont.truetype(self._ruta, round(cuerpo * _PUNTOS)).getlength(escrito) / _PUNTOS

    def otra_pagina(self) -> None:
        self.hojas.append(Image.new("L", (1700, 2200), 250))
        self._pluma = ImageDraw.Draw(self.hojas[-1])

    def sello(self, x: int, y: int, renglones: tuple[str, ...]) -> None:
        """Un sello de goma, torcido y gris, pegado sobre lo que haya."""
        fuente = ImageFont.truetype(str(FUENTES / LETRAS["palo"]), 26)
        goma = Image.new("L", (420, 40 + 36 * len(renglones)), 255)
        pluma = ImageDraw.Draw(goma)
        pluma.rectangle((3, 3, 416, goma.height - 4), outline=110, width=4)
        for lugar, renglon in enumerate(renglones):
            pluma.text((24, 18 + 36 * lugar), renglon, fill=110, font=fuente)
        goma = goma.rotate(self._azar.uniform(-7, 7), expand=True, fillcolor=255)
        self.hojas[-1].paste(goma, (x, y), goma.point(lambda gris: 255 if gris < 200 else 0))

    def golpe(self, x: float, y: float, escrito: str, cuerpo: float) -> None:
        """Lo que estampa un numerador: gris, torcido y con la línea de base cerca de `y`."""
        fuente = ImageFont.truetype(self._ruta, round(cuerpo * _PUNTOS))
        goma = Image.new("L", (round(fuente.getlength(escrito)) + 30, round(cuerpo * _PUNTOS * 1.6)), 255)
        ImageDraw.Draw(goma).text((12, 8), escrito, fill=self._azar.choice((60, 100, 130)), font=fuente)
        goma = goma.rotate(self._azar.uniform(-5, 5), expand=True, fillcolor=255)
        lugar = (round(x * _PUNTOS), round(y * _PUNTOS - cuerpo * _PUNTOS * 1.1))
        self.hojas[-1].paste(goma, lugar, goma.point(lambda gris: 255 if gris < 225 else 0))

    def ensuciar(self) -> list[Image.Image]:
        """Las hojas torcidas, borrosas, con motas o con sombra."""
        return [_sucia(hoja, self._azar) for hoja in self.hojas]


def _sucia(hoja: Image.Image, azar: random.Random) -> Image.Image:
    hoja = hoja.rotate(azar.uniform(-1.5, 1.5), fillcolor=250, resample=Image.Resampling.BICUBIC)
    hoja = hoja.filter(ImageFilter.GaussianBlur(azar.choice((0.3, 0.7, 1.0))))
    if azar.random() < 0.5:
        puntos = hoja.load()
        for _ in range(azar.choice((2_000, 9_000))):
            puntos[azar.randrange(1700), azar.randrange(2200)] = azar.choice((0, 255))
    if azar.random() < 0.3:
        sombra = Image.linear_gradient("L").resize(hoja.size).point(lambda gris: 255 - gris // 3)
        hoja = Image.composite(hoja, Image.new("L", hoja.size, 120), sombra)
    return hoja


def pdf_de_hojas(ruta: Path, hojas: list[Image.Image]) -> None:
    """Un PDF que sólo trae las imágenes, en JPEG."""
    lienzo = Canvas(str(ruta), pagesize=letter, invariant=1)
    for hoja in hojas:
        memoria = io.BytesIO()
        hoja.save(memoria, "JPEG", quality=65)
        memoria.seek(0)
        lienzo.drawInlineImage(Image.open(memoria), 0, 0, *letter)
        lienzo.showPage()
    lienzo.save()
