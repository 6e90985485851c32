"""Páginas dibujadas con un texto conocido y estropeadas como las que llegan: `CLASES`, por su nombre."""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_CARTA = (8.5, 11.0)
_MARGEN = 1.0
_FUENTES = "/usr/share/fonts/truetype/liberation/Liberation{}-Regular.ttf"
_SERIF, _SANS, _MAQUINA = (_FUENTES.format(nombre) for nombre in ("Serif", "Sans", "Mono"))
_SEMILLA = 20091205


@dataclass(frozen=True, slots=True)
class Hoja:
    """La imagen, sus puntos por pulgada y el texto que lleva, con blancos sencillos."""

    imagen: Image.Image
    puntos: int
    texto: str


def limpia(texto: str, numero: int) -> Hoja:
    """Impresión láser escaneada a 300 puntos por pulgada: letra de 11 o 12 puntos, con o sin remates."""
    return _dibujar(texto, 300, (_SERIF, _SANS)[numero % 2], 12 - numero % 2)


def jpeg_200(texto: str, numero: int) -> Hoja:
    """A 200 puntos por pulgada y con la compresión de un correo."""
    hoja = _dibujar(texto, 200, (_SERIF, _SANS)[numero % 2], 11)
    return Hoja(en_jpeg(hoja.imagen, 40), 200, hoja.texto)


def torcida(texto: str, numero: int) -> Hoja:
    """Puesta torcida en el escáner, 1.5° a un lado o al otro."""
    hoja = _dibujar(texto, 300, _SERIF, 11)
    return Hoja(torcer(hoja.imagen, numero), 300, hoja.texto)


def con_ruido(texto: str, numero: int) -> Hoja:
    """Con sal y pimienta en tres de cada cien puntos."""
    hoja = _dibujar(texto, 300, _SERIF, 11)
    return Hoja(ensuciar(hoja.imagen, numero), 300, hoja.texto)


def de_maquina(texto: str, numero: int) -> Hoja:
    """Letra de máquina de escribir: desalineada, con tinta dispareja y algo corrida."""
    azar = random.Random(_SEMILLA + numero)
    puntos = 300
    fuente = _fuente(_MAQUINA, 11, puntos)
    paso, alto = fuente.getlength("m"), round(11 * puntos / 72 * 1.8)
    imagen = _papel(puntos)
    trazo = ImageDraw.Draw(imagen)
    renglones = _renglones(texto, fuente, (_CARTA[0] - 2 * _MARGEN) * puntos, alto, puntos)
    for n, renglon in enumerate(renglones):
        for columna, letra in enumerate(renglon):
            lugar = (_MARGEN * puntos + columna * paso, _MARGEN * puntos + n * alto)
            movida = (lugar[0] + azar.gauss(0, 0.8), lugar[1] + azar.gauss(0, 1.5))
            trazo.text(movida, letra, fill=azar.randint(0, 110), font=fuente)
    return Hoja(imagen.filter(ImageFilter.GaussianBlur(1.2)), puntos, " ".join(" ".join(renglones).split()))


def chica(texto: str, numero: int) -> Hoja:
    """Letra de 9 puntos a 300 puntos por pulgada."""
    return _dibujar(texto, 300, (_SERIF, _SANS)[numero % 2], 9)


def fotografiada(texto: str, numero: int) -> Hoja:
    """Con teléfono: sombra de un lado, perspectiva leve, algo movida y en JPEG."""
    hoja = _dibujar(texto, 250, _SERIF, 12)
    return Hoja(fotografiar(hoja.imagen, numero), 250, hoja.texto)


def en_columnas(texto: str, _numero: int) -> Hoja:
    """Dos columnas de 10 puntos, como el diario oficial."""
    puntos, tamano = 300, 10
    fuente = _fuente(_SERIF, tamano, puntos)
    alto = round(tamano * puntos / 72 * 1.25)
    ancho = (_CARTA[0] - 2 * _MARGEN - 0.3) / 2 * puntos
    imagen = _papel(puntos)
    izquierda = _renglones(texto, fuente, ancho, alto, puntos)
    derecha = _renglones(texto[len(" ".join(izquierda)) + 1 :], fuente, ancho, alto, puntos)
    for x, renglones in ((_MARGEN * puntos, izquierda), (_MARGEN * puntos + ancho + 0.3 * puntos, derecha)):
        _escribir(imagen, renglones, fuente, x, alto, puntos)
    return Hoja(imagen, puntos, " ".join(izquierda + derecha))


def torcer(imagen: Image.Image, numero: int) -> Image.Image:
    """Grado y medio, los pares hacia un lado y los nones hacia el otro."""
    angulo = 1.5 if numero % 2 else -1.5
    return imagen.rotate(angulo, Image.Resampling.BICUBIC, fillcolor=255)


def ensuciar(imagen: Image.Image, numero: int) -> Image.Image:
    """Sal y pimienta en tres de cada cien puntos."""
    azar = np.random.default_rng(_SEMILLA + numero)
    grises = np.array(imagen)
    suerte = azar.random(grises.shape)
    grises[suerte < 0.015] = 0
    grises[suerte > 0.985] = 255
    return Image.fromarray(grises)


def fotografiar(imagen: Image.Image, numero: int) -> Image.Image:
    """Sombra de un lado, perspectiva leve, algo movida, con grano y en JPEG."""
    ancho, alto = imagen.size
    lado = 1 if numero % 2 else -1
    aire = 0.012 * ancho
    esquinas = (
        *(-aire * (1 + lado), -aire),
        *(-aire, alto + aire),
        *(ancho + aire, alto + aire * (1 - lado)),
        *(ancho + aire * (1 - lado), -aire * 0.5),
    )
    vista = imagen.transform(
        imagen.size, Image.Transform.QUAD, esquinas, Image.Resampling.BICUBIC, fillcolor=255
    )
    x = np.linspace(0, 1, ancho)[:: lado or 1]
    y = np.linspace(0, 1, alto)[:, None]
    luz = 0.45 + 0.5 / (1 + np.exp(-8 * (x[None, :] + 0.4 * y - 0.55)))
    grises = np.asarray(vista.filter(ImageFilter.GaussianBlur(0.8)), dtype=np.float64) * luz * 0.92
    grises += np.random.default_rng(_SEMILLA + numero).normal(0, 5, grises.shape)
    return en_jpeg(Image.fromarray(np.clip(grises, 0, 255).astype(np.uint8)), 70)


CLASES: dict[str, Callable[[str, int], Hoja]] = {
    "limpia_300": limpia,
    "jpeg_200": jpeg_200,
    "torcida": torcida,
    "con_ruido": con_ruido,
    "de_maquina": de_maquina,
    "chica_9": chica,
    "fotografiada": fotografiada,
    "en_columnas": en_columnas,
}
VARIADAS = frozenset(CLASES) - {"limpia_300"}


def _dibujar(texto: str, puntos: int, ruta: str, tamano: int) -> Hoja:
    fuente = _fuente(ruta, tamano, puntos)
    alto = round(tamano * puntos / 72 * 1.3)
    imagen = _papel(puntos)
    renglones = _renglones(texto, fuente, (_CARTA[0] - 2 * _MARGEN) * puntos, alto, puntos)
    _escribir(imagen, renglones, fuente, _MARGEN * puntos, alto, puntos)
    return Hoja(imagen, puntos, " ".join(renglones))


def _escribir(
    imagen: Image.Image,
    renglones: list[str],
    fuente: ImageFont.FreeTypeFont,
    x: float,
    alto: int,
    puntos: int,
) -> None:
    trazo = ImageDraw.Draw(imagen)
    for n, renglon in enumerate(renglones):
        trazo.text((x, _MARGEN * puntos + n * alto), renglon, fill=20, font=fuente)


def _renglones(texto: str, fuente: ImageFont.FreeTypeFont, ancho: float, alto: int, puntos: int) -> list[str]:
    """Los renglones de palabras enteras que caben en la página."""
    caben = int((_CARTA[1] - 2 * _MARGEN) * puntos // alto)
    renglones, actual = [], ""
    for palabra in texto.split(" "):
        largo = f"{actual} {palabra}" if actual else palabra
        if fuente.getlength(largo) <= ancho or not actual:
            actual = largo
            continue
        renglones.append(actual)
        if len(renglones) == caben:
            return renglones
        actual = palabra
    return [*renglones, actual]


def _papel(puntos: int) -> Image.Image:
    return Image.new("L", (round(_CARTA[0] * puntos), round(_CARTA[1] * puntos)), 250)


def en_jpeg(imagen: Image.Image, calidad: int) -> Image.Image:
    """Como la deja esa compresión."""
    bufer = io.BytesIO()
    imagen.save(bufer, "JPEG", quality=calidad)
    return Image.open(io.BytesIO(bufer.getvalue())).convert("L")


@cache
def _fuente(ruta: str, tamano: int, puntos: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(ruta, round(tamano * puntos / 72))
