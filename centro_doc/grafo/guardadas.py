"""La estructura que ya se leyó de un texto, para no leerla otra vez."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.grafo.modelos import DivisionGuardada, LecturaJuridica
from indexador.juridico.estructura import Division, Estructura
from indexador.juridico.version import REGLAS

_CAMPOS = tuple(Division.__dataclass_fields__)


def division_de(fila: DivisionGuardada) -> Division:
    """La división de una fila."""
    return Division(**{nombre: getattr(fila, nombre) for nombre in _CAMPOS})


def estructura_guardada(
    sesion: Session, documento_id: int, texto_id: int | None, paginas: Sequence[str], *, tipo: str
) -> Estructura | None:
    """La de ese texto del documento; `None` si no es la que se guardó o ya no sería la misma.

    Sirve sólo si salió de ese texto, con estas reglas y con ese tipo de documento. Dos consultas.
    """
    lectura = sesion.get(LecturaJuridica, documento_id)
    if lectura is None or (lectura.texto_id, lectura.reglas, lectura.tipo) != (texto_id, REGLAS, tipo):
        return None
    if len(lectura.cuerpos) != len(paginas):
        return None
    columnas = [getattr(DivisionGuardada, nombre) for nombre in _CAMPOS]
    filas = sesion.execute(
        select(*columnas)
        .where(DivisionGuardada.documento_id == documento_id)
        .order_by(DivisionGuardada.orden)
    )
    divisiones = tuple(Division(*fila) for fila in filas)
    return Estructura(divisiones, tuple((inicio, fin) for inicio, fin in lectura.cuerpos))
