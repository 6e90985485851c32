"""El lote del día: los archivos que una persona subió juntos y la suerte de cada uno."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.duplicados import DESCARTADO
from centro_doc.catalogo.ingreso import DUPLICADO, GEMELO_OCULTO, RECHAZADO, TAREA
from centro_doc.catalogo.modelos import Documento, Estado, Lote, Recibo
from centro_doc.catalogo.modelos_subida import Subida
from centro_doc.tareas.modelos import EstadoTarea, Tarea

APARTE = (DUPLICADO, RECHAZADO)
PIDEN_ATENCION = (Estado.CON_FALLA, *APARTE)
EN_CURSO = (Estado.RECIBIDO, Estado.EN_PROCESO)
OCULTO = "oculto"
"""El estado de lo recibido cuyo documento ya no ve quien lo subió: terminó y no dice más."""
FILAS_VISTAS = 200
"""Filas de un lote que se muestran; las demás se cuentan."""


@dataclass(frozen=True, slots=True)
class FilaLote:
    """Un archivo de un lote con su suerte. `documento` sólo si el lector lo ve; `paso` va de 0 a 3.

    `avance` es la página por la que va la lectura y cuántas hay, si se sabe.
    """

    codigo: str
    nombre: str
    tamano: int | None
    estado: str
    documento: str | None
    titulo: str
    motivo: str
    salida: str
    falla: str
    avisos: tuple[str, ...]
    paso: int
    remitente: str = ""
    avance: tuple[int, int] | None = None

    @property
    def mal(self) -> bool:
        """¿Pide que alguien haga algo?"""
        return self.estado in PIDEN_ATENCION

    @property
    def en_curso(self) -> bool:
        """¿Se está leyendo, o espera a que la lean?"""
        return self.estado in EN_CURSO

    @property
    def en_palabras(self) -> str:
        """Lo que se está haciendo con él: «Reconociendo texto, página 64 de 112»."""
        if self.avance is not None:
            return f"Reconociendo texto, página {self.avance[0]} de {self.avance[1]}"
        return "Leyendo el texto" if self.estado == Estado.EN_PROCESO else "Recibido"

    @property
    def listo(self) -> bool:
        """¿Ya se leyó, sin observaciones?"""
        return not self.mal and not self.en_curso and not self.avisos


@dataclass(frozen=True, slots=True)
class AMedias:
    """Un archivo que no terminó de subir: octetos a salvo y los que tiene en total."""

    clave: str
    nombre: str
    posicion: int
    tamano: int


@dataclass(frozen=True, slots=True)
class LoteVisto:
    """El último lote del día de una persona: sus cuentas y sus primeras filas, la atención por delante."""

    id: int
    creado: datetime
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


def lote_de_hoy(
    sesion: Session, marcas: frozenset[str], usuario_id: int | None, *, desde: datetime
) -> LoteVisto | None:
    """El último lote que esta persona subió desde `desde` y en que queda algo por ver. Cuatro consultas."""
    con_algo = exists().where(Recibo.lote_id == Lote.id, por_ver())
    lote = sesion.scalar(
        select(Lote)
        .where(Lote.creado_por == usuario_id, Lote.creado >= desde, con_algo)
        .order_by(Lote.id.desc())
        .limit(1)
    )
    if lote is None:
        return None
    estado = estado_visto(marcas)
    total, atencion, en_curso = _cuentas(sesion, estado, lote.id)
    filas = sesion.execute(
        select(Recibo, Documento, visible_para(marcas))
        .join(Documento, Documento.id == Recibo.documento_id, isouter=True)
        .where(Recibo.lote_id == lote.id, por_ver())
        .order_by(_orden(estado), Recibo.id)
        .limit(FILAS_VISTAS)
    ).all()
    avances = avances_de(sesion, [doc.identificador for _, doc, ve in filas if ve and doc.estado in EN_CURSO])
    vistas = tuple(_fila(recibo, documento if ve else None, avances) for recibo, documento, ve in filas)
    return LoteVisto(lote.id, lote.creado, vistas, total, atencion, en_curso)


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


def _cuentas(sesion: Session, estado: ColumnElement[str], lote_id: int) -> tuple[int, int, int]:
    fila = sesion.execute(
        select(
            func.count(Recibo.id),
            func.count(case((estado.in_(PIDEN_ATENCION), 1))),
            func.count(case((estado.in_(EN_CURSO), 1))),
        )
        .join(Documento, Documento.id == Recibo.documento_id, isouter=True)
        .where(Recibo.lote_id == lote_id, por_ver())
    ).one()
    return int(fila[0]), int(fila[1]), int(fila[2])


def _orden(estado: ColumnElement[str]) -> ColumnElement[Any]:
    con_aviso = and_(Documento.id.is_not(None), func.json_array_length(Documento.avisos) > 0)
    return case(
        (estado.in_(PIDEN_ATENCION), 0),
        (estado == Estado.EN_PROCESO, 1),
        (estado == Estado.RECIBIDO, 2),
        (con_aviso, 3),
        else_=4,
    )


def _fila(recibo: Recibo, documento: Documento | None, avances: Mapping[str, tuple[int, int]]) -> FilaLote:
    aparte = recibo.estado in APARTE
    leido = None if aparte else documento
    estado = recibo.estado if aparte else documento.estado if documento is not None else OCULTO
    motivo, salida = recibo.motivo, recibo.salida
    if documento is None and recibo.documento_id is not None and motivo:
        motivo, salida = GEMELO_OCULTO
    pasos = {Estado.RECIBIDO: 1, Estado.EN_PROCESO: 2, Estado.CON_FALLA: 1}
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
        0 if aparte else 3 if estado == OCULTO else pasos.get(Estado(estado), 3),
        leido.origen_entrega if leido is not None else "",
        avances.get(documento.identificador) if documento is not None else None,
    )
