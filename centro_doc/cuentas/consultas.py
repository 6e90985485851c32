"""Lecturas de las cuentas: quién es quien trae una sesión, y las listas de la administración."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.paginacion import Hoja
from centro_doc.cuentas.formularios import correo_normal
from centro_doc.cuentas.modelos import Membresia, Rol, RolAsignado, SesionAbierta, Usuario
from centro_doc.cuentas.permisos import ACCIONES, Actor

SESION_MAXIMA = timedelta(days=30)
"""Lo que dura una sesión aunque se use todos los días."""


def huella_de_ficha(ficha: str) -> str:
    """Lo que se guarda de la ficha secreta de una sesión."""
    return hashlib.sha256(ficha.encode()).hexdigest()


def usuario_de_sesion(sesion: Session, ficha: str, *, ahora: datetime) -> Usuario | None:
    """La persona de una sesión abierta; `None` si se cerró, es muy vieja o cambió su sello."""
    return sesion.scalar(
        select(Usuario)
        .join(SesionAbierta, SesionAbierta.usuario_id == Usuario.id)
        .where(
            SesionAbierta.huella == huella_de_ficha(ficha),
            SesionAbierta.cerrada.is_(None),
            SesionAbierta.abierta > ahora - SESION_MAXIMA,
            SesionAbierta.sello == Usuario.sello,
            Usuario.activo,
        )
    )


def actor_de(usuario: Usuario, *, hoy: date) -> Actor:
    """El actor que es una persona hoy: sus roles y los grupos técnicos cuya membresía está vigente."""
    return Actor(
        usuario_id=usuario.id,
        nombre=usuario.nombre,
        roles=frozenset(asignado.rol for asignado in usuario.roles),
        temas=frozenset(m.tema for m in usuario.membresias if esta_vigente(m, hoy)),
        clave=f"u:{usuario.id}",
    )


def esta_vigente(membresia: Membresia, hoy: date) -> bool:
    """¿Cuenta hoy? Los dos días extremos cuentan."""
    empezo = not membresia.anulada and membresia.desde <= hoy
    return empezo and (membresia.hasta is None or hoy <= membresia.hasta)


def actor_por_correo(sesion: Session, correo: str, *, hoy: date) -> Actor:
    """El actor de una cuenta activa; levanta `NoEncontrado` si no la hay."""
    usuario = sesion.scalar(select(Usuario).where(Usuario.correo == correo_normal(correo), Usuario.activo))
    if usuario is None:
        raise NoEncontrado(f"No hay una cuenta activa con el correo {correo_normal(correo)}.")
    return actor_de(usuario, hoy=hoy)


def quienes_pueden(sesion: Session, accion: str) -> list[tuple[int, str]]:
    """El número y el nombre de las cuentas activas cuyos roles permiten la acción, por nombre."""
    con_rol = select(RolAsignado.usuario_id).where(RolAsignado.rol.in_(ACCIONES[accion]))
    filas = sesion.execute(
        select(Usuario.id, Usuario.nombre)
        .where(Usuario.activo, Usuario.id.in_(con_rol))
        .order_by(Usuario.nombre, Usuario.id)
    )
    return [(int(numero), str(nombre)) for numero, nombre in filas]


def usuario(sesion: Session, usuario_id: int) -> Usuario:
    """La cuenta, activa o no; levanta `NoEncontrado`."""
    encontrado = sesion.get(Usuario, usuario_id)
    if encontrado is None:
        raise NoEncontrado("No hay una cuenta con ese número.")
    return encontrado


def usuario_por_correo(sesion: Session, correo: str) -> Usuario:
    """La cuenta con ese correo, activa o no; levanta `NoEncontrado`."""
    encontrado = sesion.scalar(select(Usuario).where(Usuario.correo == correo_normal(correo)))
    if encontrado is None:
        raise NoEncontrado(f"No hay una cuenta con el correo {correo_normal(correo)}.")
    return encontrado


def lista_de_usuarios(
    sesion: Session, *, texto: str = "", hoja: int = 1, por_hoja: int = 50
) -> Hoja[Usuario]:
    """Las cuentas por nombre, las activas primero; `texto` busca en nombre y correo."""
    filtro = select(Usuario)
    if texto.strip():
        patron = f"%{_sin_comodines(texto.strip())}%"
        filtro = filtro.where(
            or_(Usuario.nombre.ilike(patron, escape="\\"), Usuario.correo.ilike(patron, escape="\\"))
        )
    total = sesion.scalar(select(func.count()).select_from(filtro.subquery())) or 0
    orden = filtro.order_by(Usuario.activo.desc(), Usuario.nombre, Usuario.id)
    elementos = sesion.scalars(orden.offset((hoja - 1) * por_hoja).limit(por_hoja)).all()
    return Hoja(elementos, hoja, por_hoja, total)


def administradores_activos(sesion: Session) -> Sequence[int]:
    """Los números de las cuentas activas con el rol de administración."""
    return sesion.scalars(
        select(Usuario.id)
        .join(RolAsignado, RolAsignado.usuario_id == Usuario.id)
        .where(Usuario.activo, RolAsignado.rol == Rol.ADMINISTRACION)
    ).all()


def _sin_comodines(texto: str) -> str:
    return texto.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
