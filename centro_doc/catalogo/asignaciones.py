"""Los documentos que una persona tiene asignados, y pasarlos a otra cuando ella se va."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir


def asignados_a(
    sesion: Session, usuario_id: int, marcas: frozenset[str] | None = None
) -> Sequence[Documento]:
    """Los que tiene, por su registro; con `marcas`, sólo los que ve ese lector. Una consulta."""
    consulta = select(Documento).where(Documento.asignado_a == usuario_id)
    if marcas is not None:
        consulta = consulta.where(visible_para(marcas))
    return sesion.scalars(consulta.order_by(Documento.id)).all()


def pasar(sesion: Session, actor: Actor, de: int, a: int | None, *, reloj: Reloj) -> int:
    """Pasa todo lo asignado a una persona, a otra o a nadie; devuelve cuántos. Quien los subió no cambia.

    Lo hace la administración aunque no vea los documentos: sólo dice de quién son.
    """
    exigir(actor, "administrar")
    documentos = asignados_a(sesion, de)
    for documento in documentos:
        documento.asignado_a = a
        objeto, detalle = ("documento", documento.identificador), {"de": f"u:{de}", "a": a and f"u:{a}"}
        anotar(sesion, actor, "documento_asignado", objeto, reloj=reloj, detalle=detalle)
    return len(documentos)
