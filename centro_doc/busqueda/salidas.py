"""Cómo salir de una búsqueda sin resultados: quitando algo, con otras palabras o por el tema que la trata."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from centro_doc.agenda.consultas import temas
from centro_doc.agenda.modelos import Tema
from centro_doc.busqueda.al_indice import consulta_de
from centro_doc.busqueda.formularios import Peticion
from centro_doc.indice.servicio import Indice
from centro_doc.tesauro.consultas import tesauro_actual
from indexador.consulta import Filtros
from indexador.lengua import analizar, raices
from indexador.lengua.tesauro import Tesauro
from indexador.lengua.tildes import con_tilde

FRASES, EXPEDIENTES = 3, 2
_FRASE = re.compile(r'["“«]([^"“”«»]+)["”»]')


@dataclass(frozen=True, slots=True)
class Salida:
    """Una manera de salir de una búsqueda vacía, con cuántos documentos daría.

    `clase`: `filtro` (quita alguno), `frase` (dicha de otra manera) o `palabras` (pide menos).
    """

    nombre: str
    peticion: Peticion
    documentos: int
    clase: str = "palabras"


@dataclass(frozen=True, slots=True)
class Expediente:
    """Un tema de la agenda del que trata lo buscado, y cuántos documentos suyos ve el lector."""

    tema: Tema
    documentos: int


def salidas(
    sesion: Session, indice: Indice, marcas: frozenset[str], peticion: Peticion
) -> tuple[Salida, ...]:
    """Qué se hallaría quitando algo de una búsqueda sin resultados; sólo lo que sí halla."""
    tesauro = tesauro_actual(sesion)
    propuestas = [("filtro", *una) for una in _con_menos_filtros(peticion)]
    propuestas += [("frase", *una) for una in _otras_frases(peticion, tesauro)]
    propuestas += [("palabras", *una) for una in _con_menos_palabras(peticion)]
    probadas = (
        Salida(nombre, otra, indice.buscar(sesion, consulta).total, clase)
        for clase, nombre, otra in propuestas
        for consulta in [consulta_de(sesion, marcas, otra, por_pagina=1, pagina=1)]
    )
    return tuple(salida for salida in probadas if salida.documentos)


def expedientes(
    sesion: Session, indice: Indice, marcas: frozenset[str], peticion: Peticion
) -> tuple[Expediente, ...]:
    """Los temas de la agenda alguno de cuyos términos está entero en lo buscado, del más preciso al menos."""
    buscadas = frozenset(raices(peticion.q))
    aciertos = [(max(_aciertos(tema, buscadas), default=0), tema) for tema in temas(sesion)]
    elegidos = [tema for _, tema in sorted((a for a in aciertos if a[0]), key=lambda a: -a[0])]
    return tuple(
        Expediente(tema, indice.buscar(sesion, consulta_de(sesion, marcas, suya, por_pagina=1)).total)
        for tema in elegidos[:EXPEDIENTES]
        for suya in [Peticion(filtros=Filtros(temas=(tema.codigo,)))]
    )


def _aciertos(tema: Tema, buscadas: frozenset[str]) -> Iterator[int]:
    for termino in (tema.nombre, *tema.datos.get("terminos", ())):
        suyas = frozenset(raices(str(termino)))
        if suyas and suyas <= buscadas:
            yield len(suyas)


def _otras_frases(peticion: Peticion, tesauro: Tesauro) -> list[tuple[str, Peticion]]:
    """La frase buscada con una de sus partes dicha de otra manera, sin filtros."""
    hallada = _FRASE.search(peticion.q)
    if hallada is None:
        return []
    formas = [termino.forma for termino in analizar(hallada[1])]
    frases = [
        " ".join(map(con_tilde, [*formas[: parte.desde], *otro, *formas[parte.hasta :]]))
        for parte in tesauro.equivalencias(formas)
        for otro, clase in zip(parte.otros, parte.clases, strict=True)
        if clase != "afin"
    ]
    return [
        (f"«{frase}»", Peticion(q=f'{peticion.q[: hallada.start()]}"{frase}"{peticion.q[hallada.end() :]}'))
        for frase in frases[:FRASES]
    ]


def _con_menos_filtros(peticion: Peticion) -> list[tuple[str, Peticion]]:
    base = replace(peticion, pagina=1, avisos=())
    filtros = base.filtros
    alternativas: list[tuple[str, Peticion]] = []
    if filtros.desde or filtros.hasta:
        sin = replace(filtros, desde=None, hasta=None)
        alternativas.append(("De cualquier fecha", replace(base, filtros=sin, desde="", hasta="")))
    if base.vigente is not None:
        alternativas.append(("Aunque no fuera una norma vigente ese día", replace(base, vigente=None)))
    for nombre, puestos, sin in (
        ("De cualquier tipo", filtros.tipos, replace(filtros, tipos=())),
        ("De cualquier tema", filtros.temas, replace(filtros, temas=())),
        ("De cualquier actividad", filtros.actividades, replace(filtros, actividades=())),
        ("De cualquier institución", filtros.instituciones, replace(filtros, instituciones=())),
        ("De cualquier acceso", filtros.accesos, replace(filtros, accesos=())),
        ("De cualquier país", filtros.paises, replace(filtros, paises=())),
    ):
        if puestos:
            alternativas.append((nombre, replace(base, filtros=sin)))
    if peticion.activos > 1:
        alternativas.append(("Sin ningún filtro", Peticion(q=base.q)))
    return alternativas


def _con_menos_palabras(peticion: Peticion) -> list[tuple[str, Peticion]]:
    base = replace(peticion, pagina=1, avisos=())
    alternativas = _otras_palabras(base)
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
