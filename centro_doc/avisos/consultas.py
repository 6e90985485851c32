"""Leer los canales y las suscripciones."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.avisos.modelos import ClaveDeCanal, Envio, Semilla, Suscripcion
from centro_doc.comun.errores import NoEncontrado
from centro_doc.cuentas.consultas import actor_de
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import Actor


@dataclass(frozen=True, slots=True)
class SuscripcionVista:
    """Lo que una persona recibe de un tema, y cómo fue el último correo. `cada` vacío: nada."""

    tema: Tema
    cada: str
    ultimo: datetime | None
    estado: str
    error: str


def semilla(sesion: Session) -> Semilla:
    """La de este centro; la pone la migración."""
    return sesion.get_one(Semilla, 1)


def tema_con(sesion: Session, codigo: str) -> Tema:
    """El tema con ese código; levanta `NoEncontrado` si no hay tal."""
    tema = sesion.scalar(select(Tema).where(Tema.codigo == codigo))
    if tema is None:
        raise NoEncontrado("La agenda no tiene un tema con ese código.")
    return tema


def huella_de(clave: str) -> str:
    """Lo que se guarda de la clave de un canal."""
    return hashlib.sha256(clave.encode()).hexdigest()


def dueno_de_la_clave(sesion: Session, clave: str, *, hoy: date) -> Actor:
    """De quién es la clave de un canal, con sus permisos de hoy.

    Levanta `NoEncontrado`, igual, si no existe, si se revocó o si la cuenta está de baja.
    """
    usuario = sesion.scalar(
        select(Usuario)
        .join(ClaveDeCanal, ClaveDeCanal.usuario_id == Usuario.id)
        .where(ClaveDeCanal.huella == huella_de(clave), ClaveDeCanal.revocada.is_(None), Usuario.activo)
    )
    if usuario is None:
        raise NoEncontrado("No hay un canal en esta dirección.")
    return actor_de(usuario, hoy=hoy)


def clave_viva(sesion: Session, actor: Actor) -> ClaveDeCanal | None:
    """La de esta persona, si tiene una sin revocar."""
    return sesion.scalar(
        select(ClaveDeCanal).where(
            ClaveDeCanal.usuario_id == actor.usuario_id, ClaveDeCanal.revocada.is_(None)
        )
    )


def suscripciones(sesion: Session, actor: Actor) -> Sequence[SuscripcionVista]:
    """Todos los temas, con lo que esta persona recibe de cada uno."""
    suyas = {
        una.tema_id: una
        for una in sesion.scalars(select(Suscripcion).where(Suscripcion.usuario_id == actor.usuario_id))
    }
    envios = {
        uno.suscripcion_id: uno
        for uno in sesion.scalars(
            select(Envio)
            .where(Envio.suscripcion_id.in_([una.id for una in suyas.values()]))
            .order_by(Envio.id)
        )
    }
    return [
        _vista(tema, suyas.get(tema.id), envios) for tema in sesion.scalars(select(Tema).order_by(Tema.orden))
    ]


def suscripcion_de_ficha(sesion: Session, ficha: str) -> tuple[Suscripcion, Tema]:
    """La suscripción que nombra un correo, y su tema; levanta `NoEncontrado` si ya no está."""
    fila = sesion.execute(
        select(Suscripcion, Tema).join(Tema, Tema.id == Suscripcion.tema_id).where(Suscripcion.ficha == ficha)
    ).one_or_none()
    if fila is None:
        raise NoEncontrado("Esa suscripción ya no está: no recibirá más correos de ella.")
    return fila[0], fila[1]


def _vista(tema: Tema, suya: Suscripcion | None, envios: dict[int, Envio]) -> SuscripcionVista:
    if suya is None:
        return SuscripcionVista(tema, "", None, "", "")
    ultimo = envios.get(suya.id)
    return SuscripcionVista(
        tema,
        suya.cada,
        ultimo.cuando if ultimo is not None else None,
        ultimo.estado if ultimo is not None else "",
        suya.error,
    )
