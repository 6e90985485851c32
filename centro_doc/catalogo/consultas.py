"""Lecturas del catálogo: lo que está en trabajo, los documentos vecinos y la suerte de lo importado.

Todas filtran por las marcas del lector: lo que no ve no existe, ni en las listas ni en las cuentas.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.ingreso import TAREA
from centro_doc.catalogo.modelos import (
    Documento,
    Estado,
    PaginaGuardada,
    TextoGuardado,
    Version,
)
from centro_doc.comun.paginacion import Hoja
from centro_doc.cuentas.modelos import Usuario
from centro_doc.indice.consultas import generacion_activa
from centro_doc.indice.modelos import Indexado
from centro_doc.tareas.modelos import EstadoTarea, Tarea

POR_HOJA = 25
EN_TRABAJO = (Estado.RECIBIDO, Estado.EN_PROCESO, Estado.POR_CATALOGAR, Estado.CON_FALLA)
PESTANAS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "todos": ("Todos", EN_TRABAJO),
    "por_catalogar": ("Por catalogar", (Estado.POR_CATALOGAR,)),
    "mios": ("Asignados a mí", EN_TRABAJO),
    "en_proceso": ("En proceso", (Estado.RECIBIDO, Estado.EN_PROCESO)),
    "con_falla": ("Con problema", (Estado.CON_FALLA,)),
    "retirados": ("Retirados", (Estado.RETIRADO,)),
}
"""Clave de la pestaña → su nombre y los estados que junta."""
ORDENES = ("ingreso", "-ingreso", "titulo", "-titulo", "registro", "-registro")


@dataclass(frozen=True, slots=True)
class FiltroCola:
    """Qué parte de la cola se pide; los valores que no existen ya vienen cambiados por los de siempre."""

    pestana: str = "por_catalogar"
    texto: str = ""
    orden: str = "ingreso"
    hoja: int = 1


@dataclass(frozen=True, slots=True)
class FilaCola:
    """Un documento en trabajo. `paginas` es `None` si aún no se lee."""

    identificador: str
    titulo: str
    origen: str
    paginas: int | None
    ingreso: datetime
    estado: str
    falla: str
    avisos: int
    asignado: str | None
    acceso: str


@dataclass(frozen=True, slots=True)
class Cola:
    """Lo que está en trabajo para un lector: la hoja pedida, las cuentas y el más antiguo."""

    hoja: Hoja[FilaCola]
    cuentas: Mapping[str, int]
    mas_antiguo: datetime | None


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


def cola(sesion: Session, marcas: frozenset[str], usuario_id: int | None, filtro: FiltroCola) -> Cola:
    """La hoja pedida de los documentos en trabajo. Cuatro consultas, sea cual sea el tamaño."""
    cuentas, mas_antiguo = _cuentas(sesion, marcas, usuario_id)
    consulta = _en_pestana(marcas, usuario_id, filtro.pestana)
    if filtro.texto:
        consulta = consulta.where(_contiene(filtro.texto))
        total = sesion.scalar(select(func.count()).select_from(consulta.subquery())) or 0
    else:
        total = cuentas[filtro.pestana]
    hoja = min(filtro.hoja, max(1, -(-total // POR_HOJA)))
    filas = sesion.execute(
        consulta.add_columns(Usuario.nombre)
        .join(Usuario, Usuario.id == Documento.asignado_a, isouter=True)
        .order_by(*_orden(filtro.orden))
        .offset((hoja - 1) * POR_HOJA)
        .limit(POR_HOJA)
    ).all()
    paginas = paginas_de(sesion, [fila[0].id for fila in filas])
    elementos = [_fila(documento, asignado, paginas.get(documento.id)) for documento, asignado in filas]
    return Cola(Hoja(elementos, hoja, POR_HOJA, total), cuentas, mas_antiguo)


def pendientes(sesion: Session, marcas: frozenset[str]) -> int:
    """Cuántos documentos esperan que alguien los catalogue."""
    consulta = select(func.count(Documento.id)).where(
        Documento.estado == Estado.POR_CATALOGAR, visible_para(marcas)
    )
    return sesion.scalar(consulta) or 0


def paginas_de(sesion: Session, ids: Collection[int]) -> dict[int, int]:
    """Cuántas páginas tiene el último texto leído de cada documento; los no leídos no aparecen."""
    if not ids:
        return {}
    ultimo = (
        select(Version.documento_id, func.max(TextoGuardado.id).label("texto"))
        .join(TextoGuardado, TextoGuardado.version_id == Version.id)
        .where(Version.documento_id.in_(ids))
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
    """La última versión, si su lectura falló: el documento lo dice, o no tiene texto y nadie la lee ya."""
    version = sesion.scalar(
        select(Version).where(Version.documento_id == documento.id).order_by(Version.numero.desc()).limit(1)
    )
    if version is None or documento.estado == Estado.CON_FALLA:
        return version
    leida = select(TextoGuardado.id).where(TextoGuardado.version_id == version.id).exists()
    en_curso = (
        select(Tarea.id)
        .where(Tarea.clase == TAREA, Tarea.objeto == documento.identificador)
        .where(Tarea.estado.in_([EstadoTarea.PENDIENTE, EstadoTarea.TOMADA]))
        .exists()
    )
    return None if sesion.scalar(select(or_(leida, en_curso))) else version


def _identificador(numero: int | None) -> str | None:
    return None if numero is None else f"CD-{numero:05d}"


def _cuentas(
    sesion: Session, marcas: frozenset[str], usuario_id: int | None
) -> tuple[dict[str, int], datetime | None]:
    columnas = [func.count(case((_condicion(clave, usuario_id), 1))).label(clave) for clave in PESTANAS]
    antiguo = func.min(case((Documento.estado.in_(EN_TRABAJO), Documento.creado)))
    estados = (*EN_TRABAJO, Estado.RETIRADO)
    fila = sesion.execute(
        select(*columnas, antiguo).where(Documento.estado.in_(estados), visible_para(marcas))
    ).one()
    cuentas = {clave: int(fila[i]) for i, clave in enumerate(PESTANAS)}
    return cuentas, cast(datetime | None, fila[-1])


def _condicion(pestana: str, usuario_id: int | None) -> ColumnElement[bool]:
    condicion = Documento.estado.in_(PESTANAS[pestana][1])
    return and_(condicion, Documento.asignado_a == usuario_id) if pestana == "mios" else condicion


def _en_pestana(marcas: frozenset[str], usuario_id: int | None, pestana: str) -> Select[Documento]:
    return select(Documento).where(_condicion(pestana, usuario_id), visible_para(marcas))


def _contiene(texto: str) -> ColumnElement[bool]:
    return or_(
        Documento.titulo.icontains(texto, autoescape=True),
        Documento.identificador.icontains(texto, autoescape=True),
        Documento.numero.icontains(texto, autoescape=True),
    )


def _orden(orden: str) -> tuple[ColumnElement[Any], ...]:
    columna: ColumnElement[Any] = {
        "titulo": func.lower(Documento.titulo),
        "registro": Documento.id.expression,
    }.get(orden.lstrip("-"), Documento.creado.expression)
    return (columna.desc(), Documento.id.desc()) if orden.startswith("-") else (columna, Documento.id.asc())


def _fila(documento: Documento, asignado: str | None, paginas: int | None) -> FilaCola:
    return FilaCola(
        documento.identificador,
        documento.titulo,
        documento.origen_entrega,
        paginas,
        documento.creado,
        documento.estado,
        documento.falla_motivo,
        len(documento.avisos),
        asignado,
        documento.acceso,
    )
