"""Entrar y salir: comprobar la contraseña, contar los fallos, abrir y cerrar sesiones.

La comprobación (lenta a propósito) se hace leyendo, antes de abrir la transacción; la decisión, dentro de
ella, para que dos intentos simultáneos no se salten el bloqueo.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.comun.errores import DatosInvalidos, NecesitaIngreso
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.claves import Claves, reparo
from centro_doc.cuentas.consultas import SESION_MAXIMA, actor_de, huella_de_ficha
from centro_doc.cuentas.formularios import correo_normal
from centro_doc.cuentas.modelos import SesionAbierta, Usuario
from centro_doc.cuentas.permisos import ANONIMO, Actor
from config import Config


@dataclass(frozen=True, slots=True)
class Intento:
    """El resultado de comprobar una contraseña: contra qué resumen y, si envejeció, el nuevo."""

    usuario_id: int | None
    coincide: bool
    resumen: str = ""
    resumen_nuevo: str | None = None


@dataclass(frozen=True, slots=True)
class Ingreso:
    """Una sesión recién abierta; `ficha` es el secreto de la galleta."""

    ficha: str
    debe_cambiar_clave: bool


class Rechazo(Enum):
    """Por qué no se entró. La persona sólo distingue el segundo, que ya probó su contraseña."""

    NO_COINCIDE = "El usuario y la contraseña no coinciden."
    CLAVE_VENCIDA = "La contraseña de un solo uso ya venció. Pida otra a la administración del centro."


def comprobar(sesion: Session, correo: str, clave: str, *, claves: Claves) -> Intento:
    """Compara la contraseña; tarda lo mismo si la cuenta no existe. No escribe nada."""
    usuario = sesion.scalar(select(Usuario).where(Usuario.correo == correo_normal(correo)))
    if usuario is None:
        return Intento(None, claves.coincide(None, clave))
    coincide = claves.coincide(usuario.clave, clave)
    nuevo = claves.resumir(clave) if coincide and claves.envejecido(usuario.clave) else None
    return Intento(usuario.id, coincide, usuario.clave, nuevo)


def ingresar(sesion: Session, intento: Intento, *, config: Config, reloj: Reloj) -> Ingreso | Rechazo:
    """Decide un intento y lo anota: abre una sesión, o cuenta el fallo y bloquea al llegar al límite.

    Durante el bloqueo ni la contraseña buena entra, y se responde lo mismo que a una mala.
    """
    usuario = sesion.get(Usuario, intento.usuario_id) if intento.usuario_id is not None else None
    if usuario is None:
        anotar(sesion, ANONIMO, "ingreso_fallido", ("usuario", "desconocido"), reloj=reloj)
        return Rechazo.NO_COINCIDE
    ahora = reloj.ahora()
    bloqueado = usuario.bloqueado_hasta is not None and ahora < usuario.bloqueado_hasta
    vigente = intento.coincide and intento.resumen == usuario.clave
    if bloqueado or not vigente or not usuario.activo:
        _contar_fallo(sesion, usuario, bloqueado, config=config, reloj=reloj)
        return Rechazo.NO_COINCIDE
    if usuario.clave_vence is not None and usuario.clave_vence <= ahora:
        anotar(
            sesion,
            ANONIMO,
            "ingreso_fallido",
            ("usuario", str(usuario.id)),
            reloj=reloj,
            motivo="La contraseña de un solo uso había vencido.",
        )
        return Rechazo.CLAVE_VENCIDA
    usuario.clave = intento.resumen_nuevo or usuario.clave
    usuario.fallos, usuario.bloqueado_hasta, usuario.ultimo_ingreso = 0, None, ahora
    anotar(sesion, actor_de(usuario, hoy=reloj.hoy()), "ingreso", ("usuario", str(usuario.id)), reloj=reloj)
    return Ingreso(_abrir(sesion, usuario, ahora), usuario.debe_cambiar_clave)


def salir(sesion: Session, actor: Actor, ficha: str, *, reloj: Reloj) -> None:
    """Cierra la sesión: su galleta deja de servir aunque alguien la haya copiado."""
    sesion.execute(
        update(SesionAbierta)
        .where(SesionAbierta.huella == huella_de_ficha(ficha), SesionAbierta.cerrada.is_(None))
        .values(cerrada=reloj.ahora())
    )
    anotar(sesion, actor, "salida", ("usuario", str(actor.usuario_id)), reloj=reloj)


def cambiar_clave(
    sesion: Session, actor: Actor, actual: str | None, nueva: str, *, claves: Claves, reloj: Reloj
) -> Ingreso:
    """La persona elige su contraseña; cierra todas sus sesiones y abre una nueva.

    `actual` se exige salvo que la contraseña sea de un solo uso, con la que acaba de entrar.
    Levanta `DatosInvalidos` con el reparo de cada campo.
    """
    usuario = sesion.get(Usuario, actor.usuario_id) if actor.usuario_id is not None else None
    if usuario is None:
        raise NecesitaIngreso()
    campos: dict[str, str] = {}
    if not usuario.debe_cambiar_clave and not claves.coincide(usuario.clave, actual or ""):
        campos["actual"] = "No es su contraseña actual."
    motivo = reparo(nueva, (usuario.nombre, usuario.correo))
    if motivo is None and claves.coincide(usuario.clave, nueva):
        motivo = "Es la misma que tiene ahora. Elija otra."
    if motivo is not None:
        campos["nueva"] = motivo
    if campos:
        raise DatosInvalidos("No se cambió la contraseña. Revise los datos señalados.", campos)
    usuario.clave = claves.resumir(nueva)
    usuario.debe_cambiar_clave, usuario.clave_vence = False, None
    usuario.sello = nuevo_sello()
    anotar(sesion, actor, "clave_cambiada", ("usuario", str(usuario.id)), reloj=reloj)
    return Ingreso(_abrir(sesion, usuario, reloj.ahora()), debe_cambiar_clave=False)


def nuevo_sello() -> str:
    """Un sello al azar: al cambiarlo, las sesiones abiertas con el anterior dejan de valer."""
    return secrets.token_hex(32)


def _contar_fallo(
    sesion: Session, usuario: Usuario, bloqueado: bool, *, config: Config, reloj: Reloj
) -> None:
    if not bloqueado:
        if usuario.bloqueado_hasta is not None:
            usuario.fallos, usuario.bloqueado_hasta = 0, None
        usuario.fallos += 1
        if usuario.fallos >= config.intentos_ingreso:
            usuario.bloqueado_hasta = reloj.ahora() + timedelta(minutes=config.bloqueo_minutos)
    anotar(
        sesion,
        ANONIMO,
        "ingreso_fallido",
        ("usuario", str(usuario.id)),
        reloj=reloj,
        detalle={"fallos": usuario.fallos, "bloqueada": usuario.bloqueado_hasta is not None},
    )


def _abrir(sesion: Session, usuario: Usuario, ahora: datetime) -> str:
    sesion.execute(
        delete(SesionAbierta).where(
            SesionAbierta.usuario_id == usuario.id, SesionAbierta.abierta <= ahora - SESION_MAXIMA
        )
    )
    ficha = secrets.token_urlsafe(32)
    sesion.add(
        SesionAbierta(
            huella=huella_de_ficha(ficha), usuario_id=usuario.id, sello=usuario.sello, abierta=ahora
        )
    )
    return ficha
