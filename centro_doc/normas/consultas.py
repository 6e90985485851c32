"""Lecturas de las normas: su estado a una fecha, lo que lo decide y los nombres con que se citan."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.comun.errores import NoEncontrado
from centro_doc.normas.dispuestas import dispuestas
from centro_doc.normas.hechos import Guardado, estado_de
from centro_doc.normas.modelos import (
    AliasDeNorma,
    ClaseDeRelacion,
    EstadoDeNorma,
    FechaDeNorma,
    Norma,
    RelacionDeNormas,
)
from centro_doc.normas.vigencia import EstadoALaFecha
from centro_doc.normas.vigor import vigor_de
from indexador.juridico.citas import Alias
from indexador.juridico.claves import leer_clave

_CAUSAN = frozenset({ClaseDeRelacion.DEROGA, ClaseDeRelacion.ADICIONA})
"""Las relaciones que dicen desde cuándo algo deja de estar en la norma, o lo está."""


def existe(sesion: Session, clave: str) -> bool:
    """¿Tiene el catálogo una norma con esa clave?"""
    return sesion.scalar(select(Norma.id).where(Norma.clave == clave)) is not None


def estado_a(
    sesion: Session, clave: str, fecha: date, articulo: str = "", *, marcas: frozenset[str]
) -> EstadoALaFecha:
    """El estado de una norma, o de uno de sus artículos («107-bis»), a una fecha, por lo que ve un lector.

    Levanta `NoEncontrado` si el catálogo no la tiene.
    """
    una = sesion.scalar(select(Norma).where(Norma.clave == clave))
    if una is None:
        raise NoEncontrado("El catálogo no tiene una norma con esa clave.")
    return estado_de(guardados(sesion, [una], marcas)[una.id], fecha, articulo)


def guardados(sesion: Session, normas: Sequence[Norma], marcas: frozenset[str]) -> Mapping[int, Guardado]:
    """Lo que decide el estado de cada norma para ese lector, por su `id`. Cuatro consultas."""
    ids, claves = [una.id for una in normas], [una.clave for una in normas]
    estados = _por_norma(
        sesion.scalars(
            select(EstadoDeNorma)
            .where(EstadoDeNorma.norma_id.in_(ids), EstadoDeNorma.quitada.is_(False))
            .order_by(EstadoDeNorma.desde, EstadoDeNorma.id)
        ).all()
    )
    recibe: dict[str, list[RelacionDeNormas]] = {}
    for relacion in sesion.scalars(
        select(RelacionDeNormas)
        .where(RelacionDeNormas.destino.in_(claves), RelacionDeNormas.quitada.is_(False))
        .order_by(RelacionDeNormas.id)
    ):
        recibe.setdefault(relacion.destino, []).append(relacion)
    causan = set(_que_causan(estados, recibe))
    fechas = _fechas(sesion, {*claves, *causan})
    dicen = dispuestas(sesion, {*claves, *causan}, marcas)
    vigores = {
        clave: vigor_de(clave.partition("-")[0], fechas.get(clave, ()), dicen.get(clave)) for clave in causan
    }
    return {
        una.id: Guardado(
            *(una, fechas.get(una.clave, ()), estados.get(una.id, ()), tuple(recibe.get(una.clave, ()))),
            dicen.get(una.clave),
            vigores,
        )
        for una in normas
    }


def _que_causan(
    estados: Mapping[int, Sequence[EstadoDeNorma]], recibe: Mapping[str, Sequence[RelacionDeNormas]]
) -> Iterator[str]:
    """Las normas de cuya entrada en vigor depende desde cuándo es un estado de otra."""
    for fila in (uno for suyos in estados.values() for uno in suyos):
        if fila.marca_desde != "V" and fila.norma_prueba:
            yield fila.norma_prueba
    for relacion in (una for suyas in recibe.values() for una in suyas):
        if relacion.clase in _CAUSAN and relacion.fecha is None:
            yield relacion.origen


def _fechas(sesion: Session, claves: Collection[str]) -> Mapping[str, Sequence[FechaDeNorma]]:
    """Las de cada norma, por su clave. Una consulta."""
    fechas: dict[str, list[FechaDeNorma]] = {}
    for clave, fecha in sesion.execute(
        select(Norma.clave, FechaDeNorma)
        .join(FechaDeNorma, FechaDeNorma.norma_id == Norma.id)
        .where(Norma.clave.in_(claves), FechaDeNorma.quitada.is_(False))
        .order_by(FechaDeNorma.valor, FechaDeNorma.id)
    ):
        fechas.setdefault(clave, []).append(fecha)
    return fechas


def nombres(sesion: Session) -> tuple[Alias, ...]:
    """Los nombres con que se citan las normas: el oficial, si basta, y los alias ni quitados ni dudosos."""
    normas = {una.id: una for una in sesion.scalars(select(Norma))}
    oficiales = [Alias(una.nombre, una.clave, una.jurisdiccion) for una in normas.values() if una.citable]
    alias = sesion.scalars(
        select(AliasDeNorma).where(AliasDeNorma.quitada.is_(False), AliasDeNorma.marca != "D")
    )
    return (
        *oficiales,
        *(
            Alias(uno.alias, normas[uno.norma_id].clave, uno.jurisdiccion, uno.desde, uno.hasta)
            for uno in alias
        ),
    )


def en_prosa(clave: str) -> str:
    """«Decreto 95-98 del Congreso de la República»; la clave misma si no tiene la forma de ninguna."""
    leida = leer_clave(clave)
    return leida.en_prosa() if leida is not None else clave


def con_marca(texto: str, marca: str) -> str:
    """El texto y, si no está confirmado, su marca: «1966 (C)»."""
    return texto if marca == "V" else f"{texto} ({marca})"


def _por_norma(filas: Sequence[EstadoDeNorma]) -> Mapping[int, Sequence[EstadoDeNorma]]:
    juntas: dict[int, list[EstadoDeNorma]] = {}
    for fila in filas:
        juntas.setdefault(fila.norma_id, []).append(fila)
    return juntas
