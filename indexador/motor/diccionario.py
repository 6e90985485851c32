"""Los términos de una sección de un segmento: de una palabra a sus números, sin leerlos todos."""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cached_property

import numpy as np

from indexador.motor.arreglos import Arreglo, Cadenas, tramos
from indexador.motor.vocabulario import SEPARADOR

_TRAS_EL_SEPARADOR = b"\x01"
_TRAS_TODO = b"\xff"
_RECORDADOS = 4_096


class Diccionario:
    """Las formas y las raíces. Un «par» es el número de un término (raíz, forma) en el segmento."""

    def __init__(self, arreglos: Mapping[str, Arreglo], seccion: str) -> None:
        self.claves = Cadenas(arreglos[f"{seccion}.claves"], arreglos[f"{seccion}.claves_de"])
        self.formas = Cadenas(arreglos[f"{seccion}.formas"], arreglos[f"{seccion}.formas_de"])
        self._pares, self._pares_de = arreglos[f"{seccion}.pares"], arreglos[f"{seccion}.pares_de"]
        self._recordados: dict[tuple[str, str], Arreglo] = {}

    def pares_de_forma(self, forma: str) -> Arreglo:
        """Los pares con esa forma exacta, en orden."""
        return self.recordar(("forma", forma), self._buscar_forma)

    def pares_de_raiz(self, raiz: str) -> Arreglo:
        """Los pares de una raíz, que están seguidos."""
        return self.recordar(("raiz", raiz), self._buscar_raiz)

    def recordar(self, clave: tuple[str, str], buscar: Callable[[str], Arreglo]) -> Arreglo:
        """Los pares que `buscar` halla para una palabra: se pregunta muchas veces por las mismas."""
        hallados = self._recordados.get(clave)
        if hallados is None:
            if len(self._recordados) >= _RECORDADOS:
                self._recordados.clear()
            hallados = self._recordados[clave] = buscar(clave[1])
        return hallados

    def _buscar_forma(self, forma: str) -> Arreglo:
        buscada = forma.encode()
        lugar = bisect_left(self.formas, buscada)
        if lugar == len(self.formas) or self.formas[lugar] != buscada:
            return self._pares[:0]
        return self.pares_de_formas(lugar, lugar + 1)

    def pares_de_formas(self, desde: int, hasta: int) -> Arreglo:
        """Los pares de las formas de esos números (`hasta`, excluido), en orden de par."""
        return np.sort(self._pares[int(self._pares_de[desde]) : int(self._pares_de[hasta])])

    def _buscar_raiz(self, raiz: str) -> Arreglo:
        cabeza = raiz.encode()
        return np.arange(
            bisect_left(self.claves, cabeza + SEPARADOR),
            bisect_left(self.claves, cabeza + _TRAS_EL_SEPARADOR),
        )

    def formas_con_prefijo(self, prefijo: str) -> tuple[int, int]:
        """Entre qué números están las formas que empiezan así."""
        cabeza = prefijo.encode()
        return bisect_left(self.formas, cabeza), bisect_left(self.formas, cabeza + _TRAS_TODO)

    def pares_con_literal(self, literal: str, patron: re.Pattern[str] | None) -> Arreglo:
        """Los pares de las formas que contienen `literal` y cumplen el patrón (None: todas ellas).

        Levanta `ValueError` si el literal está vacío.
        """
        if not literal:
            raise ValueError(literal)
        hallazgos = re.finditer(re.escape(literal.encode()), self._en_renglones)
        lugares = np.fromiter((hallazgo.start() for hallazgo in hallazgos), np.int64)
        comienzos_de_renglon = self.formas.desde + np.arange(len(self.formas.desde))
        numeros = np.unique(np.searchsorted(comienzos_de_renglon, lugares, "right") - 1)
        if patron is not None:
            cumplen = (patron.fullmatch(self.formas[numero].decode()) for numero in numeros.tolist())
            numeros = numeros[np.fromiter((hallazgo is not None for hallazgo in cumplen), bool, len(numeros))]
        return self.pares_de_numeros(numeros)

    def pares_de_numeros(self, numeros: Arreglo) -> Arreglo:
        """Los pares de las formas de esos números, en orden."""
        comienzos = self._pares_de[numeros].astype(np.int64)
        return np.sort(self._pares[tramos(comienzos, self._pares_de[numeros + 1] - comienzos)])

    @cached_property
    def _en_renglones(self) -> bytes:
        """Las formas, una por renglón: así nada está a caballo de dos."""
        return b"\n".join(self.formas.lista())

    @cached_property
    def palabras(self) -> list[str]:
        """Las formas, en orden y en memoria: para lo que las recorre todas."""
        return self.formas.textos()

    @cached_property
    def formas_por_largo(self) -> Mapping[int, tuple[list[str], Arreglo]]:
        """Las formas sin cifras, y sus números, por sus letras: de largos lejanos, ninguna se parece."""
        grupos: dict[int, list[int]] = {}
        for numero, forma in enumerate(self.palabras):
            if forma.isalpha():
                grupos.setdefault(len(forma), []).append(numero)
        return {
            largo: ([self.palabras[n] for n in numeros], np.array(numeros, np.int64))
            for largo, numeros in grupos.items()
        }

    def forma_de(self, par: int) -> str:
        """La forma de un par."""
        clave = self.claves[par]
        return clave[clave.index(SEPARADOR) + 1 :].decode()
