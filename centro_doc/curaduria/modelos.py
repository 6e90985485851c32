"""Lo que se hizo sobre varios documentos a la vez, con lo que hace falta para deshacerlo."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centro_doc.comun.bd import Base


class ClaseOperacion(StrEnum):
    """Qué se hizo."""

    UNIR = "unir"
    RETIRAR = "retirar"
    EDITAR = "editar"
    VINCULAR = "vincular"
    QUITAR = "quitar"
    """Quitar el vínculo de varios documentos con un mismo destino."""
    PUBLICAR = "publicar"
    VISTA = "vista"
    """Publicar o quitar una versión o un archivo de un documento."""


class Operacion(Base):
    """Un cambio hecho de una vez, que se deshace de una vez. No se borra al deshacerla."""

    __tablename__ = "operacion"

    id: Mapped[int] = mapped_column(primary_key=True)
    clase: Mapped[str] = mapped_column(String(10))
    descripcion: Mapped[str] = mapped_column(Text)
    """Como se le dice a una persona: «Cambió el emisor de 12 documentos»."""
    detalle: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """En una unión, todo lo que cambió de ficha."""
    creada: Mapped[datetime]
    creada_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
    deshecha: Mapped[datetime | None]
    deshecha_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))

    cambios: Mapped[list["CambioDeDocumento"]] = relationship(order_by="CambioDeDocumento.documento_id")


class Borrador(Base):
    """Lo que una persona escribió en la ficha de un documento y aún no guarda; sólo ella lo ve."""

    __tablename__ = "borrador"

    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), primary_key=True)
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), primary_key=True)
    escrito: Mapped[list[list[str]]] = mapped_column(JSON)
    """Pares de control y valor, como los envía el formulario."""
    edicion: Mapped[int]
    """La de la ficha cuando empezó a escribir: si ya es otra, alguien la guardó entre tanto."""
    guardado: Mapped[datetime]


class CambioDeDocumento(Base):
    """Lo que una operación cambió en la ficha de un documento: los mismos campos, antes y después."""

    __tablename__ = "operacion_documento"

    operacion_id: Mapped[int] = mapped_column(ForeignKey("operacion.id"), primary_key=True)
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), primary_key=True, index=True)
    antes: Mapped[dict[str, Any]] = mapped_column(JSON)
    despues: Mapped[dict[str, Any]] = mapped_column(JSON)
