"""De textos a términos numerados, deprisa: cada trozo distinto se analiza una sola vez.

Un término es un par (raíz, forma): la forma plegada de una palabra, junto a la raíz que le toca tal como se
escribió. Las palabras vacías no se buscan por su raíz: su par empieza por `SIN_RAIZ`.
"""

from array import array
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from indexador.lengua import analizar, reducir
from indexador.lengua.trozos import descubierto, esencia
from indexador.motor.arreglos import Arreglo, desplazamientos, tramos
from indexador.motor.nodos import DISTANCIA_MAXIMA
from indexador.motor.numeracion import Numerador

SEPARADOR = b"\x00"
SIN_RAIZ = b"\x01"
"""Delante de la forma de una palabra vacía, en el sitio de la raíz."""
HUECO = 0
"""El trozo que no es nada: separa dos textos para que una frase no pase de uno al otro."""
ANCHO_DEL_HUECO = DISTANCIA_MAXIMA + 1
"""Los lugares que ocupa: ninguna holgura ni cercanía lo salta."""
PARTES_CON_HUECO = 3
"""Textos del título (y del registro) de un documento: tras cada uno va un hueco."""
_LIMITE, _LIMITE_DE_LETRAS = 400_000, 16_000_000
"""Trozos o pares que se recuerdan, y letras de todos ellos: acota la memoria de quien escribe mucho."""


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


class Codificado(NamedTuple):
    """Los números de los trozos de unos textos, seguidos, y cuántos son de cada texto (o de cada entrada)."""

    numeros: Arreglo
    cuantos: Arreglo

    def con_huecos(self) -> "Codificado":
        """Lo mismo, con un hueco tras cada texto."""
        numeros = np.insert(self.numeros, np.cumsum(self.cuantos), HUECO)
        return Codificado(numeros, self.cuantos + 1)

    def por_entrada(self, textos: Sequence[int]) -> "Codificado":
        """Lo mismo, contado por entradas: `textos` dice cuántos textos seguidos tiene cada una."""
        bordes = desplazamientos(np.array(textos, np.int64))
        return Codificado(self.numeros, np.diff(desplazamientos(self.cuantos)[bordes]))


class Vocabulario:
    """Los pares vistos, numerados por orden de aparición, y los trozos ya analizados."""

    def __init__(self) -> None:
        self._vaciar()

    def _vaciar(self) -> None:
        self.claves: dict[bytes, int] = {}
        self._trozos = _Trozos(self)
        self._numerador = Numerador(self._trozos.__getitem__)
        self._pares = array("i")
        # Un trozo sin blancos puede traer más de 65.535 palabras: no caben en 16 bits.
        self._lugares = array("I")
        self._desde = array("q", [0, 0])
        self._palabras = array("I", [ANCHO_DEL_HUECO])

    @property
    def lleno(self) -> bool:
        """¿Conviene empezar otro?"""
        return max(len(self._trozos), len(self.claves)) > _LIMITE or self._trozos.letras > _LIMITE_DE_LETRAS

    def codificar(self, textos: Sequence[str]) -> Codificado:
        """Los números de los trozos de unos textos, que valen hasta `reposar`."""
        return Codificado(*self._numerador.numerar(textos))

    def reposar(self) -> None:
        """Entre dos series: si la memoria creció demasiado, empieza otra. Los números dejan de valer."""
        if self.lleno:
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

    def desplegar(self, codificado: Codificado) -> Terminos:
        """Los términos de unas entradas ya codificadas, en orden."""
        todos, bordes = codificado.numeros, desplazamientos(codificado.cuantos)
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
        self.letras = 0

    def __missing__(self, trozo: str) -> int:
        propio = esencia(trozo)
        numero = self._vocabulario.analizar(trozo) if propio == trozo else self[propio]
        self[trozo] = numero
        self.letras += len(trozo)
        return numero
