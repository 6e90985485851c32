"""Tablas de vínculos y evidencias."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centro_doc.comun.bd import Base


class Relacion(StrEnum):
    """Qué dice el documento del destino; sólo `sustenta` y `producto` cuentan para la cobertura."""

    SUSTENTA = "sustenta"
    PRODUCTO = "producto"
    CONTRADICE = "contradice"
    ANTECEDENTE = "antecedente"
    ENUNCIA = "enuncia"


class EstadoVinculo(StrEnum):
    """Quién lo sostiene: el sistema lo propone, una persona lo confirma o lo rechaza."""

    PROPUESTO = "propuesto"
    CONFIRMADO = "confirmado"
    RECHAZADO = "rechazado"


class EstadoEvidencia(StrEnum):
    """Si el pasaje sigue en el texto vigente: tal cual, reubicado sin que nadie lo vea aún, o ya no está."""

    VIGENTE = "vigente"
    REANCLADA = "reanclada"
    ROTA = "rota"


class Vinculo(Base):
    """Un documento y un nodo del plan o un tema, con una relación. Único por los tres."""

    __tablename__ = "vinculo"
    __table_args__ = (
        UniqueConstraint("documento_id", "destino", "relacion"),
        CheckConstraint("(nodo_id IS NULL) <> (tema_id IS NULL)", name="un_destino"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), index=True)
    nodo_id: Mapped[int | None] = mapped_column(ForeignKey("nodo.id"), index=True)
    tema_id: Mapped[int | None] = mapped_column(ForeignKey("tema.id"), index=True)
    destino: Mapped[str] = mapped_column(String(60))
    """`plan:2009-2012:OO3.A2` o `tema:AG2`: la clave única del destino."""
    relacion: Mapped[str] = mapped_column(String(12))
    estado: Mapped[str] = mapped_column(String(12))
    motivo: Mapped[str] = mapped_column(Text, default="")
    """Obligatorio cuando no hay pasaje: se muestra y se cuenta como «sin pasaje»."""
    creado: Mapped[datetime]
    creado_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
    decidido: Mapped[datetime | None]
    decidido_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))

    evidencias: Mapped[list["Evidencia"]] = relationship(
        cascade="all, delete-orphan", order_by="Evidencia.id"
    )


class ConAncla:
    """Un pasaje anclado en un texto por página y posición.

    El ancla de origen no se mueve. Si el texto vigente es otro, `actual_…` dice dónde está en él.
    """

    texto_id: Mapped[int] = mapped_column(ForeignKey("texto.id"))
    pagina_inicio: Mapped[int]
    inicio: Mapped[int]
    pagina_fin: Mapped[int]
    fin: Mapped[int]
    literal: Mapped[str] = mapped_column(Text)
    huella: Mapped[str] = mapped_column(String(64))
    """SHA-256 del literal, en UTF-8."""
    estado: Mapped[str] = mapped_column(String(12))
    actual_texto_id: Mapped[int | None] = mapped_column(ForeignKey("texto.id"))
    actual_pagina_inicio: Mapped[int | None]
    actual_inicio: Mapped[int | None]
    actual_pagina_fin: Mapped[int | None]
    actual_fin: Mapped[int | None]
    actual_literal: Mapped[str] = mapped_column(Text, default="", server_default="")
    parecido: Mapped[float] = mapped_column(default=1.0, server_default="1")
    """Parte de las letras del pasaje que están en su lugar actual, de 0 a 1."""
    vista_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
    """Quien dio por bueno su lugar actual."""


class Evidencia(ConAncla, Base):
    """El pasaje que prueba un vínculo."""

    __tablename__ = "evidencia"
    __table_args__ = (Index("ix_evidencia_estado", "estado", "vinculo_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vinculo_id: Mapped[int] = mapped_column(ForeignKey("vinculo.id"), index=True)
    creada: Mapped[datetime]
    creada_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
