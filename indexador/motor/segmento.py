"""Un segmento de Whoosh leído como arreglos de NumPy.

Un segmento no cambia nunca (sólo cambian sus borrados, que lleva la tabla de contenido), así que lo leído
de él vale mientras viva el proceso, de una generación a la siguiente.
"""

import pickle
import struct
import zlib
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
import whoosh.index
from numpy.typing import NDArray
from whoosh.codec.base import Segment
from whoosh.filedb.compound import CompoundStorage
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import TermNotFound

from indexador.errores import IndiceDanado
from indexador.motor.esquema import Cabecera, esquema

_DANIOS = (
    AssertionError,
    EOFError,
    LookupError,
    UnicodeDecodeError,
    TypeError,
    ValueError,
    pickle.UnpicklingError,
    struct.error,
    zlib.error,
    whoosh.index.IndexError,
    whoosh.index.IndexVersionError,
)

_LETRAS_DE_PALABRA = 3

Enteros = NDArray[np.int64]
Reales = NDArray[np.floating[Any]]
Mascara = NDArray[np.bool_]


@contextmanager
def traducir_danios() -> Iterator[None]:
    """Dice `IndiceDanado` de lo que Whoosh levanta, de tantas maneras, al leer un archivo estropeado."""
    try:
        yield
    except _DANIOS as error:
        raise IndiceDanado("El índice está dañado: hay que reconstruirlo.") from error


@dataclass(frozen=True, slots=True)
class Guardado:
    """Un documento dentro de su segmento: la suya y sus fragmentos van de `entrada` en adelante."""

    entrada: int
    cabecera: Cabecera

    @property
    def fin(self) -> int:
        return self.entrada + 1 + len(self.cabecera.pasajes)


@dataclass(frozen=True, slots=True)
class Apariciones:
    """En qué entradas está un término y cuántas veces; en orden de entrada."""

    entradas: Enteros
    veces: Reales


NINGUNA = Apariciones(np.empty(0, np.int64), np.empty(0, np.float64))


class MemoriaDeApariciones:
    """Lo leído últimamente de las listas de Whoosh, acotado por número de apariciones."""

    def __init__(self, limite: int = 8_000_000) -> None:
        self._limite = limite
        self._total = 0
        self._listas: OrderedDict[tuple[str, str, str], Apariciones] = OrderedDict()
        self._cerrojo = Lock()

    def buscar(self, clave: tuple[str, str, str]) -> Apariciones | None:
        """La lista guardada, que pasa a ser la más reciente."""
        with self._cerrojo:
            lista = self._listas.get(clave)
            if lista is not None:
                self._listas.move_to_end(clave)
            return lista

    def guardar(self, clave: tuple[str, str, str], lista: Apariciones) -> None:
        """Guarda una lista y suelta las más antiguas si ya no caben."""
        with self._cerrojo:
            if clave in self._listas:
                return
            self._listas[clave] = lista
            self._total += len(lista.entradas) + 8
            while self._total > self._limite:
                _, vieja = self._listas.popitem(last=False)
                self._total -= len(vieja.entradas) + 8


class Segmento:
    """Las cabeceras y las listas de un segmento. Sirve a varios hilos: los lectores de Whoosh no."""

    def __init__(self, almacen: FileStorage, segmento: Segment, memoria: MemoriaDeApariciones) -> None:
        with traducir_danios():
            self._abrir(almacen, segmento)
        self._memoria = memoria
        self._cerrojo = Lock()

    def _abrir(self, almacen: FileStorage, segmento: Segment) -> None:
        archivos = _abrir_compuesto(almacen, segmento)
        self.clave: str = segmento.segment_id()
        self.total: int = segmento.doc_count_all()
        self._terminos = segmento.codec().terms_reader(archivos, segmento)
        self._campos = esquema()
        self.guardados = _leer_cabeceras(segmento.codec().per_document_reader(archivos, segmento))

    def apariciones(self, campo: str, termino: str) -> Apariciones:
        """Dónde está un término."""
        clave = (self.clave, campo, termino)
        lista = self._memoria.buscar(clave)
        if lista is None:
            with self._cerrojo, traducir_danios():
                lista = self._leer(campo, termino)
            self._memoria.guardar(clave, lista)
        return lista

    def _leer(self, campo: str, termino: str) -> Apariciones:
        recorrido = self._recorrido(campo, termino)
        if recorrido is None:
            return NINGUNA
        entradas, veces = [], []
        while recorrido.is_active():
            entradas.append(recorrido.id())
            veces.append(recorrido.weight())
            recorrido.next()
        return Apariciones(np.array(entradas, np.int64), np.array(veces, np.float64))

    def posiciones(self, campo: str, termino: str, entradas: Enteros) -> tuple[Enteros, Enteros]:
        """Las posiciones de un término en las entradas dadas (en orden): pares (entrada, posición)."""
        de_entrada: list[Enteros] = []
        posiciones: list[NDArray[np.uint32]] = []
        with self._cerrojo, traducir_danios():
            recorrido = self._recorrido(campo, termino)
            for entrada in entradas.tolist():
                if recorrido is None or not recorrido.is_active():
                    break
                recorrido.skip_to(entrada)
                if recorrido.is_active() and recorrido.id() == entrada:
                    lugares = np.frombuffer(recorrido.value(), dtype="<u4")
                    posiciones.append(lugares)
                    de_entrada.append(np.full(len(lugares), entrada, np.int64))
        if not posiciones:
            return NINGUNA.entradas, NINGUNA.entradas
        return np.concatenate(de_entrada), np.concatenate(posiciones).astype(np.int64)

    @cached_property
    def vocabulario(self) -> frozenset[str]:
        """Las formas de tres letras o más del título y del texto, sin las que llevan cifras."""
        formas = (f for campo in ("forma_titulo", "forma_texto") for f in self.con_prefijo(campo, ""))
        return frozenset(forma for forma in formas if len(forma) >= _LETRAS_DE_PALABRA and forma.isalpha())

    def con_prefijo(self, campo: str, prefijo: str) -> list[str]:
        """Los términos de un campo que empiezan así."""
        buscado = prefijo.encode()
        hallados = []
        with self._cerrojo, traducir_danios():
            for otro_campo, termino in self._terminos.terms_from(campo, buscado):
                if otro_campo != campo or not termino.startswith(buscado):
                    break
                hallados.append(termino.decode())
        return hallados

    def _recorrido(self, campo: str, termino: str) -> Any:
        try:
            return self._terminos.matcher(campo, termino.encode(), self._campos[campo].format)
        except TermNotFound:
            return None


def _abrir_compuesto(almacen: FileStorage, segmento: Segment) -> CompoundStorage:
    """Los archivos de un segmento, que Whoosh junta en uno; si no se entiende, lo deja cerrado."""
    archivo = almacen.open_file(segmento.make_filename(segmento.COMPOUND_EXT))
    try:
        return CompoundStorage(archivo, use_mmap=almacen.supports_mmap)
    except BaseException:
        archivo.close()
        raise


def _leer_cabeceras(lector: Any) -> tuple[Guardado, ...]:
    guardados = []
    entrada, total = 0, lector.doc_count_all()
    while entrada < total:
        guardado = Guardado(entrada, Cabecera.leer(lector.stored_fields(entrada)["cabecera"]))
        guardados.append(guardado)
        entrada = guardado.fin
    lector.close()
    return tuple(guardados)


class Segmentos:
    """Los segmentos abiertos de un índice; los que ya no existen se sueltan."""

    def __init__(self, almacen: FileStorage, memoria: MemoriaDeApariciones | None = None) -> None:
        self._almacen = almacen
        self._memoria = memoria or MemoriaDeApariciones()
        self._abiertos: dict[str, Segmento] = {}

    def abrir(self, segmentos: list[Segment]) -> list[Segmento]:
        """Los segmentos pedidos, abriendo sólo los nuevos."""
        antes = self._abiertos
        ahora: dict[str, Segmento] = {}
        for segmento in segmentos:
            clave = segmento.segment_id()
            ahora[clave] = antes.get(clave) or Segmento(self._almacen, segmento, self._memoria)
        self._abiertos = ahora
        return list(ahora.values())
