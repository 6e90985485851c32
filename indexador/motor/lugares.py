"""Frases y cercanías: operaciones con los lugares en que está cada palabra.

Todo se hace sobre lugares ordenados, y de la palabra más rara a la más común: las demás sólo se miran en las
entradas que aún pueden servir.
"""

from collections.abc import Sequence

import numpy as np

from indexador.motor.arreglos import tramos
from indexador.motor.proximidad import Tramos, frase_con_holgura
from indexador.motor.tipos import Enteros, Mascara
from indexador.motor.vista import Eleccion, Vista

SIN_TRAMOS = Tramos(np.empty(0, np.int64), np.empty(0, np.int64))

_UNO_DE_CADA = 8
"""Con menos apariciones que esa parte de las entradas, conviene mirar sólo las suyas."""

_DE_UNA_EN_UNA = 16
"""Con tantas veces menos lugares que mirar que apariciones, se pregunta por cada uno."""
_MUY_DESIGUALES, _RALOS = 32, 64
"""Cuándo no conviene marcar: si uno tiene mucho menos que el otro, o si los dos están muy dispersos."""

_TROZO = 1 << 19
"""Lugares que se marcan de una vez."""

_CASI_TODAS = 0.7
"""Una máscara con más de esta parte de las entradas no ahorra lo que cuesta."""


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
        mascara, raro = self._mascara, orden[0]
        if cuantas[raro] * _UNO_DE_CADA > self._vista.entradas:
            mascara = self._con_todas(palabras)
        inicios = self._vista.lugares(palabras[raro], self._seccion, mascara) - raro
        mirados = 0
        for lugar in orden[1:]:
            if len(inicios) * _DE_UNA_EN_UNA < cuantas[lugar]:
                inicios = inicios[np.searchsorted(inicios, -lugar) :]
                inicios = inicios[self._vista.presentes(palabras[lugar], self._seccion, inicios + lugar)]
                continue
            if not mirados or len(inicios) * 4 < mirados:
                mascara, mirados = self._donde_caben(inicios, len(palabras), mascara), len(inicios)
            suyos = self._vista.lugares(palabras[lugar], self._seccion, mascara)
            inicios = comunes(inicios + lugar, suyos) - lugar
        return Tramos(inicios, inicios + len(palabras) - 1)

    def junto_a(self, tramos_: Tramos, distancia: int) -> "Lugares":
        """Donde mirar lo que esté a esa distancia, o menos, de unos tramos."""
        if not len(tramos_.inicios):
            return self
        anchos = int((tramos_.fines - tramos_.inicios).max()) + 1
        cerca = self._donde_caben(tramos_.inicios - distancia, anchos + 2 * distancia, self._mascara)
        return Lugares(self._vista, self._seccion, cerca)

    def _con_holgura(self, palabras: Sequence[Eleccion], orden: Sequence[int], holgura: int) -> Tramos:
        ancho = len(palabras) + holgura
        raros = self._vista.lugares(palabras[orden[0]], self._seccion, self._mascara)
        mascara = self._donde_caben(raros - ancho, 2 * ancho, self._mascara)
        listas = [self._vista.lugares(eleccion, self._seccion, mascara) for eleccion in palabras]
        return frase_con_holgura(listas, holgura)

    def _con_todas(self, palabras: Sequence[Eleccion]) -> Mascara | None:
        """Las entradas con todas las palabras, en ellas o en sus vecinas, si son bastante menos que todas."""
        vista, alcance = self._vista, self._vista.alcance(self._seccion, len(palabras))
        todas = np.ones(vista.entradas, bool) if self._mascara is None else self._mascara.copy()
        for eleccion in palabras:
            todas &= _ampliada(vista.marcadas(eleccion, self._seccion), alcance)
        return todas if np.count_nonzero(todas) < _CASI_TODAS * len(todas) else self._mascara

    def _donde_caben(self, inicios: Enteros, ancho: int, mascara: Mascara | None) -> Mascara | None:
        """Las entradas que tocan los tramos de ese ancho que empiezan ahí; `mascara` si son demasiados."""
        vista = self._vista
        if len(inicios) * _UNO_DE_CADA > vista.entradas:
            return mascara
        primeras = np.maximum(vista.entradas_en(inicios, self._seccion), 0)
        ultimas = vista.entradas_en(inicios + ancho - 1, self._seccion)
        tocadas = np.zeros(vista.entradas, bool)
        tocadas[tramos(primeras, ultimas - primeras + 1)] = True
        return tocadas if self._mascara is None else tocadas & self._mascara


def _ampliada(mascara: Mascara, alcance: int) -> Mascara:
    """La máscara con sus vecinas, a un lado y a otro."""
    ampliada, hecho = mascara.copy(), 0
    while hecho < alcance:
        paso = min(alcance - hecho, hecho + 1)
        antes = ampliada.copy()
        ampliada[paso:] |= antes[:-paso]
        ampliada[:-paso] |= antes[paso:]
        hecho += paso
    return ampliada


def comunes(unos: Enteros, otros: Enteros) -> Enteros:
    """Los números que están en los dos arreglos, ordenados y sin repetir, como ellos."""
    pocos, muchos = (unos, otros) if len(unos) < len(otros) else (otros, unos)
    if not len(pocos):
        return pocos
    ultimo = int(max(muchos[-1], pocos[-1]))
    if len(pocos) * _MUY_DESIGUALES > len(muchos) and len(muchos) * _RALOS > ultimo:
        return _comunes_por_trozos(pocos, muchos, ultimo)
    sitios = np.searchsorted(muchos, pocos)
    sitios[sitios == len(muchos)] = 0
    return np.asarray(pocos[muchos[sitios] == pocos])


def _comunes_por_trozos(pocos: Enteros, muchos: Enteros, ultimo: int) -> Enteros:
    """Marca unos y mira otros, que va de corrido, en vez de bisecar, que salta.

    Por trozos cuyas marcas caben en la memoria caché. Lo negativo (una frase que empezaría antes del primer
    lugar) no está en ninguno.
    """
    bordes = np.arange(0, ultimo + 1 + _TROZO, _TROZO)
    de_pocos, de_muchos = np.searchsorted(pocos, bordes), np.searchsorted(muchos, bordes)
    marcas = np.empty(_TROZO, bool)
    hallados = []
    for lugar, borde in enumerate(bordes[:-1].tolist()):
        marcas[:] = False
        marcas[pocos[de_pocos[lugar] : de_pocos[lugar + 1]] - borde] = True
        suyos = muchos[de_muchos[lugar] : de_muchos[lugar + 1]]
        hallados.append(suyos[marcas[suyos - borde]])
    return np.concatenate(hallados)
