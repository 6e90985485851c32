"""El lado que escribe de un índice de Whoosh: un grupo de documentos, una confirmación."""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from whoosh.codec.base import Segment
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import MERGE_SMALL, LockError, SegmentWriter

from indexador.errores import IndiceOcupado
from indexador.ficha import Ficha
from indexador.motor.almacenamiento import AlmacenSincronizado, Sincronizador
from indexador.motor.esquema import Cabecera, CodecSinLargos, Entrada, entradas, esquema, tiene_palabras
from indexador.motor.segmento import Segmentos, traducir_danios

MEMORIA_MB = 256
_TOLERANCIA_DE_BORRADOS = 0.2
Politica = Callable[[SegmentWriter, list[Segment]], list[Segment]]


class Escritor:
    """Escribe en uno de los dos índices. Sólo se confirma todo el grupo o nada."""

    def __init__(self, ruta: Path, nombre: str, sincronizar: Sincronizador = os.fsync) -> None:
        ruta.mkdir(parents=True, exist_ok=True)
        self._almacen = AlmacenSincronizado(ruta, sincronizar)
        with traducir_danios():
            _crear_si_falta(self._almacen, nombre)
            self._indice = FileIndex(self._almacen, esquema(), nombre)
        self._segmentos = Segmentos(self._almacen)

    def escribir(
        self, fichas: Sequence[Ficha], borrar: frozenset[int], *, estrechados: frozenset[int]
    ) -> None:
        """Quita los documentos de `borrar` y los de `fichas`, y agrega las fichas, en una confirmación.

        Reescribe los segmentos con palabras de los documentos de `estrechados`, aunque ya estuvieran
        borradas, para que salgan del vocabulario y del disco, y los que ya arrastran muchos borrados.
        Levanta `IndiceOcupado` si otro escribe.
        """
        quitar = borrar | {ficha.documento for ficha in fichas}
        with self._confirmacion() as escritor:
            reescribir = _borrar(escritor, self._segmentos, quitar, estrechados)
            for ficha in fichas:
                _agregar(escritor, entradas(ficha))
            escritor.mergetype = _politica(reescribir)

    def tiene(self, documentos: frozenset[int], *, estrechados: frozenset[int]) -> bool:
        """Si el índice guarda alguno de esos documentos, o palabras de los estrechados aunque borradas."""
        tabla: list[Segment] = self._indice._read_toc().segments
        return any(
            (guardado.cabecera.documento in documentos and not segmento.is_deleted(guardado.entrada))
            or _tiene_palabras_de(guardado.cabecera, estrechados)
            for segmento, leido in zip(tabla, self._segmentos.abrir(tabla), strict=True)
            for guardado in leido.guardados
        )

    def optimizar(self) -> None:
        """Deja un solo segmento, sin borrados."""
        with self._confirmacion() as escritor:
            escritor.optimize = True

    @contextlib.contextmanager
    def _confirmacion(self) -> Iterator[SegmentWriter]:
        try:
            with traducir_danios():
                escritor = self._indice.writer(limitmb=MEMORIA_MB, codec=CodecSinLargos())
        except LockError as error:
            raise IndiceOcupado("Otro proceso está escribiendo en el índice.") from error
        try:
            yield escritor
            escritor.commit()
        except BaseException:
            _abandonar(escritor)
            raise


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


def _agregar(escritor: SegmentWriter, del_documento: list[Entrada]) -> None:
    for entrada in del_documento:
        escritor.add_document(**entrada.campos)


def _borrar(
    escritor: SegmentWriter, segmentos: Segmentos, quitar: frozenset[int], estrechados: frozenset[int]
) -> frozenset[str]:
    """Marca como borradas las entradas de esos documentos; dice qué segmentos hay que reescribir.

    Los encuentra en las cabeceras, que ya están en memoria: `update_document` abriría un buscador por
    documento, y con uno repetido en el grupo dejaría dos copias.
    """
    reescribir = set()
    for segmento, leido in zip(escritor.segments, segmentos.abrir(escritor.segments), strict=True):
        for guardado in leido.guardados:
            documento = guardado.cabecera.documento
            if _tiene_palabras_de(guardado.cabecera, estrechados):
                reescribir.add(leido.clave)
            if documento not in quitar or segmento.is_deleted(guardado.entrada):
                continue
            for numero in range(guardado.entrada, guardado.fin):
                segmento.delete_document(numero)
        if segmento.deleted_count() > _TOLERANCIA_DE_BORRADOS * leido.total:
            reescribir.add(leido.clave)
    return frozenset(reescribir)


def _tiene_palabras_de(cabecera: Cabecera, estrechados: frozenset[int]) -> bool:
    """¿Es de un documento estrechado y aún lleva palabras?"""
    return cabecera.documento in estrechados and tiene_palabras(cabecera)


def _politica(reescribir: frozenset[str]) -> Politica:
    """Une los segmentos pequeños, como Whoosh de serie, y además pasa en limpio los señalados."""

    def unir(escritor: SegmentWriter, segmentos: list[Segment]) -> list[Segment]:
        quedan = []
        for segmento in segmentos:
            if segmento.segment_id() not in reescribir:
                quedan.append(segmento)
            elif segmento.doc_count():
                lector = SegmentReader(escritor.storage, escritor.schema, segmento)
                escritor.add_reader(lector)
                lector.close()
        unidos: list[Segment] = MERGE_SMALL(escritor, quedan)
        return unidos

    return unir


def _abandonar(escritor: SegmentWriter) -> None:
    """Deshace lo que no llegó a confirmarse y suelta el cerrojo pase lo que pase.

    Con el disco lleno, `cancel()` vuelve a fallar al cerrar los mismos archivos (a veces con un
    `Exception` desnudo) y se iría sin soltar el cerrojo: por eso aquí no se atiende a lo que diga.
    """
    with contextlib.suppress(Exception):
        escritor.cancel()
    with contextlib.suppress(OSError):
        escritor.temp_storage().destroy()
    if escritor.writelock.fd is not None:
        escritor.writelock.release()
