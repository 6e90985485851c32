"""Lo que la bitácora dice de quién hizo algo."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import Autor
from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.errores import Conflicto, YaHecho


def ultimo(
    sesion: Session, objeto: tuple[str, str], *acciones: str, detalle: Mapping[str, Any] | None = None
) -> Asiento | None:
    """El último asiento de una de esas acciones sobre `objeto`, con ese `detalle` si se da."""
    todos = sesion.scalars(
        select(Asiento)
        .where(Asiento.objeto_clase == objeto[0], Asiento.objeto_id == objeto[1])
        .where(Asiento.accion.in_(acciones))
        .order_by(Asiento.id.desc())
        .limit(1 if detalle is None else None)
    )
    return next((uno for uno in todos if detalle is None or uno.detalle == detalle), None)


def ya_hecho(
    sesion: Session,
    autor: Autor,
    mensaje: str,
    objeto: tuple[str, str],
    *acciones: str,
    detalle: Mapping[str, Any] | None = None,
) -> Conflicto:
    """El error de quien pide lo que ya está hecho, y si lo hizo `autor` (repitió el botón) u otra persona.

    `mensaje` dice cómo está ahora. Se mira el `ultimo` asiento; si no hay ninguno, no se dice quién.
    """
    hecho = ultimo(sesion, objeto, *acciones, detalle=detalle)
    if hecho is None:
        return Conflicto(mensaje)
    return YaHecho(mensaje, "" if hecho.actor == autor.clave else hecho.actor_nombre)
