"""Las páginas de un documento que conviene mirar: las que quedaron sin texto y las que leyó el OCR."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado, PaginaGuardada, TextoGuardado, Version
from centro_doc.catalogo.ocr_pendiente import los_que_esperan
from centro_doc.catalogo.vigente import es_el_vigente
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.paginacion import Hoja

POR_HOJA = 20
_POR_MIRAR = ("sin_texto", "ocr")


@dataclass(frozen=True, slots=True)
class PaginasPorMirar:
    """Los números de las páginas sin texto y de las leídas por OCR de un documento, y sus avisos."""

    identificador: str
    titulo: str
    avisos: tuple[str, ...]
    sin_texto: tuple[int, ...]
    por_ocr: tuple[int, ...]


def por_leer(sesion: Session, marcas: frozenset[str], hoja: int) -> Hoja[PaginasPorMirar]:
    """Los documentos que el lector ve y esperan al OCR, con sus páginas. Tres consultas."""
    esperan = los_que_esperan(marcas).with_only_columns(Documento.id)
    total = sesion.scalar(select(func.count()).select_from(esperan.subquery())) or 0
    numero = min(hoja, max(1, -(-total // POR_HOJA)))
    elegidos = sesion.scalars(esperan.offset((numero - 1) * POR_HOJA).limit(POR_HOJA)).all()
    return Hoja(_de(sesion, Documento.id.in_(elegidos)) if elegidos else (), numero, POR_HOJA, total)


def de_documento(sesion: Session, marcas: frozenset[str], identificador: str) -> PaginasPorMirar:
    """Las de un documento; levanta `NoEncontrado` si el lector no lo ve."""
    halladas = _de(sesion, Documento.identificador == identificador, visible_para(marcas))
    if not halladas:
        raise NoEncontrado("No encontramos ese documento.")
    return halladas[0]


def con_paginas(sesion: Session, identificadores: Collection[str]) -> frozenset[str]:
    """Cuáles de estos documentos, que el lector ya ve, tienen páginas por mirar. A lo sumo una consulta."""
    if not identificadores:
        return frozenset()
    filas = (
        select(Documento.identificador)
        .join(Version, Version.documento_id == Documento.id)
        .join(TextoGuardado, TextoGuardado.version_id == Version.id)
        .join(PaginaGuardada, PaginaGuardada.texto_id == TextoGuardado.id)
        .where(
            Documento.identificador.in_(identificadores),
            PaginaGuardada.origen.in_(_POR_MIRAR),
            es_el_vigente(),
        )
        .distinct()
    )
    return frozenset(sesion.scalars(filas))


def _de(sesion: Session, *condiciones: ColumnElement[bool]) -> Sequence[PaginasPorMirar]:
    documentos = sesion.scalars(
        select(Documento).where(Documento.estado != Estado.UNIDO, *condiciones).order_by(Documento.id)
    ).all()
    filas = sesion.execute(
        select(Version.documento_id, PaginaGuardada.numero, PaginaGuardada.origen)
        .join(TextoGuardado, TextoGuardado.version_id == Version.id)
        .join(PaginaGuardada, PaginaGuardada.texto_id == TextoGuardado.id)
        .where(Version.documento_id.in_([d.id for d in documentos]))
        .where(PaginaGuardada.origen.in_(_POR_MIRAR), es_el_vigente())
        .order_by(PaginaGuardada.numero)
    ).all()

    def cuales(documento: Documento, origen: str) -> tuple[int, ...]:
        return tuple(numero for suyo, numero, como in filas if (suyo, como) == (documento.id, origen))

    return [
        PaginasPorMirar(d.identificador, d.titulo, tuple(d.avisos), cuales(d, "sin_texto"), cuales(d, "ocr"))
        for d in documentos
    ]
