"""De textos a términos numerados, deprisa: cada trozo distinto se analiza una sola vez.

Un término es un par (raíz, forma): la forma plegada de una palabra, junto a la raíz que le toca tal como se
escribió. Las palabras vacías no se buscan por su raíz: su par empieza por `SIN_RAIZ`.
"""

from array import array
from typing import NamedTuple

import numpy as np

from indexador.lengua import analizar, reducir
from indexador.lengua.trozos import descubierto, esencia, trozos
from indexador.motor.arreglos import Arreglo, desplazamientos, tramos
from indexador.motor.nodos import DISTANCIA_MAXIMA

SEPARADOR = b"\x00"
SIN_RAIZ = b"\x01"
"""Delante de la forma de una palabra vacía, en el sitio de la raíz."""
HUECO = 0
"""El trozo que no es nada: separa dos textos para que una frase no pase de uno al otro."""
ANCHO_DEL_HUECO = DISTANCIA_MAXIMA + 1
"""Los lugares que ocupa: ninguna holgura ni cercanía lo salta."""
PARTES_CON_HUECO = 3
"""Textos del título (y del registro) de un documento: tras cada uno va un hueco."""
_LIMITE = 400_000
"""Trozos o pares que se recuerdan: acota la memoria de quien escribe mucho."""


def clave(raiz: str, forma: str, *, vacia: bool = False) -> bytes:
    """La clave de un par: ordenadas byte a byte, las formas de una raíz quedan juntas."""
    cabeza = SIN_RAIZ + forma.encode() if vacia else raiz.encode()
    return cabeza + SEPARADOR + forma.encode()


class Terminos(NamedTuple):
    """Los términos de una serie de entradas.

    Paralelos: el par de cada uno y su posición desde el comienzo de la serie (32 bits, sin signo). `largos`
    trae las palabras de cada entrada: de ahí sale a cuál le toca una posición.
    """

    pares: Arreglo
    posiciones: Arreglo
    largos: Arreglo


class Vocabulario:
    """Los pares vistos, numerados por orden de aparición, y los trozos ya analizados."""

    def __init__(self) -> None:
        self._vaciar()

    def _vaciar(self) -> None:
        self.claves: dict[bytes, int] = {}
        self._trozos = _Trozos(self)
        self._pares = array("i")
        # Un trozo sin blancos puede traer más de 65.535 palabras: no caben en 16 bits.
        self._lugares = array("I")
        self._desde = array("q", [0, 0])
        self._palabras = array("I", [ANCHO_DEL_HUECO])

    def codificar(self, texto: str) -> Arreglo:
        """Los números de los trozos de un texto, que valen hasta `reposar`."""
        partes = trozos(texto)
        return np.fromiter(map(self._trozos.__getitem__, partes), np.int32, len(partes))

    def reposar(self) -> None:
        """Entre dos series: si la memoria creció demasiado, empieza otra. Los números dejan de valer."""
        if max(len(self._trozos), len(self.claves)) > _LIMITE:
            self._vaciar()

    def analizar(self, trozo: str) -> int:
        """Analiza un trozo nuevo y le da número."""
        if trozo.isalpha():
            return self._analizar_palabra(trozo)
        terminos = list(analizar(descubierto(trozo)))
        for lugar, termino in enumerate(terminos):
            self._agregar(clave(termino.raiz, termino.forma, vacia=termino.vacia), lugar)
            for variante in termino.variantes:
                raiz = reducir(variante).raiz if termino.forma.isalnum() else variante
                self._agregar(clave(raiz, variante), lugar)
        return self._cerrar(len(terminos))

    def _analizar_palabra(self, palabra: str) -> int:
        """Lo corriente: una palabra sin signos ni cifras es un solo término."""
        reducida = reducir(palabra)
        self._agregar(clave(reducida.raiz, reducida.forma, vacia=reducida.vacia), 0)
        return self._cerrar(1)

    def _cerrar(self, palabras: int) -> int:
        self._desde.append(len(self._pares))
        self._palabras.append(palabras)
        return len(self._palabras) - 1

    def _agregar(self, clave_: bytes, lugar: int) -> None:
        self._pares.append(self.claves.setdefault(clave_, len(self.claves)))
        self._lugares.append(lugar)

    def desplegar(self, codificados: list[Arreglo]) -> Terminos:
        """Los términos de unas entradas ya codificadas, en orden."""
        todos = np.concatenate(codificados) if codificados else np.empty(0, np.int32)
        bordes = desplazamientos(np.fromiter(map(len, codificados), np.int64, len(codificados)))
        desde = np.frombuffer(self._desde, np.int64).astype(np.int32)
        palabras = desplazamientos(np.frombuffer(self._palabras, np.uint32)[todos])
        comienzos = palabras[:-1].astype(np.uint32)
        cuantos = np.diff(desde)[todos]
        indices = tramos(desde[todos], cuantos)
        posiciones = np.repeat(comienzos, cuantos)
        posiciones += np.frombuffer(self._lugares, np.uint32)[indices]
        return Terminos(np.frombuffer(self._pares, np.int32)[indices], posiciones, np.diff(palabras[bordes]))


class _Trozos(dict[str, int]):
    def __init__(self, vocabulario: Vocabulario) -> None:
        super().__init__()
        self._vocabulario = vocabulario

    def __missing__(self, trozo: str) -> int:
        propio = esencia(trozo)
        numero = self._vocabulario.analizar(trozo) if propio == trozo else self[propio]
        self[trozo] = numero
        return numero
