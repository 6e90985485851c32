"""Tablas de las exportaciones y de las conversiones que se guardan para hacerlas."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class Formato(StrEnum):
    """En qué se puede llevar."""

    PDF = "pdf"
    DOCX = "docx"
    ZIP = "zip"


class Exportacion(Base):
    """Una copia pedida de una versión congelada; hecha, su archivo está en el depósito bajo `sha256`."""

    __tablename__ = "exportacion"
    __table_args__ = (Index("ix_exportacion_expediente_id_formato", "expediente_id", "formato"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    clave: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 de lo que decide sus octetos y para quién es (`casos.clave_de`): si cambia, no se entrega."""
    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente_congelado.id"))
    formato: Mapped[str] = mapped_column(String(4))
    solo_citadas: Mapped[bool]
    """En un PDF: ¿sólo las páginas citadas de cada documento?"""
    grupos: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """Con qué grupos se lee, si es la de trabajo de una selección y no la pidió el personal."""
    tarea_id: Mapped[int | None] = mapped_column(ForeignKey("tarea.id"))
    pedida: Mapped[datetime]
    pedida_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
    sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    """Vacío hasta que esté hecha."""
    tamano: Mapped[int] = mapped_column(default=0)
    hecha: Mapped[datetime | None]
    falla: Mapped[str] = mapped_column(Text, default="")
    """Por qué no se pudo hacer, para una persona."""


class Conversion(Base):
    """Las páginas de un archivo que no las tenía, hechas una vez (`encuadernacion.conversion`)."""

    __tablename__ = "conversion"

    clave: Mapped[str] = mapped_column(String(160), primary_key=True)
    """La huella del original, quién la hizo y de qué texto: `casos.clave_de_conversion`."""
    sha256: Mapped[str] = mapped_column(String(64), default="", index=True)
    """El PDF; vacío si no se pudo."""
    mapa: Mapped[list[int]] = mapped_column(JSON)
    sin_mapa: Mapped[bool]
    falla: Mapped[str] = mapped_column(Text, default="")
    hecha: Mapped[datetime]
