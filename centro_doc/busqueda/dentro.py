"""Lo que se busca dentro de una norma: de «código de migración refugio», los artículos sobre refugio.

El nombre de la norma dice dónde, y lo demás, qué: los documentos que la traen van primero, y de ellos se
enseñan los pasajes que tratan de lo pedido y no los que repiten el nombre.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.busqueda.extremos import sin_los_contados
from centro_doc.busqueda.norma_pedida import pedido
from centro_doc.indice.servicio import Indice
from centro_doc.normas.modelos import Norma
from centro_doc.normas.uniones import textos_de_normas, textos_propuestos
from indexador.consulta import Acierto, Consulta, Pasaje, Resaltar
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import Objetivo
from indexador.lengua import Tesauro, analizar
from indexador.lengua.giros import separar_giro
from indexador.lengua.preguntas import enumera, sin_pregunta


@dataclass(frozen=True, slots=True)
class Dentro:
    """Qué se pide de una norma y los documentos, de los que el lector ve, que la traen."""

    clave: str
    materia: str
    documentos: frozenset[int]


@dataclass(frozen=True, slots=True)
class Hallado:
    """Lo hallado dentro: los aciertos por documento y qué se marca en ellos."""

    dentro: Dentro
    aciertos: Mapping[int, Acierto]
    resaltar: Resaltar

    @property
    def articulos(self) -> tuple[Pasaje, ...]:
        """El primer pasaje de cada artículo que trata de lo pedido, del primero de los textos."""
        primero = next(iter(self.aciertos.values()))
        de_cada_uno = {uno.ancla: uno for uno in reversed(primero.pasajes) if uno.ancla}
        return tuple(uno for uno in primero.pasajes if de_cada_uno.get(uno.ancla) is uno)

    @property
    def identificador(self) -> str:
        """El documento de esos artículos."""
        return next(iter(self.aciertos.values())).identificador

    @property
    def total_pasajes(self) -> int:
        """Los pasajes de ese documento que tratan de lo pedido, también los que no se enseñan."""
        return next(iter(self.aciertos.values())).total_pasajes


def dentro_de_la_norma(
    sesion: Session, marcas: frozenset[str], consulta: str, tesauro: Tesauro | None
) -> Dentro | None:
    """Lo que se pide de la única norma que nombra una consulta; nada si no se pide nada más, o un artículo.

    Tampoco si se piden documentos («opiniones sobre la Ley de Migración»): ésos no están dentro de ella.
    Se recuerda mientras dure la sesión. Tres consultas, sólo si la nombra.
    """
    recordados: dict[tuple[str, frozenset[str]], Dentro | None] = sesion.info.setdefault("dentro", {})
    if (consulta, marcas) not in recordados:
        recordados[consulta, marcas] = _leer(sesion, marcas, consulta, tesauro)
    return recordados[consulta, marcas]


def _leer(sesion: Session, marcas: frozenset[str], consulta: str, tesauro: Tesauro | None) -> Dentro | None:
    leido = pedido(sesion, sin_pregunta(sin_los_contados(consulta)), tesauro)
    if not _pide_algo(leido.objetivos, leido.fuera) or separar_giro(consulta) or enumera(consulta):
        return None
    clave = leido.objetivos[0].norma
    documentos = textos_de(sesion, clave, marcas)
    return Dentro(clave, leido.fuera, documentos) if documentos else None


def textos_de(sesion: Session, clave: str, marcas: frozenset[str]) -> frozenset[int]:
    """Los documentos visibles que traen la norma; si no tiene ficha, los que lo proponen."""
    normas = sesion.scalars(select(Norma).where(Norma.clave == clave)).all()
    if normas:
        de_cada_una = textos_de_normas(sesion, normas, marcas).values()
        return frozenset(uno.documento.id for suyos in de_cada_una for uno in suyos)
    leida = leer_clave(clave)
    propuestos = textos_propuestos(sesion, [leida], marcas) if leida is not None else {}
    return frozenset(uno.id for suyos in propuestos.values() for uno in suyos)


def _pide_algo(objetivos: Collection[Objetivo], fuera: str) -> bool:
    una_norma = len({uno.norma for uno in objetivos}) == 1
    sin_articulo = not any(uno.articulo for uno in objetivos)
    return una_norma and sin_articulo and any(not termino.vacia for termino in analizar(fuera))


def hallar_dentro(
    sesion: Session, indice: Indice, consulta: Consulta, dentro: Dentro, documentos: Iterable[int]
) -> Hallado | None:
    """Lo pedido en esos documentos de la norma, sin corregir ni relajar lo escrito; nada si no está."""
    suyos = dentro.documentos & frozenset(documentos)
    if not suyos:
        return None
    busqueda = replace(
        consulta,
        texto=dentro.materia,
        filtros=replace(consulta.filtros, documentos=suyos),
        pagina=1,
        por_pagina=len(suyos),
        corregir=False,
        delante=None,
        encabezan=frozenset(),
        agrupar="",
    )
    resultado = indice.buscar(sesion, busqueda)
    aciertos = {uno.documento: uno for uno in resultado.aciertos if uno.pasajes}
    return Hallado(dentro, aciertos, resultado.resaltar) if aciertos else None
