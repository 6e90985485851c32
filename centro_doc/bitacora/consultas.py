"""Lo que la bitácora dice de quién hizo algo."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import Autor
from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.errores import Conflicto, YaHecho


def ya_hecho(
    sesion: Session, autor: Autor, mensaje: str, objeto: tuple[str, str], *acciones: str
) -> Conflicto:
    """El error de quien pide lo que ya está hecho, y si lo hizo `autor` (repitió el botón) u otra persona.

    `mensaje` dice cómo está ahora. Se mira la última de esas `acciones` sobre `objeto`; si no hay ninguna, no
    se dice quién.
    """
    ultimo = sesion.scalar(
        select(Asiento)
        .where(Asiento.objeto_clase == objeto[0], Asiento.objeto_id == objeto[1])
        .where(Asiento.accion.in_(acciones))
        .order_by(Asiento.id.desc())
        .limit(1)
    )
    if ultimo is None:
        return Conflicto(mensaje)
    return YaHecho(mensaje, "" if ultimo.actor == autor.clave else ultimo.actor_nombre)
