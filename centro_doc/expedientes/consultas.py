"""Los documentos de un nodo del plan, de un tema o de una institución, agrupados para leerlos."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.hechos import fecha_del_hecho
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.tipos import nombre_de_tipo, tipo, tipos
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.comun.paginacion import Hoja
from centro_doc.directorio.modelos import Institucion
from centro_doc.plan.modelos import ClaseNodo, Nodo
from centro_doc.vinculos.consultas import DocumentoVinculado, de_documentos, de_nodo, de_tema
from centro_doc.vinculos.modelos import Relacion
from centro_doc.vinculos.vistos import VinculoVisto

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
class DocumentoExpuesto:
    """Un documento en un grupo: sus vínculos con lo que se mira y, aparte, los códigos de los demás."""

    documento: Documento
    tipo: str
    fecha_texto: str
    emisor: str
    vinculos: tuple[VinculoVisto, ...]
    otros: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grupo:
    """Documentos juntos por su relación o por su clase. `total` cuenta también los que no se muestran."""

    clave: str
    nombre: str
    aclaracion: str
    documentos: tuple[DocumentoExpuesto, ...]
    total: int
    tipos: tuple[str, ...] = ()


def grupos_de_nodo(sesion: Session, nodo: Nodo, marcas: frozenset[str]) -> tuple[Grupo, ...]:
    """Los documentos de un nodo por su relación. Una actividad incluye los de sus sub-elementos."""
    con_partes = nodo.clase in _CON_SUS_PARTES
    hallados = de_nodo(sesion, nodo, marcas, con_descendientes=con_partes)
    por_relacion: defaultdict[str, list[DocumentoVinculado]] = defaultdict(list)
    for uno in hallados:
        for relacion in sorted({vinculo.relacion for vinculo in uno.vinculos}):
            suyos = tuple(v for v in uno.vinculos if v.relacion == relacion)
            por_relacion[relacion].append(DocumentoVinculado(uno.documento, suyos))
    partes = [(r, *RELACIONES[r], por_relacion[r], ()) for r in RELACIONES if r in por_relacion]
    return _grupos(sesion, partes)


def grupos_de_tema(sesion: Session, tema: Tema, marcas: frozenset[str]) -> tuple[Grupo, ...]:
    """Los documentos de un tema por su clase (leyes, iniciativas…), en el orden de la colección."""
    por_etiqueta: defaultdict[str, list[DocumentoVinculado]] = defaultdict(list)
    for uno in de_tema(sesion, tema, marcas):
        por_etiqueta[_etiqueta(uno.documento)].append(uno)
    nombres = {**tipos().etiquetas, "otros": "Otros documentos"}
    partes = [
        (clave, nombre, "", por_etiqueta[clave], tipos().claves_de(clave))
        for clave, nombre in nombres.items()
        if clave in por_etiqueta
    ]
    return _grupos(sesion, partes)


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
    return Hoja(_expuestos(sesion, vinculados), hoja, por_hoja, total)


def _grupos(
    sesion: Session,
    partes: Iterable[tuple[str, str, str, list[DocumentoVinculado], tuple[str, ...]]],
) -> tuple[Grupo, ...]:
    partes = list(partes)
    mostrados = [uno for *_, suyos, _ in partes for uno in suyos[:A_LA_VISTA]]
    expuestos = iter(_expuestos(sesion, mostrados))
    return tuple(
        Grupo(
            clave,
            nombre,
            aclaracion,
            tuple(next(expuestos) for _ in suyos[:A_LA_VISTA]),
            len(suyos),
            claves,
        )
        for clave, nombre, aclaracion, suyos, claves in partes
    )


def _expuestos(sesion: Session, vinculados: Sequence[DocumentoVinculado]) -> list[DocumentoExpuesto]:
    emisores = _emisores(sesion, [uno.documento for uno in vinculados])
    otros = de_documentos(sesion, [uno.documento.id for uno in vinculados])
    return [_expuesto(uno, emisores, otros.get(uno.documento.id, ())) for uno in vinculados]


def _expuesto(
    uno: DocumentoVinculado, emisores: Mapping[int, str], todos: Sequence[VinculoVisto]
) -> DocumentoExpuesto:
    documento = uno.documento
    fecha = fecha_del_hecho(documento.tipo, documento.fechas)
    propios = {vinculo.codigo for vinculo in uno.vinculos}
    otros = dict.fromkeys(
        v.codigo for v in todos if v.codigo not in propios and v.relacion != Relacion.ENUNCIA
    )
    return DocumentoExpuesto(
        documento=documento,
        tipo=nombre_de_tipo(documento.tipo),
        fecha_texto=fecha_con_precision(fecha.valor, fecha.precision) if fecha is not None else "sin fecha",
        emisor=emisores.get(documento.emisor_id or 0, ""),
        vinculos=uno.vinculos,
        otros=tuple(otros),
    )


def _emisores(sesion: Session, documentos: Iterable[Documento]) -> Mapping[int, str]:
    ids = {documento.emisor_id for documento in documentos if documento.emisor_id is not None}
    if not ids:
        return {}
    filas = sesion.execute(select(Institucion.id, Institucion.nombre).where(Institucion.id.in_(sorted(ids))))
    return dict(filas.all())


def _etiqueta(documento: Documento) -> str:
    del_tipo = tipo(documento.tipo)
    return del_tipo.etiqueta if del_tipo is not None else "otros"
