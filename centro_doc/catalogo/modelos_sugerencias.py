"""Lo que el texto de un documento propone para su ficha, y lo que se decidió sobre cada dato."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class EstadoSugerencia(StrEnum):
    """Qué se hizo con una sugerencia."""

    PENDIENTE = "pendiente"
    ACEPTADA = "aceptada"
    CORREGIDA = "corregida"
    """Una persona escribió otro valor en su lugar."""
    RECHAZADA = "rechazada"
    SUPERADA = "superada"
    """Salió de un texto que ya no es el vigente, y el nuevo no la propone."""


DECIDIDAS = frozenset({EstadoSugerencia.ACEPTADA, EstadoSugerencia.CORREGIDA, EstadoSugerencia.RECHAZADA})


class Sugerencia(Base):
    """Un dato propuesto (`indexador.juridico.propuesta.Propuesta`) y su decisión.

    La ficha no lo toma hasta que una persona decide. `inicio` y `fin` son posiciones en la página del texto
    del que salió; valen mientras allí siga `literal`.
    """

    __tablename__ = "sugerencia"
    __table_args__ = (Index("ix_sugerencia_documento_id_estado", "documento_id", "estado"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    """La versión de cuyo texto salió."""
    campo: Mapped[str] = mapped_column(String(40), index=True)
    valor: Mapped[str] = mapped_column(Text)
    precision: Mapped[str] = mapped_column(String(12))
    pagina: Mapped[int]
    inicio: Mapped[int]
    fin: Mapped[int]
    literal: Mapped[str] = mapped_column(Text)
    confianza: Mapped[float]
    nota: Mapped[str] = mapped_column(Text, default="")
    estado: Mapped[str] = mapped_column(String(12))
    creada: Mapped[datetime]
    valor_previo: Mapped[str | None] = mapped_column(Text)
    """Lo que la ficha tenía al decidir, para poder deshacer."""
    valor_final: Mapped[str | None] = mapped_column(Text)
    """Lo que quedó en la ficha al decidir."""
    decidida_por_id: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
    decidida_el: Mapped[datetime | None]


class FichaPropuesta(Base):
    """De qué texto salieron las sugerencias de un documento, haya o no alguna."""

    __tablename__ = "ficha_propuesta"

    documento_id: Mapped[int] = mapped_column(
        ForeignKey("documento.id"), primary_key=True, autoincrement=False
    )
    texto_id: Mapped[int] = mapped_column(ForeignKey("texto.id"))
