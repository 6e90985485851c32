"""De quién es una selección y quién más la ve."""

from centro_doc.cuentas.permisos import PERSONAL
from centro_doc.expedientes.modelos import Seleccion


def la_hizo(una: Seleccion, marcas: frozenset[str]) -> bool:
    """¿La hizo este lector?"""
    return una.creada_por is not None and f"persona:{una.creada_por}" in marcas


def la_ve(una: Seleccion, marcas: frozenset[str]) -> bool:
    """¿La ve? Quien la hizo, el personal y los grupos a que está abierta."""
    suyas = {PERSONAL, *(f"grupo:{tema}" for tema in una.abierta_a)}
    return la_hizo(una, marcas) or not marcas.isdisjoint(suyas)


def grupos_con_que_se_lee(una: Seleccion, marcas: frozenset[str]) -> tuple[str, ...] | None:
    """Los que integra quien lee y son de ella: a los que está abierta y, si la hizo él, con los que la hizo.

    `None` si es del personal, que la lee entera.
    """
    if PERSONAL in marcas:
        return None
    suyos = {*una.abierta_a, *(una.grupos if la_hizo(una, marcas) else ())}
    return tuple(sorted(grupo for grupo in suyos if f"grupo:{grupo}" in marcas))


def nombre_llano(codigo: str) -> str:
    """Cómo se llama la selección cuyo nombre no se puede decir."""
    return f"Selección {codigo}"
