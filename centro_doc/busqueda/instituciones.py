"""La institución que nombra una consulta: su tarjeta y, si se pide lo suyo, lo que emitió."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from centro_doc.busqueda.consultas import Resultados
from centro_doc.directorio.nombres import reducir
from centro_doc.indice.servicio import Indice
from centro_doc.tesauro.consultas import InstitucionNombrada, instituciones_actuales
from indexador.ficha import Consulta, Filtros
from indexador.lengua.fechas import separar_periodo
from indexador.lengua.preguntas import sin_pregunta

PALABRAS = 12
"""Palabras de una consulta en que se busca el nombre de una institución."""
_LARGO_DE_NOMBRE = 10
_LETRAS_DE_SIGLA_EN_MINUSCULAS = 3
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
class _Nombrada:
    institucion: InstitucionNombrada
    antes: str
    despues: str


def institucion_nombrada(
    sesion: Session, indice: Indice, marcas: frozenset[str], hallados: Resultados
) -> tuple[Tarjeta | None, Emitidos | None]:
    """La tarjeta de la que es toda la consulta, y lo que emitió aquella de la que se pide lo suyo."""
    consulta = hallados.peticion.pregunta.texto
    if not consulta or len(consulta.split()) > PALABRAS or _CON_OPERADORES.search(consulta):
        return None, None
    nombres = instituciones_actuales(sesion, hallados.consulta.tesauro)
    materia = sin_pregunta(consulta)
    periodo = separar_periodo(materia)
    entera = _hallar(periodo[0] if periodo else materia, nombres)
    tarjeta = None
    if entera is not None and not entera.antes and not entera.despues:
        tarjeta = _tarjeta(sesion, indice, marcas, entera.institucion)
    return tarjeta, _emitidos(_hallar(consulta, nombres), hallados)


def _emitidos(nombrada: _Nombrada | None, hallados: Resultados) -> Emitidos | None:
    """Nada si ya se filtró por ella o no emitió ninguno de los hallados."""
    if nombrada is None or not _PIDE_LO_SUYO.search(nombrada.antes):
        return None
    clave = nombrada.institucion.clave
    opciones = (o for f in hallados.facetas.listas if f.nombre == "institucion" for o in f.opciones)
    suya = next((opcion for opcion in opciones if opcion.valor == clave), None)
    if suya is None or suya.elegida or not suya.documentos:
        return None
    return Emitidos(nombrada.institucion, suya.documentos)


def _tarjeta(sesion: Session, indice: Indice, marcas: frozenset[str], una: InstitucionNombrada) -> Tarjeta:
    suyos = Consulta("", marcas, Filtros(instituciones=(una.clave,)), por_pagina=1)
    menciones = " O ".join(f'"{nombre}"' for nombre in una.nombres)
    return Tarjeta(una, indice.buscar(sesion, suyos).total, f"texto:({menciones})")


def _hallar(texto: str, nombres: Mapping[str, InstitucionNombrada]) -> _Nombrada | None:
    """La de nombre más largo de las que nombra un texto; `antes` y `despues` son lo demás."""
    for inicio, fin in _tramos(texto):
        escrito = texto[inicio:fin]
        hallada = nombres.get(reducir(escrito))
        corta = len(escrito) < _LETRAS_DE_SIGLA_EN_MINUSCULAS and not escrito.isupper()
        if hallada is not None and not corta:
            return _Nombrada(hallada, texto[:inicio].strip(" ¿¡"), texto[fin:].strip(" ?!."))
    return None


def _tramos(texto: str) -> Iterator[tuple[int, int]]:
    """Los tramos de palabras enteras, de los más largos a los más cortos."""
    palabras = [hallada.span() for hallada in re.finditer(r"[\w.]+", texto)]
    for largo in range(min(_LARGO_DE_NOMBRE, len(palabras)), 0, -1):
        for desde in range(len(palabras) - largo + 1):
            yield palabras[desde][0], palabras[desde + largo - 1][1]
