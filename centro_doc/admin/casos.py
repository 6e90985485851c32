"""Lo que la administración hace sobre la cola."""

from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.comun.errores import Conflicto
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.tareas.casos import reintentar
from centro_doc.tareas.modelos import EstadoTarea, Tarea


def reintentar_tarea(sesion: Session, actor: Actor, tarea_id: int, *, reloj: Reloj) -> None:
    """Devuelve a la cola una tarea fallida, con sus intentos completos.

    Levanta `Conflicto` si ya no está fallida: alguien la reintentó antes, o terminó.
    """
    exigir(actor, "administrar")
    tarea = sesion.get(Tarea, tarea_id)
    if tarea is None or tarea.estado != EstadoTarea.FALLIDA:
        raise Conflicto("Esa tarea ya no está entre las fallidas. No se cambió nada; vuelva a ver la lista.")
    reintentar(sesion, tarea, reloj=reloj)
    anotar(sesion, actor, "tarea_reintentada", ("tarea", str(tarea_id)), reloj=reloj)
