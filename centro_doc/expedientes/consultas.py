"""Los documentos de un nodo del plan, de un tema o de una institución, agrupados para leerlos."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.paginacion import Hoja
from centro_doc.directorio.modelos import Institucion
from centro_doc.expedientes.expuestos import DocumentoExpuesto, exponer
from centro_doc.plan.modelos import ClaseNodo, Nodo
from centro_doc.vinculos.consultas import (
    DocumentoVinculado,
    de_nodo,
    lista_de_nodo,
)
from centro_doc.vinculos.modelos import Relacion

A_LA_VISTA = 20
"""Documentos que se muestran de cada grupo; el resto se ve en la búsqueda."""
RELACIONES: Mapping[str, tuple[str, str]] = {
    Relacion.SUSTENTA: ("Lo sustentan", ""),
    Relacion.PRODUCTO: ("Son producto suyo", ""),
    Relacion.CONTRADICE: ("Lo contradicen", "No cuentan para la cobertura."),
    Relacion.ANTECEDENTE: ("Son antecedente", "No cuentan para la cobertura."),
    Relacion.ENUNCIA: ("Lo enuncian", "No cuentan para la cobertura: un plan no se prueba a sí mismo."),
}
"""Cada relación, como se lee desde el nodo, con lo que conviene aclarar; en el orden en que se muestran."""
_CON_SUS_PARTES = frozenset(
    {ClaseNodo.ACTIVIDAD, ClaseNodo.SUBACTIVIDAD, ClaseNodo.SUBPRODUCTO, ClaseNodo.META}
)


@dataclass(frozen=True, slots=True)
class Grupo:
    """Documentos juntos por su relación o por su clase. `total` cuenta también los que no se muestran."""

    clave: str
    nombre: str
    aclaracion: str
    documentos: tuple[DocumentoExpuesto, ...]
    total: int


@dataclass(frozen=True, slots=True)
class _Parte:
    """Un grupo antes de cargar sus documentos."""

    clave: str
    nombre: str
    aclaracion: str
    ids: tuple[int, ...]


def grupos_de_nodo(sesion: Session, nodo: Nodo, marcas: frozenset[str]) -> tuple[Grupo, ...]:
    """Los documentos de un nodo por su relación. Una actividad incluye los de sus sub-elementos."""
    con_partes = nodo.clase in _CON_SUS_PARTES
    lista = lista_de_nodo(sesion, nodo, marcas, con_descendientes=con_partes)
    partes = [
        _Parte(
            relacion, *RELACIONES[relacion], tuple(v.documento_id for v in lista if v.relacion == relacion)
        )
        for relacion in RELACIONES
    ]
    documentos = de_nodo(sesion, nodo, marcas, con_descendientes=con_partes, solo=_a_mostrar(partes))
    return _grupos(sesion, partes, documentos, por_relacion=True)


def documentos_emitidos(
    sesion: Session, institucion: Institucion, marcas: frozenset[str], *, hoja: int = 1, por_hoja: int = 25
) -> Hoja[DocumentoExpuesto]:
    """Los documentos publicados de una institución que el lector ve, del más reciente al más antiguo."""
    condiciones = (
        Documento.emisor_id == institucion.id,
        Documento.estado == Estado.PUBLICADO,
        visible_para(marcas),
    )
    total = sesion.scalar(select(func.count(Documento.id)).where(*condiciones)) or 0
    documentos = sesion.scalars(
        select(Documento)
        .where(*condiciones)
        .options(selectinload(Documento.fechas))
        .order_by(Documento.publicado.desc(), Documento.id.desc())
        .offset((hoja - 1) * por_hoja)
        .limit(por_hoja)
    ).all()
    vinculados = [DocumentoVinculado(documento, ()) for documento in documentos]
    return Hoja(exponer(sesion, vinculados), hoja, por_hoja, total)


def _a_mostrar(partes: Iterable[_Parte]) -> frozenset[int]:
    return frozenset(numero for parte in partes for numero in parte.ids[:A_LA_VISTA])


def _grupos(
    sesion: Session,
    partes: Iterable[_Parte],
    documentos: Iterable[DocumentoVinculado],
    *,
    por_relacion: bool = False,
) -> tuple[Grupo, ...]:
    hallados = {uno.documento.id: uno for uno in documentos}
    expuestos = {e.documento.id: e for e in exponer(sesion, list(hallados.values()))}
    return tuple(
        Grupo(
            parte.clave,
            parte.nombre,
            parte.aclaracion,
            tuple(
                _de_la_relacion(expuestos[numero], parte.clave) if por_relacion else expuestos[numero]
                for numero in parte.ids[:A_LA_VISTA]
            ),
            len(parte.ids),
        )
        for parte in partes
        if parte.ids
    )


def _de_la_relacion(expuesto: DocumentoExpuesto, relacion: str) -> DocumentoExpuesto:
    return replace(expuesto, vinculos=tuple(v for v in expuesto.vinculos if v.relacion == relacion))
