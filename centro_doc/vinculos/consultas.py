"""Lecturas de los vínculos: los de un documento, los de un nodo y los de un tema, y cuántos hay.

Lo que se lista o se cuenta respeta las marcas de acceso del lector. Un vínculo con un tema sube a su
subproducto, y todo vínculo, a los ancestros de su nodo.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, selectinload

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.paginacion import Hoja
from centro_doc.plan.modelos import Nodo
from centro_doc.vinculos.arbol import descendientes, linea
from centro_doc.vinculos.modelos import EstadoVinculo, Evidencia, Relacion, Vinculo
from centro_doc.vinculos.vistos import VinculoVisto, vistos

CUENTAN = (Relacion.SUSTENTA, Relacion.PRODUCTO)
"""Las relaciones que son cobertura; `enuncia` no lo es: el plan no se prueba a sí mismo."""


@dataclass(frozen=True, slots=True)
class DocumentoVinculado:
    """Un documento y los vínculos por los que aparece en la página de un nodo o de un tema."""

    documento: Documento
    vinculos: tuple[VinculoVisto, ...]


@dataclass(frozen=True, slots=True)
class Vinculado:
    """Lo mínimo para contar y agrupar los documentos de un nodo o de un tema."""

    documento_id: int
    relacion: str
    tipo: str | None


def evidencias(sesion: Session, documento_id: int) -> Sequence[Evidencia]:
    """Todas las evidencias de los vínculos de un documento."""
    return sesion.scalars(
        select(Evidencia)
        .join(Vinculo, Vinculo.id == Evidencia.vinculo_id)
        .where(Vinculo.documento_id == documento_id)
        .order_by(Evidencia.id)
    ).all()


def de_documento(
    sesion: Session, documento_id: int, *, estados: Iterable[str] = (EstadoVinculo.CONFIRMADO,)
) -> tuple[VinculoVisto, ...]:
    """Los vínculos de un documento que el lector ya puede ver: primero los temas, después los del plan."""
    condicion = (Vinculo.documento_id == documento_id) & Vinculo.estado.in_(list(estados))
    return vistos(sesion, condicion)


def de_documentos(sesion: Session, ids: Collection[int]) -> dict[int, tuple[VinculoVisto, ...]]:
    """Los vínculos confirmados de varios documentos, sin sus pasajes; para las listas."""
    condicion = Vinculo.documento_id.in_(ids) & (Vinculo.estado == EstadoVinculo.CONFIRMADO)
    agrupados: dict[int, list[VinculoVisto]] = {}
    for vinculo in vistos(sesion, condicion, con_pasajes=False):
        agrupados.setdefault(vinculo.documento_id, []).append(vinculo)
    return {documento: tuple(vinculos) for documento, vinculos in agrupados.items()}


def lista_de_nodo(
    sesion: Session, nodo: Nodo, marcas: frozenset[str], *, con_descendientes: bool = True
) -> Sequence[Vinculado]:
    """Qué documentos están vinculados con un nodo y con qué relación, del más reciente al más antiguo."""
    return _lista(sesion, _destino_de_nodo(sesion, nodo, con_descendientes), marcas)


def sin_publicar_de_nodo(sesion: Session, nodo: Nodo, marcas: frozenset[str]) -> Sequence[tuple[str, str]]:
    """El registro y el título de lo ya vinculado con un nodo y sus partes que aún no se publica ni cuenta.

    No lo retirado, ni lo que sólo enuncia.
    """
    filas = sesion.execute(
        select(Documento.identificador, Documento.titulo)
        .join(Vinculo, Vinculo.documento_id == Documento.id)
        .where(
            _destino_de_nodo(sesion, nodo, True),
            Vinculo.estado == EstadoVinculo.CONFIRMADO,
            Vinculo.relacion != Relacion.ENUNCIA,
            Documento.estado.not_in((Estado.PUBLICADO, Estado.RETIRADO)),
            visible_para(marcas),
        )
        .distinct()
        .order_by(Documento.identificador)
    )
    return [(registro, titulo) for registro, titulo in filas]


def lista_de_tema(sesion: Session, tema: Tema, marcas: frozenset[str]) -> Sequence[Vinculado]:
    """Qué documentos están vinculados con un tema y con qué relación, del más reciente al más antiguo."""
    return _lista(sesion, Vinculo.tema_id == tema.id, marcas)


def de_nodo(
    sesion: Session,
    nodo: Nodo,
    marcas: frozenset[str],
    *,
    con_descendientes: bool = True,
    solo: Collection[int] | None = None,
) -> tuple[DocumentoVinculado, ...]:
    """Los documentos publicados vinculados con un nodo, con sus descendientes y con los temas de ellos.

    Con `solo`, los de esos números y nada más: una página no carga los que no muestra.
    """
    return _documentos(sesion, _destino_de_nodo(sesion, nodo, con_descendientes), marcas, solo)


def de_tema(
    sesion: Session, tema: Tema, marcas: frozenset[str], *, solo: Collection[int] | None = None
) -> tuple[DocumentoVinculado, ...]:
    """Los documentos publicados vinculados con un tema de la agenda; con `solo`, los de esos números."""
    return _documentos(sesion, Vinculo.tema_id == tema.id, marcas, solo)


def cuentas_por_tema(sesion: Session, marcas: frozenset[str]) -> dict[int, int]:
    """Cuántos documentos publicados, que el lector ve, están vinculados con cada tema.

    Quien sólo lo enuncia, como el propio plan, no cuenta.
    """
    filas = sesion.execute(
        select(Tema.id, func.count(Vinculo.documento_id.distinct()))
        .join(Vinculo, Vinculo.tema_id == Tema.id)
        .join(Documento, Documento.id == Vinculo.documento_id)
        .where(*_a_la_vista(marcas), Vinculo.relacion != Relacion.ENUNCIA)
        .group_by(Tema.id)
    )
    return {fila[0]: int(fila[1]) for fila in filas}


def documentos_sin_vinculos(
    sesion: Session, marcas: frozenset[str], *, hoja: int = 1, por_hoja: int = 50
) -> Hoja[Documento]:
    """Los documentos publicados sin ningún vínculo confirmado, del más reciente al más antiguo."""
    condiciones = (
        Documento.estado == Estado.PUBLICADO,
        visible_para(marcas),
        ~con_vinculo(),
    )
    total = sesion.scalar(select(func.count(Documento.id)).where(*condiciones)) or 0
    elementos = sesion.scalars(
        select(Documento)
        .where(*condiciones)
        .order_by(Documento.publicado.desc(), Documento.id.desc())
        .offset((hoja - 1) * por_hoja)
        .limit(por_hoja)
    ).all()
    return Hoja(elementos, hoja, por_hoja, total)


def confirmados(sesion: Session, documento_id: int) -> int:
    """Cuántos vínculos confirmados tiene: con cero no se publica sin un motivo escrito."""
    return (
        sesion.scalar(
            select(func.count()).where(
                Vinculo.documento_id == documento_id, Vinculo.estado == EstadoVinculo.CONFIRMADO
            )
        )
        or 0
    )


def con_vinculo() -> ColumnElement[bool]:
    """La condición SQL de los documentos que tienen algún vínculo confirmado."""
    return exists().where(Vinculo.documento_id == Documento.id, Vinculo.estado == EstadoVinculo.CONFIRMADO)


def codigos_por_documento(
    sesion: Session, ids: Collection[int]
) -> dict[int, tuple[frozenset[str], frozenset[str]]]:
    """Para el índice: los temas y los nodos, con sus ancestros, a que cada documento está vinculado.

    El tema sube a su subproducto y a los ancestros de este. Sólo vínculos confirmados.
    """
    filas = sesion.execute(
        select(Vinculo.documento_id, Tema.codigo, func.coalesce(Vinculo.nodo_id, Tema.nodo_id))
        .join(Tema, Tema.id == Vinculo.tema_id, isouter=True)
        .where(Vinculo.documento_id.in_(ids), Vinculo.estado == EstadoVinculo.CONFIRMADO)
    ).all()
    if not filas:
        return {}
    nodos = {n.id: n for n in sesion.execute(select(Nodo.id, Nodo.padre_id, Nodo.codigo))}
    padres = {n.id: n.padre_id for n in nodos.values()}
    temas: dict[int, set[str]] = {}
    codigos: dict[int, set[str]] = {}
    for documento, tema, nodo in filas:
        temas.setdefault(documento, set()).update((tema,) if tema else ())
        codigos.setdefault(documento, set()).update(nodos[n].codigo for n in linea(padres, nodo))
    return {d: (frozenset(temas[d]), frozenset(codigos[d])) for d in codigos}


def _a_la_vista(marcas: frozenset[str]) -> tuple[ColumnElement[bool], ...]:
    return (
        Vinculo.estado == EstadoVinculo.CONFIRMADO,
        Documento.estado == Estado.PUBLICADO,
        visible_para(marcas),
    )


def _destino_de_nodo(sesion: Session, nodo: Nodo, con_descendientes: bool) -> ColumnElement[bool]:
    ramas = descendientes(sesion, nodo) if con_descendientes else frozenset({nodo.id})
    temas = sesion.scalars(select(Tema.id).where(Tema.nodo_id.in_(ramas))).all()
    return Vinculo.nodo_id.in_(ramas) | Vinculo.tema_id.in_(temas)


def _lista(sesion: Session, destino: ColumnElement[bool], marcas: frozenset[str]) -> Sequence[Vinculado]:
    filas = sesion.execute(
        select(Documento.id, Vinculo.relacion, Documento.tipo, Documento.publicado)
        .join(Vinculo, Vinculo.documento_id == Documento.id)
        .where(destino, *_a_la_vista(marcas))
        .distinct()
        .order_by(Documento.publicado.desc(), Documento.id.desc(), Vinculo.relacion)
    )
    return [Vinculado(documento, relacion, clase) for documento, relacion, clase, _ in filas]


def _documentos(
    sesion: Session,
    destino: ColumnElement[bool],
    marcas: frozenset[str],
    solo: Collection[int] | None,
) -> tuple[DocumentoVinculado, ...]:
    confirmado, *visible = _a_la_vista(marcas)
    if solo is not None:
        visible.append(Documento.id.in_(solo))
    documentos = sesion.scalars(
        select(Documento)
        .where(exists().where(Vinculo.documento_id == Documento.id, destino, confirmado), *visible)
        .options(selectinload(Documento.fechas))
        .order_by(Documento.titulo, Documento.id)
    ).all()
    vinculos: dict[int, list[VinculoVisto]] = {}
    suyos = Vinculo.documento_id.in_([d.id for d in documentos])
    for vinculo in vistos(sesion, destino & suyos & confirmado):
        vinculos.setdefault(vinculo.documento_id, []).append(vinculo)
    return tuple(DocumentoVinculado(d, tuple(vinculos[d.id])) for d in documentos)
