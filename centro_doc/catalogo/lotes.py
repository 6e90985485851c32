"""Los lotes de una persona: los archivos que subió juntos y la suerte de cada uno."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.constancias import GEMELO_OCULTO
from centro_doc.catalogo.duplicados import DESCARTADO
from centro_doc.catalogo.fila_de_lote import APARTE, EN_CURSO, PASOS, PIDEN_ATENCION, FilaLote
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.modelos_recibos import Lote, Recibo
from centro_doc.catalogo.modelos_subida import Subida
from centro_doc.catalogo.por_leer import TAREA
from centro_doc.catalogo.procedencia import Procedencia, de
from centro_doc.indice.consultas import por_indexar
from centro_doc.tareas.modelos import EstadoTarea, Tarea

OCULTO = "oculto"
"""El estado de lo recibido cuyo documento ya no ve quien lo subió: terminó y no dice más."""
FILAS_VISTAS = 200
"""Filas de un lote que se muestran; las demás se cuentan."""
LOTES_VISTOS = 12
ATRAS = timedelta(days=30)
"""Hasta cuándo se recuerda un lote en que quedó algo por atender."""


@dataclass(frozen=True, slots=True)
class AMedias:
    """Un archivo que no terminó de subir: octetos a salvo y los que tiene en total."""

    clave: str
    nombre: str
    posicion: int
    tamano: int


@dataclass(frozen=True, slots=True)
class LoteBreve:
    """Un lote con lo que queda por ver de él: cuántos archivos y cuántos piden que alguien haga algo."""

    id: int
    creado: datetime
    procedencia: Procedencia
    total: int
    atencion: int
    en_curso: int
    de_hoy: bool


@dataclass(frozen=True, slots=True)
class LoteVisto:
    """Un lote de una persona: sus cuentas y sus primeras filas, la atención por delante."""

    id: int
    creado: datetime
    procedencia: Procedencia
    filas: tuple[FilaLote, ...]
    total: int
    atencion: int
    en_curso: int

    @property
    def listos(self) -> int:
        """Cuántos ya se leyeron."""
        return self.total - self.atencion - self.en_curso

    @property
    def sin_mostrar(self) -> int:
        """Cuántas filas no caben."""
        return self.total - len(self.filas)


def por_atender(
    sesion: Session, marcas: frozenset[str], usuario_id: int | None, *, desde: datetime
) -> list[LoteBreve]:
    """Los lotes que esta persona subió desde `desde`, y los de antes en que algo no entró o no se leyó.

    Del último al primero, y no más de `LOTES_VISTOS`. Una consulta.
    """
    estado = estado_visto(marcas)
    total, atencion = func.count(Recibo.id), func.count(case((estado.in_(PIDEN_ATENCION), 1)))
    de_hoy = Lote.creado >= desde
    filas = sesion.execute(
        select(Lote, total, atencion, func.count(case((_en_curso(estado), 1))), de_hoy)
        .join(Recibo, Recibo.lote_id == Lote.id)
        .join(Documento, Documento.id == Recibo.documento_id, isouter=True)
        .where(Lote.creado_por == usuario_id, Lote.creado >= desde - ATRAS, por_ver())
        .group_by(Lote.id)
        .having(or_(de_hoy, atencion > 0))
        .order_by(Lote.id.desc())
        .limit(LOTES_VISTOS)
    )
    return [LoteBreve(lote.id, lote.creado, de(lote), n, mal, en, hoy) for lote, n, mal, en, hoy in filas]


def ver(sesion: Session, marcas: frozenset[str], lote: LoteBreve) -> LoteVisto:
    """Un lote con sus filas. Dos consultas."""
    filas = sesion.execute(
        select(Recibo, Documento, visible_para(marcas), _por_indexar(estado_visto(marcas)))
        .join(Documento, Documento.id == Recibo.documento_id, isouter=True)
        .where(Recibo.lote_id == lote.id, por_ver())
        .order_by(_orden(estado_visto(marcas)), Recibo.id)
        .limit(FILAS_VISTAS)
    ).all()
    leyendose = [doc.identificador for _, doc, ve, _ in filas if ve and doc.estado in EN_CURSO]
    avances = avances_de(sesion, leyendose)
    vistas = tuple(
        _fila(recibo, documento if ve else None, avances, buscable=not falta)
        for recibo, documento, ve, falta in filas
    )
    return LoteVisto(lote.id, lote.creado, lote.procedencia, vistas, lote.total, lote.atencion, lote.en_curso)


def de_lote(sesion: Session, marcas: frozenset[str], lote_id: int, limite: int) -> Sequence[str]:
    """Los registros de los documentos de un lote que el lector ve; a lo sumo `limite`."""
    return sesion.scalars(
        select(Documento.identificador)
        .where(Documento.lote_id == lote_id, visible_para(marcas))
        .order_by(Documento.id)
        .limit(limite)
    ).all()


def a_medias(sesion: Session, usuario_id: int | None) -> list[AMedias]:
    """Los archivos que esta persona no terminó de subir, del último al primero."""
    filas = sesion.scalars(
        select(Subida)
        .where(Subida.usuario_id == usuario_id, Subida.recibo_id.is_(None))
        .order_by(Subida.tocada.desc(), Subida.id.desc())
        .limit(FILAS_VISTAS)
    )
    return [AMedias(s.clave, s.nombre, s.posicion, s.tamano) for s in filas]


def avances_de(sesion: Session, identificadores: Collection[str]) -> dict[str, tuple[int, int]]:
    """Por dónde va la lectura de estos documentos: la página y el total; los que no lo dicen no aparecen."""
    if not identificadores:
        return {}
    filas = sesion.execute(
        select(Tarea.objeto, Tarea.avance).where(
            Tarea.clase == TAREA,
            Tarea.estado == EstadoTarea.TOMADA,
            Tarea.objeto.in_(identificadores),
            Tarea.avance.is_not(None),
        )
    )
    partes = {objeto: str(avance).partition("/") for objeto, avance in filas}
    return {
        objeto: (int(n), int(de)) for objeto, (n, _, de) in partes.items() if n.isdigit() and de.isdigit()
    }


def inicio_del_dia(hoy: date, ahora: datetime) -> datetime:
    """Desde cuándo cuenta «hoy»: nunca menos de doce horas, para no perder el lote a medianoche."""
    return min(datetime(hoy.year, hoy.month, hoy.day, tzinfo=ahora.tzinfo), ahora - timedelta(hours=12))


def por_ver() -> ColumnElement[bool]:
    """Los recibos que su dueño no ha quitado de la lista."""
    return and_(Recibo.atendido.is_(None), Recibo.estado != DESCARTADO)


def estado_visto(marcas: frozenset[str]) -> ColumnElement[str]:
    """El estado de un recibo para un lector con esas marcas, unido a su documento si lo ve."""
    return case(
        (Recibo.estado.in_(APARTE), Recibo.estado),
        (visible_para(marcas), Documento.estado),
        else_=OCULTO,
    )


def _orden(estado: ColumnElement[str]) -> ColumnElement[Any]:
    con_aviso = and_(Documento.id.is_not(None), func.json_array_length(Documento.avisos) > 0)
    return case(
        (estado.in_(PIDEN_ATENCION), 0),
        (estado == Estado.EN_PROCESO, 1),
        (_en_curso(estado), 2),
        (con_aviso, 3),
        else_=4,
    )


def _en_curso(estado: ColumnElement[str]) -> ColumnElement[bool]:
    return or_(estado.in_(EN_CURSO), _por_indexar(estado))


def _por_indexar(estado: ColumnElement[str]) -> ColumnElement[bool]:
    """Lo ya leído que aún no se puede buscar."""
    return and_(estado == Estado.POR_CATALOGAR, por_indexar(Documento.id, Documento.revision))


def _fila(
    recibo: Recibo, documento: Documento | None, avances: Mapping[str, tuple[int, int]], *, buscable: bool
) -> FilaLote:
    aparte = recibo.estado in APARTE
    leido = None if aparte else documento
    estado = recibo.estado if aparte else documento.estado if documento is not None else OCULTO
    motivo, salida = recibo.motivo, recibo.salida
    if documento is None and recibo.documento_id is not None and motivo:
        motivo, salida = GEMELO_OCULTO
    hechos = len(PASOS) if buscable else len(PASOS) - 1
    return FilaLote(
        recibo.codigo,
        recibo.nombre,
        recibo.tamano,
        estado,
        documento.identificador if documento is not None else None,
        documento.titulo if documento is not None else "",
        motivo or (leido.falla_motivo if leido is not None else ""),
        salida,
        leido.falla_codigo if leido is not None else "",
        tuple(leido.avisos) if leido is not None else (),
        0 if aparte else 1 if estado in {*EN_CURSO, Estado.CON_FALLA} else hechos,
        leido.origen_entrega if leido is not None else "",
        avances.get(documento.identificador) if documento is not None else None,
    )
