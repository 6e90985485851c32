"""Qué se hace con un archivo que llegó idéntico a otro que ya estaba."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.bitacora.consultas import ya_hecho
from centro_doc.catalogo.acceso import ve
from centro_doc.catalogo.constancias import DUPLICADO
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_recibos import Lote, Recibo
from centro_doc.comun.errores import Conflicto, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas

USADO = "usado"
DESCARTADO = "descartado"


def resolver_duplicado(sesion: Session, actor: Actor, codigo: str, *, usar: bool, reloj: Reloj) -> str | None:
    """Usa el documento que ya tenía el archivo, o descarta la llegada; devuelve su registro, si se ve.

    El recibo queda con su nombre, su huella y lo que se decidió. Levanta `NoEncontrado` si el recibo no es de
    un lote del actor ni de un documento que ve, y `Conflicto` si ya no espera nada.
    """
    exigir(actor, "ingresar_documentos")
    fila = sesion.execute(
        select(Recibo, Lote, Documento)
        .join(Lote, Lote.id == Recibo.lote_id)
        .join(Documento, Documento.id == Recibo.documento_id, isouter=True)
        .where(Recibo.codigo == codigo)
    ).one_or_none()
    gemelo = fila[2] if fila is not None and fila[2] is not None and ve(fila[2], marcas(actor)) else None
    if fila is None or (gemelo is None and fila[1].creado_por != actor.usuario_id):
        raise NoEncontrado("No encontramos ese recibo.")
    recibo = fila[0]
    if recibo.estado != DUPLICADO:
        mensaje, acciones = (
            "Ese archivo ya no espera una decisión.",
            ("duplicado_usado", "duplicado_descartado"),
        )
        raise ya_hecho(sesion, actor, mensaje, ("recibo", codigo), *acciones)
    if usar and gemelo is None:
        raise Conflicto("El documento que ya estaba no está a su vista. Consulte a la persona revisora.")
    recibo.estado = USADO if usar else DESCARTADO
    accion = "duplicado_usado" if usar else "duplicado_descartado"
    anotar(sesion, actor, accion, ("recibo", codigo), reloj=reloj, detalle={"archivo": recibo.nombre})
    return gemelo.identificador if gemelo is not None else None
