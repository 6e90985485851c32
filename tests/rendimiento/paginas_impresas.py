"""Páginas que no dibuja este programa: las imprime Chromium o vienen en un PDF, y `pdftoppm` las dibuja.

Cada una con el texto que lleva, para estropearla y ver cuánto lee el OCR.
"""

import html
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

from indexador.extraccion.calidad import medir
from indexador.extraccion.pdf_pagina import leer_pagina
from tests.rendimiento.paginas_dibujadas import Hoja, en_jpeg, ensuciar, fotografiar, torcer

ESTROPEOS: dict[str, tuple[int, Callable[[Image.Image, int], Image.Image]]] = {
    "limpia_300": (300, lambda imagen, _numero: imagen),
    "jpeg_200": (200, lambda imagen, _numero: en_jpeg(imagen, 40)),
    "torcida": (300, torcer),
    "con_ruido": (300, ensuciar),
    "fotografiada": (250, fotografiar),
}
"""Por su nombre: a cuántos puntos por pulgada se dibuja la página y qué se le hace."""
_ESTILOS = (
    "font: 11pt/1.35 'DejaVu Serif'; text-align: justify",
    "font: 12pt/1.3 'Liberation Serif'; text-align: justify",
    "font: 10pt/1.4 'DejaVu Sans'",
    "font: 11pt/1.5 'Liberation Sans Narrow'",
    "font: 10pt/1.25 'Liberation Serif'; text-align: justify; column-count: 2; column-gap: 0.3in",
    "font: 11pt/1.6 'DejaVu Sans Mono'",
)
"""Letras y composiciones distintas, una por página, en rueda."""
_HOJA = """<!doctype html><html lang="es"><meta charset="utf-8"><style>@page {{ size: letter; margin: 1in }}
body {{ margin: 0; {estilo} }} p {{ margin: 0 }}</style><p>{texto}</p></html>"""
_LETRAS_POR_PAGINA = 2_200
_PALABRAS = 150
_PUNTAJE = 0.97


def de_chromium(textos: Iterator[str], cuantas: int, chromium: str) -> Iterator[tuple[Path, int, str]]:
    """El PDF de una página por texto, con su número de página (1) y lo que dice."""
    with tempfile.TemporaryDirectory(prefix="impresas-") as carpeta:
        for numero, texto in zip(range(cuantas), textos, strict=False):
            corte = texto.rfind(" ", 0, _LETRAS_POR_PAGINA)
            fuente, destino = Path(carpeta, f"{numero}.html"), Path(carpeta, f"{numero}.pdf")
            estilo = _ESTILOS[numero % len(_ESTILOS)]
            fuente.write_text(_HOJA.format(estilo=estilo, texto=html.escape(texto[:corte])), encoding="utf-8")
            _imprimir(chromium, fuente, destino)
            if len(pdfium.PdfDocument(destino)) == 1:
                yield destino, 1, texto[:corte]


def _imprimir(chromium: str, fuente: Path, destino: Path) -> None:
    ajustes = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    orden = [chromium, *ajustes, "--no-pdf-header-footer", f"--print-to-pdf={destino}", fuente.as_uri()]
    subprocess.run(orden, capture_output=True, timeout=120, check=True)


def de_archivos(rutas: list[Path], cuantas: int) -> Iterator[tuple[Path, int, str]]:
    """Páginas de prosa en español de unos PDF, repartidas entre ellos, con su número y lo que dicen."""
    for ruta in rutas:
        documento = pdfium.PdfDocument(ruta)
        buenas = [n for n in range(len(documento)) if _sirve(documento[n])]
        paso = max(1, len(buenas) * len(rutas) // cuantas)
        for indice in buenas[::paso]:
            yield ruta, indice + 1, " ".join(leer_pagina(documento[indice])[0].split())


def _sirve(pagina: pdfium.PdfPage) -> bool:
    """Si es prosa que se deja leer, sin imágenes que lleven otras letras ni puntos de índice."""
    texto, _ = leer_pagina(pagina)
    calidad = medir(texto)
    con_imagen = next(pagina.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE]), None) is not None
    limpia = len(texto.split()) >= _PALABRAS and "...." not in texto and not con_imagen
    return limpia and calidad.idioma == "es" and calidad.puntaje >= _PUNTAJE


def hoja(ruta: Path, pagina: int, texto: str, estropeo: str, numero: int) -> Hoja:
    """La página dibujada por `pdftoppm` y estropeada."""
    puntos, estropear = ESTROPEOS[estropeo]
    with tempfile.TemporaryDirectory(prefix="hoja-") as carpeta:
        base = Path(carpeta, "hoja")
        orden = ["pdftoppm", "-gray", "-r", str(puntos), "-f", str(pagina), "-l", str(pagina), "-singlefile"]
        subprocess.run([*orden, str(ruta), str(base)], timeout=120, check=True)
        with Image.open(base.with_suffix(".pgm")) as imagen:
            return Hoja(estropear(imagen.convert("L"), numero), puntos, " ".join(texto.split()))
