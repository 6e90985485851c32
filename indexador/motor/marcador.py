"""Qué palabras de un texto responden a una consulta, sin volver a analizar las que ya se vieron.

De cada trozo distinto (lo que va entre dos blancos) que lleva algo de lo buscado se averigua una vez a qué
condiciones de la consulta responden sus palabras. Los demás sólo se cortan.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from indexador.consulta import Resaltar
from indexador.lengua.trozos import Partido, terminos_de_trozo
from indexador.motor.condiciones import Condicion, claves, de_forma, suelta
from indexador.motor.proximidad import Tramos, cercanos
from indexador.motor.trozos_vistos import vistos

MEMORIA_DE_CONSULTA, CONSULTAS = 20_000, 16
"""Trozos que se recuerdan por consulta, y consultas que se recuerdan."""

Lugar = tuple[int, int]


class _Respuesta(NamedTuple):
    """Una palabra de un trozo que responde a algo: a qué, y dónde está respecto del comienzo de aquél."""

    posicion: int
    inicio: int
    fin: int
    condiciones: tuple[int, ...]


class _Hallada(NamedTuple):
    """Un tramo de palabras, por su posición entre todas, con los extremos incluidos."""

    desde: int
    hasta: int


class _Respuestas(dict[str, tuple[_Respuesta, ...]]):
    """De cada trozo, qué palabras responden a algo; se vacía al llenarse."""

    def __init__(self, condiciones: Sequence[Condicion]) -> None:
        super().__init__()
        self._condiciones = condiciones

    def __missing__(self, trozo: str) -> tuple[_Respuesta, ...]:
        if len(self) >= MEMORIA_DE_CONSULTA:
            self.clear()
        respuestas = []
        for termino in terminos_de_trozo(trozo):
            cumplidas = [numero for numero, cumple in enumerate(self._condiciones) if cumple(termino)]
            if cumplidas:
                respuestas.append(_Respuesta(termino.posicion, termino.inicio, termino.fin, tuple(cumplidas)))
        suyas = self[trozo] = tuple(respuestas)
        return suyas


@lru_cache(maxsize=CONSULTAS)
def marcador(resaltar: Resaltar) -> "Marcador":
    """El de una consulta; los últimos se recuerdan."""
    return Marcador(resaltar)


class Marcador:
    """Marca textos para una consulta. Lo pueden usar varios hilos: sólo recuerda lo que no cambia."""

    def __init__(self, resaltar: Resaltar) -> None:
        self._condiciones: list[Condicion] = []
        self._parte = _Parte(resaltar, self._condiciones)
        self._memoria, self._claves = _Respuestas(self._condiciones), claves(resaltar)

    def lugares(self, textos: Sequence[str]) -> Iterator[tuple[int, Lugar]]:
        """Lo que se marca en unos textos seguidos, con el número de cada uno; sin orden y quizá encimado.

        Una frase o una cercanía puede empezar en un texto y acabar en el siguiente.
        """
        de_cada: list[list[int]] = [[] for _ in self._condiciones]
        donde: dict[int, tuple[int, Lugar]] = {}
        posicion = 0
        for numero, texto in enumerate(textos):
            posicion = self._mirar(numero, texto, posicion, de_cada, donde)
        for desde, hasta in self._parte.halladas(de_cada):
            yield from _entre(donde, desde, hasta)

    def _mirar(
        self,
        numero: int,
        texto: str,
        posicion: int,
        de_cada: Sequence[list[int]],
        donde: dict[int, tuple[int, Lugar]],
    ) -> int:
        """Anota las palabras de un texto que responden a algo; devuelve la posición que sigue."""
        partido = Partido(texto)
        distintos = set(partido.trozos)
        analizados = vistos(distintos)
        if self._claves is None:
            responden = {trozo for trozo in distintos if self._memoria[trozo]}
        else:
            responden = analizados.con_alguna(self._claves, distintos)
        posiciones: list[int] = []
        if self._parte.mira_el_orden:
            palabras = map(analizados.palabras.__getitem__, partido.trozos)
            posiciones = list(accumulate(palabras, initial=posicion))
        for n, comienzo, trozo in partido.lugares(responden):
            # Si el orden no importa, basta una posición distinta para cada palabra.
            primera = posiciones[n] if posiciones else posicion + comienzo
            for respuesta in self._memoria[trozo]:
                lugar = primera + respuesta.posicion
                donde[lugar] = numero, (comienzo + respuesta.inicio, comienzo + respuesta.fin)
                for condicion in respuesta.condiciones:
                    de_cada[condicion].append(lugar)
        return posiciones[-1] if posiciones else posicion + len(texto)


def _entre(donde: Mapping[int, tuple[int, Lugar]], desde: int, hasta: int) -> Iterator[tuple[int, Lugar]]:
    """El tramo de una palabra a otra, partido donde cambia el texto."""
    numero, (inicio, fin) = donde[desde]
    for posicion in range(desde + 1, hasta + 1):
        otro, (su_inicio, su_fin) = donde[posicion]
        if otro != numero:
            yield numero, (inicio, fin)
            numero, inicio = otro, su_inicio
        fin = su_fin
    yield numero, (inicio, fin)


class _Parte:
    """Un `Resaltar` (el de la consulta o el de una parte de una cercanía) sobre las condiciones comunes."""

    def __init__(self, resaltar: Resaltar, condiciones: list[Condicion]) -> None:
        self._sueltas = _anotar(suelta(resaltar), condiciones)
        frases = [(frase, 0) for frase in resaltar.frases] + list(resaltar.holgadas)
        self._frases = [
            ([_anotar(de_forma(forma), condiciones) for forma in formas], holgura)
            for formas, holgura in frases
        ]
        self._cercanas = [
            ([_Parte(parte, condiciones) for parte in cercanas.partes], cercanas.distancia)
            for cercanas in resaltar.cercanas
        ]
        self.mira_el_orden = bool(self._frases or self._cercanas)

    def halladas(self, de_cada: Sequence[Sequence[int]]) -> Iterator[_Hallada]:
        """Los tramos que se marcan: palabras, frases enteras y, de lo holgado o cercano, sus palabras."""
        yield from (_Hallada(lugar, lugar) for lugar in de_cada[self._sueltas])
        for numeros, holgura in self._frases:
            for lugares in _en_orden([de_cada[numero] for numero in numeros], holgura):
                if holgura:
                    yield from (_Hallada(lugar, lugar) for lugar in lugares)
                else:
                    yield _Hallada(lugares[0], lugares[-1])
        for partes, distancia in self._cercanas:
            tramos = [_tramos(parte._apariciones(de_cada)) for parte in partes]
            for parte, cerca in zip(partes, cercanos(tramos, distancia), strict=True):
                yield from parte._de_los(set(cerca.inicios.tolist()), de_cada)

    def _apariciones(self, de_cada: Sequence[Sequence[int]]) -> dict[int, tuple[int, ...]]:
        """Las palabras de cada aparición de una parte simple, por la primera."""
        apariciones: dict[int, tuple[int, ...]] = {lugar: (lugar,) for lugar in de_cada[self._sueltas]}
        for numeros, holgura in self._frases:
            for lugares in _en_orden([de_cada[numero] for numero in numeros], holgura):
                apariciones[lugares[0]] = tuple(lugares)
        return apariciones

    def _de_los(self, inicios: set[int], de_cada: Sequence[Sequence[int]]) -> Iterator[_Hallada]:
        for inicio, lugares in self._apariciones(de_cada).items():
            if inicio in inicios:
                yield from (_Hallada(lugar, lugar) for lugar in lugares)


def _tramos(apariciones: dict[int, tuple[int, ...]]) -> Tramos:
    inicios = sorted(apariciones)
    return Tramos(
        np.array(inicios, np.int64), np.array([apariciones[inicio][-1] for inicio in inicios], np.int64)
    )


def _en_orden(listas: Sequence[Sequence[int]], holgura: int) -> Iterator[list[int]]:
    """De cada comienzo, las palabras que completan la frase lo antes posible, si caben."""
    for inicio in listas[0]:
        lugares = [inicio]
        for lista in listas[1:]:
            siguiente = bisect_right(lista, lugares[-1])
            if siguiente == len(lista) or lista[siguiente] - inicio >= len(listas) + holgura:
                break
            lugares.append(lista[siguiente])
        else:
            yield lugares


def _anotar(nueva: Condicion, condiciones: list[Condicion]) -> int:
    condiciones.append(nueva)
    return len(condiciones) - 1
