"""Los números de los trozos de muchos textos a la vez, sin hacer un objeto de Python por trozo.

Buscar cada trozo en un diccionario cuesta sobre todo lo que tarda la memoria en contestar. Aquí los octetos
de un trozo corto son su propia clave, y NumPy los busca todos juntos en una tabla de una sola casilla por
clave. Lo que la tabla no tiene —lo nuevo, lo largo, lo que perdió su casilla— se pregunta al diccionario.
"""

from collections.abc import Callable, Sequence

import numpy as np

from indexador.lengua.trozos import con_disfraz
from indexador.motor.arreglos import Arreglo, desplazamientos

_BITS_AL_EMPEZAR, _BITS = 12, 20
"""De la tabla: de 80 KB a 20 MB, y siempre el triple de casillas que trozos se recuerdan."""
_OCTETOS = 16
"""Del trozo más largo que cabe en la tabla: dos palabras de 64 bits."""
_PALABRA = np.dtype("<u8")
_MASCARAS = np.array([(1 << 8 * octetos) - 1 for octetos in range(9)], _PALABRA)
_PRIMERA = _MASCARAS[np.minimum(np.arange(_OCTETOS + 1), 8)]
_SEGUNDA = _MASCARAS[np.maximum(np.arange(_OCTETOS + 1) - 8, 0)]
_BLANCOS = [signo for signo in map(chr, range(0x3001)) if signo.isspace()]
_ES_BLANCO = np.isin(np.arange(256), [ord(blanco) for blanco in _BLANCOS if blanco.isascii()])
_OTROS_BLANCOS = [blanco for blanco in _BLANCOS if not blanco.isascii()]
_MARGEN = b" " * 32
"""Tras el último trozo, para leer siempre palabras enteras."""
_MEZCLAS = [np.uint64(primo) for primo in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xBF58476D1CE4E5B9)]


class Numerador:
    """Numera trozos con lo que diga `preguntar`, que ha de dar siempre lo mismo, y lo recuerda."""

    def __init__(self, preguntar: Callable[[str], int]) -> None:
        self._preguntar = preguntar
        self._guardados = 0
        self._apartar(min(_BITS_AL_EMPEZAR, _BITS))

    def _apartar(self, bits: int) -> None:
        self._bits = bits
        # Un trozo no lleva ceros (son blancos): una casilla vacía no es la clave de ninguno.
        self._claves = np.zeros((2, 1 << bits), np.uint64)
        self._numeros = np.zeros(1 << bits, np.int32)

    def numerar(self, textos: Sequence[str]) -> tuple[Arreglo, Arreglo]:
        """Los números de los trozos de unos textos, seguidos, y cuántos trozos tiene cada texto."""
        octetos = [_octetos(texto) for texto in textos]
        juntos = b" ".join((b"", *octetos, _MARGEN))
        inicios, largos = _trozos(juntos)
        claves = _claves(juntos, inicios, largos)
        casillas = _casillas(*claves, self._bits)
        numeros = self._numeros[casillas]
        faltan = (self._claves[0][casillas] != claves[0]) | (self._claves[1][casillas] != claves[1])
        faltan |= largos > _OCTETOS
        lugares = np.flatnonzero(faltan)
        numeros[lugares] = [
            self._preguntar(juntos[inicio : inicio + largo].decode("utf-8", "surrogatepass"))
            for inicio, largo in zip(inicios[lugares].tolist(), largos[lugares].tolist(), strict=True)
        ]
        cortos = lugares[largos[lugares] <= _OCTETOS]
        self._recordar((claves[0][cortos], claves[1][cortos]), numeros[cortos])
        comienzos = desplazamientos(np.fromiter(map(len, octetos), np.int64, len(octetos)) + 1)
        return numeros, np.diff(np.searchsorted(inicios, comienzos))

    def _recordar(self, claves: tuple[Arreglo, Arreglo], numeros: Arreglo) -> None:
        """Da casilla a los que la hallen libre: lo que llegó primero suele ser lo más corriente."""
        self._crecer_para(len(numeros))
        casillas = _casillas(*claves, self._bits)
        libres = np.flatnonzero(self._claves[0][casillas] == 0)
        suyas = casillas[libres]
        for guardada, clave in zip(self._claves, claves, strict=True):
            guardada[suyas] = clave[libres]
        self._numeros[suyas] = numeros[libres]

    def _crecer_para(self, nuevos: int) -> None:
        """Agranda la tabla antes de que se llene. Cuenta también los repetidos: crece antes, nunca después.

        Los que ya estaban no se estorban: la casilla vieja de cada uno es el comienzo de la nueva.
        """
        self._guardados += nuevos
        bits = min((4 * self._guardados).bit_length(), _BITS)
        if bits <= self._bits:
            return
        claves, numeros = self._claves, self._numeros
        self._apartar(bits)
        vivas = np.flatnonzero(claves[0])
        casillas = _casillas(claves[0][vivas], claves[1][vivas], bits)
        self._claves[:, casillas] = claves[:, vivas]
        self._numeros[casillas] = numeros[vivas]


def _octetos(texto: str) -> bytes:
    """El texto en UTF-8, con sus trozos separados por blancos de un octeto."""
    texto = con_disfraz(texto)
    if not texto.isascii():
        for blanco in _OTROS_BLANCOS:
            texto = texto.replace(blanco, " ")
    return texto.encode("utf-8", "surrogatepass")


def _trozos(juntos: bytes) -> tuple[Arreglo, Arreglo]:
    """Dónde empieza cada trozo, y sus octetos. Lo primero y lo último son blancos."""
    blancos = _ES_BLANCO[np.frombuffer(juntos, np.uint8)]
    bordes = np.flatnonzero(blancos[1:] != blancos[:-1]) + 1
    return bordes[::2], bordes[1::2] - bordes[::2]


def _claves(juntos: bytes, inicios: Arreglo, largos: Arreglo) -> tuple[Arreglo, Arreglo]:
    """Los primeros octetos de cada trozo, hasta `_OCTETOS`, como dos números; lo que sobra, en cero."""
    palabras = np.frombuffer(juntos, _PALABRA, len(juntos) // 8)
    cuales, corridos = inicios >> 3, ((inicios & 7) << 3).astype(np.uint64)
    # Un corrimiento de 64 o más, que es lo que falta cuando el trozo empieza alineado, da cero en NumPy.
    faltan = np.uint64(64) - corridos
    primera, segunda, tercera = (palabras[cuales + siguiente] for siguiente in range(3))
    caben = np.minimum(largos, _OCTETOS)
    return (
        ((primera >> corridos) | (segunda << faltan)) & _PRIMERA[caben],
        ((segunda >> corridos) | (tercera << faltan)) & _SEGUNDA[caben],
    )


def _casillas(primera: Arreglo, segunda: Arreglo, bits: int) -> Arreglo:
    mezcla = primera * _MEZCLAS[0] ^ segunda * _MEZCLAS[1]
    mezcla ^= mezcla >> np.uint64(29)
    mezcla *= _MEZCLAS[2]
    return (mezcla >> np.uint64(64 - bits)).astype(np.int64)
