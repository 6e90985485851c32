"""Guardar una operación hecha, con lo que cambió en cada documento, y su asiento."""

from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor
from centro_doc.curaduria.modelos import CambioDeDocumento, ClaseOperacion, Operacion


def guardar(
    sesion: Session,
    actor: Actor,
    clase: ClaseOperacion,
    descripcion: str,
    cambios: list[CambioDeDocumento],
    *,
    reloj: Reloj,
    con_asiento: bool = True,
) -> Operacion:
    """La operación, con su número ya puesto, y su asiento: de qué clase es y cuántos documentos tocó.

    Sin asiento, la de una sola ficha: basta el que deja lo que se hizo en ella.
    """
    operacion = Operacion(
        clase=clase,
        descripcion=descripcion,
        creada=reloj.ahora(),
        creada_por=actor.usuario_id,
        cambios=cambios,
    )
    sesion.add(operacion)
    sesion.flush()
    if con_asiento:
        objeto, detalle = ("operacion", str(operacion.id)), {"documentos": len(cambios), "clase": clase.value}
        anotar(sesion, actor, "operacion_hecha", objeto, reloj=reloj, detalle=detalle)
    return operacion
