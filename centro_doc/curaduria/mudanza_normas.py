"""Lo que las normas dicen de un documento, que se muda al unir fichas: qué texto trae y qué prueba."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.curaduria.columnas import Columnas, pasar, que_nombran
from centro_doc.normas.modelos import EstadoDeNorma, RelacionDeNormas, TextoDeNorma

TABLAS = frozenset({"norma_texto", "norma_estado", "norma_relacion"})
_PRUEBAS: Columnas = {"estados": EstadoDeNorma.documento_id, "relaciones": RelacionDeNormas.documento_id}
_TODAS: Columnas = {"textos": TextoDeNorma.documento_id, **_PRUEBAS}


def mudar(sesion: Session, queda: Documento, unido: Documento) -> dict[str, list[int]]:
    """Pasa a `queda` lo de `unido` y devuelve los números de lo movido; lo que `queda` ya decía no cambia."""
    ya = select(TextoDeNorma.norma_id).where(TextoDeNorma.documento_id == queda.id)
    textos = sesion.scalars(
        select(TextoDeNorma.id).where(TextoDeNorma.documento_id == unido.id, TextoDeNorma.norma_id.not_in(ya))
    ).all()
    movidos = {"textos": list(textos), **que_nombran(sesion, _PRUEBAS, unido)}
    pasar(sesion, _TODAS, movidos, unido, queda)
    return movidos


def devolver(
    sesion: Session, queda: Documento, unido: Documento, movidos: Mapping[str, Sequence[int]]
) -> None:
    """Devuelve a `unido` lo que `mudar` le llevó a `queda` y sigue allí."""
    pasar(sesion, _TODAS, movidos, queda, unido)
