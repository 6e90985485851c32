"""Frases y cercanías: operaciones con los lugares en que está cada palabra.

Todo se hace sobre lugares ordenados, y de la palabra más rara a la más común: las demás sólo se miran en las
entradas que aún pueden servir.
"""

from collections.abc import Sequence

import numpy as np

from indexador.motor.proximidad import Tramos, frase_con_holgura
from indexador.motor.tipos import Enteros, Mascara
from indexador.motor.vista import Eleccion, Vista

SIN_TRAMOS = Tramos(np.empty(0, np.int64), np.empty(0, np.int64))


class Lugares:
    """Busca tramos en una sección de una vista, dentro de las entradas de `mascara` (None: todas)."""

    def __init__(self, vista: Vista, seccion: str, mascara: Mascara | None) -> None:
        self._vista, self._seccion, self._mascara = vista, seccion, mascara

    def palabra(self, eleccion: Eleccion) -> Tramos:
        """Las apariciones de una palabra."""
        lugares = self._vista.lugares(eleccion, self._seccion, self._mascara)
        return Tramos(lugares, lugares)

    def frase(self, palabras: Sequence[Eleccion], holgura: int = 0) -> Tramos:
        """Las palabras en ese orden, con a lo sumo `holgura` palabras de más entre la primera y la última."""
        cuantas = [self._vista.cuantas(eleccion, self._seccion) for eleccion in palabras]
        if not palabras or not all(cuantas):
            return SIN_TRAMOS
        orden = sorted(range(len(palabras)), key=cuantas.__getitem__)
        if holgura:
            return self._con_holgura(palabras, orden, holgura)
        raro = orden[0]
        inicios = self._vista.lugares(palabras[raro], self._seccion, self._mascara) - raro
        mascara = self._cerca_de(inicios + raro, len(palabras)) if len(orden) > 1 else None
        for lugar in orden[1:]:
            suyos = self._vista.lugares(palabras[lugar], self._seccion, mascara) - lugar
            antes, inicios = len(inicios), comunes(inicios, suyos)
            if not len(inicios):
                return SIN_TRAMOS
            if 2 * len(inicios) < antes:
                mascara = self._cerca_de(inicios, len(palabras))
        return Tramos(inicios, inicios + len(palabras) - 1)

    def _con_holgura(self, palabras: Sequence[Eleccion], orden: Sequence[int], holgura: int) -> Tramos:
        raros = self._vista.lugares(palabras[orden[0]], self._seccion, self._mascara)
        mascara = self._cerca_de(raros, len(palabras) + holgura)
        listas = [self._vista.lugares(eleccion, self._seccion, mascara) for eleccion in palabras]
        return frase_con_holgura(listas, holgura)

    def _cerca_de(self, lugares: Enteros, palabras: int) -> Mascara:
        """Las entradas que puede tocar un tramo de tantas palabras que pase por alguno de esos lugares."""
        vista = self._vista
        tocadas = np.zeros(vista.entradas, bool)
        tocadas[vista.entradas_en(lugares, self._seccion)] = True
        alcance = vista.alcance(self._seccion, palabras)
        if alcance:
            sumadas = np.concatenate([[0], np.cumsum(tocadas)])
            numeros = np.arange(vista.entradas)
            hasta = sumadas[np.minimum(numeros + alcance + 1, vista.entradas)]
            tocadas = hasta > sumadas[np.maximum(numeros - alcance, 0)]
        return tocadas if self._mascara is None else tocadas & self._mascara


def comunes(unos: Enteros, otros: Enteros) -> Enteros:
    """Los números que están en los dos arreglos, ordenados y sin repetir, como ellos."""
    pocos, muchos = (unos, otros) if len(unos) < len(otros) else (otros, unos)
    sitios = np.searchsorted(muchos, pocos)
    sitios[sitios == len(muchos)] = 0
    hallados: Enteros = pocos[muchos[sitios] == pocos] if len(muchos) else pocos[:0]
    return hallados
