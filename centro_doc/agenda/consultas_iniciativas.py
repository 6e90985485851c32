"""Lecturas de las iniciativas: la lista con sus filtros, una sola y las de un tema, a una fecha."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.etapas import Etapa
from centro_doc.agenda.expediente import DEL_PAIS, numero_de
from centro_doc.agenda.formularios import Filtros
from centro_doc.agenda.leida import Leida
from centro_doc.agenda.leidas import leer
from centro_doc.agenda.modelos import TEMAS_DE_INICIATIVA, EtapaDeIniciativa, Iniciativa, Tema
from centro_doc.agenda.numeros import clave, leer_numero
from centro_doc.agenda.visibles import a_la_vista, iniciativa_para
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.paginacion import Hoja

POR_HOJA = 40


@dataclass(frozen=True, slots=True)
class ListaDeIniciativas:
    """Una hoja de la lista, y lo que ofrecen sus filtros."""

    hoja: Hoja[Leida]
    estados: tuple[Etapa, ...]
    anios: tuple[int, ...]
    sin_registro: int
    """Los documentos de tipo iniciativa, de los que el lector ve, de los que no hay ninguna registrada."""


def lista(
    sesion: Session, filtros: Filtros, marcas: frozenset[str], *, fecha: date, hoja: int = 1
) -> ListaDeIniciativas:
    """Las iniciativas que cumplen los filtros, de la más reciente a la más antigua por su número."""
    todas = _todas(sesion, marcas, fecha)
    cumplen = [una for una in todas if _cumple(una, filtros)]
    desde = (hoja - 1) * POR_HOJA
    estados = {una.estado.etapa.clave: una.estado.etapa for una in todas if una.estado is not None}
    return ListaDeIniciativas(
        hoja=Hoja(tuple(cumplen[desde : desde + POR_HOJA]), hoja, POR_HOJA, len(cumplen)),
        estados=tuple(sorted(estados.values(), key=lambda etapa: etapa.orden)),
        anios=tuple(sorted({una.anio for una in todas if una.anio}, reverse=True)),
        sin_registro=_sin_registro(sesion, marcas, {una.iniciativa.numero for una in todas}),
    )


def halladas(sesion: Session, filtros: Filtros, marcas: frozenset[str], *, fecha: date) -> tuple[Leida, ...]:
    """Todas las que cumplen los filtros, en el orden de la lista."""
    return tuple(una for una in _todas(sesion, marcas, fecha) if _cumple(una, filtros))


def una(sesion: Session, numero: int, marcas: frozenset[str], *, fecha: date) -> Leida:
    """La iniciativa con ese número; levanta `NoEncontrado` si no está o el lector no la ve."""
    (leida,) = leer(sesion, [iniciativa_para(sesion, marcas, numero)], marcas, fecha)
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


def _todas(sesion: Session, marcas: frozenset[str], fecha: date) -> tuple[Leida, ...]:
    filas = sesion.scalars(select(Iniciativa).where(a_la_vista(marcas)).order_by(Iniciativa.numero.desc()))
    return tuple(leer(sesion, filas.all(), marcas, fecha))


def _sin_registro(sesion: Session, marcas: frozenset[str], numeros: Collection[int]) -> int:
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
    return sum(numero_de(uno) not in numeros for uno in documentos)


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
