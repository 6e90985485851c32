"""Las imágenes sueltas, cuadro por cuadro: abiertas con topes, derechas y con una medida de hoja."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from indexador.errores import NoExtraible

PIXELES_MAXIMOS = 120_000_000
"""De un cuadro: una hoja A0 escaneada a 300 puntos por pulgada tiene 140 millones."""
FORMATOS = ("JPEG", "PNG", "TIFF", "WEBP", "MPO")
"""Los únicos que Pillow puede probar: cada uno que se añada es otro lector de archivos ajenos."""
_FIRMAS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_GPS = 0x8825
_DE_LA_CAMARA = 0x8769
_ARTISTA, _DUENO = 0x013B, 0xA430
"""De quién es la foto y de quién la cámara (EXIF 2.32, «Artist» y «CameraOwnerName»)."""
_ALTO_DE_HOJA = 11.0
"""Pulgadas del lado mayor de una hoja carta, para la imagen que no dice su medida."""
_PUNTOS_CREIBLES = (100.0, 1_200.0)
_PUNTOS_MINIMOS = 120.0
FALLAS = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    ValueError,
    SyntaxError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    EOFError,
    RuntimeError,
)
"""Lo que Pillow deja escapar ante un archivo mal hecho."""


def es_imagen(ruta: Path) -> bool:
    """Si el archivo empieza como una de las imágenes que se leen."""
    with ruta.open("rb") as archivo:
        cabeza = archivo.read(12)
    return cabeza.startswith(_FIRMAS) or (cabeza.startswith(b"RIFF") and cabeza[8:] == b"WEBP")


@contextmanager
def abrir(ruta: Path) -> Iterator[Image.Image]:
    """La imagen sin decodificar. Levanta `NoExtraible` (`danado` o `limite_memoria`)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            imagen = Image.open(ruta, formats=FORMATOS)
    except Image.DecompressionBombError as error:
        raise _enorme() from error
    except FALLAS as error:
        raise imagen_danada() from error
    with imagen:
        yield imagen


def cuantos(imagen: Image.Image) -> int:
    """Los cuadros de la imagen: las páginas de un TIFF; de una animación, sólo el primero se ve."""
    return int(getattr(imagen, "n_frames", 1)) if imagen.format == "TIFF" else 1


def cuadro(imagen: Image.Image, indice: int) -> tuple[Image.Image, float]:
    """Un cuadro (desde 0) derecho, sobre blanco si tiene transparencia, y sus puntos por pulgada.

    En gris o a color. Levanta `NoExtraible`.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            imagen.seek(indice)
            if imagen.width * imagen.height > PIXELES_MAXIMOS:
                raise _enorme()
            puntos = _puntos(imagen)
            derecha = ImageOps.exif_transpose(imagen)
            return _sobre_blanco(derecha), puntos
    except Image.DecompressionBombError as error:
        raise _enorme() from error
    except FALLAS as error:
        raise imagen_danada() from error


def dice_donde(imagen: Image.Image) -> bool:
    """¿Lleva las coordenadas de donde se tomó? (EXIF 2.32, «GPS IFD»)."""
    try:
        return bool(imagen.getexif().get_ifd(_GPS))
    except FALLAS:
        return False


def quien_la_hizo(imagen: Image.Image) -> list[str]:
    """Los nombres que lleva de quien la tomó o del dueño de la cámara."""
    try:
        exif = imagen.getexif()
        dichos = (exif.get(_ARTISTA), exif.get_ifd(_DE_LA_CAMARA).get(_DUENO))
    except FALLAS:
        return []
    return [uno for uno in dichos if isinstance(uno, str)]


def dibujar(ruta: Path, pagina: int, ancho_px: int, formato: str, **opciones: int) -> bytes:
    """El cuadro `pagina` (desde 1) reducido a `ancho_px` de ancho. Levanta `NoExtraible`."""
    with abrir(ruta) as imagen:
        if not 1 <= pagina <= cuantos(imagen):
            raise NoExtraible("danado", f"La imagen no tiene página {pagina}.")
        hecho, _ = cuadro(imagen, pagina - 1)
        ancho = min(ancho_px, 4 * hecho.width)
        alto = max(1, round(hecho.height * ancho / hecho.width))
        salida = io.BytesIO()
        hecho.resize((ancho, alto), Image.Resampling.LANCZOS).convert("RGB").save(
            salida, formato.upper(), **opciones
        )
        return salida.getvalue()


def medidas(imagen: Image.Image, puntos: float) -> tuple[float, float]:
    """Ancho y alto de la hoja, en puntos tipográficos."""
    return imagen.width * 72 / puntos, imagen.height * 72 / puntos


def imagen_danada() -> NoExtraible:
    """No hay ningún cuadro que se pueda abrir."""
    return NoExtraible(
        "danado",
        "La imagen está dañada o incompleta y no se pudo abrir.",
        "Ábrala en su equipo para comprobarlo; si también falla, escanee o pida otra copia y súbala.",
    )


def _enorme() -> NoExtraible:
    return NoExtraible(
        "limite_memoria",
        f"La imagen tiene más de {PIXELES_MAXIMOS // 1_000_000} millones de puntos y no se abrió.",
        "Redúzcala en su equipo (300 puntos por pulgada bastan para leerla) y súbala de nuevo.",
    )


def _puntos(imagen: Image.Image) -> float:
    """Lo que dice la imagen, si es creíble; si no, lo que la deja del alto de una hoja carta.

    Las cámaras y las pantallas ponen 72 o 96, que no miden ninguna hoja.
    """
    dicho = imagen.info.get("dpi", (0, 0))
    puntos = float(dicho[0]) if isinstance(dicho, tuple) and dicho else 0.0
    if _PUNTOS_CREIBLES[0] <= puntos <= _PUNTOS_CREIBLES[1]:
        return puntos
    return max(_PUNTOS_MINIMOS, max(imagen.size) / _ALTO_DE_HOJA)


def _sobre_blanco(imagen: Image.Image) -> Image.Image:
    if imagen.mode in {"1", "L"}:
        return imagen.convert("L")
    if imagen.mode.startswith(("I", "F")):
        return _a_ocho_bits(imagen)
    if "A" in imagen.mode or "transparency" in imagen.info:
        encima = imagen.convert("RGBA")
        fondo = Image.new("RGBA", encima.size, "white")
        fondo.alpha_composite(encima)
        return fondo.convert("RGB")
    return imagen.convert("RGB")


def _a_ocho_bits(imagen: Image.Image) -> Image.Image:
    """Los grises de 16 o 32 bits, repartidos entre el negro y el blanco."""
    plana = imagen.convert("F")
    minimo, maximo = plana.getextrema()
    if not isinstance(minimo, float) or not isinstance(maximo, float) or maximo <= minimo:
        return Image.new("L", imagen.size, 255)
    escala = 255.0 / (maximo - minimo)
    return plana.point(lambda valor: valor * escala - minimo * escala).convert("L")
