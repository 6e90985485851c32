"""Los filtros del directorio, como llegan en la dirección."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filtros:
    """Lo que se pidió ver; vacío, todo."""

    tipo: str = ""
    pais: str = ""
    palabras: str = ""


def filtros(consulta: Mapping[str, str]) -> Filtros:
    """Lee `tipo`, `pais` y `palabras`, recortados a lo razonable."""
    return Filtros(
        tipo=consulta.get("tipo", "")[:40],
        pais=consulta.get("pais", "")[:8],
        palabras=" ".join(consulta.get("palabras", "")[:200].split()),
    )
