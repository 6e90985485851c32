"""Lo que las normas dicen de un documento, que se muda al unir fichas: qué texto trae y qué prueba."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.normas.modelos import EstadoDeNorma, RelacionDeNormas, TextoDeNorma

TABLAS = frozenset({"norma_texto", "norma_estado", "norma_relacion"})
_PRUEBAS: Mapping[str, type[EstadoDeNorma] | type[RelacionDeNormas]] = {
    "estados": EstadoDeNorma,
    "relaciones": RelacionDeNormas,
}


def mudar(sesion: Session, queda: Documento, unido: Documento) -> dict[str, list[int]]:
    """Pasa a `queda` lo de `unido` y devuelve los números de lo movido; lo que `queda` ya decía no cambia."""
    ya = select(TextoDeNorma.norma_id).where(TextoDeNorma.documento_id == queda.id)
    textos = sesion.scalars(
        select(TextoDeNorma.id).where(TextoDeNorma.documento_id == unido.id, TextoDeNorma.norma_id.not_in(ya))
    ).all()
    movidos = {"textos": list(textos)}
    for nombre, modelo in _PRUEBAS.items():
        suyas = select(modelo.id).where(modelo.documento_id == unido.id)
        movidos[nombre] = list(sesion.scalars(suyas))
    _pasar(sesion, movidos, unido, queda)
    return movidos


def devolver(
    sesion: Session, queda: Documento, unido: Documento, movidos: Mapping[str, Sequence[int]]
) -> None:
    """Devuelve a `unido` lo que `mudar` le llevó a `queda` y sigue allí."""
    _pasar(sesion, movidos, queda, unido)


def _pasar(sesion: Session, movidos: Mapping[str, Sequence[int]], de: Documento, a: Documento) -> None:
    for nombre, modelo in {"textos": TextoDeNorma, **_PRUEBAS}.items():
        sesion.execute(
            update(modelo)
            .where(modelo.id.in_(movidos.get(nombre, ())), modelo.documento_id == de.id)
            .values(documento_id=a.id)
        )
