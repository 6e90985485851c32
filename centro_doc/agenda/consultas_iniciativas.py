"""Lecturas de las iniciativas: la lista con sus filtros, una sola y las de un tema, a una fecha."""

import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.etapas import Etapa
from centro_doc.agenda.expediente import DEL_PAIS, numero_de
from centro_doc.agenda.formularios import Filtros
from centro_doc.agenda.leida import Leida, Momento
from centro_doc.agenda.leidas import leer
from centro_doc.agenda.modelos import TEMAS_DE_INICIATIVA, EtapaDeIniciativa, Iniciativa, Tema
from centro_doc.agenda.numeros import clave, leer_numero
from centro_doc.agenda.visibles import a_la_vista, iniciativa_para
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.paginacion import Hoja

POR_HOJA = 40
TemasDeVarios: TypeAlias = Callable[[Collection[int]], Mapping[int, Collection[str]]]
"""Los códigos de los temas a que está vinculado cada documento, por su número."""


def sin_temas_de_varios(_documentos: Collection[int]) -> Mapping[int, Collection[str]]:
    """Ninguno: para quien no pregunta por ellos."""
    return {}


@dataclass(frozen=True, slots=True)
class ListaDeIniciativas:
    """Una hoja de la lista, y lo que ofrecen sus filtros."""

    hoja: Hoja[Leida]
    estados: tuple[Etapa, ...]
    anios: tuple[int, ...]
    sin_registro: int
    """Los documentos de tipo iniciativa, de los que el lector ve y del tema que se filtra, sin registrar."""
    no_consta: tuple[Leida, ...] = ()
    """De una fecha que ya pasó, las que no consta si ya estaban presentadas."""


def lista(
    sesion: Session,
    filtros: Filtros,
    marcas: frozenset[str],
    *,
    fecha: date,
    hoja: int = 1,
    hoy: date | None = None,
    temas_de: TemasDeVarios = sin_temas_de_varios,
) -> ListaDeIniciativas:
    """Las iniciativas que cumplen los filtros, de la más reciente a la más antigua por su número.

    Con `hoy`, de una fecha anterior salen sólo las que ya estaban presentadas. `temas_de` dice los temas de
    unos documentos: de los que no tienen registro, con un tema se cuentan los suyos.
    """
    todas = _todas(sesion, marcas, fecha, hoy)
    cumplen = [una for una in todas if _cumple(una, filtros)]
    ya = [una for una in cumplen if una.momento == Momento.YA]
    desde = (hoja - 1) * POR_HOJA
    de_entonces = [una for una in todas if una.momento == Momento.YA]
    estados = {una.estado.etapa.clave: una.estado.etapa for una in de_entonces if una.estado is not None}
    return ListaDeIniciativas(
        hoja=Hoja(tuple(ya[desde : desde + POR_HOJA]), hoja, POR_HOJA, len(ya)),
        estados=tuple(sorted(estados.values(), key=lambda etapa: etapa.orden)),
        anios=tuple(sorted({una.anio for una in de_entonces if una.anio}, reverse=True)),
        sin_registro=_cuantos(
            _sin_registro(sesion, marcas, {una.iniciativa.numero for una in todas}), filtros.tema, temas_de
        ),
        no_consta=tuple(una for una in cumplen if una.momento == Momento.NO_CONSTA),
    )


def halladas(
    sesion: Session, filtros: Filtros, marcas: frozenset[str], *, fecha: date, hoy: date | None = None
) -> tuple[Leida, ...]:
    """Las que cumplen los filtros, en el orden de la lista; al final, las que no consta si ya estaban."""
    cumplen = [una for una in _todas(sesion, marcas, fecha, hoy) if _cumple(una, filtros)]
    return tuple(una for cual in (Momento.YA, Momento.NO_CONSTA) for una in cumplen if una.momento == cual)


@dataclass(frozen=True, slots=True)
class DeUnTema:
    """Las iniciativas de un tema de la agenda; sin él, las que no son de ninguno."""

    tema: Tema | None
    iniciativas: tuple[Leida, ...]


@dataclass(frozen=True, slots=True)
class AgendaLegislativa:
    """Las iniciativas a una fecha, por tema. La que es de dos está en los dos; `total` la cuenta una vez."""

    temas: tuple[DeUnTema, ...]
    no_consta: tuple[Leida, ...]
    total: int


def agenda(
    sesion: Session, temas: Sequence[Tema], marcas: frozenset[str], *, fecha: date, hoy: date
) -> AgendaLegislativa:
    """La agenda legislativa a una fecha: todos sus temas, aunque no tengan ninguna iniciativa."""
    todas = halladas(sesion, Filtros(), marcas, fecha=fecha, hoy=hoy)
    ya = [una for una in todas if una.momento == Momento.YA]
    grupos = [
        DeUnTema(tema, tuple(una for una in ya if tema.id in {suyo.id for suyo in una.temas}))
        for tema in temas
    ]
    sueltas = tuple(una for una in ya if not una.temas)
    if sueltas:
        grupos.append(DeUnTema(None, sueltas))
    return AgendaLegislativa(
        tuple(grupos), tuple(una for una in todas if una.momento == Momento.NO_CONSTA), len(ya)
    )


def una(
    sesion: Session, numero: int, marcas: frozenset[str], *, fecha: date, hoy: date | None = None
) -> Leida:
    """La iniciativa con ese número; levanta `NoEncontrado` si no está o el lector no la ve."""
    (leida,) = leer(sesion, [iniciativa_para(sesion, marcas, numero)], marcas, fecha, hoy=hoy)
    return leida


def de_tema(sesion: Session, tema: Tema, marcas: frozenset[str], *, fecha: date) -> tuple[Leida, ...]:
    """Las de un tema de la agenda, de la más reciente a la más antigua."""
    filas = sesion.scalars(
        select(Iniciativa)
        .join(TEMAS_DE_INICIATIVA, TEMAS_DE_INICIATIVA.c.iniciativa_id == Iniciativa.id)
        .where(TEMAS_DE_INICIATIVA.c.tema_id == tema.id, a_la_vista(marcas))
        .order_by(Iniciativa.numero.desc())
    ).all()
    return tuple(leer(sesion, filas, marcas, fecha))


def _todas(sesion: Session, marcas: frozenset[str], fecha: date, hoy: date | None) -> tuple[Leida, ...]:
    filas = sesion.scalars(select(Iniciativa).where(a_la_vista(marcas)).order_by(Iniciativa.numero.desc()))
    return tuple(leer(sesion, filas.all(), marcas, fecha, hoy=hoy))


def _cuantos(documentos: Collection[int], tema: str, temas_de: TemasDeVarios) -> int:
    if not tema or not documentos:
        return len(documentos)
    return sum(tema in suyos for suyos in temas_de(documentos).values())


def _sin_registro(sesion: Session, marcas: frozenset[str], numeros: Collection[int]) -> list[int]:
    usados = (
        select(Iniciativa.documento_id).where(Iniciativa.documento_id.is_not(None)),
        select(EtapaDeIniciativa.documento_id).where(EtapaDeIniciativa.documento_id.is_not(None)),
    )
    documentos = sesion.scalars(
        select(Documento).where(
            Documento.tipo == "iniciativa",
            Documento.estado == Estado.PUBLICADO,
            Documento.jurisdiccion.in_(DEL_PAIS),
            visible_para(marcas),
            *(Documento.id.not_in(suyos) for suyos in usados),
        )
    )
    return [uno.id for uno in documentos if numero_de(uno) not in numeros]


def _cumple(leida: Leida, filtros: Filtros) -> bool:
    if filtros.tema and filtros.tema not in {tema.codigo for tema in leida.temas}:
        return False
    if filtros.estado and (leida.estado is None or leida.estado.etapa.clave != filtros.estado):
        return False
    if filtros.anio and leida.anio != filtros.anio:
        return False
    numero = leer_numero(filtros.palabras) if filtros.palabras else None
    if numero is not None:
        return leida.iniciativa.numero == numero
    buscable = _buscable(leida)
    return all(palabra in buscable for palabra in _plegar(filtros.palabras).split())


def _buscable(leida: Leida) -> str:
    fila = leida.iniciativa
    partes = [str(fila.numero), clave(fila.numero), leida.nombre, fila.asunto, fila.tramite]
    return _plegar(" ".join([*partes, *fila.ponentes, *fila.comisiones]))


def _plegar(texto: str) -> str:
    partido = unicodedata.normalize("NFD", texto.casefold())
    return "".join(letra for letra in partido if unicodedata.category(letra) != "Mn")
