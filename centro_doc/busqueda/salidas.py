"""Cómo salir de una búsqueda sin resultados: qué se hallaría quitando un filtro o pidiendo menos."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from centro_doc.busqueda.formularios import Peticion
from centro_doc.indice.servicio import Indice
from centro_doc.tesauro.consultas import tesauro_actual


@dataclass(frozen=True, slots=True)
class Salida:
    """Una manera de salir de una búsqueda vacía, con cuántos documentos daría."""

    nombre: str
    peticion: Peticion
    documentos: int


def salidas(
    sesion: Session, indice: Indice, marcas: frozenset[str], peticion: Peticion
) -> tuple[Salida, ...]:
    """Qué se hallaría quitando algo de una búsqueda sin resultados; sólo lo que sí halla."""
    tesauro = tesauro_actual(sesion)
    probadas = (
        Salida(nombre, otra, indice.buscar(sesion, consulta).total)
        for nombre, otra in _alternativas(peticion)
        for consulta in [otra.consulta(marcas, tesauro, por_pagina=1, pagina=1)]
    )
    return tuple(salida for salida in probadas if salida.documentos)


def _alternativas(peticion: Peticion) -> list[tuple[str, Peticion]]:
    base = replace(peticion, pagina=1, avisos=())
    filtros = base.filtros
    alternativas: list[tuple[str, Peticion]] = []
    if filtros.desde or filtros.hasta:
        sin = replace(filtros, desde=None, hasta=None)
        alternativas.append(("De cualquier fecha", replace(base, filtros=sin, desde="", hasta="")))
    for nombre, puestos, sin in (
        ("De cualquier tipo", filtros.tipos, replace(filtros, tipos=())),
        ("De cualquier tema", filtros.temas, replace(filtros, temas=())),
        ("De cualquier actividad", filtros.actividades, replace(filtros, actividades=())),
        ("De cualquier institución", filtros.instituciones, replace(filtros, instituciones=())),
        ("De cualquier acceso", filtros.accesos, replace(filtros, accesos=())),
    ):
        if puestos:
            alternativas.append((nombre, replace(base, filtros=sin)))
    if peticion.activos > 1:
        alternativas.append(("Sin ningún filtro", Peticion(q=base.q)))
    alternativas += _otras_palabras(base)
    if peticion.activos:
        alternativas += [(f"{n}, sin filtros", p) for n, p in _otras_palabras(Peticion(q=base.q))]
    return alternativas


def _otras_palabras(base: Peticion) -> list[tuple[str, Peticion]]:
    alternativas: list[tuple[str, Peticion]] = []
    sin_comillas = base.q.replace('"', " ").replace("«", " ").replace("»", " ")
    if sin_comillas != base.q:
        alternativas.append(
            ("Las palabras, aunque no vayan juntas", replace(base, q=" ".join(sin_comillas.split())))
        )
    palabras = sin_comillas.split()
    if len(palabras) > 1 and all(palabra.isalnum() for palabra in palabras):
        alternativas.append(("Cualquiera de las palabras", replace(base, q=" O ".join(palabras))))
    return alternativas
