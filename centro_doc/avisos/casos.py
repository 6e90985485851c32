"""Suscribirse, darse de baja y llevar la clave de los canales privados."""

import secrets
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from centro_doc.avisos.consultas import huella_de, suscripcion_de_ficha, tema_con
from centro_doc.avisos.modelos import Avisado, Cada, ClaveDeCanal, Envio, Suscripcion
from centro_doc.avisos.novedades import novedades
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir_cuenta, marcas

ENTRE_INMEDIATOS = timedelta(minutes=10)
"""Lo que espera el siguiente correo inmediato: lo que entra junto va junto."""
A_LAS = time(6, 0)
"""La hora del centro en que salen los resúmenes; los semanales, los lunes."""


def suscribir(sesion: Session, actor: Actor, codigo: str, cada: str, *, reloj: Reloj, zona: str) -> None:
    """Recibe por correo lo nuevo de un tema desde ahora, o cambia cada cuánto; con `cada` vacío, la baja.

    Lo que ya ve del tema al suscribirse no se avisa. Levanta `NoEncontrado`, y `DatosInvalidos` por campo.
    """
    usuario = exigir_cuenta(actor)
    tema = tema_con(sesion, codigo)
    suya = sesion.scalar(
        select(Suscripcion).where(Suscripcion.usuario_id == usuario, Suscripcion.tema_id == tema.id)
    )
    if not cada:
        if suya is not None:
            _quitar(sesion, suya)
        return
    if cada not in set(Cada):
        raise DatosInvalidos("No se cambió.", {codigo: "Elija cada cuánto, de la lista."})
    if suya is None:
        suya = Suscripcion(
            usuario_id=usuario,
            tema_id=tema.id,
            cada=cada,
            ficha=secrets.token_urlsafe(32),
            creada=reloj.ahora(),
            proximo=reloj.ahora(),
        )
        sesion.add(suya)
        sesion.flush()
        sesion.add_all(
            Avisado(suscripcion_id=suya.id, clave=una.clave) for una in novedades(sesion, tema, marcas(actor))
        )
    suya.cada = cada
    suya.proximo = siguiente(cada, reloj.ahora(), zona) if cada != Cada.INMEDIATO else reloj.ahora()
    sesion.flush()


def dar_de_baja(sesion: Session, ficha: str) -> str:
    """Quita la suscripción que nombra un correo; devuelve el código del tema. Levanta `NoEncontrado`."""
    suya, tema = suscripcion_de_ficha(sesion, ficha)
    _quitar(sesion, suya)
    return tema.codigo


def nueva_clave(sesion: Session, actor: Actor, *, reloj: Reloj) -> str:
    """Una clave nueva para leer los canales sin sesión; la anterior deja de servir. Sólo se ve ahora."""
    usuario = exigir_cuenta(actor)
    revocar_clave(sesion, actor, reloj=reloj)
    clave = secrets.token_urlsafe(32)
    sesion.add(ClaveDeCanal(usuario_id=usuario, huella=huella_de(clave), creada=reloj.ahora()))
    sesion.flush()
    return clave


def revocar_clave(sesion: Session, actor: Actor, *, reloj: Reloj) -> None:
    """La clave de esta persona deja de servir desde ya."""
    usuario = exigir_cuenta(actor)
    sesion.execute(
        update(ClaveDeCanal)
        .where(ClaveDeCanal.usuario_id == usuario, ClaveDeCanal.revocada.is_(None))
        .values(revocada=reloj.ahora())
    )


def siguiente(cada: str, ahora: datetime, zona: str) -> datetime:
    """Cuándo toca el correo que sigue a uno de `ahora`.

    >>> from datetime import UTC
    >>> siguiente("semanal", datetime(2011, 8, 17, 16, tzinfo=UTC), "America/Guatemala").isoformat()
    '2011-08-22T06:00:00-06:00'
    """
    if cada == Cada.INMEDIATO:
        return ahora + ENTRE_INMEDIATOS
    local = ahora.astimezone(ZoneInfo(zona))
    dia = datetime.combine(local.date(), A_LAS, local.tzinfo)
    if dia <= local:
        dia += timedelta(days=1)
    return dia + timedelta(days=-dia.weekday() % 7 if cada == Cada.SEMANAL else 0)


def _quitar(sesion: Session, suya: Suscripcion) -> None:
    sesion.execute(delete(Avisado).where(Avisado.suscripcion_id == suya.id))
    sesion.execute(delete(Envio).where(Envio.suscripcion_id == suya.id))
    sesion.delete(suya)
    sesion.flush()
