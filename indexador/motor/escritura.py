"""El lado que escribe de un índice de Whoosh: un grupo de documentos, una confirmación.

La tabla de contenido, el cerrojo y los segmentos son de Whoosh. Un segmento existe cuando su archivo está
entero en el disco y la tabla lo nombra; hasta entonces, una muerte deja a lo sumo un archivo suelto que la
confirmación siguiente recoge.
"""

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from whoosh.codec.base import Segment
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.util.filelock import LockBase

from indexador.errores import IndiceOcupado
from indexador.ficha import Ficha
from indexador.motor import arreglos
from indexador.motor.almacenamiento import AlmacenSincronizado, Sincronizador
from indexador.motor.arreglos import Arreglo
from indexador.motor.codec import EXTENSION, Segmento, SegmentoDeArreglos, Segmentos, traducir_danios
from indexador.motor.construccion import Constructor, fundir
from indexador.motor.esquema import esquema
from indexador.motor.uniones import mayores, pequenias
from indexador.motor.vocabulario import Vocabulario

_TOLERANCIA_DE_BORRADOS = 0.2


class Escritor:
    """Escribe en uno de los dos índices. Sólo se confirma todo el grupo o nada."""

    def __init__(self, ruta: Path, nombre: str, sincronizar: Sincronizador = os.fsync) -> None:
        ruta.mkdir(parents=True, exist_ok=True)
        self._almacen = AlmacenSincronizado(ruta, sincronizar)
        self._nombre = nombre
        with traducir_danios():
            _crear_si_falta(self._almacen, nombre)
        self._segmentos = Segmentos(self._almacen)
        self._vocabulario = Vocabulario()

    def escribir(
        self, fichas: Sequence[Ficha], borrar: frozenset[int], *, estrechados: frozenset[int]
    ) -> None:
        """Quita los documentos de `borrar` y los de `fichas`, y agrega las fichas, en una confirmación.

        Reescribe los segmentos con palabras de los documentos de `estrechados`, aunque ya estuvieran
        borradas, para que salgan del vocabulario y del disco, y los que ya arrastran muchos borrados.
        Levanta `IndiceOcupado` si otro escribe.
        """
        quitar = borrar | {ficha.documento for ficha in fichas}
        with self._confirmacion() as tabla:
            abiertos = self._segmentos.abrir(tabla.segments)
            reescribir = _borrar(tabla.segments, abiertos, quitar, estrechados)
            if fichas:
                constructor = Constructor(self._vocabulario)
                for ficha in fichas:
                    constructor.agregar(ficha)
                tabla.segments.append(self._guardar(constructor.arreglos()))
            for clave in reescribir:
                self._fundir(tabla, [clave])
            self._fundir(tabla, pequenias(tabla.segments))

    def tiene(self, documentos: frozenset[int], *, estrechados: frozenset[int]) -> bool:
        """Si el índice guarda alguno de esos documentos, o palabras de los estrechados aunque borradas."""
        tabla = self._leer()
        for segmento, abierto in zip(tabla.segments, self._segmentos.abrir(tabla.segments), strict=True):
            if _con_palabras_de(abierto, estrechados).any():
                return True
            if (_vivos(segmento, abierto) & _entre(abierto, documentos)).any():
                return True
        return False

    def unir(self) -> bool:
        """Une los segmentos que convenga, fuera de las confirmaciones. Dice si hizo algo.

        Cada llamada hace una unión y es una confirmación: entre una y otra puede escribirse.
        """
        with self._confirmacion() as tabla:
            elegidos = mayores(tabla.segments)
            self._fundir(tabla, elegidos)
        return bool(elegidos)

    def optimizar(self) -> None:
        """Pasa en limpio los segmentos con borrados y deja los menos posibles."""
        with self._confirmacion() as tabla:
            for segmento in list(tabla.segments):
                if segmento.has_deletions():
                    self._fundir(tabla, [segmento.segment_id()])
        while self.unir():
            pass

    def verificar(self) -> None:
        """Lee todos los segmentos. Levanta `IndiceDanado` si alguno no es lo que se escribió."""
        for abierto in self._segmentos.abrir(self._leer().segments):
            abierto.arreglos.verificar()

    def _leer(self) -> TOC:
        with traducir_danios():
            return TOC.read(self._almacen, self._nombre, schema=esquema())

    def _guardar(self, contenido: dict[str, Arreglo]) -> SegmentoDeArreglos:
        segmento = SegmentoDeArreglos(self._nombre, int(contenido["doc.entradas"].sum()))
        with contextlib.closing(segmento.create_file(self._almacen, EXTENSION)) as archivo:
            arreglos.escribir(archivo, contenido)
        return segmento

    def _fundir(self, tabla: TOC, claves: Sequence[str]) -> None:
        """Cambia esos segmentos por uno, sin sus borrados; por ninguno si no queda nada."""
        if not claves:
            return
        elegidos = [segmento for segmento in tabla.segments if segmento.segment_id() in claves]
        abiertos = {abierto.clave: abierto for abierto in self._segmentos.abrir(tabla.segments)}
        partes = []
        for segmento in elegidos:
            abierto = abiertos[segmento.segment_id()]
            vivos = _vivos(segmento, abierto)
            if vivos.any():
                partes.append((abierto.arreglos, vivos))
        lugar = tabla.segments.index(elegidos[0])
        quedan = [segmento for segmento in tabla.segments if segmento not in elegidos]
        if partes:
            quedan.insert(lugar, self._guardar(fundir(partes)))
        tabla.segments[:] = quedan

    @contextlib.contextmanager
    def _confirmacion(self) -> Iterator[TOC]:
        """La tabla actual, para cambiarla; al salir se confirma, o queda todo como estaba."""
        cerrojo = self._almacen.lock(f"{self._nombre}_WRITELOCK")
        if not cerrojo.acquire():
            raise IndiceOcupado("Otro proceso está escribiendo en el índice.")
        with _soltando(cerrojo):
            tabla = self._leer()
            try:
                yield tabla
                tabla.generation += 1
                tabla.write(self._almacen, self._nombre)
            except BaseException:
                tabla = self._leer()
                raise
            finally:
                self._limpiar(tabla)

    def _limpiar(self, tabla: TOC) -> None:
        """Quita lo que la tabla ya no nombra, y las tablas que se quedaron a medio poner."""
        clean_files(self._almacen, self._nombre, tabla.generation, tabla.segments)
        for archivo in self._almacen.list():
            if archivo.startswith(f"_{self._nombre}_") and not archivo.endswith(".toc"):
                with contextlib.suppress(OSError):
                    self._almacen.delete_file(archivo)


@contextlib.contextmanager
def _soltando(cerrojo: LockBase) -> Iterator[None]:
    try:
        yield
    finally:
        cerrojo.release()


def _crear_si_falta(almacen: AlmacenSincronizado, nombre: str) -> None:
    """Crea el índice vacío. Con cerrojo: crear borra lo que hubiera, y otro proceso pudo adelantarse."""
    if almacen.index_exists(nombre):
        return
    cerrojo = almacen.lock(f"{nombre}_WRITELOCK")
    cerrojo.acquire(blocking=True)
    try:
        if not almacen.index_exists(nombre):
            FileIndex.create(almacen, esquema(), nombre)
    finally:
        cerrojo.release()


def _borrar(
    segmentos: list[Segment], abiertos: list[Segmento], quitar: frozenset[int], estrechados: frozenset[int]
) -> list[str]:
    """Marca como borradas las entradas de esos documentos; dice qué segmentos hay que reescribir."""
    reescribir = []
    for segmento, abierto in zip(segmentos, abiertos, strict=True):
        columnas = abierto.columnas
        for documento in np.flatnonzero(_entre(abierto, quitar)).tolist():
            desde = int(columnas.primeras[documento])
            segmento.borrar(desde, desde + int(columnas.entradas[documento]))
        muchos = segmento.deleted_count() > _TOLERANCIA_DE_BORRADOS * abierto.total
        if muchos or _con_palabras_de(abierto, estrechados).any():
            reescribir.append(abierto.clave)
    return reescribir


def _entre(abierto: Segmento, documentos: frozenset[int]) -> Arreglo:
    """Qué documentos de un segmento son alguno de ésos."""
    return np.isin(abierto.columnas.ids, np.fromiter(documentos, np.int64, len(documentos)))


def _con_palabras_de(abierto: Segmento, estrechados: frozenset[int]) -> Arreglo:
    """Qué documentos estrechados llevan palabras, más que su identificador y su tipo."""
    return _entre(abierto, estrechados) & abierto.columnas.con_palabras


def _vivos(segmento: Segment, abierto: Segmento) -> Arreglo:
    """Qué documentos de un segmento no están borrados."""
    borradas = np.zeros(abierto.total, bool)
    borradas[list(segmento.deleted_docs())] = True
    return ~borradas[abierto.columnas.primeras]
