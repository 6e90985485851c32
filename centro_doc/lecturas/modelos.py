"""Tablas de la lectura de cada persona: lo leído y las notas."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centro_doc.comun.bd import Base
from centro_doc.vinculos.modelos import ConAncla


class Alcance(StrEnum):
    """Quién lee una nota, además de quien la escribió y siempre que vea el documento."""

    PRIVADA = "privada"
    """Nadie más: tampoco la administración."""
    GRUPO = "grupo"
    """El Grupo Técnico de un tema."""
    PERSONAL = "personal"


class Leido(Base):
    """Una persona leyó un documento. Sin versión, lo leyó cuando no tenía ninguna."""

    __tablename__ = "leido"

    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), primary_key=True)
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), primary_key=True, index=True)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id"))
    cuando: Mapped[datetime]


class Nota(Base):
    """Lo que una persona anota de un documento, casi siempre de un pasaje. La borrada se puede recuperar."""

    __tablename__ = "nota"
    __table_args__ = (Index("ix_nota_usuario_id_creada", "usuario_id", "creada"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), index=True)
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"))
    alcance: Mapped[str] = mapped_column(String(10))
    grupo: Mapped[str] = mapped_column(String(20), default="")
    """El código del tema cuyo grupo la lee, si el alcance es ése."""
    texto: Mapped[str] = mapped_column(Text)
    creada: Mapped[datetime]
    editada: Mapped[datetime | None]
    edicion: Mapped[int] = mapped_column(default=1)
    """Sube con cada guardado; detecta que se cambió en otra ventana."""
    borrada: Mapped[datetime | None]

    pasaje: Mapped["PasajeDeNota | None"] = relationship(cascade="all, delete-orphan", lazy="selectin")


class PasajeDeNota(ConAncla, Base):
    """De qué pasaje habla una nota."""

    __tablename__ = "nota_pasaje"

    nota_id: Mapped[int] = mapped_column(ForeignKey("nota.id"), primary_key=True)
