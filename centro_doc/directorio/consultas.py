"""Lecturas del directorio: la lista con sus filtros y la ficha de una institución."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.escrito import plegar
from centro_doc.comun.paginacion import Hoja
from centro_doc.directorio.formularios import Filtros
from centro_doc.directorio.lectura import PAISES, RELACIONES, TIPOS
from centro_doc.directorio.modelos import Institucion

POR_HOJA = 40
VERIFICACIONES: Mapping[str, str] = {"V": "Confirmada en una fuente", "C": "Sin confirmar", "D": "Dudosa"}


@dataclass(frozen=True, slots=True)
class Directorio:
    """Una hoja de la lista y lo que ofrecen los filtros, con cuántas instituciones hay de cada valor."""

    hoja: Hoja[Institucion]
    tipos: tuple[tuple[str, str, int], ...]
    paises: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Relacionada:
    """Otra institución y qué es de ésta: «Forma parte de», «Sucede a», «Incluye a»."""

    relacion: str
    institucion: Institucion


@dataclass(frozen=True, slots=True)
class Ficha:
    """Una institución con sus relaciones, en los dos sentidos."""

    institucion: Institucion
    relaciones: tuple[Relacionada, ...]


def lista(sesion: Session, filtros: Filtros, *, hoja: int = 1) -> Directorio:
    """Las instituciones que cumplen los filtros, por nombre. Las palabras valen también en las variantes."""
    todas = sesion.scalars(select(Institucion)).all()
    buscadas = plegar(filtros.palabras).split()
    halladas = sorted(
        (
            una
            for una in todas
            if filtros.tipo in {"", una.tipo}
            and filtros.pais in {"", una.pais}
            and all(palabra in _buscable(una) for palabra in buscadas)
        ),
        key=lambda una: plegar(una.nombre),
    )
    desde = (hoja - 1) * POR_HOJA
    return Directorio(
        hoja=Hoja(halladas[desde : desde + POR_HOJA], hoja, POR_HOJA, len(halladas)),
        tipos=_valores(TIPOS, [una.tipo for una in todas]),
        paises=_valores(PAISES, [una.pais for una in todas]),
    )


def ficha(sesion: Session, clave: str) -> Ficha:
    """Una institución por su clave; levanta `NoEncontrado` si no existe."""
    todas = {una.clave: una for una in sesion.scalars(select(Institucion))}
    if clave not in todas:
        raise NoEncontrado("El directorio no tiene una institución con esa clave.")
    propias = [_par(relacion) for relacion in todas[clave].relaciones]
    relaciones = [Relacionada(RELACIONES[clase], todas[otra]) for clase, otra in propias if otra in todas]
    ya = {relacionada.institucion.clave for relacionada in relaciones}
    for otra in todas.values():
        if otra.clave not in ya and ("parte_de", clave) in map(_par, otra.relaciones):
            relaciones.append(Relacionada("Incluye a", otra))
    return Ficha(todas[clave], tuple(relaciones))


def nombre_de_tipo(clave: str) -> str:
    """«Ministerio», «Sociedad civil»…"""
    return TIPOS.get(clave, clave)


def nombre_de_pais(clave: str) -> str:
    """«Guatemala», «Regional o multinacional»…"""
    return PAISES.get(clave, clave)


def _par(relacion: str) -> tuple[str, str]:
    clase, _, otra = relacion.partition(":")
    return clase, otra


def _valores(nombres: Mapping[str, str], usados: Sequence[str]) -> tuple[tuple[str, str, int], ...]:
    cuentas = [(clave, nombre, usados.count(clave)) for clave, nombre in nombres.items()]
    return tuple(valor for valor in cuentas if valor[2])


def _buscable(una: Institucion) -> str:
    return plegar(" ".join((una.clave, una.sigla, una.nombre, *una.variantes)))
