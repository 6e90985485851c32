"""Mide el orden de lectura sobre columnas dibujadas a saltos: `columnas_alternadas.py TEXTOS.jsonl[.xz]`.

De cada texto dibuja páginas de dos y de tres columnas, renglón a renglón y alternando, a la par o a distinto
paso, con encabezado y número de página; y otra con la columna derecha dibujada primero. Compara con el orden
verdadero el del dibujo, el que queda y el de `pdftotext` (la subsucesión común más larga); termina con error
si alguna página no queda toda en orden.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pypdfium2 as pdfium
from rapidfuzz.distance import LCSseq
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from indexador.extraccion.pdf_pagina import como_se_dibujo, leer_pagina
from tests.rendimiento.ocr import textos
from tests.rendimiento.orden_de_lectura import con_poppler

_LETRA, _TAMANO, _PASO = "Times-Roman", 9, 11
_ANCHO, _ARRIBA, _ABAJO = 612 - 2 * 54, 700, 60
_ENCABEZADO = "Guatemala, MARTES 12 de mayo de 2009 DIARIO de CENTRO AMÉRICA NÚMERO 29"
_MANERAS = {
    "dos columnas a la par": (2, 0, False),
    "dos a distinto paso": (2, 4, False),
    "tres columnas a la par": (3, 0, False),
    "tres a distinto paso": (3, 3, False),
    "la derecha primero": (2, 0, True),
}
"""Por su nombre: cuántas columnas, cuántos puntos baja cada una respecto de la anterior y si va al revés."""


def dibujar(destino: Path, texto: str, columnas: int, baja: int, *, al_reves: bool) -> list[str]:
    """Escribe la página y devuelve sus palabras en el orden en que se leen."""
    ancho = (_ANCHO - 18 * (columnas - 1)) / columnas
    alto = (_ARRIBA - _ABAJO) // _PASO - 2
    renglones = list(islice(_renglones(texto, ancho), alto * columnas))
    partes = [renglones[n * alto : (n + 1) * alto] for n in range(columnas)]
    lienzo = Canvas(str(destino), pagesize=(612, 792), invariant=1)
    lienzo.setFont(_LETRA, _TAMANO)
    lienzo.drawString(54, 740, _ENCABEZADO)
    lugares = [(n, columna) for n in range(alto) for columna in range(columnas)]
    if al_reves:
        lugares.sort(key=lambda lugar: -lugar[1])
    for n, columna in lugares:
        lienzo.drawString(
            54 + columna * (ancho + 18), _ARRIBA - _PASO * n - baja * columna, partes[columna][n]
        )
    lienzo.drawString(300, 30, "4")
    lienzo.save()
    return [*_ENCABEZADO.split(), *" ".join(r for parte in partes for r in parte).split(), "4"]


def _renglones(texto: str, ancho: float) -> Iterator[str]:
    actual = ""
    for palabra in texto.split():
        largo = f"{actual} {palabra}".strip()
        if stringWidth(largo, _LETRA, _TAMANO) > ancho and actual:
            yield actual
            largo = palabra
        actual = largo


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("textos", type=Path)
    partes.add_argument("--pais", default="")
    partes.add_argument("--paginas", type=int, default=12, help="de cada manera")
    elegido = partes.parse_args()
    dados = list(islice(textos(elegido.textos, elegido.pais), elegido.paginas))
    malas = 0
    print("| manera | páginas | en orden, como se dibujó | como queda | con pdftotext | páginas enteras |")
    print("|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory(prefix="columnas-") as carpeta:
        ruta = Path(carpeta, "columnas.pdf")
        for manera, (columnas, baja, al_reves) in _MANERAS.items():
            medidas = []
            for texto in dados:
                verdad = dibujar(ruta, texto, columnas, baja, al_reves=al_reves)
                pagina = pdfium.PdfDocument(ruta)[0]
                lecturas = (
                    [trozo.texto for trozo in como_se_dibujo(pagina)],
                    leer_pagina(pagina)[0].split(),
                    con_poppler(ruta, 1),
                )
                medidas.append([LCSseq.normalized_similarity(verdad, leidas) for leidas in lecturas])
            dibujo, queda, rival = (sum(m[n] for m in medidas) / len(medidas) for n in range(3))
            enteras = sum(1 for m in medidas if m[1] == 1)
            malas += len(medidas) - enteras
            print(f"| {manera} | {len(medidas)} | {dibujo:.1%} | {queda:.1%} | {rival:.1%} | {enteras} |")
    return 1 if malas else 0


if __name__ == "__main__":
    sys.exit(principal())
