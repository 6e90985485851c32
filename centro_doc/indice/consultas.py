"""Qué sabe la base de datos del índice: generaciones, lo pendiente y lo que hay que ocultar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, column, func, select, table
from sqlalchemy.orm import InstrumentedAttribute, Session

from centro_doc.indice.modelos import EstadoGeneracion, Generacion, Indexado, Ocultamiento

DOCUMENTO = table("documento", column("id"), column("revision"))
"""Lo único que esta tajada necesita de `catalogo`, que está más arriba: cuál va adelante."""


@dataclass(frozen=True, slots=True)
class EstadoIndice:
    """Un resumen para la pantalla de administración. Sin `activa`, no se puede buscar todavía."""

    activa: int | None
    creada: datetime | None
    construyendo: int | None
    indexados: int
    pendientes: int
    ocultos: int
    ultimo: datetime | None


def generacion_activa(sesion: Session) -> int | None:
    """La generación que se busca."""
    return _ultima(sesion, EstadoGeneracion.ACTIVA)


def generacion_en_construccion(sesion: Session) -> int | None:
    """La que se construye al lado, si la hay."""
    return _ultima(sesion, EstadoGeneracion.CONSTRUYENDO)


def hubo_generaciones(sesion: Session) -> bool:
    """¿Se pudo buscar alguna vez? Si ahora no se puede, no es por ser nuevo."""
    retiradas = select(Generacion.id).where(Generacion.estado != EstadoGeneracion.CONSTRUYENDO)
    return sesion.scalar(retiradas.limit(1)) is not None


def excluidos(sesion: Session) -> frozenset[int]:
    """Los documentos cuyo acceso se estrechó y que el índice aún no refleja: ninguna consulta los ve."""
    return frozenset(sesion.scalars(select(Ocultamiento.documento_id)))


def por_indexar(
    documento: InstrumentedAttribute[int], revision: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """¿Va ese documento por delante de lo que se busca? Sin una generación activa, no."""
    activa = select(func.max(Generacion.id)).where(Generacion.estado == EstadoGeneracion.ACTIVA)
    al_dia = select(Indexado.revision).where(
        Indexado.generacion_id == activa.scalar_subquery(),
        Indexado.documento_id == documento,
        Indexado.revision >= revision,
    )
    return and_(activa.scalar_subquery().is_not(None), ~al_dia.exists())


def pendientes(sesion: Session, generacion: int, desde: int, limite: int) -> Sequence[int]:
    """Los documentos que van por delante de una generación; primero los que hay que ocultar.

    `desde` salta los que ya se leyeron en esta vuelta.
    """
    return sesion.scalars(
        select(DOCUMENTO.c.id)
        .select_from(DOCUMENTO)
        .join(Indexado, _de(generacion), isouter=True)
        .join(Ocultamiento, Ocultamiento.documento_id == DOCUMENTO.c.id, isouter=True)
        .where(_adelantado())
        .order_by(Ocultamiento.documento_id.is_(None), DOCUMENTO.c.id)
        .offset(desde)
        .limit(limite)
    ).all()


def avance(sesion: Session) -> tuple[int, int] | None:
    """De la generación que se construye, los documentos que ya tiene y los que habrá; nada si no hay."""
    construyendo = generacion_en_construccion(sesion)
    if construyendo is None:
        return None
    todos = sesion.scalar(select(func.count()).select_from(DOCUMENTO)) or 0
    return todos - cuantos_pendientes(sesion, construyendo), todos


def cuantos_pendientes(sesion: Session, generacion: int) -> int:
    """Cuántos documentos van por delante de una generación."""
    consulta = (
        select(func.count())
        .select_from(DOCUMENTO)
        .join(Indexado, _de(generacion), isouter=True)
        .where(_adelantado())
    )
    return sesion.scalar(consulta) or 0


def estado_del_indice(sesion: Session) -> EstadoIndice:
    """Cómo está el índice ahora."""
    activa = generacion_activa(sesion)
    numero = activa if activa is not None else 0
    indexados, ultimo = sesion.execute(
        select(func.count(), func.max(Indexado.cuando)).where(Indexado.generacion_id == numero)
    ).one()
    return EstadoIndice(
        activa,
        sesion.scalar(select(Generacion.creada).where(Generacion.id == numero)),
        generacion_en_construccion(sesion),
        indexados,
        cuantos_pendientes(sesion, numero),
        len(excluidos(sesion)),
        ultimo,
    )


def _ultima(sesion: Session, estado: EstadoGeneracion) -> int | None:
    return sesion.scalar(select(func.max(Generacion.id)).where(Generacion.estado == estado))


def _de(generacion: int) -> ColumnElement[bool]:
    return and_(Indexado.generacion_id == generacion, Indexado.documento_id == DOCUMENTO.c.id)


def _adelantado() -> ColumnElement[bool]:
    return Indexado.revision.is_(None) | (Indexado.revision < DOCUMENTO.c.revision)
