"""Tablas de usuarios, roles y membresías."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centro_doc.comun.bd import Base


class Rol(StrEnum):
    """Los roles que se asignan; `publico` es quien no tiene cuenta y no se asigna."""

    INVESTIGADOR = "investigador"
    GRUPO_TECNICO = "grupo_tecnico"
    PERSONAL = "personal"
    REVISOR = "revisor"
    PRESIDENCIA = "presidencia"
    ENLACE_UIP = "enlace_uip"
    CUSTODIA = "custodia"
    ADMINISTRACION = "administracion"


class Usuario(Base):
    """Una persona con cuenta. El correo se guarda en minúsculas; nunca se borra: se da de baja."""

    __tablename__ = "usuario"

    id: Mapped[int] = mapped_column(primary_key=True)
    correo: Mapped[str] = mapped_column(String(254), unique=True)
    nombre: Mapped[str] = mapped_column(String(200))
    clave: Mapped[str] = mapped_column(String(255))
    """Resumen Argon2id."""
    debe_cambiar_clave: Mapped[bool] = mapped_column(default=True)
    """La contraseña es de un solo uso: al entrar se exige otra."""
    clave_vence: Mapped[datetime | None]
    activo: Mapped[bool] = mapped_column(default=True)
    fallos: Mapped[int] = mapped_column(default=0)
    bloqueado_hasta: Mapped[datetime | None]
    sello: Mapped[str] = mapped_column(String(64))
    """Cambia con la contraseña, los roles o la baja, y cierra las sesiones abiertas."""
    creado: Mapped[datetime]
    ultimo_ingreso: Mapped[datetime | None]

    roles: Mapped[list["RolAsignado"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    membresias: Mapped[list["Membresia"]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class RolAsignado(Base):
    """Un rol de una persona."""

    __tablename__ = "rol_asignado"

    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), primary_key=True)
    rol: Mapped[str] = mapped_column(String(20), primary_key=True)


class Membresia(Base):
    """Pertenencia al Grupo Técnico de un tema (código opaco aquí), entre dos fechas.

    Sin `usuario_id` es la de alguien que no tiene cuenta, y no da acceso a nada.
    """

    __tablename__ = "membresia"

    id: Mapped[int] = mapped_column(primary_key=True)
    usuario_id: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"), index=True)
    tema: Mapped[str] = mapped_column(String(20), index=True)
    desde: Mapped[date]
    hasta: Mapped[date | None]
    anulada: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Se anotó por error: no cuenta ningún día, y se conserva."""


class SesionAbierta(Base):
    """Una sesión del navegador. Vale mientras no se cierre y su `sello` sea el de la persona."""

    __tablename__ = "sesion_abierta"

    huella: Mapped[str] = mapped_column(String(64), primary_key=True)
    """SHA-256 de la ficha secreta que lleva la galleta."""
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), index=True)
    sello: Mapped[str] = mapped_column(String(64))
    abierta: Mapped[datetime] = mapped_column(index=True)
    cerrada: Mapped[datetime | None]
