"""De los filtros de la bitácora a una estructura inmutable."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from centro_doc.comun.fecha_escrita import leer_dia


@dataclass(frozen=True, slots=True)
class FiltroDeBitacora:
    """Lo que se busca en la bitácora; lo vacío no restringe. Los dos días cuentan."""

    persona: str = ""
    accion: str = ""
    objeto: str = ""
    desde: date | None = None
    hasta: date | None = None


def filtro_de_bitacora(campos: Mapping[str, str]) -> FiltroDeBitacora:
    """Lee los filtros; una fecha que no se entiende se ignora."""
    return FiltroDeBitacora(
        persona=campos.get("persona", "").strip(),
        accion=campos.get("accion", "").strip(),
        objeto=campos.get("objeto", "").strip(),
        desde=leer_dia(campos.get("desde", "")),
        hasta=leer_dia(campos.get("hasta", "")),
    )


def numero_de_hoja(texto: str | None) -> int:
    """La hoja pedida; 1 si no es un número razonable."""
    if texto and texto.isascii() and texto.isdigit() and len(texto) < 7:
        return max(1, int(texto))
    return 1
