"""Las listas de una sección de un segmento, leídas donde están: nada se descifra ni se copia al abrir."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

import numpy as np

from indexador.motor.arreglos import Arreglo, desplazamientos, tomar, tramos
from indexador.motor.diccionario import Diccionario

_POCAS = 8
"""Con tantas veces menos entradas elegidas que las de una lista, se buscan en ella una por una."""
_CUENTAS_RECORDADAS = 1_024
_LISTA_LARGA, _SUMAS_RECORDADAS, _TOPE_32 = 4_096, 128, 1 << 32
_MITAD_VACIA = 16
"""Una lista con menos de una de cada tantas entradas se suma ordenando; las demás, contando."""


class Lista(NamedTuple):
    """En qué entradas está algo, en orden, y cuántas veces en cada una. Sin copiar: tipos estrechos."""

    entradas: Arreglo
    veces: Arreglo


VACIA = Lista(np.empty(0, np.uint32), np.empty(0, np.uint8))


class Listas(Diccionario):
    """Las listas de una sección: en qué entradas está cada par de su diccionario, cuántas veces y dónde."""

    def __init__(self, arreglos: Mapping[str, Arreglo], seccion: str, total: int) -> None:
        super().__init__(arreglos, seccion)

        def propio(nombre: str) -> Arreglo:
            return arreglos[f"{seccion}.{nombre}"]

        self.total = total
        self._sumas: dict[int, Arreglo] = {}
        self._cuentas: dict[bytes, int] = {}
        self.largos = propio("largos")
        self._listas_de, self._lugares_de = propio("listas_de"), propio("lugares_de")
        self._entradas, self._veces, self._lugares = propio("entradas"), propio("veces"), propio("lugares")

    # --- de una palabra a sus pares

    def entradas_de_cada_forma(self, desde: int, hasta: int, mascara: Arreglo | None) -> Arreglo:
        """En cuántas entradas (de `mascara`, si se da) está cada forma de la `desde` a la `hasta`, excluida.

        La forma que tiene dos raíces puede contar alguna entrada dos veces.
        """
        if desde >= hasta:
            return np.empty(0, np.int64)
        if mascara is None:
            return self._entradas_por_forma[desde:hasta]
        bordes = self._pares_de[desde : hasta + 1].astype(np.int64)
        pares = self._pares[bordes[0] : bordes[-1]].astype(np.int64)
        comienzos = self._listas_de[pares].astype(np.int64)
        largos = self._listas_de[pares + 1] - comienzos
        sumadas = desplazamientos(mascara[self._entradas[tramos(comienzos, largos)]])
        de_par = desplazamientos(largos)[bordes - bordes[0]]
        return np.diff(sumadas[de_par])

    @cached_property
    def _entradas_por_forma(self) -> Arreglo:
        por_par = np.diff(self._listas_de.astype(np.int64))
        return np.add.reduceat(por_par[self._pares], self._pares_de[:-1].astype(np.int64))

    # --- de sus pares a sus listas

    def frecuencia(self, par: int) -> tuple[int, int]:
        """En cuántas entradas está un par, y cuántas veces en total."""
        return (
            int(self._listas_de[par + 1]) - int(self._listas_de[par]),
            int(self._lugares_de[par + 1]) - int(self._lugares_de[par]),
        )

    def veces_de(self, pares: Arreglo) -> int:
        """Cuántas veces están varios pares, en total."""
        indices = pares.astype(np.int64, copy=False)
        return int((self._lugares_de[indices + 1].astype(np.int64) - self._lugares_de[indices]).sum())

    def lista(self, par: int) -> Lista:
        """La lista de un par, sin copiar."""
        desde, hasta = int(self._listas_de[par]), int(self._listas_de[par + 1])
        return Lista(self._entradas[desde:hasta], self._veces[desde:hasta])

    def lista_de(self, pares: Arreglo, pesos: Arreglo | None = None) -> Lista:
        """La lista de varios pares juntos: cada entrada una vez, con la suma de sus veces.

        Con `pesos` (uno por par), las veces de cada par cuentan multiplicadas por el suyo.
        """
        if len(pares) == 0:
            return VACIA
        if len(pares) == 1:
            entradas, veces = self.lista(int(pares[0]))
            return Lista(entradas, veces if pesos is None else veces * pesos[0])
        bordes = self._bordes(pares)
        entradas, veces = tomar(self._entradas, *bordes), tomar(self._veces, *bordes)
        if pesos is not None:
            indices = pares.astype(np.int64, copy=False)
            cuantas = self._listas_de[indices + 1].astype(np.int64) - self._listas_de[indices]
            veces = veces * np.repeat(pesos, cuantas)
        return sumar(entradas, veces, self.total)

    def entradas_de(self, pares: Arreglo) -> Arreglo:
        """Las entradas de varios pares, con repeticiones y sin orden."""
        return tomar(self._entradas, *self._bordes(pares)) if len(pares) else self._entradas[:0]

    def _bordes(self, pares: Arreglo) -> tuple[Arreglo, Arreglo]:
        """Dónde empiezan y acaban las listas de unos pares (en orden); las de los seguidos van juntas."""
        if int(pares[-1]) - int(pares[0]) == len(pares) - 1:
            primeros, ultimos = pares[:1], pares[-1:]
        else:
            cortes = np.flatnonzero(np.diff(pares.astype(np.int64)) != 1) + 1
            primeros = pares[np.concatenate([[0], cortes])]
            ultimos = pares[np.concatenate([cortes - 1, [len(pares) - 1]])]
        inicios, fines = self._listas_de[primeros], self._listas_de[ultimos.astype(np.int64) + 1]
        return inicios.astype(np.int64), fines.astype(np.int64)

    # --- lugares

    def lugares(self, pares: Arreglo) -> tuple[Arreglo, Arreglo]:
        """Las apariciones de varios pares, en orden: la entrada de cada una y su lugar en ella."""
        entradas = [np.repeat(*self.lista(int(par))).astype(np.int64) for par in pares.tolist()]
        lugares = [self._lugares[slice(*self._tramo_de_lugares(int(par)))] for par in pares.tolist()]
        if not entradas:
            return np.empty(0, np.int64), np.empty(0, np.int64)
        juntas, juntos = np.concatenate(entradas), np.concatenate(lugares).astype(np.int64)
        orden = np.lexsort((juntos, juntas))
        return juntas[orden], juntos[orden]

    def lugares_desde(
        self, pares: Arreglo, comienzos: Arreglo, mascara: Arreglo | None = None
    ) -> list[Arreglo]:
        """Los lugares de varios pares, en orden, sumados al comienzo de su entrada: ningún arreglo, o uno.

        Con `mascara` (de entradas), sólo los de esas entradas.
        """
        elegidas = None if mascara is None else np.flatnonzero(mascara)
        if elegidas is not None and not len(elegidas):
            return []
        hallados = []
        for par in pares.tolist():
            entradas = self.lista(par).entradas
            if mascara is None or elegidas is None:
                hallados.append(self._todos_los_lugares(par, comienzos))
            elif len(elegidas) * _POCAS < len(entradas):
                # Al estrecharlas para buscar, las que no caben dan la vuelta: se comparan sin estrechar.
                sitios = np.searchsorted(entradas, elegidas.astype(entradas.dtype))
                sitios[sitios == len(entradas)] = 0
                hallados.append(self._lugares_en(par, comienzos, sitios[entradas[sitios] == elegidas]))
            else:
                hallados.append(self._lugares_en(par, comienzos, np.flatnonzero(mascara[entradas])))
        hallados = [lugares for lugares in hallados if len(lugares)]
        return [np.sort(np.concatenate(hallados))] if len(hallados) > 1 else hallados

    def _tramo_de_lugares(self, par: int) -> tuple[int, int]:
        return int(self._lugares_de[par]), int(self._lugares_de[par + 1])

    def _todos_los_lugares(self, par: int, comienzos: Arreglo) -> Arreglo:
        entradas, veces = self.lista(par)
        todos: Arreglo = np.repeat(comienzos[entradas], veces)
        todos += self._lugares[slice(*self._tramo_de_lugares(par))]
        return todos

    def _lugares_en(self, par: int, comienzos: Arreglo, cuales: Arreglo) -> Arreglo:
        """Los lugares de un par en algunas entradas de su lista, dadas por su orden en ella."""
        entradas, veces = self.lista(par)
        if len(cuales) == len(entradas):
            return self._todos_los_lugares(par, comienzos)
        suyas = veces[cuales]
        indices = tramos(self._acumuladas(par)[cuales], suyas)
        hallados: Arreglo = np.repeat(comienzos[entradas[cuales]], suyas)
        hallados += self._lugares[indices]
        return hallados

    def _acumuladas(self, par: int) -> Arreglo:
        """Dónde empiezan los lugares de cada entrada de un par; los de los más comunes se recuerdan."""
        guardadas = self._sumas.get(par)
        if guardadas is not None:
            return guardadas
        veces = self.lista(par).veces
        sumas: Arreglo = np.cumsum(veces, dtype=np.int64) - veces + int(self._lugares_de[par])
        if len(veces) > _LISTA_LARGA:
            if len(self._sumas) >= _SUMAS_RECORDADAS:
                self._sumas.clear()
            self._sumas[par] = sumas.astype(np.uint32) if sumas[-1] < _TOPE_32 else sumas
        return sumas

    def veces_en(self, pares: Arreglo, entradas: Arreglo) -> Arreglo:
        """Cuántas veces están varios pares en unas entradas (en orden)."""
        veces = np.zeros(len(entradas))
        # Como arriba: lo estrechado sirve para buscar, no para comparar.
        buscadas = entradas.astype(self._entradas.dtype)
        for par in pares.tolist():
            lista = self.lista(par)
            sitios = np.searchsorted(lista.entradas, buscadas)
            sitios[sitios == len(lista.entradas)] = 0
            veces += np.where(lista.entradas[sitios] == entradas, lista.veces[sitios], 0)
        return veces

    def cuantas_entradas(self, pares: Arreglo) -> int:
        """En cuántas entradas está alguno de varios pares."""
        if len(pares) == 1:
            return len(self.lista(int(pares[0])).entradas)
        clave = pares.tobytes()
        if clave not in self._cuentas:
            if len(self._cuentas) >= _CUENTAS_RECORDADAS:
                self._cuentas.clear()
            self._cuentas[clave] = len(self.lista_de(pares).entradas)
        return self._cuentas[clave]

    def presentes(self, pares: Arreglo, entradas: Arreglo, lugares: Arreglo) -> Arreglo:
        """Si alguno de varios pares está en cada lugar de cada entrada.

        Biseca a la vez, en los lugares de cada una: con pocas preguntas sale mejor que leerlos todos.
        """
        hallados = np.zeros(len(entradas), bool)
        buscadas = entradas.astype(self._entradas.dtype)
        for par in pares.tolist():
            lista = self.lista(par)
            sitios = np.searchsorted(lista.entradas, buscadas)
            sitios[sitios == len(lista.entradas)] = 0
            cuales = np.flatnonzero(lista.entradas[sitios] == buscadas)
            sitios = sitios[cuales]
            desde = self._acumuladas(par)[sitios].astype(np.int64)
            fines = desde + lista.veces[sitios]
            esta = _bisecar(self._lugares, desde, fines, lugares[cuales])
            hallados[cuales[esta]] = True
        return hallados


def _bisecar(datos: Arreglo, desde: Arreglo, fines: Arreglo, buscados: Arreglo) -> Arreglo:
    """Si cada buscado está en su tramo (ordenado, no vacío) de los datos; bisecan todos a la vez."""
    hasta = fines.copy()
    for _ in range(int((fines - desde).max(initial=0)).bit_length()):
        medio = (desde + hasta) >> 1
        menores = datos[np.minimum(medio, fines - 1)] < buscados
        sigue = desde < hasta
        desde = np.where(sigue & menores, medio + 1, desde)
        hasta = np.where(sigue & ~menores, medio, hasta)
    esta: Arreglo = (desde < fines) & (datos[np.minimum(desde, fines - 1)] == buscados)
    return esta


def sumar(entradas: Arreglo, veces: Arreglo, total: int) -> Lista:
    """Junta apariciones repetidas y desordenadas; `total` es cuántas entradas hay en el segmento."""
    if len(entradas) == 0:
        return VACIA
    if len(entradas) * _MITAD_VACIA < total:
        orden = np.argsort(entradas, kind="stable")
        ordenadas = entradas[orden]
        comienzos = np.flatnonzero(np.concatenate([[True], ordenadas[1:] != ordenadas[:-1]]))
        return Lista(ordenadas[comienzos], np.add.reduceat(veces[orden].astype(np.float64), comienzos))
    cuentas = np.bincount(entradas, weights=veces, minlength=total)
    # Comparar antes: buscar lo que no es cero entre reales cuesta diez veces más que entre verdades.
    presentes = np.flatnonzero(cuentas != 0)
    return Lista(presentes, cuentas[presentes])
