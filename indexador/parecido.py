"""Cuánto se parecen dos textos, sin compararlos: una firma MinHash de sus tejas.

Una teja son `TEJA` palabras seguidas, plegadas. La firma guarda, para cada una de `VALORES` funciones, el
menor valor que da en las tejas del texto: la parte de valores iguales entre dos firmas estima la parte de
tejas que comparten (A. Broder, «On the resemblance and containment of documents», 1997). Las firmas se cortan
en bandas: dos textos parecidos coinciden casi siempre en alguna, y así se hallan sin recorrerlos todos
(P. Indyk y R. Motwani, «Approximate nearest neighbors», 1998).

Va con NumPy y no con una biblioteca: la que hay arrastra otra de cien megas que no haría falta para nada más.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from indexador.lengua.palabras import plegar

TEJA = 3
FILAS = 3
"""Valores de una banda."""
BANDAS = 96
VALORES = FILAS * BANDAS
MINIMO = 40
"""Tejas distintas que ha de tener un texto: con menos, dos constancias cualesquiera se parecen."""

Naturales = NDArray[np.uint64]
Valores = NDArray[np.uint32]

_PALABRA = re.compile(r"[^\W_]+")
_SEMILLA = 20090512
_TANDA = 2048
_MEZCLA = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))


@dataclass(frozen=True, slots=True)
class Firma:
    """La firma de un texto: `VALORES` números de 32 bits, y cuántas palabras y tejas distintas tiene."""

    valores: Valores
    palabras: int
    tejas: int

    def bandas(self) -> list[int]:
        """La clave de cada banda, de 63 bits: dos textos son candidatos si comparten alguna."""
        claves = np.arange(1, BANDAS + 1, dtype=np.uint64) * _MEZCLA[0]
        for columna in self.valores.reshape(BANDAS, FILAS).T:
            claves = _mezclar(claves ^ columna.astype(np.uint64))
        return [int(clave) for clave in claves >> np.uint64(1)]


def firmar(paginas: Iterable[str]) -> Firma | None:
    """La firma de un texto dado por páginas; `None` si tiene tan poco que no diría nada."""
    todas = _tejas(paginas)
    tejas = np.unique(todas)
    if len(tejas) < MINIMO:
        return None
    valores = np.full(VALORES, np.iinfo(np.uint32).max, dtype=np.uint32)
    for desde in range(0, len(tejas), _TANDA):
        tanda = tejas[desde : desde + _TANDA, None] * _FACTORES + _SUMANDOS
        np.minimum(valores, (tanda >> np.uint64(32)).astype(np.uint32).min(axis=0), out=valores)
    return Firma(valores, len(todas) + TEJA - 1, len(tejas))


def parecido(una: Firma, otra: Firma) -> float:
    """La parte de las palabras del texto más largo que está, en su orden, en el otro; de 0 a 1.

    De las tejas comunes se saca qué parte de las del más corto tiene el otro; una teja sigue entera si
    siguen sus `TEJA` palabras, y la raíz lleva de tejas a palabras. Medio documento se parece 50 % al entero.
    """
    comunes = float(np.count_nonzero(una.valores == otra.valores)) / VALORES
    compartidas = comunes / (1 + comunes) * (una.tejas + otra.tejas)
    enteras = min(1.0, compartidas / min(una.tejas, otra.tejas))
    corto, largo = sorted((una.palabras, otra.palabras))
    return float(enteras ** (1 / TEJA) * corto / largo)


def empaquetar(firma: Firma) -> bytes:
    """Los valores en octetos, del menos al más significativo."""
    return firma.valores.astype("<u4").tobytes()


def desempaquetar(octetos: bytes, palabras: int, tejas: int) -> Firma:
    """Lo contrario de `empaquetar`."""
    return Firma(np.frombuffer(octetos, dtype="<u4").astype(np.uint32), palabras, tejas)


def _tejas(paginas: Iterable[str]) -> Naturales:
    """Un número por cada teja, también las que cruzan de una página a la siguiente."""
    numeros: dict[str, int] = {}
    palabras: list[int] = []
    for pagina in paginas:
        for palabra in _PALABRA.findall(plegar(pagina)):
            numero = numeros.get(palabra)
            if numero is None:
                numero = int.from_bytes(blake2b(palabra.encode(), digest_size=8).digest(), "little")
                numeros[palabra] = numero
            palabras.append(numero)
    if len(palabras) < TEJA:
        return np.empty(0, dtype=np.uint64)
    seguidas = np.array(palabras, dtype=np.uint64)
    largo = len(seguidas) - TEJA + 1
    tejas = np.zeros(largo, dtype=np.uint64)
    for lugar in range(TEJA):
        tejas = _mezclar(tejas ^ seguidas[lugar : lugar + largo])
    return tejas


def _mezclar(numeros: Naturales) -> Naturales:
    """El final de SplitMix64 (G. Steele y otros, 2014): reparte cada bit por todos."""
    primera = (numeros + _MEZCLA[0]) & np.uint64(0xFFFFFFFFFFFFFFFF)
    segunda = (primera ^ (primera >> np.uint64(30))) * _MEZCLA[1]
    tercera = (segunda ^ (segunda >> np.uint64(27))) * _MEZCLA[2]
    return tercera ^ (tercera >> np.uint64(31))


def _funciones() -> tuple[Naturales, Naturales]:
    """Los factores, impares, y los sumandos de las funciones; siempre los mismos: están en las firmas."""
    contador = np.arange(_SEMILLA, _SEMILLA + 2 * VALORES, dtype=np.uint64)
    numeros = _mezclar(contador * _MEZCLA[2])
    return numeros[:VALORES] | np.uint64(1), numeros[VALORES:]


_FACTORES, _SUMANDOS = _funciones()
