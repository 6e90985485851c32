"""Tablas del plan: un período y el árbol de sus nodos."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centro_doc.comun.bd import Base


class ClaseNodo(StrEnum):
    """Qué es un nodo del plan."""

    OBJETIVO_ESTRATEGICO = "objetivo_estrategico"
    OBJETIVO_OPERATIVO = "objetivo_operativo"
    PRODUCTO = "producto"
    SUBPRODUCTO = "subproducto"
    META = "meta"
    ACCION = "accion"
    ACTIVIDAD = "actividad"
    SUBACTIVIDAD = "subactividad"


class PeriodoPlan(Base):
    """Un plan con su vigencia; otro posterior puede estar a su lado. Uno solo está `activo`."""

    __tablename__ = "periodo_plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    clave: Mapped[str] = mapped_column(String(20), unique=True)
    titulo: Mapped[str] = mapped_column(Text)
    estado: Mapped[str] = mapped_column(Text)
    fecha_version: Mapped[date]
    desde: Mapped[int]
    hasta: Mapped[int]
    activo: Mapped[bool]
    datos: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Lo que no es nodo: visión, misión, diagnóstico, temporalidad, erratas."""
    huella: Mapped[str] = mapped_column(String(64))
    """SHA-256 del archivo de datos del que se cargó."""
    cargado: Mapped[datetime]

    nodos: Mapped[list["Nodo"]] = relationship(back_populates="periodo", order_by="Nodo.orden")


class Nodo(Base):
    """Un nodo del plan. El `codigo` es nuestro y estable; el `texto`, literal, con sus erratas."""

    __tablename__ = "nodo"
    __table_args__ = (UniqueConstraint("periodo_id", "codigo"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    periodo_id: Mapped[int] = mapped_column(ForeignKey("periodo_plan.id"))
    padre_id: Mapped[int | None] = mapped_column(ForeignKey("nodo.id"), index=True)
    codigo: Mapped[str] = mapped_column(String(20), index=True)
    clase: Mapped[str] = mapped_column(String(24))
    orden: Mapped[int]
    texto: Mapped[str] = mapped_column(Text)
    tema: Mapped[str | None] = mapped_column(String(20))
    """Código del tema de agenda que es este subproducto."""
    incompleto: Mapped[bool] = mapped_column(default=False)
    """El texto está truncado en el original."""
    datos: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    periodo: Mapped[PeriodoPlan] = relationship(back_populates="nodos")
