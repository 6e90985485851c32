"""Qué palabras de un texto responden a una consulta, sin volver a analizar las que ya se vieron.

Un texto se corta en pedazos; de cada pedazo distinto se averigua una vez a qué condiciones de la consulta
responden sus palabras. Así marcar diez pasajes cuesta poco más que cortarlos.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from indexador.ficha import Resaltar
from indexador.lengua.analizador import Pedazo, Termino, pedazos, terminos_de
from indexador.motor.comodines import condicion
from indexador.motor.nodos import Comodin, Parecida
from indexador.motor.proximidad import Tramos, cercanos

MEMORIA = 50_000
"""Pedazos distintos que se recuerdan."""
CONSULTAS = 32

Lugar = tuple[int, int]
Condicion = Callable[[Termino], bool]


class _Respuesta(NamedTuple):
    """Una palabra de un pedazo que responde a algo: a qué, y dónde está respecto del comienzo de aquél."""

    posicion: int
    inicio: int
    fin: int
    condiciones: tuple[int, ...]


class _Hallada(NamedTuple):
    """Un tramo de palabras, por su posición entre todas, con los extremos incluidos."""

    desde: int
    hasta: int


class _Analizados(dict[Pedazo, tuple[Termino, ...]]):
    """Los términos de cada pedazo visto; se vacía al llenarse."""

    def __missing__(self, pedazo: Pedazo) -> tuple[Termino, ...]:
        if len(self) >= MEMORIA:
            self.clear()
        terminos = self[pedazo] = terminos_de(pedazo)
        return terminos


_ANALIZADOS = _Analizados()


@lru_cache(maxsize=CONSULTAS)
def marcador(resaltar: Resaltar) -> "Marcador":
    """El de una consulta; los últimos se recuerdan."""
    return Marcador(resaltar)


class Marcador:
    """Marca textos para una consulta. Lo pueden usar varios hilos: sólo recuerda lo que no cambia."""

    def __init__(self, resaltar: Resaltar) -> None:
        self._condiciones: list[Condicion] = []
        self._parte = _Parte(resaltar, self._condiciones)
        self._memoria: dict[Pedazo, tuple[int, tuple[_Respuesta, ...]]] = {}

    def lugares(self, texto: str) -> Iterator[Lugar]:
        """Lo que se marca, sin orden y quizá encimado."""
        de_cada: list[list[int]] = [[] for _ in self._condiciones]
        donde: dict[int, Lugar] = {}
        memoria, posicion = self._memoria, 0
        for pedazo, inicio in pedazos(texto):
            visto = memoria.get(pedazo)
            if visto is None:
                visto = self._averiguar(pedazo)
            cuantos, respuestas = visto
            for respuesta in respuestas:
                lugar = posicion + respuesta.posicion
                donde[lugar] = (inicio + respuesta.inicio, inicio + respuesta.fin)
                for numero in respuesta.condiciones:
                    de_cada[numero].append(lugar)
            posicion += cuantos
        for hallada in self._parte.halladas(de_cada):
            yield donde[hallada.desde][0], donde[hallada.hasta][1]

    def _averiguar(self, pedazo: Pedazo) -> tuple[int, tuple[_Respuesta, ...]]:
        terminos = _ANALIZADOS[pedazo]
        respuestas = []
        for termino in terminos:
            cumplidas = tuple(n for n, cumple in enumerate(self._condiciones) if cumple(termino))
            if cumplidas:
                respuestas.append(_Respuesta(termino.posicion, termino.inicio, termino.fin, cumplidas))
        if len(self._memoria) >= MEMORIA:
            self._memoria.clear()
        visto = self._memoria[pedazo] = (len(terminos), tuple(respuestas))
        return visto


class _Parte:
    """Un `Resaltar` (el de la consulta o el de una parte de una cercanía) sobre las condiciones comunes."""

    def __init__(self, resaltar: Resaltar, condiciones: list[Condicion]) -> None:
        self._sueltas = _anotar(_suelta(resaltar), condiciones)
        frases = [(frase, 0) for frase in resaltar.frases] + list(resaltar.holgadas)
        self._frases = [
            ([_anotar(_forma(forma), condiciones) for forma in formas], holgura) for formas, holgura in frases
        ]
        self._cercanas = [
            ([_Parte(parte, condiciones) for parte in cercanas.partes], cercanas.distancia)
            for cercanas in resaltar.cercanas
        ]

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


def _forma(forma: str) -> Condicion:
    return lambda termino: termino.forma == forma or forma in termino.variantes


def _suelta(resaltar: Resaltar) -> Condicion:
    """¿Responde una palabra por sí sola?"""
    exactas, raices = resaltar.formas, resaltar.raices
    comienzos = tuple(resaltar.prefijos)
    otras = [condicion(Comodin(patron)) for patron in resaltar.patrones]
    otras += [condicion(Parecida(forma, faltas)) for forma, faltas in resaltar.parecidas]

    def responde(termino: Termino) -> bool:
        if termino.forma in exactas or (termino.raiz in raices and not termino.vacia):
            return True
        formas = (termino.forma, *termino.variantes)
        return any(
            forma in exactas or forma.startswith(comienzos) or any(otra(forma) for otra in otras)
            for forma in formas
        )

    return responde
