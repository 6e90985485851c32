"""Tablas de la agenda legislativa: los temas, las iniciativas y las etapas de su trámite."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base, Instante


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


class ClaseDeTermino(StrEnum):
    """Las dos listas de palabras de un tema; cada una, por su clave en `Tema.datos`."""

    TERMINO = "terminos"
    AMBIGUO = "ambiguos"


class TerminoEditado(Base):
    """Lo que el personal hizo con un término de un tema: añadirlo, cambiar su sentido o quitarlo.

    Se conserva al cargar otra versión del producto, que sólo cambia lo de fábrica.
    """

    __tablename__ = "tema_termino"
    __table_args__ = (UniqueConstraint("tema_id", "clase", "texto"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    tema_id: Mapped[int] = mapped_column(ForeignKey("tema.id"), index=True)
    clase: Mapped[str] = mapped_column(String(12))
    texto: Mapped[str] = mapped_column(String(120))
    sentido: Mapped[str] = mapped_column(Text, default="")
    """De una palabra que engaña, con qué se confunde."""
    quitado: Mapped[bool] = mapped_column(default=False)
    cambiado: Mapped[datetime] = mapped_column(Instante)
    cambiado_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))


class Iniciativa(Base):
    """Una iniciativa de ley y su trámite; el catálogo de normas puede tenerla, como `INI-<numero>`."""

    __tablename__ = "iniciativa"

    id: Mapped[int] = mapped_column(primary_key=True)
    numero: Mapped[int] = mapped_column(unique=True)
    nombre: Mapped[str] = mapped_column(Text, default="")
    """Cómo se llama, si el catálogo de normas no la tiene."""
    asunto: Mapped[str] = mapped_column(Text, default="")
    """Literal, como lo dice la carátula."""
    ponentes: Mapped[list[str]] = mapped_column(JSON, default=list)
    comisiones: Mapped[list[str]] = mapped_column(JSON, default=list)
    tramite: Mapped[str] = mapped_column(Text, default="")
    nota: Mapped[str] = mapped_column(Text, default="")
    marcas: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Campo → C o D; lo que no está aquí está confirmado."""
    documento_id: Mapped[int | None] = mapped_column(ForeignKey("documento.id"), index=True)
    """El documento del que se registró. Quien no lo ve, ni otro que pruebe una etapa, no ve la iniciativa."""
    de_fabrica: Mapped[bool] = mapped_column(default=False)
    """La carga del producto la pone al día; deja de hacerlo cuando una persona la edita."""
    edicion: Mapped[int] = mapped_column(default=1)


TEMAS_DE_INICIATIVA = Table(
    "iniciativa_tema",
    Base.metadata,
    Column("iniciativa_id", ForeignKey("iniciativa.id"), primary_key=True),
    Column("tema_id", ForeignKey("tema.id"), primary_key=True, index=True),
)


class EtapaDeIniciativa(Base):
    """Una etapa probada: no hay etapa sin documento. Ninguna se borra: `quitada` la saca de las páginas.

    `principal_id` es la iniciativa a la que se acumula, si la etapa es ésa.
    """

    __tablename__ = "iniciativa_etapa"
    __table_args__ = (CheckConstraint("principal_id <> iniciativa_id", name="dos_iniciativas"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    iniciativa_id: Mapped[int] = mapped_column(ForeignKey("iniciativa.id"), index=True)
    estado: Mapped[str] = mapped_column(String(32))
    fecha: Mapped[date]
    """El primer día del período conocido."""
    precision: Mapped[str] = mapped_column(String(12))
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), index=True)
    principal_id: Mapped[int | None] = mapped_column(ForeignKey("iniciativa.id"), index=True)
    nota: Mapped[str] = mapped_column(Text, default="")
    quitada: Mapped[bool] = mapped_column(default=False)
    anotada: Mapped[datetime]
    anotada_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))


class PropuestaVista(Base):
    """Lo que una persona ya decidió de lo que la ficha de un documento propone para su iniciativa."""

    __tablename__ = "iniciativa_vista"

    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), primary_key=True)
    visto: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Lo que se proponía; si la ficha cambia, se vuelve a proponer."""
    decidido: Mapped[datetime]
    decidido_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
