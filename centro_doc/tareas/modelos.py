"""Tablas de la cola: las tareas y los arriendos de exclusividad."""

from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class EstadoTarea(StrEnum):
    """Dónde está una tarea."""

    PENDIENTE = "pendiente"
    TOMADA = "tomada"
    HECHA = "hecha"
    FALLIDA = "fallida"


class Prioridad(IntEnum):
    """Quién pasa antes en la cola: lo que una persona espera, y después lo que llegó en masa."""

    PERSONA = 0
    MASIVA = 1


class Tarea(Base):
    """Un trabajo por hacer. Es idempotente: puede correr dos veces.

    Una tarea `tomada` cuyo `vence` ya pasó vuelve a estar disponible: su trabajador murió.
    """

    __tablename__ = "tarea"
    __table_args__ = (Index("ix_tarea_estado_prioridad_disponible", "estado", "prioridad", "disponible"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    clase: Mapped[str] = mapped_column(String(40))
    carga: Mapped[dict[str, Any]] = mapped_column(JSON)
    objeto: Mapped[str] = mapped_column(String(60), index=True)
    """De qué trata, para mostrarla: `CD-00012`."""
    estado: Mapped[str] = mapped_column(String(12), default=EstadoTarea.PENDIENTE)
    prioridad: Mapped[int] = mapped_column(default=Prioridad.PERSONA)
    disponible: Mapped[datetime]
    intentos: Mapped[int] = mapped_column(default=0)
    maximo: Mapped[int] = mapped_column(default=3)
    titular: Mapped[str | None] = mapped_column(String(80))
    vence: Mapped[datetime | None]
    avance: Mapped[str | None] = mapped_column(String(200))
    error: Mapped[str | None] = mapped_column(Text)
    creada: Mapped[datetime]
    terminada: Mapped[datetime | None]


class Arriendo(Base):
    """Un permiso exclusivo con plazo, como el de escribir el índice."""

    __tablename__ = "arriendo"

    nombre: Mapped[str] = mapped_column(String(40), primary_key=True)
    titular: Mapped[str] = mapped_column(String(80))
    vence: Mapped[datetime]
