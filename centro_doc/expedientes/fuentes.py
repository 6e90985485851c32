"""De dónde salen los documentos de cada clase de expediente, y por qué está cada uno.

Sólo entra lo publicado que ven las marcas con que se arma. El número de consultas no crece con los
documentos.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload
from werkzeug.datastructures import MultiDict

from centro_doc.agenda.etapas import tabla
from centro_doc.agenda.expediente import expediente as de_la_iniciativa
from centro_doc.agenda.modelos import EtapaDeIniciativa, Iniciativa, Tema
from centro_doc.agenda.numeros import clave
from centro_doc.busqueda.al_indice import consulta_de
from centro_doc.busqueda.formularios import Peticion, leer_peticion
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.errores import NoEncontrado
from centro_doc.directorio.modelos import Institucion
from centro_doc.expedientes.autoria import autor_de
from centro_doc.expedientes.modelos import Seleccion
from centro_doc.expedientes.sujetos import Sujeto
from centro_doc.expedientes.visibles import si_se_ve
from centro_doc.grafo.citantes import Citante, citan_a, citantes
from centro_doc.indice.servicio import Indice
from centro_doc.plan.modelos import Nodo
from centro_doc.vinculos.consultas import DocumentoVinculado, de_nodo, de_tema
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion, Vinculo
from centro_doc.vinculos.vistos import VinculoVisto, vistos

MAXIMO = 1000
"""Documentos de una búsqueda, o que citan una iniciativa, que caben en un expediente."""


@dataclass(frozen=True, slots=True)
class Fuente:
    """Un documento que entra: sus vínculos y, si no entra por ellos, la razón y los pasajes que lo dicen."""

    documento: Documento
    vinculos: tuple[VinculoVisto, ...]
    razon: str = ""
    pasajes: tuple[dict[str, Any], ...] = ()


def fuentes(
    sesion: Session, sujeto: Sujeto, marcas: frozenset[str], *, indice: Indice | None = None
) -> tuple[Fuente, ...]:
    """Los documentos de un expediente para unas marcas; `indice` hace falta en los de una búsqueda.

    Levanta `NoDisponible` si el índice se está preparando, y `NoEncontrado` si del sujeto sólo queda lo
    congelado.
    """
    cosa = sujeto.cosa
    if cosa is None:
        raise NoEncontrado("De ese expediente sólo quedan sus versiones congeladas.")
    if isinstance(cosa, Tema):
        return _vinculadas(de_tema(sesion, cosa, marcas))
    if isinstance(cosa, Nodo):
        return _vinculadas(de_nodo(sesion, cosa, marcas))
    if isinstance(cosa, Institucion):
        return _con_razones(
            sesion, Documento.emisor_id == cosa.id, marcas, omision=f"Lo emitió {cosa.sigla or cosa.nombre}"
        )
    if isinstance(cosa, Iniciativa):
        return _de_iniciativa(sesion, cosa, marcas)
    if sujeto.tema is not None:
        return _del_tema_elegido(sesion, cosa, sujeto.tema, marcas)
    return _de_seleccion(sesion, cosa, marcas, indice)


def registros_de_busqueda(
    sesion: Session, indice: Indice, peticion: Peticion, marcas: frozenset[str]
) -> tuple[str, ...]:
    """Los registros de todo lo que una búsqueda halla, en su orden."""
    consulta = consulta_de(sesion, marcas, peticion, pagina=1, por_pagina=MAXIMO, pasajes_por_documento=0)
    return tuple(acierto.identificador for acierto in indice.buscar(sesion, consulta).aciertos)


def peticion_guardada(consulta: str) -> Peticion:
    """La petición de una búsqueda guardada como va en su dirección."""
    return leer_peticion(MultiDict(parse_qs(consulta)))


def _vinculadas(vinculados: Sequence[DocumentoVinculado]) -> tuple[Fuente, ...]:
    """Sin lo que sólo enuncia: el plan no se prueba a sí mismo."""
    return tuple(
        Fuente(uno.documento, uno.vinculos)
        for uno in vinculados
        if any(v.relacion != Relacion.ENUNCIA for v in uno.vinculos)
    )


def _con_razones(
    sesion: Session,
    condicion: ColumnElement[bool],
    marcas: frozenset[str],
    razones: Mapping[int, str] | None = None,
    pasajes: Mapping[int, tuple[dict[str, Any], ...]] | None = None,
    *,
    omision: str = "",
) -> tuple[Fuente, ...]:
    documentos = sesion.scalars(
        select(Documento)
        .where(condicion, Documento.estado == Estado.PUBLICADO, visible_para(marcas))
        .options(selectinload(Documento.fechas))
        .order_by(Documento.id)
    ).all()
    suyos = _vinculos(sesion, [uno.id for uno in documentos])
    return tuple(
        Fuente(
            uno,
            suyos.get(uno.id, ()),
            (razones or {}).get(uno.id, omision),
            (pasajes or {}).get(uno.id, ()),
        )
        for uno in documentos
    )


def _vinculos(sesion: Session, documentos: Collection[int]) -> Mapping[int, tuple[VinculoVisto, ...]]:
    condicion = (
        Vinculo.documento_id.in_(documentos)
        & (Vinculo.estado == EstadoVinculo.CONFIRMADO)
        & (Vinculo.relacion != Relacion.ENUNCIA)
    )
    suyos: dict[int, tuple[VinculoVisto, ...]] = {}
    for uno in vistos(sesion, condicion):
        suyos[uno.documento_id] = (*suyos.get(uno.documento_id, ()), uno)
    return suyos


def _de_iniciativa(sesion: Session, una: Iniciativa, marcas: frozenset[str]) -> tuple[Fuente, ...]:
    """Los de su trámite y los que la citan, cada uno con lo que prueba o con lo que dice de ella."""
    etapas = sesion.execute(
        select(EtapaDeIniciativa.documento_id, EtapaDeIniciativa.estado).where(
            EtapaDeIniciativa.iniciativa_id == una.id, EtapaDeIniciativa.quitada.is_(False)
        )
    ).all()
    nombres = tabla().etapas
    razones: dict[int, str] = {}
    hoja = citantes(sesion, citan_a(clave(una.numero)), marcas, por_hoja=MAXIMO)
    pasajes = {uno.documento.id: _pasaje(uno) for uno in hoja.elementos}
    for uno in hoja.elementos:
        razones[uno.documento.id] = f"{uno.relacion} la iniciativa {una.numero}"
    for carpeta in de_la_iniciativa(sesion, una.numero, marcas, prueban=()):
        for documento in carpeta.documentos:
            razones[documento.id] = f"Su ficha lo da por {carpeta.nombre.lower()} de la {una.numero}"
    for numero, estado in etapas:
        dicha = nombres[estado].nombre if estado in nombres else estado
        razones[numero] = f"Prueba la etapa «{dicha}» de la iniciativa {una.numero}"
    return _con_razones(sesion, Documento.id.in_(razones), marcas, razones, pasajes)


def _pasaje(uno: Citante) -> tuple[dict[str, Any], ...]:
    if uno.mencion is None:
        return ()
    literal = "".join((uno.mencion.antes, uno.mencion.literal, uno.mencion.despues))
    pasaje = {"pagina": uno.mencion.pagina, "literal": literal, "confirmo": "leída por el sistema"}
    return ({**pasaje, "lugar": uno.mencion.lugar} if uno.mencion.lugar else pasaje,)


def _del_tema_elegido(
    sesion: Session, una: Seleccion, tema: Tema, marcas: frozenset[str]
) -> tuple[Fuente, ...]:
    """Los del expediente del tema, como él los reúne, y los que se añadieron a mano."""
    suyas = _vinculadas(de_tema(sesion, tema, marcas))
    ya = {fuente.documento.identificador for fuente in suyas}
    sueltos = [registro for registro in una.registros if registro not in ya]
    otras = _con_razones(sesion, Documento.identificador.in_(sueltos), marcas, omision="Está en la selección")
    return (*suyas, *otras)


def _de_seleccion(
    sesion: Session, una: Seleccion, marcas: frozenset[str], indice: Indice | None
) -> tuple[Fuente, ...]:
    """Los elegidos a mano, en su orden, y los de su búsqueda; de cada uno, primero los temas pedidos.

    Las palabras de la búsqueda que escribió quien lee no se le callan: si no, probando títulos sabría cuáles
    tiene lo cerrado.
    """
    a_mano, omision = tuple(una.registros), "Está en la selección"
    registros, peticion = a_mano, peticion_guardada(una.consulta)
    if una.consulta and indice is not None:
        registros = tuple(dict.fromkeys((*a_mano, *registros_de_busqueda(sesion, indice, peticion, marcas))))
        suyas = (
            peticion.q
            if una.id is None
            else si_se_ve(sesion, peticion.q, marcas, autor=autor_de(sesion, una))
        )
        omision = _por_la_busqueda(peticion, suyas)
    halladas = [
        replace(
            uno,
            razon="Está en la selección" if uno.documento.identificador in a_mano else uno.razon,
            vinculos=tuple(sorted(uno.vinculos, key=lambda v: v.codigo not in peticion.filtros.temas)),
        )
        for uno in _con_razones(sesion, Documento.identificador.in_(registros), marcas, omision=omision)
    ]
    orden = {registro: lugar for lugar, registro in enumerate(registros)}
    return tuple(sorted(halladas, key=lambda fuente: orden[fuente.documento.identificador]))


def _por_la_busqueda(peticion: Peticion, dichas: str) -> str:
    """«Es de AG1 o AG5 y responde a «trata»»; `dichas` son sus palabras, si no se callan."""
    temas = " o ".join(peticion.filtros.temas)
    partes = (f"es de {temas}" if temas else "", f"responde a «{dichas}»" if dichas else "")
    dicho = " y ".join(filter(None, partes)) or "cumple los filtros pedidos"
    return f"{dicho[:1].upper()}{dicho[1:]}"
