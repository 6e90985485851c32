"""El lote del día: los archivos que una persona subió juntos y la suerte de cada uno."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.duplicados import DESCARTADO
from centro_doc.catalogo.ingreso import DUPLICADO, GEMELO_OCULTO, RECHAZADO
from centro_doc.catalogo.modelos import Documento, Estado, Lote, Recibo

LISTOS = frozenset({Estado.POR_CATALOGAR, Estado.PUBLICADO, Estado.RETIRADO})


@dataclass(frozen=True, slots=True)
class FilaLote:
    """Un archivo de un lote con su suerte. `documento` sólo si el lector lo ve; `paso` va de 0 a 3."""

    codigo: str
    nombre: str
    tamano: int | None
    estado: str
    documento: str | None
    titulo: str
    motivo: str
    salida: str
    avisos: tuple[str, ...]
    paso: int

    @property
    def mal(self) -> bool:
        """¿Pide que alguien haga algo?"""
        return self.estado in {Estado.CON_FALLA, DUPLICADO, RECHAZADO}

    @property
    def listo(self) -> bool:
        """¿Ya se leyó, sin observaciones?"""
        return self.estado in LISTOS and not self.avisos


@dataclass(frozen=True, slots=True)
class LoteVisto:
    """El último lote del día de una persona, con lo que pide atención delante."""

    creado: datetime
    filas: tuple[FilaLote, ...]

    @property
    def atencion(self) -> int:
        """Cuántos piden que alguien haga algo."""
        return sum(1 for fila in self.filas if fila.mal)

    @property
    def listos(self) -> int:
        """Cuántos ya se leyeron."""
        return sum(1 for fila in self.filas if fila.estado in LISTOS)

    @property
    def en_curso(self) -> int:
        """Cuántos se están leyendo."""
        return len(self.filas) - self.atencion - self.listos


def lote_de_hoy(
    sesion: Session, marcas: frozenset[str], usuario_id: int | None, *, desde: datetime
) -> LoteVisto | None:
    """El último lote que esta persona subió desde `desde`. Dos consultas."""
    lote = sesion.scalar(
        select(Lote)
        .where(Lote.creado_por == usuario_id, Lote.creado >= desde)
        .order_by(Lote.id.desc())
        .limit(1)
    )
    if lote is None:
        return None
    filas = sesion.execute(
        select(Recibo, Documento, visible_para(marcas))
        .join(Documento, Documento.id == Recibo.documento_id, isouter=True)
        .where(Recibo.lote_id == lote.id, Recibo.estado != DESCARTADO)
        .order_by(Recibo.id)
    ).all()
    vistas = [_fila_lote(recibo, documento if visible else None) for recibo, documento, visible in filas]
    return LoteVisto(lote.creado, tuple(sorted(vistas, key=lambda fila: (not fila.mal, fila.listo))))


def inicio_del_dia(hoy: date, ahora: datetime) -> datetime:
    """Desde cuándo cuenta «hoy»: nunca menos de doce horas, para no perder el lote a medianoche."""
    return min(datetime(hoy.year, hoy.month, hoy.day, tzinfo=ahora.tzinfo), ahora - timedelta(hours=12))


def _fila_lote(recibo: Recibo, documento: Documento | None) -> FilaLote:
    aparte = recibo.estado in {DUPLICADO, RECHAZADO}
    estado = recibo.estado if aparte or documento is None else documento.estado
    falla = documento.falla_motivo if documento is not None and not aparte else ""
    motivo, salida = recibo.motivo, recibo.salida
    if documento is None and recibo.documento_id is not None and motivo:
        motivo, salida = GEMELO_OCULTO
    return FilaLote(
        recibo.codigo,
        recibo.nombre,
        recibo.tamano,
        estado,
        documento.identificador if documento is not None else None,
        documento.titulo if documento is not None else "",
        motivo or falla,
        salida,
        tuple(documento.avisos) if documento is not None and not aparte else (),
        0
        if aparte
        else {Estado.RECIBIDO: 1, Estado.EN_PROCESO: 2, Estado.CON_FALLA: 1}.get(Estado(estado), 3),
    )
