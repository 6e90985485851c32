"""Tabla de temas de la agenda legislativa."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class Tema(Base):
    """Un tema de la agenda; es también el subproducto `nodo` del plan."""

    __tablename__ = "tema"

    id: Mapped[int] = mapped_column(primary_key=True)
    codigo: Mapped[str] = mapped_column(String(20), unique=True)
    nodo_id: Mapped[int] = mapped_column(ForeignKey("nodo.id"))
    nombre: Mapped[str] = mapped_column(Text)
    alcance: Mapped[str] = mapped_column(Text)
    no_incluye: Mapped[str] = mapped_column(Text)
    orden: Mapped[int]
    datos: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Términos, ambiguos, instituciones, composición del expediente y sus normas, por su clave."""
