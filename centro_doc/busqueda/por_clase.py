"""Lo que se tiene y lo que falta de una clase de textos que se pide: «jurisprudencia sobre migración».

De las sentencias no siempre hay el texto: se dice cuántas se tienen y cuáles citan los documentos sin que
estén, que es lo que conviene pedir.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.busqueda.consultas import Resultados
from centro_doc.catalogo.tipos import nombre_de_tipo
from centro_doc.grafo.acceso import cuentan, se_ven
from centro_doc.grafo.modelos import LecturaJuridica, ObjetivoDeCita
from centro_doc.indice.servicio import Indice
from centro_doc.normas.consultas import en_prosa
from centro_doc.normas.modelos import Norma
from centro_doc.normas.uniones import textos_de_normas, textos_propuestos
from indexador.consulta import Consulta, Filtros
from indexador.juridico.claves import leer_clave
from indexador.lengua import analizar

NOMBRADAS = 5
"""Las que faltan que se nombran."""
_CLASES: Mapping[str, tuple[str, str]] = {
    "jurisprudencia": ("CC", "sentencia_cc"),
    "sentencias": ("CC", "sentencia_cc"),
    "tratados": ("TR", "tratado"),
    "convenios": ("TR", "tratado"),
    "convenciones": ("TR", "tratado"),
}
"""La palabra con que empieza la consulta → la clase de las claves y el tipo de los documentos."""


@dataclass(frozen=True, slots=True)
class QueFalta:
    """Una norma o un expediente citado que el lector no tiene, y cuántos documentos que ve lo citan."""

    clave: str
    nombre: str
    documentos: int


@dataclass(frozen=True, slots=True)
class DeUnaClase:
    """Cuántos documentos hay de ese tipo, y los citados que faltan, del más citado al menos."""

    tipo: str
    nombre: str
    documentos: int
    faltan: tuple[QueFalta, ...]
    mas: int


def de_una_clase(
    sesion: Session, indice: Indice, marcas: frozenset[str], hallados: Resultados
) -> DeUnaClase | None:
    """Lo de la clase por la que empieza la consulta; nada si no empieza por una, o si ya filtra por tipo."""
    peticion = hallados.peticion
    primera = next((t for t in analizar(peticion.pregunta.texto[:80]) if not t.vacia), None)
    if primera is None or primera.forma not in _CLASES or peticion.filtros.tipos:
        return None
    clase, tipo = _CLASES[primera.forma]
    suyos = Consulta("", marcas, Filtros(tipos=(tipo,)), por_pagina=1, pasajes_por_documento=0)
    faltan = _faltan(sesion, clase, marcas)
    return DeUnaClase(
        tipo,
        nombre_de_tipo(tipo),
        indice.buscar(sesion, suyos).total,
        faltan[:NOMBRADAS],
        max(0, len(faltan) - NOMBRADAS),
    )


def _faltan(sesion: Session, clase: str, marcas: frozenset[str]) -> tuple[QueFalta, ...]:
    documentos = func.count(ObjetivoDeCita.documento_id.distinct())
    leidas = select(LecturaJuridica.clave).where(
        LecturaJuridica.clave != "", se_ven(LecturaJuridica.documento_id, marcas)
    )
    filas = sesion.execute(
        select(ObjetivoDeCita.norma_clave, documentos)
        .where(
            ObjetivoDeCita.vale,
            ObjetivoDeCita.norma_clave.startswith(f"{clase}-"),
            ObjetivoDeCita.norma_clave.not_in(leidas),
            cuentan(ObjetivoDeCita.documento_id, marcas),
        )
        .group_by(ObjetivoDeCita.norma_clave)
        .order_by(documentos.desc(), ObjetivoDeCita.norma_clave)
    ).all()
    claves = [clave for clave, _ in filas]
    normas = sesion.scalars(select(Norma).where(Norma.clave.in_(claves))).all()
    nombres = {una.clave: una.nombre for una in normas}
    tenidas = _tenidas(sesion, claves, normas, marcas)
    return tuple(
        QueFalta(clave, nombres.get(clave) or en_prosa(clave), cuantos)
        for clave, cuantos in filas
        if clave not in tenidas
    )


def _tenidas(
    sesion: Session, claves: Sequence[str], normas: Sequence[Norma], marcas: frozenset[str]
) -> frozenset[str]:
    """Las claves de las que se ve un texto, por el catálogo de normas o por la ficha de un documento."""
    por_norma = textos_de_normas(sesion, normas, marcas)
    leidas = [leida for clave in claves if (leida := leer_clave(clave)) is not None]
    return frozenset(una.clave for una in normas if por_norma[una.id]) | frozenset(
        textos_propuestos(sesion, leidas, marcas)
    )
