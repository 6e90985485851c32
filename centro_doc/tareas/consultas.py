"""Qué hay en la cola."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.comun.reloj import Reloj
from centro_doc.tareas.modelos import Arriendo, EstadoTarea, Tarea


@dataclass(frozen=True, slots=True)
class EstadoCola:
    """Cuántas tareas hay por estado y desde cuándo espera la más antigua."""

    pendientes: int
    tomadas: int
    hechas: int
    fallidas: int
    mas_antigua: datetime | None


def estado_de_la_cola(sesion: Session) -> EstadoCola:
    """Un resumen para la pantalla de administración."""
    filas = sesion.execute(select(Tarea.estado, func.count()).group_by(Tarea.estado))
    cuentas = {fila[0]: int(fila[1]) for fila in filas}
    antigua = sesion.scalar(select(func.min(Tarea.creada)).where(Tarea.estado == EstadoTarea.PENDIENTE))
    return EstadoCola(
        cuentas.get(EstadoTarea.PENDIENTE, 0),
        cuentas.get(EstadoTarea.TOMADA, 0),
        cuentas.get(EstadoTarea.HECHA, 0),
        cuentas.get(EstadoTarea.FALLIDA, 0),
        antigua,
    )


def fallidas(sesion: Session, limite: int = 100) -> list[Tarea]:
    """Las últimas que fallaron, de la más reciente a la más vieja."""
    return list(
        sesion.scalars(
            select(Tarea)
            .where(Tarea.estado == EstadoTarea.FALLIDA)
            .order_by(Tarea.terminada.desc(), Tarea.id.desc())
            .limit(limite)
        )
    )


def hay_trabajo(sesion: Session) -> bool:
    """¿Queda alguna tarea sin terminar?"""
    sin_terminar = Tarea.estado.in_([EstadoTarea.PENDIENTE, EstadoTarea.TOMADA])
    return sesion.scalar(select(Tarea.id).where(sin_terminar).limit(1)) is not None


def titular_de(sesion: Session, nombre: str, *, reloj: Reloj) -> str | None:
    """Quién tiene el permiso `nombre` con el plazo sin vencer."""
    arriendo = sesion.get(Arriendo, nombre)
    return arriendo.titular if arriendo is not None and arriendo.vence >= reloj.ahora() else None
