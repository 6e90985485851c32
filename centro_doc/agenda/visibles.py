"""Qué iniciativas ve un lector: las que no nacieron de un documento, y las que tienen uno que él ve."""

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from centro_doc.agenda.modelos import EtapaDeIniciativa, Iniciativa
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.errores import NoEncontrado


def a_la_vista(marcas: frozenset[str]) -> ColumnElement[bool]:
    """La condición SQL que deja sólo las iniciativas que ve un lector con esas marcas."""
    ve = visible_para(marcas)
    prueban = (
        select(EtapaDeIniciativa.id)
        .join(Documento, Documento.id == EtapaDeIniciativa.documento_id)
        .where(EtapaDeIniciativa.iniciativa_id == Iniciativa.id, EtapaDeIniciativa.quitada.is_(False), ve)
    )
    return or_(
        Iniciativa.documento_id.is_(None),
        exists().where(Documento.id == Iniciativa.documento_id, ve),
        prueban.exists(),
    )


def iniciativa_para(sesion: Session, marcas: frozenset[str], numero: int) -> Iniciativa:
    """La iniciativa con ese número, si el lector la ve; si no, `NoEncontrado`, como si no existiera."""
    hallada = sesion.scalar(select(Iniciativa).where(Iniciativa.numero == numero, a_la_vista(marcas)))
    if hallada is None:
        raise NoEncontrado("No encontramos esa iniciativa.")
    return hallada
