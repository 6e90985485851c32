"""Lecturas del catálogo: las páginas leídas, los documentos vecinos y la suerte de lo importado."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import (
    Documento,
    Estado,
    PaginaGuardada,
    TextoGuardado,
    Version,
    Vista,
)
from centro_doc.catalogo.por_leer import TAREA
from centro_doc.catalogo.vigente import rige
from centro_doc.indice.consultas import generacion_activa
from centro_doc.indice.modelos import Indexado
from centro_doc.tareas.modelos import EstadoTarea, Tarea


@dataclass(frozen=True, slots=True)
class Suerte:
    """Cómo terminó un documento recibido: `estado` vacío si ya se puede buscar, o su falla con el motivo."""

    documento: str
    estado: str
    motivo: str


@dataclass(frozen=True, slots=True)
class Vecinos:
    """Dónde está un documento entre los que esperan catalogarse; `puesto` es `None` si no espera."""

    puesto: int | None
    total: int
    anterior: str | None
    siguiente: str | None


def paginas_de(sesion: Session, ids: Collection[int]) -> dict[int, int]:
    """Cuántas páginas tiene el último texto leído de lo que rige en cada documento; sin él, no aparece."""
    if not ids:
        return {}
    ultimo = (
        select(Version.documento_id, func.max(TextoGuardado.id).label("texto"))
        .join(TextoGuardado, TextoGuardado.version_id == Version.id)
        .where(Version.documento_id.in_(ids), rige())
        .group_by(Version.documento_id)
        .subquery()
    )
    filas = sesion.execute(
        select(ultimo.c.documento_id, func.count(PaginaGuardada.id))
        .join(PaginaGuardada, PaginaGuardada.texto_id == ultimo.c.texto)
        .group_by(ultimo.c.documento_id)
    )
    return {fila[0]: int(fila[1]) for fila in filas}


def suerte_de(sesion: Session, identificadores: Collection[str]) -> list[Suerte]:
    """De estos documentos, los que ya se pueden buscar o ya fallaron; los demás siguen en camino."""
    activa = generacion_activa(sesion)
    filas = sesion.execute(
        select(Documento.identificador, Documento.estado, Documento.falla_motivo)
        .join(
            Indexado,
            and_(Indexado.documento_id == Documento.id, Indexado.generacion_id == activa),
        )
        .where(
            Documento.identificador.in_(identificadores),
            Documento.estado.not_in([Estado.RECIBIDO, Estado.EN_PROCESO]),
            Indexado.revision >= Documento.revision,
        )
        .order_by(Documento.id)
    )
    fallado = Estado.CON_FALLA
    return [
        Suerte(f[0], str(fallado) if f[1] == fallado else "", f[2] if f[1] == fallado else "") for f in filas
    ]


def vecinos(sesion: Session, marcas: frozenset[str], documento: Documento) -> Vecinos:
    """El puesto de un documento en la cola por catalogar, y los de al lado. Una consulta."""
    visibles = and_(Documento.estado == Estado.POR_CATALOGAR, visible_para(marcas))
    antes, despues = Documento.id < documento.id, Documento.id > documento.id
    total, previos, anterior, siguiente = sesion.execute(
        select(
            func.count(Documento.id),
            func.count(case((antes, 1))),
            func.max(case((antes, Documento.id))),
            func.min(case((despues, Documento.id))),
        ).where(visibles)
    ).one()
    puesto = previos + 1 if documento.estado == Estado.POR_CATALOGAR else None
    return Vecinos(puesto, total, _identificador(anterior), _identificador(siguiente))


def version_por_reintentar(sesion: Session, documento: Documento) -> Version | None:
    """La última versión sin retirar, si su lectura falló: así lo dice el documento, o nadie la lee ya.

    Si la última se leyó, la última por revisar que no: la que llegó de otra ficha puede no ser la última.
    """
    siguen = (
        select(Version)
        .where(Version.documento_id == documento.id, Version.vista != Vista.RETIRADA)
        .order_by(Version.numero.desc())
    )
    ultima = sesion.scalar(siguen.limit(1))
    if ultima is None or documento.estado == Estado.CON_FALLA:
        return ultima
    leida = select(TextoGuardado.id).where(TextoGuardado.version_id == Version.id).exists()
    espera = or_(Version.id == ultima.id, Version.vista == Vista.POR_REVISAR)
    version = sesion.scalar(siguen.where(espera, ~leida).limit(1))
    en_curso = (
        select(Tarea.id)
        .where(Tarea.clase == TAREA, Tarea.objeto == documento.identificador)
        .where(Tarea.estado.in_([EstadoTarea.PENDIENTE, EstadoTarea.TOMADA]))
        .exists()
    )
    return None if version is None or sesion.scalar(select(en_curso)) else version


def _identificador(numero: int | None) -> str | None:
    return None if numero is None else f"CD-{numero:05d}"
