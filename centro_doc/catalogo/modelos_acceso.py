"""Quién ve cada documento: sus marcas, desde cuándo, y los grupos y las personas que nombra."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class DocumentoMarca(Base):
    """Marca de acceso: el lector ve el documento si tiene al menos una. La mantiene `catalogo.acceso`."""

    __tablename__ = "documento_marca"

    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), primary_key=True)
    marca: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class DocumentoAbierto(Base):
    """Desde cuándo lo ven los que llevan una marca. La mantiene `catalogo.acceso`.

    La de quienes lo siguen viendo por otra más amplia se queda; la de quienes dejan de verlo se quita.
    """

    __tablename__ = "documento_abierto"

    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), primary_key=True)
    marca: Mapped[str] = mapped_column(String(40), primary_key=True)
    desde: Mapped[datetime]


class DocumentoGrupo(Base):
    """Grupo Técnico nombrado expresamente en un documento interno (código de tema)."""

    __tablename__ = "documento_grupo"

    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), primary_key=True)
    tema: Mapped[str] = mapped_column(String(20), primary_key=True)


class DocumentoPersona(Base):
    """Persona nombrada que puede ver un documento reservado o confidencial."""

    __tablename__ = "documento_persona"

    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), primary_key=True)
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), primary_key=True)
