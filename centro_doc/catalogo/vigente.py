"""Cuál es la versión vigente de un documento, y su texto: el que se busca, se muestra y se cataloga.

Rige la última versión leída que está a la vista. Lo que está por revisar y lo retirado no rige para nadie:
el personal lo ve, pero si lo pide.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from centro_doc.catalogo.modelos import TextoGuardado, Version, Vista


def rige() -> ColumnElement[bool]:
    """La condición de las versiones que existen para quien ve el documento."""
    return Version.vista == Vista.A_LA_VISTA


def texto_vigente(sesion: Session, documento_id: int) -> int | None:
    """El último texto de la versión más nueva que ya se leyó; `None` si no hay ninguno.

    Mientras una versión recién llegada no se lee (o si no se puede leer), vale el texto de la anterior: el
    documento no desaparece de la búsqueda.
    """
    return sesion.scalar(el_vigente(documento_id))


def el_vigente(documento_id: int) -> Select[int]:
    """La consulta de `texto_vigente`, para ponerla dentro de otra."""
    return (
        select(TextoGuardado.id)
        .join(Version, Version.id == TextoGuardado.version_id)
        .where(Version.documento_id == documento_id, rige())
        .order_by(Version.numero.desc(), TextoGuardado.id.desc())
        .limit(1)
    )


def es_el_vigente() -> ColumnElement[bool]:
    """La condición, en una consulta con `Version` y `TextoGuardado`, de los textos vigentes."""
    otra, suyo = aliased(Version), aliased(TextoGuardado)
    ultimo = (
        select(suyo.id)
        .join(otra, otra.id == suyo.version_id)
        .where(otra.documento_id == Version.documento_id, otra.vista == Vista.A_LA_VISTA)
        .order_by(otra.numero.desc(), suyo.id.desc())
        .limit(1)
        .correlate(Version)
        .scalar_subquery()
    )
    return TextoGuardado.id == ultimo


def textos_vigentes(sesion: Session, documentos: Iterable[int]) -> dict[int, int]:
    """El texto vigente de cada documento que ya tiene uno."""
    filas = vigentes(Version.documento_id.in_(list(documentos))).subquery()
    return {f[0]: f[1] for f in sesion.execute(select(filas.c.documento_id, filas.c.texto_id))}


def vigentes(*condiciones: ColumnElement[bool]) -> Select[int, int, int, int | None]:
    """`documento_id`, `texto_id`, `version_id` y `archivo_id` del texto vigente de cada documento."""
    puesto = func.row_number().over(
        partition_by=Version.documento_id, order_by=(Version.numero.desc(), TextoGuardado.id.desc())
    )
    ordenados = (
        select(
            Version.documento_id,
            TextoGuardado.id.label("texto_id"),
            Version.id.label("version_id"),
            TextoGuardado.archivo_id,
            puesto.label("puesto"),
        )
        .join(TextoGuardado, TextoGuardado.version_id == Version.id)
        .where(rige(), *condiciones)
        .subquery()
    )
    c = ordenados.c
    return select(c.documento_id, c.texto_id, c.version_id, c.archivo_id).where(c.puesto == 1)


def ultimas_versiones() -> Select[int | None]:
    """La última versión a la vista de cada documento, leída o no."""
    return select(func.max(Version.id)).where(rige()).group_by(Version.documento_id)
