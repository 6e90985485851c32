"""Tabla de instituciones."""

from typing import Any

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class Institucion(Base):
    """Una institución u organización. `verificacion` es V, C o D y siempre se muestra si no es V."""

    __tablename__ = "institucion"

    id: Mapped[int] = mapped_column(primary_key=True)
    clave: Mapped[str] = mapped_column(String(40), unique=True)
    sigla: Mapped[str] = mapped_column(String(40))
    nombre: Mapped[str] = mapped_column(Text)
    tipo: Mapped[str] = mapped_column(String(40), index=True)
    pais: Mapped[str] = mapped_column(String(8))
    variantes: Mapped[list[str]] = mapped_column(JSON)
    nodos_plan: Mapped[list[str]] = mapped_column(JSON)
    """Códigos donde el plan la nombra."""
    relaciones: Mapped[list[str]] = mapped_column(JSON)
    nota: Mapped[str] = mapped_column(Text)
    verificacion: Mapped[str] = mapped_column(String(1))
    datos: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    de_fabrica: Mapped[bool] = mapped_column(default=True)
    """Viene con el producto; lo añadido por el personal no lo toca la carga."""
