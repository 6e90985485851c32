"""La historia de cada vínculo: quién lo hizo, lo cambió o lo quitó, cuándo y por qué. Sale de la bitácora."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.modelos import Asiento
from centro_doc.vinculos.modelos import Vinculo

DICHOS: Mapping[str, str] = {
    "vinculo_propuesto": "lo propuso",
    "vinculo_creado": "lo vinculó",
    "vinculo_confirmado": "lo confirmó",
    "vinculo_rechazado": "lo rechazó",
    "vinculo_devuelto": "lo devolvió a lo propuesto",
    "vinculo_quitado": "lo quitó",
    "vinculo_repuesto": "lo repuso al deshacer",
    "evidencia_anadida": "añadió un pasaje",
    "evidencia_quitada": "quitó un pasaje",
    "evidencia_reubicada": "dio por bueno el lugar nuevo de un pasaje",
    "evidencia_reparada": "cambió un pasaje",
}
"""Cómo se dice cada asiento de un vínculo, tras el nombre de quien lo hizo."""
_SISTEMA = "El sistema"

Clave = tuple[str, str]
"""El destino y la relación: con el documento, lo que hace único a un vínculo."""


@dataclass(frozen=True, slots=True)
class Suceso:
    """Un paso de la historia de un vínculo."""

    cuando: datetime
    quien: str
    dicho: str
    motivo: str = ""


@dataclass(frozen=True, slots=True)
class Quitado:
    """Un vínculo que ya no está: con qué era y su historia; `codigo` es el del nodo o del tema."""

    codigo: str
    relacion: str
    sucesos: tuple[Suceso, ...]


@dataclass(frozen=True, slots=True)
class Historias:
    """La de cada vínculo de un documento, por su número, y las de los que ya no están."""

    de_cada: Mapping[int, tuple[Suceso, ...]]
    quitados: tuple[Quitado, ...]


def historias(sesion: Session, documento_id: int, identificador: str) -> Historias:
    """De lo más antiguo a lo más nuevo; dos consultas. Quien llama mira si el lector ve el documento."""
    filas = sesion.execute(
        select(Vinculo.id, Vinculo.destino, Vinculo.relacion, Vinculo.creado, Vinculo.creado_por).where(
            Vinculo.documento_id == documento_id
        )
    ).all()
    sucesos = _de_la_bitacora(sesion, identificador)
    for fila in filas:
        suyos = sucesos[fila.destino, fila.relacion]
        if fila.creado_por is None and not any(uno.dicho == DICHOS["vinculo_creado"] for uno in suyos):
            suyos.insert(0, Suceso(fila.creado, _SISTEMA, DICHOS["vinculo_propuesto"]))
    estan = {(fila.destino, fila.relacion): fila.id for fila in filas}
    return Historias(
        {numero: tuple(sucesos[clave]) for clave, numero in estan.items()},
        tuple(
            Quitado(destino.rpartition(":")[2], relacion, tuple(suyos))
            for (destino, relacion), suyos in sucesos.items()
            if (destino, relacion) not in estan
        ),
    )


def _de_la_bitacora(sesion: Session, identificador: str) -> defaultdict[Clave, list[Suceso]]:
    asientos: Sequence[Asiento] = sesion.scalars(
        select(Asiento)
        .where(
            Asiento.objeto_clase == "documento",
            Asiento.objeto_id == identificador,
            Asiento.accion.in_(DICHOS),
        )
        .order_by(Asiento.id)
    ).all()
    sucesos: defaultdict[Clave, list[Suceso]] = defaultdict(list)
    for asiento in asientos:
        detalle: Mapping[str, Any] = asiento.detalle
        clave = (str(detalle.get("destino", "")), str(detalle.get("relacion", "")))
        quien = asiento.actor_nombre or _SISTEMA
        dicho = DICHOS[asiento.accion]
        sucesos[clave].append(Suceso(asiento.cuando, quien, dicho, asiento.motivo or ""))
    return sucesos
