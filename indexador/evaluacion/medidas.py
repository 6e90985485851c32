"""Cuánto acierta y cuánto tarda un buscador sobre unas consultas juzgadas.

MRR@10 es la media de 1/lugar del primer acierto; R@10, la parte de lo relevante que está entre los diez
primeros; P@1, la parte de las consultas cuyo primer resultado es relevante.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from indexador.evaluacion.coleccion import ConsultaJuzgada

PROFUNDIDAD = 10

Buscar = Callable[[str], Sequence[str]]
"""De una consulta escrita a los `id` de los primeros documentos, en orden."""


@dataclass(frozen=True, slots=True)
class Medida:
    """Las medidas de un tipo de consulta. Los tiempos, en milisegundos."""

    consultas: int
    mrr: float
    exhaustividad: float
    precision: float
    mediana: float
    p95: float
    maximo: float


@dataclass(frozen=True, slots=True)
class Fallo:
    """Una consulta cuyo primer resultado no es el esperado. `lugar` es None si no está entre los diez."""

    tipo: str
    consulta: str
    esperados: tuple[str, ...]
    primero: str | None
    lugar: int | None


@dataclass(frozen=True, slots=True)
class Aciertos:
    """Las medidas por tipo y de todas las consultas juntas, y las que fallaron."""

    total: Medida
    por_tipo: Mapping[str, Medida]
    fallos: tuple[Fallo, ...]


@dataclass(frozen=True, slots=True)
class _Observacion:
    consulta: ConsultaJuzgada
    hallados: tuple[str, ...]
    milisegundos: float

    @property
    def lugares(self) -> list[int]:
        """Los lugares, desde 1, en que vino algo relevante."""
        relevantes = self.consulta.relevantes
        return [lugar for lugar, id_ in enumerate(self.hallados, start=1) if id_ in relevantes]


def evaluar(buscar: Buscar, consultas: Sequence[ConsultaJuzgada]) -> Aciertos:
    """Hace todas las consultas y resume."""
    observaciones = [_observar(buscar, consulta) for consulta in consultas]
    por_tipo: dict[str, list[_Observacion]] = defaultdict(list)
    for observacion in observaciones:
        por_tipo[observacion.consulta.tipo].append(observacion)
    return Aciertos(
        total=_resumir(observaciones),
        por_tipo={tipo: _resumir(por_tipo[tipo]) for tipo in sorted(por_tipo)},
        fallos=tuple(
            _fallo(una) for tipo in sorted(por_tipo) for una in por_tipo[tipo] if una.lugares[:1] != [1]
        ),
    )


def _observar(buscar: Buscar, consulta: ConsultaJuzgada) -> _Observacion:
    comienzo = time.perf_counter()
    hallados = tuple(buscar(consulta.consulta))[:PROFUNDIDAD]
    return _Observacion(consulta, hallados, (time.perf_counter() - comienzo) * 1000)


def _fallo(observacion: _Observacion) -> Fallo:
    return Fallo(
        tipo=observacion.consulta.tipo,
        consulta=observacion.consulta.consulta,
        esperados=tuple(sorted(observacion.consulta.relevantes)),
        primero=observacion.hallados[0] if observacion.hallados else None,
        lugar=observacion.lugares[0] if observacion.lugares else None,
    )


def _resumir(observaciones: Sequence[_Observacion]) -> Medida:
    if not observaciones:
        return Medida(0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    tiempos = [observacion.milisegundos for observacion in observaciones]
    return Medida(
        consultas=len(observaciones),
        mrr=statistics.fmean(1 / una.lugares[0] if una.lugares else 0.0 for una in observaciones),
        exhaustividad=statistics.fmean(
            len(una.lugares) / min(PROFUNDIDAD, len(una.consulta.relevantes)) for una in observaciones
        ),
        precision=statistics.fmean(una.lugares[:1] == [1] for una in observaciones),
        mediana=statistics.median(tiempos),
        p95=percentil(tiempos, 0.95),
        maximo=max(tiempos),
    )


def percentil(valores: Sequence[float], parte: float) -> float:
    """El valor que deja por debajo esa `parte` (0 a 1) de los demás."""
    return sorted(valores)[min(len(valores) - 1, int(len(valores) * parte))]
