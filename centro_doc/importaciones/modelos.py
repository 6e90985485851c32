"""Tablas de las importaciones."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class EstadoImportacion(StrEnum):
    """Dónde está una importación."""

    EN_CURSO = "en_curso"
    PAUSADA = "pausada"
    TERMINADA = "terminada"
    DESHACIENDO = "deshaciendo"
    DESHECHA = "deshecha"


class EstadoRenglon(StrEnum):
    """La suerte de un renglón; los tres de en medio son los de su recibo."""

    PENDIENTE = "pendiente"
    RECIBIDO = "recibido"
    DUPLICADO = "duplicado"
    RECHAZADO = "rechazado"


class Importacion(Base):
    """Un árbol, un manifiesto o una carpeta vigilada que se importa, con su lote.

    `origen` dice de dónde sale, tal como se pidió: pedir lo mismo otra vez sigue la que no terminó.
    """

    __tablename__ = "importacion"

    id: Mapped[int] = mapped_column(primary_key=True)
    lote_id: Mapped[int] = mapped_column(ForeignKey("lote.id"))
    estado: Mapped[str] = mapped_column(String(12), index=True)
    origen: Mapped[str] = mapped_column(Text)
    via: Mapped[str] = mapped_column(String(40))
    creada: Mapped[datetime]
    terminada: Mapped[datetime | None]
    motivo: Mapped[str] = mapped_column(Text, default="")
    """Por qué se deshizo."""
    deshecha_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))

    @property
    def clave(self) -> str:
        """`IMP-0007`: como la ven las personas."""
        return f"IMP-{self.id:04d}"


class Renglon(Base):
    """Un archivo o una ficha de una importación. Sin `ruta`, es un documento sin archivo.

    `firma` es el tamaño y la fecha del archivo al verlo: así se recuerda el que se deja en su sitio.
    """

    __tablename__ = "importacion_renglon"
    __table_args__ = (
        UniqueConstraint("importacion_id", "numero"),
        Index("ix_importacion_renglon_estado", "importacion_id", "estado"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    importacion_id: Mapped[int] = mapped_column(ForeignKey("importacion.id"))
    numero: Mapped[int]
    ruta: Mapped[str] = mapped_column(Text)
    firma: Mapped[str] = mapped_column(String(60), default="")
    valores: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Lo que el manifiesto dice de él, por campo del catálogo y como estaba escrito."""
    estado: Mapped[str] = mapped_column(String(12), default=EstadoRenglon.PENDIENTE)
    documento_id: Mapped[int | None] = mapped_column(ForeignKey("documento.id"))
    """El que creó; de un duplicado, ninguno."""
    motivo: Mapped[str] = mapped_column(Text, default="")


class Mapeo(Base):
    """Qué columna de una hoja es qué campo del catálogo, con nombre para volver a usarlo."""

    __tablename__ = "importacion_mapeo"

    nombre: Mapped[str] = mapped_column(String(80), primary_key=True)
    columnas: Mapped[dict[str, str]] = mapped_column(JSON)
    creado: Mapped[datetime]
