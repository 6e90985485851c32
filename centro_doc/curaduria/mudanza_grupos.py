"""Lo que las mesas y los acuerdos dicen de un documento, que se muda al unir fichas."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.grupos.modelos import Acuerdo, Mesa

TABLAS = frozenset({"mesa", "acuerdo"})
_LUGARES: Mapping[str, tuple[type[Mesa] | type[Acuerdo], InstrumentedAttribute[Any]]] = {
    "actas": (Mesa, Mesa.acta_id),
    "convocatorias": (Mesa, Mesa.convocatoria_id),
    "pruebas": (Acuerdo, Acuerdo.prueba_id),
}


def mudar(sesion: Session, queda: Documento, unido: Documento) -> dict[str, list[int]]:
    """Pasa a `queda` lo de `unido` y devuelve los números de lo movido."""
    movidos = {
        nombre: list(sesion.scalars(select(modelo.id).where(columna == unido.id)))
        for nombre, (modelo, columna) in _LUGARES.items()
    }
    _pasar(sesion, movidos, unido, queda)
    return movidos


def devolver(
    sesion: Session, queda: Documento, unido: Documento, movidos: Mapping[str, Sequence[int]]
) -> None:
    """Devuelve a `unido` lo que `mudar` le llevó a `queda` y sigue allí."""
    _pasar(sesion, movidos, queda, unido)


def _pasar(sesion: Session, movidos: Mapping[str, Sequence[int]], de: Documento, a: Documento) -> None:
    for nombre, (modelo, columna) in _LUGARES.items():
        sesion.execute(
            update(modelo)
            .where(modelo.id.in_(movidos.get(nombre, ())), columna == de.id)
            .values({columna: a.id})
        )
