"""Decidir de una vez sobre varios vínculos propuestos, y deshacerlo."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas
from centro_doc.propuestas.modelos import VinculoPropuesto
from centro_doc.vinculos import casos as vinculos
from centro_doc.vinculos.formularios import AL_REVISAR
from centro_doc.vinculos.modelos import EstadoVinculo, Vinculo

ACEPTAR, RECHAZAR, DEVOLVER = "aceptar", "rechazar", "devolver"
ACCIONES = (ACEPTAR, RECHAZAR, DEVOLVER)


def decidir_varios(
    sesion: Session, actor: Actor, numeros: Collection[int], accion: str, *, reloj: Reloj
) -> list[int]:
    """Acepta, rechaza o devuelve a «propuesto» los vínculos que el sistema propuso; da los que cambiaron.

    Los que otra persona decidió entretanto, o no se ven, se dejan. Devolver sólo alcanza a lo que decidió el
    propio actor. Levanta `DatosInvalidos` si no queda ninguno.
    """
    exigir(actor, "vincular")
    if accion not in ACCIONES:
        raise DatosInvalidos("Elija aceptar o rechazar.")
    cambiaron = []
    for vinculo, documento in _elegidos(sesion, actor, numeros, accion):
        if accion == ACEPTAR:
            vinculos.confirmar(sesion, actor, vinculo.id, reloj=reloj)
        elif accion == RECHAZAR:
            vinculos.rechazar(sesion, actor, vinculo.id, AL_REVISAR, reloj=reloj)
        elif not vinculos.devolver(sesion, actor, vinculo, documento, reloj=reloj):
            continue
        cambiaron.append(vinculo.id)
    if not cambiaron:
        raise DatosInvalidos("No cambió nada: elija al menos uno que siga esperando.")
    return cambiaron


def _elegidos(
    sesion: Session, actor: Actor, numeros: Collection[int], accion: str
) -> list[tuple[Vinculo, Documento]]:
    consulta = (
        select(Vinculo, Documento)
        .join(VinculoPropuesto, VinculoPropuesto.vinculo_id == Vinculo.id)
        .join(Documento, Documento.id == Vinculo.documento_id)
        .where(Vinculo.id.in_(numeros), visible_para(marcas(actor)))
        .order_by(Vinculo.id)
    )
    if accion == DEVOLVER:
        consulta = consulta.where(Vinculo.decidido_por == actor.usuario_id)
    else:
        consulta = consulta.where(Vinculo.estado == EstadoVinculo.PROPUESTO)
    return [(fila[0], fila[1]) for fila in sesion.execute(consulta)]
