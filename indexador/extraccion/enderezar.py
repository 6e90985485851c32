"""Prepara la imagen de una página para el OCR: la sombra de una foto, la torcedura y el giro.

Todo es Pillow y NumPy sobre imágenes en gris («L»). Los ángulos van en grados, positivos en contra de las
agujas del reloj, como los de `PIL.Image.rotate`.
"""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from indexador.ficha import Palabra

_TORCEDURA_MAXIMA = 5.0
_TORCEDURA_MINIMA = 0.15
"""Grados; menos que eso no molesta al OCR y girar la imagen la emborrona."""
_ANCHO_DE_ENSAYO = 1_000
_PUNTOS_DE_ENSAYO = 60_000
_BLOQUE = 48
"""Lado, en píxeles, de los bloques con que se calcula el fondo."""
_FONDO_DISPAREJO = 28
"""Diferencia de gris entre lo más claro y lo más oscuro del papel a partir de la cual hay sombra."""
_FONDO_DE_FIGURA = 40
"""Un fondo más oscuro que esto no es sombra, sino una foto o un recuadro negro."""
_BLOQUE_DE_MANCHA = 32
_GRIS_DE_MANCHA = 110
_PARTE_MANCHADA = 0.01
"""De los bloques de ese lado en píxeles, la parte que ha de ser más oscura que ese gris."""
_PAPEL = np.float32(250)
_Fracciones = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Enderezada:
    """Una imagen ya derecha y cómo volver de ella a la página: `giro`, en cuartos; `torcedura`, en grados."""

    imagen: Image.Image
    torcedura: float
    giro: int = 0

    def con(self, imagen: Image.Image) -> "Enderezada":
        """La misma postura, con otra imagen del mismo tamaño."""
        return replace(self, imagen=imagen)

    def en_la_pagina(self, palabra: Palabra) -> Palabra:
        """La caja de una palabra de `imagen`, sobre la página como se ve."""
        cajas = np.array([[palabra.x0, palabra.y0], [palabra.x1, palabra.y1]])
        x, y = _deshacer(cajas, self.imagen.size, self.torcedura)
        for _ in range(self.giro % 4):
            x, y = 1 - y, x
        bordes = (float(v) for v in np.clip([x.min(), y.min(), x.max(), y.max()], 0, 1))
        return Palabra(palabra.inicio, palabra.fin, *bordes)


def enderezar(imagen: Image.Image, giro: int = 0) -> Enderezada:
    """La imagen con `giro` cuartos de vuelta, la sombra quitada y las líneas horizontales."""
    girada = imagen.rotate(90 * giro, expand=True) if giro % 4 else imagen
    pareja = sin_sombra(girada)
    torcedura = torcedura_de(pareja)
    if abs(torcedura) < _TORCEDURA_MINIMA:
        return Enderezada(pareja, 0.0, giro)
    derecha = pareja.rotate(-torcedura, Image.Resampling.BICUBIC, fillcolor=255)
    return Enderezada(derecha, torcedura, giro)


def torcedura_de(imagen: Image.Image) -> float:
    """Cuánto suben los renglones hacia la derecha, en grados; 0 si no se nota o no hay renglones.

    Busca el ángulo en que la suma de tinta por fila tiene los saltos más bruscos (perfil de proyección, Postl
    1986, patente US 4723297).
    """
    escala = min(1.0, _ANCHO_DE_ENSAYO / max(1, imagen.width))
    chica = imagen.resize((max(1, int(imagen.width * escala)), max(1, int(imagen.height * escala))))
    grises = np.asarray(chica, dtype=np.uint8)
    filas, columnas = np.nonzero(grises < _umbral(grises))
    if len(filas) < 200 or len(filas) > 0.4 * grises.size:
        return 0.0
    paso = max(1, len(filas) // _PUNTOS_DE_ENSAYO)
    x, y = columnas[::paso].astype(np.float64), filas[::paso].astype(np.float64)
    grueso = _mejor(x, y, np.arange(-_TORCEDURA_MAXIMA, _TORCEDURA_MAXIMA + 0.01, 0.25))
    fino = _mejor(x, y, np.arange(grueso - 0.25, grueso + 0.26, 0.05))
    return 0.0 if abs(fino) >= _TORCEDURA_MAXIMA else round(fino, 2)


def sin_sombra(imagen: Image.Image) -> Image.Image:
    """Divide entre el fondo si no es parejo (foto con sombra, lomo de un libro); si lo es, no la toca."""
    if min(imagen.size) < 4 * _BLOQUE:
        return imagen
    fondo = _fondo(imagen)
    claro, oscuro = np.percentile(np.asarray(fondo), [95, 5])
    if claro - oscuro < _FONDO_DISPAREJO or oscuro < _FONDO_DE_FIGURA:
        return imagen
    papel = np.asarray(fondo.resize(imagen.size, Image.Resampling.BICUBIC)).astype(np.float32)
    parejos = np.divide(_PAPEL, np.maximum(papel, 1, out=papel), out=papel)
    parejos *= np.asarray(imagen)
    return Image.fromarray(np.minimum(parejos, 255, out=parejos).astype(np.uint8))


def sin_ruido(imagen: Image.Image) -> Image.Image:
    """Con un filtro de mediana de 3×3: quita la sal y pimienta y deja los trazos."""
    return imagen.filter(ImageFilter.MedianFilter(3))


def con_manchas(imagen: Image.Image) -> bool:
    """Si tiene franjas o recuadros oscuros, donde las letras pueden ser claras."""
    bloques = imagen.reduce(_BLOQUE_DE_MANCHA).histogram()
    return sum(bloques[:_GRIS_DE_MANCHA]) > _PARTE_MANCHADA * sum(bloques)


def _fondo(imagen: Image.Image) -> Image.Image:
    """El papel sin las letras: lo más claro de cada vecindad, suavizado, a un octavo del tamaño."""
    octavo = imagen.resize((max(1, imagen.width // 8), max(1, imagen.height // 8)), Image.Resampling.BOX)
    claro = octavo.filter(ImageFilter.MaxFilter(2 * (_BLOQUE // 16) + 3))
    return claro.filter(ImageFilter.MedianFilter(9)).filter(ImageFilter.GaussianBlur(_BLOQUE / 8))


def _umbral(grises: NDArray[np.uint8]) -> float:
    """El gris que separa tinta y papel (Otsu, 1979)."""
    cuentas = np.bincount(grises.ravel(), minlength=256).astype(np.float64)
    niveles = np.arange(256)
    peso = np.cumsum(cuentas)
    suma = np.cumsum(cuentas * niveles)
    resto = peso[-1] - peso
    with np.errstate(divide="ignore", invalid="ignore"):
        entre = (suma[-1] * peso / peso[-1] - suma) ** 2 / (peso * resto)
    return float(np.nanargmax(np.where(np.isfinite(entre), entre, -1)) + 1)


def _mejor(x: _Fracciones, y: _Fracciones, angulos: _Fracciones) -> float:
    notas = [_nitidez(x, y, angulo) for angulo in angulos]
    return float(angulos[int(np.argmax(notas))])


def _nitidez(x: _Fracciones, y: _Fracciones, grados: float) -> float:
    alturas = y + x * math.tan(math.radians(grados))
    perfil = np.bincount((alturas - alturas.min()).astype(np.int64)).astype(np.float64)
    return float(np.sum(np.diff(perfil) ** 2))


def _deshacer(
    esquinas: _Fracciones, tamano: tuple[int, int], grados: float
) -> tuple[_Fracciones, _Fracciones]:
    """Las cuatro esquinas de una caja de la imagen derecha, sobre la torcida, en fracciones."""
    ancho, alto = tamano
    xs = esquinas[[0, 1, 0, 1], 0] * ancho - ancho / 2
    ys = esquinas[[0, 0, 1, 1], 1] * alto - alto / 2
    angulo = math.radians(-grados)
    x = xs * math.cos(angulo) - ys * math.sin(angulo)
    y = xs * math.sin(angulo) + ys * math.cos(angulo)
    return x / ancho + 0.5, y / alto + 0.5
