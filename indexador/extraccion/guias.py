"""Los puntos guía de un índice («Artículo 1 ........ 5») y los renglones punteados de un formulario.

Tesseract los lee como letras («ooococnnnn»), y con ellos se lleva las palabras de al lado. Se borran de la
imagen, donde se distinguen bien: son manchas chicas, iguales y a la misma distancia una de otra.
"""

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_LO_QUE_LEE = re.compile(r"(?<!\S)\S*(?:[.·…]{4,}|[ocn.]{8,}|[o.]{5,})\S*(?!\S)")
_RENGLONES = 3
"""Con guías, para que valga la pena buscarlas."""
_TINTA = 140
_FINO, _GRUESO, _PASO = 1 / 100, 1 / 30, 1 / 6
"""De pulgada: el lado de un punto, que una mota de polvo no tiene, y lo más que hay de uno al siguiente."""
_SEGUIDOS = 6
_Puntos = NDArray[np.intp]


def con_guias(texto: str) -> bool:
    """¿Parece lo que se lee de una página con renglones de puntos?"""
    return sum(1 for _ in _LO_QUE_LEE.finditer(texto)) >= _RENGLONES


def sin_guias(imagen: Image.Image, puntos_por_pulgada: int) -> Image.Image:
    """La misma hoja, en gris y derecha, sin las hileras de seis puntos o más. Lo demás no cambia."""
    grises = np.array(imagen)
    fino, grueso, paso = (round(puntos_por_pulgada * parte) for parte in (_FINO, _GRUESO, _PASO))
    tinta = np.pad(grises < _TINTA, ((grueso, grueso), (2, 2)))
    for fila in range(grueso, len(tinta) - grueso):
        filos = np.flatnonzero(np.diff(tinta[fila].view(np.int8)))
        if len(filos) < 2 * _SEGUIDOS:
            continue
        for desde, hasta in _hileras(filos[::2] + 1, filos[1::2] + 1, (fino, grueso), paso):
            _borrar(grises, tinta, fila, desde, hasta, grueso)
    return Image.fromarray(grises)


def _hileras(desde: _Puntos, hasta: _Puntos, lados: tuple[int, int], paso: int) -> Iterator[tuple[int, int]]:
    """De los tramos de tinta de una fila, dónde empieza y termina cada uno de los que van a compás."""
    chicos = (hasta - desde >= lados[0]) & (hasta - desde <= lados[1])
    saltos = np.diff(desde)
    cerca = (saltos <= paso) & chicos[:-1] & chicos[1:]
    a_compas = cerca[:-1] & cerca[1:] & (np.abs(np.diff(saltos)) <= np.maximum(2, saltos[1:] // 4))
    filos = np.flatnonzero(np.diff(np.pad(a_compas, 1).view(np.int8)))
    for primero, siguiente in zip(filos[::2], filos[1::2], strict=True):
        if siguiente - primero + 2 >= _SEGUIDOS:
            for n in range(primero, siguiente + 2):
                yield int(desde[n]), int(hasta[n])


def _borrar(
    grises: NDArray[np.uint8], tinta: NDArray[np.bool_], fila: int, desde: int, hasta: int, grueso: int
) -> None:
    """Blanquea una mancha si es tan baja como un punto y nada la toca; una letra sigue hacia algún lado."""
    cerca = tinta[fila - grueso : fila + grueso + 1, desde - 2 : hasta + 2]
    blancas = np.flatnonzero(~cerca[:, 1:-1].any(axis=1))
    arriba, abajo = blancas[blancas < grueso], blancas[blancas > grueso]
    if not len(arriba) or not len(abajo) or abajo[0] - arriba[-1] - 1 > grueso:
        return
    y0, y1 = int(arriba[-1]), int(abajo[0]) + 1
    if not cerca[y0:y1, [0, -1]].any():
        grises[fila - 2 * grueso + y0 : fila - 2 * grueso + y1, desde - 4 : hasta] = 255
