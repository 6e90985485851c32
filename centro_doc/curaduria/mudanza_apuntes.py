"""Lo que el personal escribió de un documento en cada expediente, que se muda al unir fichas."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.expedientes.modelos import Apunte

TABLAS = frozenset({"expediente_apunte"})
_Valores = list[Any]


def mudar(sesion: Session, queda: Documento, unido: Documento) -> dict[str, list[Any]]:
    """Pasa a `queda` las frases y los lugares de `unido`, y devuelve qué se movió, en valores simples.

    Donde las dos fichas tienen frase vale la de la que queda; la otra espera en la ficha unida.
    """
    propios = {uno.clave: uno for uno in _apuntes(sesion, queda)}
    mudados, sustituidos = [], []
    for ajeno in _apuntes(sesion, unido):
        propio = propios.get(ajeno.clave)
        if propio is None:
            mudados.append(ajeno.clave)
            ajeno.documento_id = queda.id
        elif (antes := _valores(propio)) != (despues := _completado(propio, ajeno)):
            _poner(propio, despues)
            sustituidos.append([propio.clave, antes, despues])
    sesion.flush()
    return {"mudados": mudados, "sustituidos": sustituidos}


def devolver(sesion: Session, queda: Documento, unido: Documento, movido: Mapping[str, list[Any]]) -> None:
    """Devuelve a `unido` lo que `mudar` le llevó a `queda` y sigue como lo dejó."""
    propios = {uno.clave: uno for uno in _apuntes(sesion, queda)}
    for clave in movido.get("mudados", []):
        if clave in propios:
            propios[clave].documento_id = unido.id
    for clave, antes, despues in movido.get("sustituidos", []):
        if clave in propios and _valores(propios[clave]) == despues:
            _poner(propios[clave], antes)
    sesion.flush()


def _apuntes(sesion: Session, documento: Documento) -> list[Apunte]:
    return list(sesion.scalars(select(Apunte).where(Apunte.documento_id == documento.id)))


def _completado(propio: Apunte, ajeno: Apunte) -> _Valores:
    """Los de la ficha que queda, con la frase o el lugar que le faltan."""
    frase = _valores(propio if propio.frase else ajeno)[:3]
    return [*frase, propio.lugar if propio.lugar is not None else ajeno.lugar]


def _valores(uno: Apunte) -> _Valores:
    return [uno.frase, uno.escrita.isoformat() if uno.escrita else "", uno.escrita_por, uno.lugar]


def _poner(uno: Apunte, valores: _Valores) -> None:
    uno.frase, escrita, uno.escrita_por, uno.lugar = valores
    uno.escrita = datetime.fromisoformat(escrita) if escrita else None
