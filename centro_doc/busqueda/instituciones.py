"""La institución que nombra una consulta: su tarjeta y, si se pide lo suyo, lo que emitió."""

import re
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from centro_doc.busqueda.consultas import Resultados
from centro_doc.busqueda.su_voz import Nombrada, nombrada, su_voz
from centro_doc.indice.servicio import Indice
from centro_doc.tesauro.consultas import InstitucionNombrada, instituciones_actuales
from indexador.consulta import Consulta, Filtros
from indexador.lengua.fechas import separar_periodo
from indexador.lengua.preguntas import sin_pregunta

_CON_OPERADORES = re.compile(r'[":*?~=()]')
_PIDE_LO_SUYO = re.compile(
    r"(?:^|\s)(?:del?|por|seg[uú]n|opin(?:a|an|[oó]|aron|i[oó]n)|propon(?:e|en)|propuso|dic(?:e|en)|dij(?:o|eron)"
    r"|emiti(?:[oó]|eron))(?:\s+(?:el|la|los|las))?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tarjeta:
    """La institución que es toda la consulta, cuántos documentos emitió y cómo hallar sus menciones."""

    institucion: InstitucionNombrada
    emitio: int
    menciones: str


@dataclass(frozen=True, slots=True)
class Emitidos:
    """Los documentos hallados que emitió la institución de la que se pide algo."""

    institucion: InstitucionNombrada
    documentos: int


@dataclass(frozen=True, slots=True)
class SoloSuyos:
    """La institución por cuya voz se pregunta: se muestra lo que emitió, y aparte van los que la mencionan.

    `menciones`: la consulta que los da, y `mencionan`, cuántos.
    """

    institucion: InstitucionNombrada
    menciones: str
    mencionan: int


def solo_suyos(
    sesion: Session, indice: Indice, marcas: frozenset[str], hallados: Resultados
) -> SoloSuyos | None:
    """La de una lista que es sólo de lo que emitió una institución porque se preguntó qué dice."""
    suya = su_voz(sesion, marcas, hallados.peticion, hallados.consulta.tesauro)
    if suya is None or hallados.en_vez:
        return None
    materia = f" {sin_pregunta(suya.texto)}" if suya.texto else ""
    dicho = f"{_menciones(suya.institucion)}{materia}"
    todos = replace(hallados.consulta, texto=dicho, filtros=hallados.peticion.filtros, pagina=1, por_pagina=1)
    return SoloSuyos(suya.institucion, dicho, indice.buscar(sesion, todos).total)


def institucion_nombrada(
    sesion: Session, indice: Indice, marcas: frozenset[str], hallados: Resultados
) -> tuple[Tarjeta | None, Emitidos | None]:
    """La tarjeta de la que es toda la consulta, y lo que emitió aquella de la que se pide lo suyo."""
    consulta = hallados.peticion.pregunta.texto
    if not consulta or _CON_OPERADORES.search(consulta):
        return None, None
    nombres = instituciones_actuales(sesion, hallados.consulta.tesauro)
    materia = sin_pregunta(consulta)
    periodo = separar_periodo(materia)
    entera = nombrada(periodo[0] if periodo else materia, nombres)
    tarjeta = None
    if entera is not None and not entera.antes and not entera.despues:
        tarjeta = _tarjeta(sesion, indice, marcas, entera.institucion)
    return tarjeta, _emitidos(nombrada(consulta, nombres), hallados)


def _emitidos(dicha: Nombrada | None, hallados: Resultados) -> Emitidos | None:
    """Nada si ya se filtró por ella o no emitió ninguno de los hallados."""
    if dicha is None or not _PIDE_LO_SUYO.search(dicha.antes):
        return None
    clave = dicha.institucion.clave
    opciones = (o for f in hallados.facetas.listas if f.nombre == "institucion" for o in f.opciones)
    suya = next((opcion for opcion in opciones if opcion.valor == clave), None)
    if suya is None or suya.elegida or not suya.documentos:
        return None
    return Emitidos(dicha.institucion, suya.documentos)


def _tarjeta(sesion: Session, indice: Indice, marcas: frozenset[str], una: InstitucionNombrada) -> Tarjeta:
    suyos = Consulta("", marcas, Filtros(instituciones=(una.clave,)), por_pagina=1)
    return Tarjeta(una, indice.buscar(sesion, suyos).total, _menciones(una))


def _menciones(una: InstitucionNombrada) -> str:
    """La consulta que da los documentos que dicen alguno de sus nombres."""
    nombres = " O ".join(f'"{nombre}"' for nombre in una.nombres)
    return f"texto:({nombres})"
