"""Los pasajes que esperan a una persona: los que el sistema reubicó y los que ya no están en su documento."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.paginacion import Hoja
from centro_doc.vinculos.modelos import EstadoEvidencia, EstadoVinculo, Evidencia, Vinculo
from centro_doc.vinculos.vistos import VinculoVisto, vistos

ESPERAN = (EstadoEvidencia.ROTA, EstadoEvidencia.REANCLADA)
_POR_HOJA = 25


@dataclass(frozen=True, slots=True)
class PasajePendiente:
    """Un documento y el vínculo cuyo pasaje espera; `evidencia` es el número del pasaje."""

    documento: Documento
    vinculo: VinculoVisto
    evidencia: int


def cuantas_esperan(sesion: Session, marcas: frozenset[str]) -> Mapping[str, int]:
    """Cuántos pasajes de cada estado que espera hay en los documentos que ve el lector."""
    filas = sesion.execute(
        select(Evidencia.estado, func.count())
        .join(Vinculo, Vinculo.id == Evidencia.vinculo_id)
        .join(Documento, Documento.id == Vinculo.documento_id)
        .where(*_esperan(marcas), Evidencia.estado.in_(ESPERAN))
        .group_by(Evidencia.estado)
    )
    halladas = dict(filas.all())
    return {estado.value: halladas.get(estado, 0) for estado in ESPERAN}


def con_rotos(sesion: Session, marcas: frozenset[str]) -> frozenset[int]:
    """Los documentos, de los que ve el lector, con algún pasaje que ya no está en su texto."""
    consulta = (
        select(Vinculo.documento_id)
        .join(Evidencia, Evidencia.vinculo_id == Vinculo.id)
        .join(Documento, Documento.id == Vinculo.documento_id)
        .where(*_esperan(marcas), Evidencia.estado == EstadoEvidencia.ROTA)
        .distinct()
    )
    return frozenset(sesion.scalars(consulta))


def pendientes(
    sesion: Session, marcas: frozenset[str], estado: EstadoEvidencia, hoja: int = 1
) -> Hoja[PasajePendiente]:
    """Los pasajes en un estado, por documento."""
    base = (
        select(Evidencia.id, Vinculo.id, Documento)
        .join(Vinculo, Vinculo.id == Evidencia.vinculo_id)
        .join(Documento, Documento.id == Vinculo.documento_id)
        .where(*_esperan(marcas), Evidencia.estado == estado)
    )
    total = sesion.scalar(select(func.count()).select_from(base.subquery())) or 0
    filas = sesion.execute(
        base.order_by(Documento.identificador, Vinculo.id, Evidencia.id)
        .offset((hoja - 1) * _POR_HOJA)
        .limit(_POR_HOJA)
    ).all()
    de_su_numero = {v.id: v for v in vistos(sesion, Vinculo.id.in_({fila[1] for fila in filas}))}
    return Hoja(
        [PasajePendiente(documento, de_su_numero[vinculo], numero) for numero, vinculo, documento in filas],
        hoja,
        _POR_HOJA,
        total,
    )


def _esperan(marcas: frozenset[str]) -> tuple[ColumnElement[bool], ...]:
    return (
        Vinculo.estado != EstadoVinculo.RECHAZADO,
        Documento.estado.not_in((Estado.RETIRADO, Estado.UNIDO)),
        visible_para(marcas),
    )
