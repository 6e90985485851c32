"""Lo que las iniciativas dicen de un documento, que se muda al unir fichas: qué registró y qué prueba."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import EtapaDeIniciativa, Iniciativa
from centro_doc.catalogo.modelos import Documento

TABLAS = frozenset({"iniciativa", "iniciativa_etapa"})
_MODELOS: Mapping[str, type[EtapaDeIniciativa] | type[Iniciativa]] = {
    "etapas": EtapaDeIniciativa,
    "iniciativas": Iniciativa,
}


def mudar(sesion: Session, queda: Documento, unido: Documento) -> dict[str, list[int]]:
    """Pasa a `queda` lo de `unido` y devuelve los números de lo movido."""
    movidos = {
        nombre: list(sesion.scalars(select(modelo.id).where(modelo.documento_id == unido.id)))
        for nombre, modelo in _MODELOS.items()
    }
    _pasar(sesion, movidos, unido, queda)
    return movidos


def devolver(
    sesion: Session, queda: Documento, unido: Documento, movidos: Mapping[str, Sequence[int]]
) -> None:
    """Devuelve a `unido` lo que `mudar` le llevó a `queda` y sigue allí."""
    _pasar(sesion, movidos, queda, unido)


def _pasar(sesion: Session, movidos: Mapping[str, Sequence[int]], de: Documento, a: Documento) -> None:
    for nombre, modelo in _MODELOS.items():
        sesion.execute(
            update(modelo)
            .where(modelo.id.in_(movidos.get(nombre, ())), modelo.documento_id == de.id)
            .values(documento_id=a.id)
        )
