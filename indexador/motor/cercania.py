"""Las apariciones de lo que pide cercanía (`Cerca`, frase con holgura), sobre las posiciones del índice."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from indexador.lengua import raices_de_consulta
from indexador.motor.comodines import PorForma, comienzo, formas_de
from indexador.motor.nodos import Cerca, Frase, Palabra, Simple
from indexador.motor.proximidad import Lugares, Tramos, cercanos, frase_con_holgura
from indexador.motor.segmento import NINGUNA, Apariciones, Mascara
from indexador.motor.vista import Vista


def apariciones_cercanas(hoja: Cerca | Frase, campo: str, vista: Vista, visibles: Mascara) -> Apariciones:
    """Las entradas visibles donde está la hoja en un campo de formas, y cuántas veces."""
    lector = _Lector(campo, vista, visibles)
    if isinstance(hoja, Frase):
        inicios = lector.tramos(hoja).inicios
    else:
        inicios = cercanos([lector.tramos(parte) for parte in hoja.partes], hoja.distancia)[0].inicios
    if not len(inicios):
        return NINGUNA
    entradas, veces = np.unique(lector.entradas_de(inicios), return_counts=True)
    return Apariciones(entradas, veces.astype(np.float64))


class _Lector:
    """Lee posiciones de un campo y recuerda en qué entrada está cada lugar."""

    def __init__(self, campo: str, vista: Vista, visibles: Mascara) -> None:
        self._campo, self._vista, self._visibles = campo, vista, visibles
        self._lugares: list[Lugares] = [NINGUNA.entradas]
        self._entradas: list[Lugares] = [NINGUNA.entradas]

    def tramos(self, hoja: Simple) -> Tramos:
        if isinstance(hoja, Frase):
            return frase_con_holgura(self._de_cada(hoja.formas), hoja.holgura)
        lugares = self._leer(self._formas(hoja))
        return Tramos(lugares, lugares)

    def entradas_de(self, lugares: Lugares) -> Lugares:
        """En qué entrada está cada lugar ya leído."""
        leidos, entradas = np.concatenate(self._lugares), np.concatenate(self._entradas)
        orden = np.argsort(leidos, kind="stable")
        return entradas[orden[np.searchsorted(leidos, lugares, sorter=orden)]]

    def _de_cada(self, formas: Sequence[str]) -> list[Lugares]:
        de = {forma: self._leer([forma]) for forma in dict.fromkeys(formas)}
        return [de[forma] for forma in formas]

    def _leer(self, formas: Iterable[str]) -> Lugares:
        lugares = [NINGUNA.entradas]
        documento_de = self._vista.documento_de
        for forma in formas:
            entradas = self._vista.apariciones(self._campo, forma).entradas
            entradas = entradas[self._visibles[documento_de[entradas]]]
            de_entrada, posiciones = self._vista.posiciones(self._campo, forma, entradas)
            lugares.append((documento_de[de_entrada] << 32) + posiciones)
            self._entradas.append(de_entrada)
        self._lugares += lugares
        return np.unique(np.concatenate(lugares))

    def _formas(self, hoja: Palabra | PorForma) -> Iterator[str]:
        if not isinstance(hoja, Palabra):
            yield from formas_de(hoja, self._vista.con_prefijo(self._campo, comienzo(hoja)))
            return
        yield hoja.forma
        if not hoja.vacia:
            # De la raíz a la forma sólo puede cambiar la última letra: «juez» y «jueces» son «juec».
            comienzos = {raiz[: max(1, len(raiz) - 1)] for raiz in hoja.raices}
            candidatas = {f for c in comienzos for f in self._vista.con_prefijo(self._campo, c)}
            yield from (f for f in candidatas if f != hoja.forma and not hoja.raices.isdisjoint(raices(f)))


def raices(forma: str) -> frozenset[str]:
    """Las raíces que puede tener lo escrito con esa forma plegada."""
    return raices_de_consulta(forma) if forma.isalpha() else frozenset({forma})
