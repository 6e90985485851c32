"""Que las notas sigan a su pasaje cuando el documento tiene otro texto, igual que las evidencias."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.vigente import texto_vigente
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor
from centro_doc.lecturas.modelos import Nota, PasajeDeNota
from centro_doc.vinculos.evidencias import reubicar, revisar_evidencias


def revisar_pasajes(sesion: Session, actor: Actor, documento_id: int, *, reloj: Reloj) -> Mapping[str, int]:
    """Tras un texto nuevo, busca en él los pasajes de las evidencias y los de las notas.

    Es idempotente. Devuelve cuántas evidencias hay de cada estado; de las notas no se cuenta ni se anota
    nada, porque las privadas no existen para nadie más.
    """
    pasajes = sesion.scalars(
        select(PasajeDeNota)
        .join(Nota, Nota.id == PasajeDeNota.nota_id)
        .where(Nota.documento_id == documento_id)
        .order_by(PasajeDeNota.nota_id)
    ).all()
    if pasajes:
        reubicar(sesion, pasajes, texto_vigente(sesion, documento_id))
    return revisar_evidencias(sesion, actor, documento_id, reloj=reloj)
