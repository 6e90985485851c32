"""Las relaciones de un documento con otro."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class ClaseRelacion(StrEnum):
    """Qué es un documento del otro. Se lee de `documento_id` a `otro_id`: «es adjunto de»."""

    ADJUNTO_DE = "adjunto_de"
    MIEMBRO_DE = "miembro_de"
    """Salió de un paquete: un ZIP o una carpeta comprimida."""
    VERSION_DE = "version_de"
    TRADUCE = "traduce"
    SIN_RELACION = "sin_relacion"
    """Alguien los comparó y decidió que no tienen que ver: no se vuelve a preguntar."""


class RelacionDocumental(Base):
    """Un documento y otro, con lo que el primero es del segundo."""

    __tablename__ = "relacion"
    __table_args__ = (
        UniqueConstraint("documento_id", "otro_id", "clase"),
        CheckConstraint("documento_id <> otro_id", name="dos_documentos"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"))
    otro_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), index=True)
    clase: Mapped[str] = mapped_column(String(16))
    creada: Mapped[datetime]
    creada_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))


class DocumentoUnido(Base):
    """Una ficha que se unió a otra. Su dirección lleva a la que quedó."""

    __tablename__ = "documento_unido"

    documento_id: Mapped[int] = mapped_column(
        ForeignKey("documento.id"), primary_key=True, autoincrement=False
    )
    queda_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), index=True)
    versiones: Mapped[dict[str, int]] = mapped_column(JSON)
    """El número que tenía cada versión → el que tiene en la ficha que quedó."""
