"""Lo que cada persona lleva de un documento, que se muda al unir fichas: sus notas y si lo leyó."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, Version
from centro_doc.curaduria import columnas
from centro_doc.curaduria.columnas import Columnas
from centro_doc.lecturas.modelos import Leido, Nota

TABLAS = frozenset({"nota", "leido"})
_NOTAS: Columnas = {"notas": Nota.documento_id}


def mudar(sesion: Session, queda: Documento, unido: Documento) -> dict[str, list[Any]]:
    """Pasa a `queda` las notas y lo leído de `unido`, y devuelve qué se movió, en valores simples.

    Quien leyó las dos fichas leyó la versión más nueva de las dos; las versiones ya tienen su turno nuevo.
    """
    notas = columnas.mudar(sesion, _NOTAS, queda, unido)
    turnos = dict(
        sesion.execute(select(Version.id, Version.numero).where(Version.documento_id == queda.id)).all()
    )
    propios = {uno.usuario_id: uno for uno in _leidos(sesion, queda)}
    mudados, sustituidos = [], []
    for ajeno in _leidos(sesion, unido):
        propio = propios.get(ajeno.usuario_id)
        if propio is None:
            mudados.append([ajeno.usuario_id, ajeno.version_id])
            ajeno.documento_id = queda.id
        elif turnos.get(ajeno.version_id or 0, 0) > turnos.get(propio.version_id or 0, 0):
            sustituidos.append([propio.usuario_id, propio.version_id, ajeno.version_id])
            propio.version_id = ajeno.version_id
    sesion.flush()
    return {**notas, "leidos": mudados, "sustituidos": sustituidos}


def devolver(sesion: Session, queda: Documento, unido: Documento, movido: Mapping[str, list[Any]]) -> None:
    """Devuelve a `unido` lo que `mudar` le llevó a `queda` y sigue como lo dejó."""
    columnas.pasar(sesion, _NOTAS, movido, queda, unido)
    propios = {uno.usuario_id: uno for uno in _leidos(sesion, queda)}
    for usuario, version in movido.get("leidos", []):
        if usuario in propios and propios[usuario].version_id == version:
            propios[usuario].documento_id = unido.id
    for usuario, antes, despues in movido.get("sustituidos", []):
        if usuario in propios and propios[usuario].version_id == despues:
            propios[usuario].version_id = antes
    sesion.flush()


def _leidos(sesion: Session, documento: Documento) -> list[Leido]:
    return list(sesion.scalars(select(Leido).where(Leido.documento_id == documento.id)))
