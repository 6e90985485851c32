"""Lectura de imágenes (JPEG, PNG, TIFF y WebP): se arman como un PDF de hojas escaneadas y se leen como tal.

Así pasan por el mismo OCR, con la misma medida de su calidad, que las páginas escaneadas de un PDF.
"""

import tempfile
import zlib
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from PIL import Image

from indexador.errores import NoExtraible
from indexador.extraccion.cuadros import abrir, cuadro, cuantos, dice_donde, medidas, quien_la_hizo
from indexador.extraccion.huellas import huellas
from indexador.extraccion.limites import Opciones
from indexador.extraccion.oculto import atencion
from indexador.extraccion.pdf import leer_pdf
from indexador.ficha import Texto

_LARGO_DE_EXTRACTOR = 40


def leer_imagen(ruta: Path, opciones: Opciones) -> Texto:
    """Una página por cuadro, con sus cajas si hay OCR. Levanta `NoExtraible` (`danado` o de tope).

    De un TIFF con cuadros dañados se leen los demás, y un aviso dice cuáles faltan.
    """
    with tempfile.TemporaryDirectory(dir=opciones.carpeta) as carpeta:
        hojas = Path(carpeta, "hojas.pdf")
        with abrir(ruta) as imagen:
            total = cuantos(imagen)
            lugar = "el lugar donde se tomó (GPS)" if dice_donde(imagen) else ""
            dichos = [("autor de la imagen", quien) for quien in quien_la_hizo(imagen)]
            danados = _armar(imagen, min(total, opciones.paginas), hojas)
        leido = leer_pdf(hojas, opciones)
    avisos = [*opciones.recorte(total, "páginas"), *leido.avisos, *atencion(lugar)]
    if danados:
        avisos.append(f"La imagen está dañada: no se pudieron abrir {len(danados)} de sus {total} páginas.")
    extractor = f"imagen 1, {leido.extractor}"[:_LARGO_DE_EXTRACTOR]
    return replace(
        leido,
        extractor=extractor,
        propiedades={**leido.propiedades, **huellas(dichos)},
        avisos=tuple(avisos),
    )


def _armar(imagen: Image.Image, total: int, destino: Path) -> list[int]:
    """Escribe el PDF hoja por hoja y devuelve las que no se pudieron abrir, que quedan en blanco."""
    danados: list[int] = []
    with destino.open("wb") as archivo:
        pdf = _Hojas(archivo)
        for indice in range(total):
            try:
                hecho, puntos = cuadro(imagen, indice)
            except NoExtraible:
                danados.append(indice + 1)
                if len(danados) == total:
                    raise
                pdf.en_blanco()
                continue
            pdf.poner(hecho.convert("L"), *medidas(hecho, puntos))
        pdf.terminar()
    return danados


class _Hojas:
    """Un PDF de páginas que son una imagen en gris (ISO 32000-1, 7.5): lo que el OCR mira."""

    def __init__(self, archivo: BinaryIO) -> None:
        self._archivo = archivo
        self._lugares: dict[int, int] = {}
        self._paginas: list[int] = []
        self._archivo.write(b"%PDF-1.4\n")

    def poner(self, imagen: Image.Image, ancho: float, alto: float) -> None:
        """Añade una página de `ancho` por `alto` puntos, cubierta por la imagen."""
        base = 3 + 3 * len(self._paginas)
        pixeles = zlib.compress(imagen.tobytes(), 1)
        datos = (
            f"<</Type/XObject/Subtype/Image/Width {imagen.width}/Height {imagen.height}/ColorSpace/DeviceGray"
            f"/BitsPerComponent 8/Filter/FlateDecode/Length {len(pixeles)}>>"
        )
        self._objeto(base + 2, datos, pixeles)
        dibujo = f"q {ancho:.2f} 0 0 {alto:.2f} 0 0 cm /I Do Q".encode()
        self._objeto(base + 1, f"<</Length {len(dibujo)}>>", dibujo)
        self._pagina(
            base, ancho, alto, f"/Contents {base + 1} 0 R/Resources<</XObject<</I {base + 2} 0 R>>>>"
        )

    def en_blanco(self) -> None:
        """Añade una página carta sin nada."""
        self._pagina(3 + 3 * len(self._paginas), 612, 792, "/Resources<<>>")

    def terminar(self) -> None:
        """Escribe el árbol de páginas y la tabla de referencias."""
        self._objeto(1, "<</Type/Catalog/Pages 2 0 R>>")
        hijas = " ".join(f"{numero} 0 R" for numero in self._paginas)
        self._objeto(2, f"<</Type/Pages/Count {len(self._paginas)}/Kids[{hijas}]>>")
        inicio, total = self._archivo.tell(), 3 + 3 * len(self._paginas)
        libre = b"0000000000 65535 f \n"
        filas = (
            f"{self._lugares[n]:010} 00000 n \n".encode() if n in self._lugares else libre
            for n in range(total)
        )
        self._archivo.write(f"xref\n0 {total}\n".encode() + b"".join(filas))
        self._archivo.write(f"trailer<</Size {total}/Root 1 0 R>>\nstartxref\n{inicio}\n%%EOF\n".encode())

    def _pagina(self, numero: int, ancho: float, alto: float, resto: str) -> None:
        self._paginas.append(numero)
        self._objeto(numero, f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {ancho:.2f} {alto:.2f}]{resto}>>")

    def _objeto(self, numero: int, datos: str, flujo: bytes | None = None) -> None:
        self._lugares[numero] = self._archivo.tell()
        self._archivo.write(f"{numero} 0 obj\n{datos}\n".encode())
        if flujo is not None:
            self._archivo.write(b"stream\n" + flujo + b"\nendstream\n")
        self._archivo.write(b"endobj\n")
