"""Los filtros de la cobertura, como llegan en la dirección."""

from collections.abc import Mapping
from dataclasses import dataclass

CON, SIN, SIN_TRIMESTRE = "con", "sin", "sin-trimestre"
EVIDENCIAS = frozenset({CON, SIN, SIN_TRIMESTRE})


@dataclass(frozen=True, slots=True)
class Filtros:
    """Lo que se pidió ver; vacío, todo. `tipo` es una etiqueta de la colección («dictamenes»)."""

    objetivo: str = ""
    evidencia: str = ""
    tipo: str = ""
    palabras: str = ""
    periodo: str | None = None


def filtros(consulta: Mapping[str, str]) -> Filtros:
    """Lee `objetivo`, `evidencia`, `tipo`, `palabras` y `periodo`, recortados a lo razonable."""
    evidencia = consulta.get("evidencia", "")
    return Filtros(
        objetivo=consulta.get("objetivo", "")[:20],
        evidencia=evidencia if evidencia in EVIDENCIAS else "",
        tipo=consulta.get("tipo", "")[:40],
        palabras=" ".join(consulta.get("palabras", "")[:200].split()),
        periodo=consulta.get("periodo", "")[:20] or None,
    )
