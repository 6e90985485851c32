"""Sustituir un texto por otro en las fichas: en qué campos puede estar y qué fichas lo tienen."""

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Text, cast, or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.curaduria.campos import ETIQUETAS, Simple, propios, valor_de

TODOS = "todos"
SUSTITUIBLES = (
    *("titulo", "titulo_corto", "numero", "subtipo", "autores", "ponentes", "resumen", "origen_entrega"),
    *("derechos", "ubicacion", "condicion"),
)
OPCIONES = {TODOS: "Todos los campos de texto", **{c: ETIQUETAS[c] for c in SUSTITUIBLES}}
"""Dónde se puede sustituir; los campos propios de cada tipo entran sólo en «todos»."""
LARGOS = {"numero": 80, "subtipo": 80, "condicion": 40}
_DE_LISTA = ("autores", "ponentes", "metadatos")


def con_texto(sesion: Session, marcas: frozenset[str], campo: str, texto: str, limite: int) -> Sequence[str]:
    """Los registros de las fichas visibles que tienen ese texto en el campo; a lo sumo `limite`."""
    columnas = (*SUSTITUIBLES, "metadatos") if campo == TODOS else (campo,)
    # Las listas se guardan en JSON, con las tildes escapadas.
    escapado = json.dumps(texto)[1:-1]
    condiciones: list[ColumnElement[bool]] = [
        cast(getattr(Documento, c), Text).contains(escapado, autoescape=True)
        if c in _DE_LISTA
        else getattr(Documento, c).contains(texto, autoescape=True)
        for c in columnas
    ]
    return sesion.scalars(
        select(Documento.identificador)
        .where(or_(*condiciones), visible_para(marcas))
        .order_by(Documento.id)
        .limit(limite)
    ).all()


def sustituir(documento: Documento, campo: str, de: str, por: str) -> dict[str, Simple]:
    """Los campos que cambian, con su valor nuevo. Distingue mayúsculas y tildes."""
    campos = (*SUSTITUIBLES, *propios(documento)) if campo == TODOS else (campo,)
    nuevos: dict[str, Simple] = {}
    for uno in campos:
        viejo = valor_de(documento, uno)
        nuevo = _en(viejo, de, por)
        if nuevo != viejo:
            nuevos[uno] = nuevo
    return nuevos


def _en(valor: Simple, de: str, por: str) -> Simple:
    if isinstance(valor, str):
        return " ".join(valor.replace(de, por).split()) if de in valor else valor
    if isinstance(valor, list):
        puestos = (_en(parte, de, por) for parte in valor)
        return list(dict.fromkeys(parte for parte in puestos if parte)) if _esta(valor, de) else valor
    return valor


def _esta(valor: Sequence[Simple], de: str) -> bool:
    return any(isinstance(parte, str) and de in parte for parte in valor)
