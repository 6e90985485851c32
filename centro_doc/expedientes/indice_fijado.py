"""Contra qué índice se congeló un expediente: se fija al congelar y se dice en lo congelado."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.fechas import fecha_larga
from centro_doc.expedientes.contenido import IndiceFijado
from centro_doc.expedientes.guardadas import hora_del_centro
from centro_doc.indice.consultas import generacion_activa
from centro_doc.indice.modelos import Indexado

NO_CONSTA = "No consta"


def indice_de_hoy(sesion: Session, marcas: frozenset[str]) -> IndiceFijado | None:
    """El que se busca ahora, o nada si no hay: lo último que leyó de lo que se ve con esas marcas."""
    generacion = generacion_activa(sesion)
    al_dia = sesion.scalar(
        select(func.max(Indexado.cuando))
        .join(Documento, Documento.id == Indexado.documento_id)
        .where(Indexado.generacion_id == generacion, Indexado.presente, visible_para(marcas))
    )
    return IndiceFijado(generacion, al_dia) if generacion is not None and al_dia is not None else None


def dicho(uno: IndiceFijado | None) -> str:
    """Como se lee en una carátula: «Generación 3, al 17 de agosto de 2011, 10:00»."""
    if uno is None:
        return NO_CONSTA
    hora = hora_del_centro(uno.al_dia)
    return f"Generación {uno.generacion}, al {fecha_larga(hora.date())}, {hora:%H:%M}"
