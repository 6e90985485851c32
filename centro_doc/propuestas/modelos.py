"""Tablas de lo que el sistema propone: sus razones, y qué documentos ya miró."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class VinculoPropuesto(Base):
    """Por qué se propuso un vínculo. Se conserva cuando alguien lo decide: de ahí sale cuánto se acierta."""

    __tablename__ = "vinculo_propuesto"

    vinculo_id: Mapped[int] = mapped_column(
        ForeignKey("vinculo.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    confianza: Mapped[float]
    razones: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Cada una con `clase`, `texto` y, si está en el texto, `pagina`, `inicio` y `fin`."""
    propuesto: Mapped[datetime]


class DocumentoMirado(Base):
    """Con qué texto y con qué perfiles se buscaron los vínculos de un documento, los hubiera o no."""

    __tablename__ = "documento_mirado"

    documento_id: Mapped[int] = mapped_column(
        ForeignKey("documento.id"), primary_key=True, autoincrement=False
    )
    texto_id: Mapped[int] = mapped_column(ForeignKey("texto.id"))
    huella: Mapped[str] = mapped_column(String(16))
    """De los perfiles, lo citado, el tipo y el título con que se miró."""
