"""El lado que escribe de un índice de Whoosh: un grupo de documentos, una confirmación.

La tabla de contenido, el cerrojo y los segmentos son de Whoosh. Un segmento existe cuando su archivo está
entero en el disco y la tabla lo nombra; hasta entonces, una muerte deja a lo sumo un archivo suelto que la
confirmación siguiente recoge.
"""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from whoosh.codec.base import Segment
from whoosh.index import TOC, clean_files
from whoosh.util.filelock import LockBase

from indexador.errores import IndiceDanado, IndiceOcupado
from indexador.ficha import Ficha
from indexador.motor import arreglos
from indexador.motor.almacenamiento import AlmacenSincronizado, Sincronizador, sincronizar_carpeta
from indexador.motor.arreglos import Arreglo
from indexador.motor.codec import SegmentoDeArreglos
from indexador.motor.construccion import Constructor, fundir
from indexador.motor.esquema import esquema
from indexador.motor.segmento import EXTENSION, Segmento, Segmentos, traducir_danios
from indexador.motor.uniones import con_muchos_borrados, de_un_rato_libre, en_un_instante, mayores, pequenias
from indexador.motor.vocabulario import Vocabulario


class Escritor:
    """Escribe en uno de los dos índices. Sólo se confirma todo el grupo o nada."""

    def __init__(self, ruta: Path, nombre: str, sincronizar: Sincronizador = os.fsync) -> None:
        self._almacen = AlmacenSincronizado(ruta, sincronizar)
        self._nombre = nombre
        self._segmentos = Segmentos(self._almacen)

    @cached_property
    def _vocabulario(self) -> Vocabulario:
        """Sólo si se escribe: su tabla son 20 MB, y quien abre un índice suele abrirlo para leer."""
        return Vocabulario()

    def crear(self) -> None:
        """Crea el índice vacío, si no existe. Levanta `IndiceDanado` si lo que falta es sólo su tabla."""
        carpeta = Path(self._almacen.folder)
        if carpeta.is_dir() and self._existe():
            return
        carpeta.mkdir(parents=True, exist_ok=True)
        with _tomado(self._almacen.lock(f"{self._nombre}_WRITELOCK"), esperar=True):
            # Crear borra lo que hubiera, y otro proceso pudo adelantarse.
            if self._existe():
                return
            if any(archivo.endswith(EXTENSION) for archivo in self._almacen.list()):
                raise IndiceDanado("Al índice le falta su tabla: hay que reconstruirlo.")
            TOC.create(self._almacen, esquema(), self._nombre)
            for superior in (carpeta.parent, carpeta.parent.parent):
                sincronizar_carpeta(superior, os.fsync)

    def _existe(self) -> bool:
        generacion: int = TOC._latest_generation(self._almacen, self._nombre)
        return generacion >= 0

    def escribir(
        self, fichas: Sequence[Ficha], borrar: frozenset[int], *, estrechados: frozenset[int]
    ) -> None:
        """Quita los documentos de `borrar` y los de `fichas`, y agrega las fichas, en una confirmación.

        Si no había nada que quitar ni que agregar, no confirma nada.
        Reescribe los segmentos pequeños con muchos borrados o con palabras de los documentos de
        `estrechados`; los grandes, después, `olvidar`. Levanta `IndiceOcupado` si otro escribe.
        """
        quitar = borrar | {ficha.documento for ficha in fichas}
        with self._confirmacion() as tabla:
            reescribir = _borrar(tabla.segments, self._abrir(tabla), quitar, estrechados)
            if fichas:
                constructor = Constructor(self._vocabulario)
                for ficha in fichas:
                    constructor.agregar(ficha)
                tabla.segments.append(self._guardar(constructor.arreglos()))
            for clave in reescribir:
                self._fundir(tabla, [clave])
            self._fundir(tabla, pequenias(tabla.segments))

    def olvidar(self, estrechados: frozenset[int]) -> None:
        """Reescribe los segmentos con palabras de esos documentos, que ya están borrados.

        Así salen del vocabulario y del disco. Es otra confirmación porque un segmento grande tarda: para
        entonces nadie los ve. Si se corta, basta repetirlo.
        """
        if not estrechados:
            return
        with self._confirmacion() as tabla:
            for abierto in self._abrir(tabla):
                if _con_palabras_de(abierto, estrechados).any():
                    self._fundir(tabla, [abierto.clave])

    def unir(self, elegir: Callable[[list[Segment]], list[str]] = de_un_rato_libre) -> bool:
        """Une los segmentos que convenga, fuera de las confirmaciones. Dice si hizo algo.

        Cada llamada hace una unión y es una confirmación: entre una y otra puede escribirse.
        """
        with self._confirmacion() as tabla:
            elegidos = elegir(tabla.segments)
            self._fundir(tabla, elegidos)
        return bool(elegidos)

    def optimizar(self) -> None:
        """Pasa en limpio los segmentos con borrados y deja los menos posibles."""
        with self._confirmacion() as tabla:
            for segmento in list(tabla.segments):
                if segmento.has_deletions():
                    self._fundir(tabla, [segmento.segment_id()])
        while self.unir(mayores):
            pass

    def _leer(self) -> TOC:
        try:
            with traducir_danios():
                return TOC.read(self._almacen, self._nombre, schema=esquema())
        except FileNotFoundError as error:
            raise IndiceDanado("Falta la carpeta del índice: hay que reconstruirlo.") from error

    def _abrir(self, tabla: TOC) -> list[Segmento]:
        """Los segmentos de la tabla. Con el cerrojo puesto nadie se los lleva: si falta uno, es un daño."""
        try:
            return self._segmentos.abrir(tabla.segments)
        except FileNotFoundError as error:
            raise IndiceDanado("Falta un segmento del índice: hay que reconstruirlo.") from error

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
        abiertos = {abierto.clave: abierto for abierto in self._abrir(tabla)}
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
        """La tabla actual, para cambiarla; al salir se confirma si cambió, o queda todo como estaba."""
        if not Path(self._almacen.folder).is_dir():
            raise IndiceDanado("Falta la carpeta del índice: hay que reconstruirlo.")
        with _tomado(self._almacen.lock(f"{self._nombre}_WRITELOCK"), esperar=False):
            tabla = self._leer()
            antes = _huella(tabla)
            try:
                yield tabla
                if _huella(tabla) != antes:
                    tabla.generation += 1
                    tabla.write(self._almacen, self._nombre)
            except BaseException:
                # Vale lo que quedó en el disco; si no se puede leer, no se quita nada.
                self._limpiar(self._leer())
                raise
            # Aunque nada cambiara: una muerte pudo dejar sueltas las palabras de lo que se estrechó.
            self._limpiar(tabla)

    def _limpiar(self, tabla: TOC) -> None:
        """Quita lo que la tabla ya no nombra, y las tablas que se quedaron a medio poner."""
        clean_files(self._almacen, self._nombre, tabla.generation, tabla.segments)
        for archivo in self._almacen.list():
            if archivo.startswith(f"_{self._nombre}_") and not archivo.endswith(".toc"):
                with contextlib.suppress(OSError):
                    self._almacen.delete_file(archivo)


@contextlib.contextmanager
def _tomado(cerrojo: LockBase, *, esperar: bool) -> Iterator[None]:
    if not cerrojo.acquire(blocking=esperar):
        raise IndiceOcupado("Otro proceso está escribiendo en el índice.")
    try:
        yield
    finally:
        cerrojo.release()


def _huella(tabla: TOC) -> list[tuple[str, int]]:
    """Cambia si cambia la tabla: los segmentos no se tocan, y los borrados sólo aumentan."""
    return [(segmento.segment_id(), segmento.deleted_count()) for segmento in tabla.segments]


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
        sobran = con_muchos_borrados(segmento) or _con_palabras_de(abierto, estrechados).any()
        if sobran and en_un_instante(segmento):
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
