"""La cabecera corrida: una franja que se añade encima de cada página, sin tapar nada de ella."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from centro_doc.encuadernacion import letra
from centro_doc.encuadernacion.limpieza import caja_visible

ALTO = 22.0
"""Puntos de la franja en una página de ancho carta; crece con las más anchas."""
_CUERPO, _CARTA = 7.6, 612.0
_FORMA = Name("/CentroCabecera")
_MATRICES = {
    0: (1, 0, 0, 1),
    90: (0, 1, -1, 0),
    180: (-1, 0, 0, -1),
    270: (0, -1, 1, 0),
}


@dataclass(frozen=True, slots=True)
class Franja:
    """Lo que dice la de una página: a la izquierda, la obra; a la derecha, el lugar. `ancho` en puntos."""

    izquierda: str
    derecha: str
    ancho: float

    @property
    def escala(self) -> float:
        """Cuánto mayor es que la de una carta."""
        return max(1.0, self.ancho / _CARTA)


def ancho_a_la_vista(pagina: pikepdf.Page) -> float:
    """El ancho de la página como se ve, ya girada, en puntos."""
    x0, y0, x1, y1 = caja_visible(pagina)
    return y1 - y0 if _giro(pagina) in {90, 270} else x1 - x0


def dibujar(franjas: Sequence[Franja]) -> bytes:
    """Un PDF con una franja por página, en su orden."""
    letra.cargar()
    salida = BytesIO()
    lienzo = Canvas(salida, invariant=1, pageCompression=1, initialFontName=letra.SANS)
    for una in franjas:
        lienzo.setPageSize((una.ancho, ALTO * una.escala))
        _dibujar(lienzo, una)
        lienzo.showPage()
    lienzo.save()
    return salida.getvalue()


def _dibujar(lienzo: Canvas, una: Franja) -> None:
    margen = min(36.0 * una.escala, una.ancho * 0.06)
    cuerpo, libre = _CUERPO * una.escala, una.ancho - 2 * margen
    suyo = pdfmetrics.stringWidth(una.derecha, letra.SANS_NEGRA, cuerpo)
    if suyo > libre:
        cuerpo, suyo = cuerpo * libre / suyo, libre
    base, alto = 0.38 * ALTO * una.escala, ALTO * una.escala
    lienzo.setFillColorRGB(1, 1, 1)
    lienzo.rect(0, 0, una.ancho, alto, stroke=0, fill=1)
    lienzo.setFillColor(letra.TENUE)
    lienzo.setFont(letra.SANS, cuerpo)
    dicho = letra.recortar(una.izquierda, letra.SANS, cuerpo, libre - suyo - 2 * cuerpo)
    lienzo.drawString(margen, base, dicho)
    lienzo.setFont(letra.SANS_NEGRA, cuerpo)
    lienzo.drawRightString(una.ancho - margen, base, una.derecha)
    lienzo.setStrokeColor(letra.FILETE)
    lienzo.setLineWidth(0.5 * una.escala)
    lienzo.line(margen, 1, una.ancho - margen, 1)


def poner(pdf: pikepdf.Pdf, pagina: pikepdf.Page, forma: Any, franja: Franja) -> None:
    """Añade la franja (un XObject de `pdf`) sobre el borde de arriba, tal como se ve la página.

    La página crece por ese lado y lo que tenía queda dentro de su recuadro de antes, donde estaba. La
    franja se dibuja primero: lo que el documento deje a medias en su dibujo no la descompone.
    """
    caja, giro, alto = caja_visible(pagina), _giro(pagina), ALTO * franja.escala
    x0, y0, x1, y1 = caja
    origen = {0: (x0, y1), 90: (x0, y0), 180: (x1, y0), 270: (x1, y1)}[giro]
    crecida = {
        0: (x0, y0, x1, y1 + alto),
        90: (x0 - alto, y0, x1, y1),
        180: (x0, y0 - alto, x1, y1),
        270: (x0, y0, x1 + alto, y1),
    }[giro]
    matriz = " ".join(map(_numero, (*_MATRICES[giro], *origen)))
    recuadro = " ".join(map(_numero, (x0, y0, x1 - x0, y1 - y0)))
    antes = f"q {matriz} cm {_FORMA} Do Q q {recuadro} re W n\n"
    _con_recurso(pagina.obj, forma)
    pagina.contents_add(pdf.make_stream(antes.encode()), prepend=True)
    pagina.contents_add(pdf.make_stream(b"\nQ"))
    pagina.obj["/MediaBox"] = pagina.obj["/CropBox"] = Array([round(uno, 3) for uno in crecida])


def _con_recurso(objeto: Any, forma: Any) -> None:
    """Una copia de los recursos con la franja: los de una página suelen ser también de otras."""
    propios = objeto.get("/Resources")
    recursos = Dictionary(dict(propios.items())) if isinstance(propios, Dictionary) else Dictionary()
    suyas = recursos.get("/XObject")
    formas = Dictionary(dict(suyas.items())) if isinstance(suyas, Dictionary) else Dictionary()
    formas[_FORMA] = forma
    recursos["/XObject"] = formas
    objeto["/Resources"] = recursos


def _giro(pagina: pikepdf.Page) -> int:
    escrito = pagina.obj.get("/Rotate", 0)
    return int(escrito) % 360 if isinstance(escrito, int) and escrito % 90 == 0 else 0


def _numero(valor: float) -> str:
    return f"{valor:.3f}".rstrip("0").rstrip(".")
