"""Subir y bajar por el árbol del plan."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.plan.modelos import Nodo


def descendientes(sesion: Session, nodo: Nodo) -> frozenset[int]:
    """El número del nodo y los de todo lo que cuelga de él."""
    padres = padres_de(sesion, nodo.periodo_id)
    return frozenset(n for n in padres if nodo.id in linea(padres, n))


def padres_de(sesion: Session, periodo_id: int) -> dict[int, int | None]:
    """El padre de cada nodo de un período."""
    filas = sesion.execute(select(Nodo.id, Nodo.padre_id).where(Nodo.periodo_id == periodo_id))
    return {fila.id: fila.padre_id for fila in filas}


def linea(padres: Mapping[int, int | None], nodo: int) -> list[int]:
    """El nodo y sus ancestros, hacia arriba."""
    subida: list[int] = []
    actual: int | None = nodo
    while actual is not None:
        subida.append(actual)
        actual = padres[actual]
    return subida
