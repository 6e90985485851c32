"""Las columnas que nombran un documento, al mudar lo suyo de una ficha a otra y al devolverlo."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from centro_doc.catalogo.modelos import Documento

Columnas = Mapping[str, InstrumentedAttribute[Any]]
"""Cada una con el nombre con que se guarda qué filas se movieron."""


def mudar(sesion: Session, columnas: Columnas, queda: Documento, unido: Documento) -> dict[str, list[int]]:
    """Pasa a `queda` lo de `unido` y devuelve los números de lo movido, por columna."""
    movidos = que_nombran(sesion, columnas, unido)
    pasar(sesion, columnas, movidos, unido, queda)
    return movidos


def que_nombran(sesion: Session, columnas: Columnas, documento: Documento) -> dict[str, list[int]]:
    """Los números de las filas que lo nombran, por columna."""
    return {
        nombre: list(sesion.scalars(select(columna.class_.id).where(columna == documento.id)))
        for nombre, columna in columnas.items()
    }


def pasar(
    sesion: Session, columnas: Columnas, movidos: Mapping[str, Sequence[int]], de: Documento, a: Documento
) -> None:
    """De esas filas, las que siguen nombrando a `de` nombran desde ahora a `a`."""
    for nombre, columna in columnas.items():
        modelo = columna.class_
        sesion.execute(
            update(modelo)
            .where(modelo.id.in_(movidos.get(nombre, ())), columna == de.id)
            .values({columna: a.id})
        )
