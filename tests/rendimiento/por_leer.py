"""Archivos que cuesta leer: un escaneo, un correo con adjuntos y un ZIP."""

import io
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage

from PIL import Image, ImageDraw, ImageFont

PAGINAS = 4


def por_leer() -> Iterator[tuple[str, bytes, int]]:
    """Nombre, contenido y cuántos archivos trae dentro."""
    yield "escaneo.pdf", escaneo(PAGINAS), 0
    yield "minuta.eml", _correo(30), 30
    yield "entrega.zip", _zip(30), 30


def escaneo(paginas: int, rotulo: str = "Página") -> bytes:
    """Un PDF de hojas que son imagen, a 200 puntos por pulgada; cada una dice su `rotulo` y su número."""
    hojas = []
    letra = ImageFont.load_default(40)
    for pagina in range(paginas):
        hoja = Image.new("L", (1700, 2200), 255)
        lapiz = ImageDraw.Draw(hoja)
        for renglon in range(30):
            lapiz.text(
                (150, 150 + renglon * 65), f"{rotulo} {pagina}: la Comisión de Migrantes acuerda", 0, letra
            )
        hojas.append(hoja)
    salida = io.BytesIO()
    hojas[0].save(salida, "PDF", save_all=True, append_images=hojas[1:], resolution=200)
    return salida.getvalue()


def _correo(adjuntos: int) -> bytes:
    mensaje = EmailMessage()
    mensaje["From"], mensaje["To"], mensaje["Subject"] = "ana@x.gt", "b@x.gt", "Minuta de la mesa técnica"
    mensaje.set_content("Va la minuta.")
    for numero in range(adjuntos):
        texto = f"Adjunto {numero} del correo de la mesa."
        mensaje.add_attachment(texto.encode(), "text", "plain", filename=f"adjunto {numero}.txt")
    return mensaje.as_bytes()


def _zip(miembros: int) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for numero in range(miembros):
            paquete.writestr(f"carpeta/miembro {numero}.txt", f"Miembro {numero} del paquete.")
    return salida.getvalue()
