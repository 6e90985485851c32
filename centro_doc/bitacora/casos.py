"""Anotar en la bitácora, dentro de la transacción de lo que se hizo."""

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy.orm import Session

from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.reloj import Reloj


class Autor(Protocol):
    """Quien actúa: una persona con cuenta, el sistema o el público."""

    @property
    def clave(self) -> str:
        """Clave opaca y estable: `u:12`, `sistema`, `publico`."""

    @property
    def nombre(self) -> str:
        """El nombre de entonces."""


def anotar(
    sesion: Session,
    autor: Autor,
    accion: str,
    objeto: tuple[str, str],
    *,
    reloj: Reloj,
    motivo: str | None = None,
    detalle: Mapping[str, Any] | None = None,
) -> Asiento:
    """Añade una línea: `accion` en pasado de verbo (`documento_publicado`), `objeto` como (clase, id).

    `detalle` lleva el antes y el después en valores simples; nunca texto de documentos ni contraseñas.
    """
    asiento = Asiento(
        cuando=reloj.ahora(),
        actor=autor.clave,
        actor_nombre=autor.nombre,
        accion=accion,
        objeto_clase=objeto[0],
        objeto_id=objeto[1],
        motivo=motivo,
        detalle=dict(detalle or {}),
    )
    sesion.add(asiento)
    return asiento
