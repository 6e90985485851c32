"""Tablas de los avisos: las claves de los canales privados, las suscripciones y lo que ya se avisó."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class Cada(StrEnum):
    """Cada cuánto se manda lo nuevo."""

    INMEDIATO = "inmediato"
    DIARIO = "diario"
    SEMANAL = "semanal"


class EstadoEnvio(StrEnum):
    """Dónde está un correo cuyo contenido ya se empezó a entregar."""

    ENTREGANDO = "entregando"
    ENVIADO = "enviado"
    DUDOSO = "dudoso"
    """Se cortó mientras se entregaba: quizá llegó, y no se repite."""


class Semilla(Base):
    """Una sola fila: de donde salen los identificadores de los canales, únicos de este centro y estables."""

    __tablename__ = "canal_semilla"

    id: Mapped[int] = mapped_column(primary_key=True)
    valor: Mapped[str] = mapped_column(String(36))
    creada: Mapped[datetime]


class ClaveDeCanal(Base):
    """La clave con que una persona lee sus canales sin sesión. Una viva por persona; se guarda su huella."""

    __tablename__ = "canal_clave"

    id: Mapped[int] = mapped_column(primary_key=True)
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), index=True)
    huella: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 de la clave."""
    creada: Mapped[datetime]
    revocada: Mapped[datetime | None]


class Suscripcion(Base):
    """Una persona recibe por correo lo nuevo de un tema."""

    __tablename__ = "suscripcion"
    __table_args__ = (UniqueConstraint("usuario_id", "tema_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"))
    tema_id: Mapped[int] = mapped_column(ForeignKey("tema.id"))
    cada: Mapped[str] = mapped_column(String(10))
    ficha: Mapped[str] = mapped_column(String(43), unique=True)
    """Va en cada correo y sólo sirve para dejar de recibirlos."""
    creada: Mapped[datetime]
    proximo: Mapped[datetime] = mapped_column(index=True)
    """Cuándo se mira otra vez si hay algo nuevo."""
    fallos: Mapped[int] = mapped_column(default=0)
    """Intentos seguidos que el servidor de correo no aceptó."""
    error: Mapped[str] = mapped_column(Text, default="")


class Envio(Base):
    """Un correo. Se anota justo antes de entregar su contenido: desde ahí no se repite."""

    __tablename__ = "aviso_envio"

    id: Mapped[int] = mapped_column(primary_key=True)
    suscripcion_id: Mapped[int] = mapped_column(ForeignKey("suscripcion.id"), index=True)
    mensaje: Mapped[str] = mapped_column(String(120))
    """Su `Message-ID`."""
    estado: Mapped[str] = mapped_column(String(12))
    cuando: Mapped[datetime]
    novedades: Mapped[int]


class Avisado(Base):
    """Una novedad que ya se avisó, o que ya estaba al suscribirse (sin envío)."""

    __tablename__ = "avisado"

    suscripcion_id: Mapped[int] = mapped_column(ForeignKey("suscripcion.id"), primary_key=True)
    clave: Mapped[str] = mapped_column(String(60), primary_key=True)
    envio_id: Mapped[int | None] = mapped_column(ForeignKey("aviso_envio.id"), index=True)
