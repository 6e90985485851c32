"""Las cajas de las palabras: cómo se guardan y cómo se marcan sobre la imagen de la página.

Formato de `empaquetar`: un byte de versión y, comprimido con zlib, el número de palabras (u4) y seis
columnas, con el byte menor primero: distancia desde el fin de la palabra anterior y longitud (u4), y las
cuatro coordenadas en 65.535 avos de la página (u2). Sin NumPy: el proceso que lee archivos lo necesita y
cargarlo cuesta más que leer un PDF corto.
"""

import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from operator import sub
from typing import overload

from indexador.ficha import Palabra

_VERSION = b"\x01"
_ESCALA = 65_535
_BYTES_POR_PALABRA = 2 * 4 + 4 * 2
_MAXIMO_DE_PALABRAS = 4_000_000
_ANGOSTAS = frozenset("ijlIft1.,;:!¡|'’‘()[]-·íì")
_ANCHAS = frozenset("mwMWÑOQGDHNU@%—…«»")


class CajasIlegibles(ValueError):
    """Lo guardado no es lo que produce `empaquetar`."""


@dataclass(frozen=True, slots=True)
class Caja:
    """Un rectángulo en fracciones de la página (0 a 1), con origen arriba a la izquierda."""

    x0: float
    y0: float
    x1: float
    y1: float


class Empaquetadas(Sequence[Palabra]):
    """Las palabras de una página tal como las guarda `empaquetar`, que sólo se deshacen si alguien las mira.

    Levanta `CajasIlegibles` al crearla si los datos no son suyos.
    """

    def __init__(self, datos: bytes) -> None:
        self.datos = datos
        self._cuantas = len(_inflar(datos)) // _BYTES_POR_PALABRA
        self._palabras: tuple[Palabra, ...] | None = None

    def __len__(self) -> int:
        return self._cuantas

    @overload
    def __getitem__(self, indice: int) -> Palabra: ...
    @overload
    def __getitem__(self, indice: slice) -> tuple[Palabra, ...]: ...
    def __getitem__(self, indice: int | slice) -> Palabra | tuple[Palabra, ...]:
        if self._palabras is None:
            self._palabras = desempaquetar(self.datos)
        return self._palabras[indice]


def empaquetar(palabras: Sequence[Palabra]) -> bytes:
    """Guarda las palabras de una página, en orden, en pocos bytes; sin palabras, `b""`.

    Las coordenadas se redondean a 1/65.535 de la página. Levanta `ValueError` si las posiciones no van en
    orden.
    """
    if isinstance(palabras, Empaquetadas):
        return palabras.datos
    if not palabras:
        return b""
    inicios, fines, *coordenadas = zip(*palabras, strict=True)
    distancias = list(map(sub, inicios, (0, *fines[:-1])))
    largos = list(map(sub, fines, inicios))
    if min(distancias) < 0 or min(largos) < 0:
        raise ValueError("Las palabras de una página deben ir en orden y sin encimarse.")
    crudo = b"".join(
        (
            len(palabras).to_bytes(4, "little"),
            _columna("I", distancias + largos),
            *map(_avos, coordenadas),
        )
    )
    return _VERSION + zlib.compress(crudo, 6)


def desempaquetar(datos: bytes) -> tuple[Palabra, ...]:
    """Deshace `empaquetar`. Levanta `CajasIlegibles` si los datos no son suyos."""
    crudo = _inflar(datos)
    n = len(crudo) // _BYTES_POR_PALABRA
    posiciones = _valores("I", crudo[: 8 * n])
    cajas = [valor / _ESCALA for valor in _valores("H", crudo[8 * n :])]
    largos = posiciones[n:]
    fines = list(accumulate(distancia + largo for distancia, largo in zip(posiciones, largos, strict=False)))
    inicios = [fin - largo for fin, largo in zip(fines, largos, strict=True)]
    columnas = (cajas[:n], cajas[n : 2 * n], cajas[2 * n : 3 * n], cajas[3 * n :])
    return tuple(map(Palabra, inicios, fines, *columnas))


def cajas_de(
    palabras: Sequence[Palabra], inicio: int, fin: int, *, proporcion: float = 1.3
) -> tuple[Caja, ...]:
    """Los rectángulos que cubren el texto `[inicio, fin)`: uno por renglón y columna.

    Una palabra tocada en parte se marca entera (véase `recortar`). `proporcion` es el alto de la página entre
    su ancho.
    """
    tocadas = [p for p in palabras if p.inicio < fin and inicio < p.fin]
    if not tocadas:
        return ()
    grupos: list[list[Palabra]] = [[tocadas[0]]]
    for anterior, palabra in pairwise(tocadas):
        if _sigue_en_el_renglon(anterior, palabra, proporcion):
            grupos[-1].append(palabra)
        else:
            grupos.append([palabra])
    return tuple(
        Caja(
            min(p.x0 for p in grupo),
            min(p.y0 for p in grupo),
            max(p.x1 for p in grupo),
            max(p.y1 for p in grupo),
        )
        for grupo in grupos
    )


def recortar(palabras: Sequence[Palabra], inicio: int, fin: int, texto: str) -> list[Palabra]:
    """Las palabras que toca `[inicio, fin)`, con la caja de las tocadas en parte reducida a esa parte.

    «(migración),» es una sola caja: marcar la palabra deja fuera los signos. Dónde cae cada letra se calcula
    por lo ancho que suele ser, porque la caja no lo dice.
    """
    return [_recortada(p, inicio, fin, texto) for p in palabras if p.inicio < fin and inicio < p.fin]


def _recortada(palabra: Palabra, inicio: int, fin: int, texto: str) -> Palabra:
    if inicio <= palabra.inicio and palabra.fin <= fin:
        return palabra
    antes = _ancho(texto[palabra.inicio : max(inicio, palabra.inicio)])
    despues = _ancho(texto[min(fin, palabra.fin) : palabra.fin])
    letra = (palabra.x1 - palabra.x0) / max(1.0, _ancho(texto[palabra.inicio : palabra.fin]))
    return palabra._replace(x0=palabra.x0 + antes * letra, x1=palabra.x1 - despues * letra)


def _ancho(texto: str) -> float:
    """En anchos de una letra corriente."""
    return sum(0.5 if signo in _ANGOSTAS else 1.3 if signo in _ANCHAS else 1.0 for signo in texto)


def _sigue_en_el_renglon(anterior: Palabra, palabra: Palabra, proporcion: float) -> bool:
    """Si comparten la mitad de la altura y el espacio entre ellas no es el de otra columna."""
    alto = min(anterior.y1 - anterior.y0, palabra.y1 - palabra.y0)
    comun = min(anterior.y1, palabra.y1) - max(anterior.y0, palabra.y0)
    hueco = palabra.x0 - anterior.x1
    return comun >= alto / 2 and -alto * proporcion <= hueco <= 4 * alto * proporcion


def _inflar(datos: bytes) -> bytes:
    """Las columnas, sin el número de palabras que llevan delante."""
    if not datos:
        return b""
    if datos[:1] != _VERSION:
        raise CajasIlegibles("Las cajas de la página están en un formato desconocido.")
    inflador = zlib.decompressobj()
    try:
        crudo = inflador.decompress(datos[1:], 4 + _MAXIMO_DE_PALABRAS * _BYTES_POR_PALABRA)
    except zlib.error as error:
        raise CajasIlegibles("Las cajas de la página están dañadas.") from error
    if not inflador.eof:
        raise CajasIlegibles("Las cajas de la página están incompletas o son demasiadas.")
    if len(crudo) != 4 + int.from_bytes(crudo[:4], "little") * _BYTES_POR_PALABRA:
        raise CajasIlegibles("Las cajas de la página están incompletas.")
    return crudo[4:]


def _avos(fracciones: Sequence[float]) -> bytes:
    """Una columna de coordenadas; las que se salen de la página, en su orilla."""
    try:
        return _columna("H", [int(fraccion * _ESCALA + 0.5) for fraccion in fracciones])
    except OverflowError:
        dentro = (min(1.0, max(0.0, fraccion)) for fraccion in fracciones)
        return _columna("H", [int(fraccion * _ESCALA + 0.5) for fraccion in dentro])


def _columna(clase: str, valores: Iterable[int]) -> bytes:
    columna = array(clase, valores)
    if sys.byteorder == "big":
        columna.byteswap()
    return columna.tobytes()


def _valores(clase: str, crudo: bytes) -> list[int]:
    columna = array(clase, crudo)
    if sys.byteorder == "big":
        columna.byteswap()
    return columna.tolist()
