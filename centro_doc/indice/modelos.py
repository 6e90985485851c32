"""Qué generación del índice está activa y qué revisión de cada documento contiene."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class EstadoGeneracion(StrEnum):
    """Una generación se construye al lado de la activa y luego la sustituye."""

    CONSTRUYENDO = "construyendo"
    ACTIVA = "activa"
    RETIRADA = "retirada"


class Generacion(Base):
    """Una construcción completa del índice, en la carpeta `g<id>`."""

    __tablename__ = "generacion"

    id: Mapped[int] = mapped_column(primary_key=True)
    estado: Mapped[str] = mapped_column(String(14))
    creada: Mapped[datetime]


class Indexado(Base):
    """La revisión de un documento que una generación refleja."""

    __tablename__ = "indexado"

    generacion_id: Mapped[int] = mapped_column(ForeignKey("generacion.id"), primary_key=True)
    documento_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int]
    presente: Mapped[bool] = mapped_column(default=True)
    """Falso si en esa revisión el índice no debe tenerlo (retirado, confidencial)."""
    cuando: Mapped[datetime]


class Ocultamiento(Base):
    """Un documento cuyo acceso se estrechó: toda consulta lo excluye hasta que el índice lo refleje.

    `revision` es la que lo estrechó; el escritor quita la fila cuando indexa esa revisión u otra posterior.
    """

    __tablename__ = "ocultamiento"

    documento_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    revision: Mapped[int]
    cuando: Mapped[datetime]
