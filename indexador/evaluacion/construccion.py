"""Cuánto cuesta indexar: tiempo, memoria y disco. Leer y preparar los textos no se cuenta."""

import os
import resource
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from indexador.evaluacion.coleccion import DocumentoJuzgado

CARACTERES_POR_GRUPO = 16_000_000
"""Texto que se junta antes de entregarlo al índice de una vez; un documento no se parte."""
_MEGA = 1_000_000

Preparado = TypeVar("Preparado")
Avance = Callable[[int], None]
"""Recibe cuántos documentos se sumaron."""


class Contendiente(Protocol[Preparado]):
    """Un buscador que se construye por grupos y se mide."""

    nota: str
    """Lo que hay que saber para leer sus medidas; vacía si nada."""

    def preparar(self, numero: int, documento: DocumentoJuzgado) -> Preparado:
        """Lo que en el producto ya está hecho cuando se indexa; no se cuenta."""

    def agregar(self, preparados: Sequence[Preparado]) -> None:
        """Indexa un grupo de documentos."""

    def terminar(self) -> None:
        """Confirma lo agregado y deja el índice listo para buscar."""

    def buscar(self, consulta: str) -> Sequence[str]:
        """Los `id` de los primeros documentos, en orden."""


@dataclass(frozen=True, slots=True)
class Construccion:
    """Lo que costó construir un índice.

    Megabytes de texto en UTF-8, de índice en disco y de memoria máxima del proceso (residente);
    segundos de procesador y de pared; y las razones entre ellos.
    """

    documentos: int
    mb_texto: float
    mb_indice: float
    mb_memoria: float
    segundos_cpu: float
    segundos_pared: float
    mb_por_segundo_cpu: float
    mb_por_segundo_pared: float
    indice_por_texto: float


class Cronometro:
    """Suma el tiempo de procesador (con sus procesos hijos ya terminados) y de pared de unos tramos."""

    def __init__(self) -> None:
        self.cpu = self.pared = 0.0

    def __enter__(self) -> "Cronometro":
        self._desde = _cpu(), time.perf_counter()
        return self

    def __exit__(self, *_excepcion: object) -> None:
        cpu, pared = self._desde
        self.cpu += _cpu() - cpu
        self.pared += time.perf_counter() - pared


def construir(
    contendiente: Contendiente[Preparado],
    documentos: Iterable[DocumentoJuzgado],
    carpeta: Path,
    avance: Avance = lambda _: None,
) -> Construccion:
    """Indexa los documentos, por grupos, en un contendiente que guarda en `carpeta`, y dice cuánto costó."""
    cronometro, cuantos, octetos = Cronometro(), 0, 0
    for grupo in _grupos(documentos):
        preparados = [contendiente.preparar(n, d) for n, d in enumerate(grupo, start=cuantos + 1)]
        with cronometro:
            contendiente.agregar(preparados)
        cuantos += len(grupo)
        octetos += sum(len(d.titulo.encode()) + len(d.texto.encode()) for d in grupo)
        avance(len(grupo))
    with cronometro:
        contendiente.terminar()
    return _resumen(cuantos, octetos / _MEGA, carpeta, cronometro)


def _grupos(documentos: Iterable[DocumentoJuzgado]) -> Iterator[list[DocumentoJuzgado]]:
    grupo: list[DocumentoJuzgado] = []
    caracteres = 0
    for documento in documentos:
        grupo.append(documento)
        caracteres += len(documento.texto)
        if caracteres >= CARACTERES_POR_GRUPO:
            yield grupo
            grupo, caracteres = [], 0
    if grupo:
        yield grupo


def _resumen(documentos: int, mb_texto: float, carpeta: Path, cronometro: Cronometro) -> Construccion:
    mb_indice = tamano(carpeta) / _MEGA
    return Construccion(
        documentos=documentos,
        mb_texto=mb_texto,
        mb_indice=mb_indice,
        mb_memoria=memoria_maxima() / _MEGA,
        segundos_cpu=cronometro.cpu,
        segundos_pared=cronometro.pared,
        mb_por_segundo_cpu=mb_texto / max(cronometro.cpu, 1e-9),
        mb_por_segundo_pared=mb_texto / max(cronometro.pared, 1e-9),
        indice_por_texto=mb_indice / max(mb_texto, 1e-9),
    )


def tamano(carpeta: Path) -> int:
    """Los octetos de todos los archivos de una carpeta."""
    return sum(ruta.stat().st_size for ruta in carpeta.rglob("*") if ruta.is_file())


def memoria_maxima() -> int:
    """Los octetos residentes que este proceso llegó a tener, o el mayor de sus hijos si tuvo más.

    La cuenta de `getrusage` no sirve para el propio: empieza en la del proceso que lo engendró.
    """
    hijos = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return 1024 * max(hijos, _residente_maxima())


def _residente_maxima() -> int:
    try:
        estado = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(estado.partition("VmHWM:")[2].split()[0])


def _cpu() -> float:
    tiempos = os.times()
    return tiempos.user + tiempos.system + tiempos.children_user + tiempos.children_system
