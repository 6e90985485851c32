"""Quién pasa antes en la cola, y cómo una tarea larga deja pasar a las demás.

La regla, de más a menos:

1. Lo que una persona espera va antes que lo que llegó en masa (`Prioridad`).
2. Entre iguales, por orden de llegada; y la que cede vuelve detrás de las que ya esperaban.
3. La tarea larga que ya empezó cede enseguida a las que no han empezado, que suelen ser cortas; a otra larga
   como ella, cada `TURNO`.

Nadie se queda sin turno: la que vuelve ha de avanzar antes de ceder otra vez (lo asegura su etapa), y las que
lleguen después de que cedió van detrás de ella. Ceder no es fallar: no gasta intentos, y si el proceso muere
con ella en las manos sólo se pierde lo que su etapa no había guardado.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from centro_doc.comun.reloj import Reloj
from centro_doc.tareas.casos import TareaTomada, cambiar_si_es_suya, tomable
from centro_doc.tareas.modelos import EstadoTarea, Tarea

TURNO = timedelta(seconds=60)
"""Lo que trabaja una tarea larga antes de ceder a otra tan larga como ella."""
_EMPEZADA = "0/0"
"""El avance de la que ya cedió: mientras espera, dice que no es de las que no han empezado."""


class Cede(Exception):
    """La etapa deja la tarea para más tarde; `carga` es con la que vuelve a la cola."""

    def __init__(self, carga: Mapping[str, Any]) -> None:
        super().__init__("La tarea cede su turno.")
        self.carga = carga


def hay_antes(sesion: Session, tomada: TareaTomada, *, desde: datetime, reloj: Reloj) -> bool:
    """¿Espera alguna que deba pasar antes que `tomada`, que se trabaja `desde` ese instante?"""
    ahora = reloj.ahora()
    a_la_par = Tarea.prioridad == tomada.prioridad
    if ahora - desde < TURNO:
        a_la_par = and_(a_la_par, Tarea.avance.is_(None))
    otra = select(Tarea.id).where(tomable(ahora), or_(Tarea.prioridad < tomada.prioridad, a_la_par))
    return sesion.scalar(otra.limit(1)) is not None


def ceder(sesion: Session, tomada: TareaTomada, carga: Mapping[str, Any], *, reloj: Reloj) -> bool:
    """La devuelve a la cola sin contar el intento; falso si ya era de otro."""
    valores = {
        "estado": EstadoTarea.PENDIENTE,
        "disponible": reloj.ahora(),
        "intentos": Tarea.intentos - 1,
        "carga": dict(carga),
        "avance": _EMPEZADA,
        "vence": None,
        "titular": None,
    }
    return cambiar_si_es_suya(sesion, tomada, valores)
