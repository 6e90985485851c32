"""La lista de las normas: las que cumplen los filtros, cada una con su estado a la fecha."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.comun.escrito import plegar
from centro_doc.comun.paginacion import Hoja
from centro_doc.normas import palabras
from centro_doc.normas.consultas import en_prosa, guardados
from centro_doc.normas.formularios import Filtros
from centro_doc.normas.hechos import SIN_VIGENCIA, estado_de
from centro_doc.normas.modelos import AliasDeNorma, Norma, Vigencia
from centro_doc.normas.uniones import textos_de_normas
from centro_doc.normas.vigencia import EstadoALaFecha

POR_HOJA = 40
_ORDEN = {clase: lugar for lugar, clase in enumerate(palabras.CLASES)}


@dataclass(frozen=True, slots=True)
class Renglon:
    """Una norma de la lista, con su estado a la fecha y cuántos documentos visibles traen su texto.

    `por`: cómo se cita la que lo dispone, si es otra; `por_clave`, la suya, si tiene ficha.
    """

    norma: Norma
    cita: str
    clase: str
    estado: EstadoALaFecha
    textos: int
    por: str = ""
    por_clave: str = ""

    @property
    def derogada(self) -> bool:
        """¿Lo está, entera o en parte?"""
        return self.estado.estado in {Vigencia.DEROGADA, Vigencia.DEROGADA_PARCIALMENTE}


@dataclass(frozen=True, slots=True)
class ListaDeNormas:
    """Una hoja de la lista y las clases que ofrecen los filtros, con cuántas normas hay de cada una."""

    hoja: Hoja[Renglon]
    clases: tuple[tuple[str, str, int], ...]


def lista(
    sesion: Session, filtros: Filtros, marcas: frozenset[str], *, fecha: date, hoja: int = 1
) -> ListaDeNormas:
    """Las normas que cumplen los filtros, por clase y de la más reciente a la más antigua.

    El estado por el que se filtra es el de `fecha`; una iniciativa o un expediente no tienen.
    """
    todas = sesion.scalars(select(Norma)).all()
    alias = _alias_de(sesion)
    buscadas = plegar(filtros.palabras).split()
    halladas = sorted(
        (
            una
            for una in todas
            if filtros.clase in {"", una.clase}
            and filtros.marca in {"", una.marca}
            and all(palabra in _buscable(una, alias.get(una.id, ())) for palabra in buscadas)
        ),
        key=_orden,
    )
    if filtros.estado:
        halladas = _en_estado(sesion, halladas, filtros.estado, marcas, fecha)
    desde = (hoja - 1) * POR_HOJA
    elegidas = halladas[desde : desde + POR_HOJA]
    return ListaDeNormas(
        hoja=Hoja(
            tuple(_renglones(sesion, elegidas, marcas, fecha, frozenset(una.clave for una in todas))),
            *(hoja, POR_HOJA, len(halladas)),
        ),
        clases=_clases(todas),
    )


def _en_estado(
    sesion: Session, normas: Sequence[Norma], estado: str, marcas: frozenset[str], fecha: date
) -> list[Norma]:
    todo = guardados(sesion, [una for una in normas if una.clase not in SIN_VIGENCIA], marcas)
    return [una for una in normas if una.id in todo and estado_de(todo[una.id], fecha).estado == estado]


def _renglones(
    sesion: Session, normas: Sequence[Norma], marcas: frozenset[str], fecha: date, claves: frozenset[str]
) -> Iterator[Renglon]:
    todo = guardados(sesion, normas, marcas)
    textos = textos_de_normas(sesion, normas, marcas)
    estados = {una.id: estado_de(todo[una.id], fecha) for una in normas}
    for una in normas:
        hecho = estados[una.id].hecho
        por = hecho.norma if hecho is not None and hecho.norma != una.clave else ""
        yield Renglon(
            una,
            en_prosa(una.clave),
            palabras.CLASES[una.clase],
            estados[una.id],
            len(textos[una.id]),
            en_prosa(por) if por else "",
            por if por in claves else "",
        )


def _alias_de(sesion: Session) -> Mapping[int, Sequence[str]]:
    alias: dict[int, list[str]] = {}
    for uno in sesion.scalars(select(AliasDeNorma).where(AliasDeNorma.quitada.is_(False))):
        alias.setdefault(uno.norma_id, []).append(uno.alias)
    return alias


def _clases(normas: Sequence[Norma]) -> tuple[tuple[str, str, int], ...]:
    usadas = [una.clase for una in normas]
    cuentas = [(clave, nombre, usadas.count(clave)) for clave, nombre in palabras.CLASES.items()]
    return tuple(cuenta for cuenta in cuentas if cuenta[2])


def _orden(una: Norma) -> tuple[int, int, int, str]:
    numero = int(una.numero) if una.numero.isdigit() else 0
    return _ORDEN[una.clase], -(una.anio or 0), -numero, una.nombre


def _buscable(una: Norma, alias: Sequence[str]) -> str:
    return plegar(" ".join((una.clave, en_prosa(una.clave), una.sigla, una.nombre, *alias)))
