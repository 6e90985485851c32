"""Quién puede ver un documento: sus marcas de acceso, guardadas junto a él en la misma transacción.

Las reglas son las de la arquitectura §4 y el Decreto 57-2008 (LAIP). Un lector ve el documento si comparte
al menos una marca con él (`cuentas.permisos.marcas`); la misma tabla sirve a las listas y al índice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import ColumnElement

from centro_doc.catalogo.modelos import Acceso, Documento, Estado
from centro_doc.catalogo.modelos_acceso import DocumentoAbierto, DocumentoMarca
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import PERSONAL, PUBLICO, RESERVADA
from centro_doc.indice.modelos import Ocultamiento

AMPLIAS = frozenset({Acceso.PUBLICA_OFICIO, Acceso.PUBLICA})
CERRADAS = frozenset({Acceso.RESERVADA, Acceso.CONFIDENCIAL})
ANIOS_DE_RESERVA = 12
"""Lo más que dura una reserva, con sus prórrogas (LAIP, artículos 27 y 28)."""


@dataclass(frozen=True, slots=True)
class DatosAcceso:
    """La clase de acceso que se pide para un documento, con lo que la funda y a quién nombra."""

    clase: Acceso
    fundamento: str = ""
    resolucion: str = ""
    vence: date | None = None
    grupos: tuple[str, ...] = ()
    personas: tuple[int, ...] = ()


def marcas_de(
    estado: str,
    clase: str,
    *,
    grupos: Iterable[str],
    personas: Iterable[int],
    vence: date | None,
    hoy: date,
) -> frozenset[str]:
    """Las marcas que le tocan a un documento hoy.

    Una reserva vencida se abre sola: pasa a verse como pública. Lo no publicado y lo retirado lo ve el
    personal, salvo que su clase sea más cerrada. Lo unido a otra ficha no lo ve nadie.
    """
    if estado == Estado.UNIDO:
        return frozenset()
    nombradas = {f"persona:{usuario}" for usuario in personas}
    if clase == Acceso.CONFIDENCIAL:
        return frozenset(nombradas)
    if clase == Acceso.RESERVADA and not esta_vencida(vence, hoy):
        return frozenset({RESERVADA} | nombradas)
    if estado != Estado.PUBLICADO:
        return frozenset({PERSONAL})
    if clase == Acceso.INTERNA:
        return frozenset({PERSONAL} | {f"grupo:{tema}" for tema in grupos})
    return frozenset({PUBLICO})


def esta_vencida(vence: date | None, hoy: date) -> bool:
    """¿Ya pasó el plazo de la reserva? El día del vencimiento todavía cuenta."""
    return vence is not None and vence < hoy


def visible_para(marcas: Iterable[str]) -> ColumnElement[bool]:
    """La condición SQL que deja sólo los documentos que ve un lector con esas marcas."""
    return exists().where(
        DocumentoMarca.documento_id == Documento.id, DocumentoMarca.marca.in_(sorted(marcas))
    )


def visto_desde(marcas: Iterable[str]) -> ColumnElement[Any]:
    """La expresión SQL de desde cuándo ve un documento un lector con esas marcas; nula, si no consta."""
    return (
        select(func.min(DocumentoAbierto.desde))
        .where(DocumentoAbierto.documento_id == Documento.id, DocumentoAbierto.marca.in_(sorted(marcas)))
        .scalar_subquery()
    )


def ve(documento: Documento, marcas: frozenset[str]) -> bool:
    """¿Ve este documento un lector con esas marcas?"""
    return any(marca.marca in marcas for marca in documento.marcas)


def es_indexable(documento: Documento) -> bool:
    """¿Entra en el índice? De lo confidencial no se indexan ni el título ni el texto."""
    return documento.acceso != Acceso.CONFIDENCIAL


def revisar(datos: DatosAcceso, *, hoy: date) -> dict[str, str]:
    """Lo que le falta a una clase de acceso para poder usarse, por campo; vacío si está completa."""
    campos: dict[str, str] = {}
    if datos.clase not in AMPLIAS and not datos.fundamento.strip():
        campos["fundamento"] = (
            "Escriba el fundamento: todo lo que no es reservado o confidencial es público (LAIP, artículo 9)."
        )
    if datos.clase == Acceso.RESERVADA:
        if not datos.resolucion.strip():
            campos["resolucion"] = (
                "Escriba el número de la resolución: sin ella la reserva es nula (artículo 25)."
            )
        if datos.vence is None:
            campos["reserva_vence"] = "Escriba el día en que vence la reserva (artículo 27)."
        elif esta_vencida(datos.vence, hoy):
            campos["reserva_vence"] = "Ese día ya pasó: la información ya es pública."
        elif limite_de_reserva(hoy) < datos.vence:
            campos["reserva_vence"] = "Una reserva dura 7 años, y 12 con sus prórrogas (artículos 27 y 28)."
    return campos


def limite_de_reserva(hoy: date) -> date:
    """El último día en que puede vencer una reserva puesta hoy, con sus prórrogas (artículos 27 y 28)."""
    try:
        return hoy.replace(year=hoy.year + ANIOS_DE_RESERVA)
    except ValueError:  # 29 de febrero
        return date(hoy.year + ANIOS_DE_RESERVA, 3, 1)


def exigir(datos: DatosAcceso, *, hoy: date) -> None:
    """Levanta `DatosInvalidos` si a la clase de acceso le falta lo que la ley pide."""
    if campos := revisar(datos, hoy=hoy):
        raise DatosInvalidos("Falta lo que funda la clase de acceso.", campos)


def actualizar_marcas(sesion: Session, documento: Documento, *, reloj: Reloj) -> None:
    """Pone las marcas que tocan y sube la revisión; si alguien deja de verlo, lo oculta desde ya.

    Se llama en la misma transacción que cambia el estado, la clase, los grupos o las personas.
    """
    nuevas = marcas_de(
        documento.estado,
        documento.acceso,
        grupos=[grupo.tema for grupo in documento.grupos],
        personas=[persona.usuario_id for persona in documento.personas],
        vence=documento.reserva_vence,
        hoy=reloj.hoy(),
    )
    viejas = frozenset(marca.marca for marca in documento.marcas)
    if nuevas == viejas:
        return
    documento.marcas = [m for m in documento.marcas if m.marca in nuevas] + [
        DocumentoMarca(marca=marca) for marca in sorted(nuevas - viejas)
    ]
    _fechar_aperturas(documento, nuevas, reloj.ahora())
    tocar(documento)
    if _se_estrecha(viejas, nuevas):
        ocultar(sesion, documento, reloj=reloj)


def _fechar_aperturas(documento: Documento, nuevas: frozenset[str], ahora: datetime) -> None:
    quedan = [una for una in documento.abierto if una.marca in nuevas or PUBLICO in nuevas]
    ya = {una.marca for una in quedan}
    documento.abierto = quedan + [DocumentoAbierto(marca=marca, desde=ahora) for marca in sorted(nuevas - ya)]


def tocar(documento: Documento) -> None:
    """Anota que cambió algo que la búsqueda puede ver."""
    documento.revision = (documento.revision or 0) + 1


def cambiar(sesion: Session, documento: Documento, *, reloj: Reloj) -> None:
    """Anota un cambio de la ficha: otra edición, otra revisión y quién la ve ahora."""
    documento.edicion += 1
    tocar(documento)
    actualizar_marcas(sesion, documento, reloj=reloj)


def ocultar(sesion: Session, documento: Documento, *, reloj: Reloj) -> None:
    """Excluye el documento de toda consulta hasta que el índice refleje su revisión actual."""
    fila = sesion.get(Ocultamiento, documento.id)
    if fila is None:
        fila = Ocultamiento(documento_id=documento.id)
        sesion.add(fila)
    fila.revision = documento.revision
    fila.cuando = reloj.ahora()


def _se_estrecha(viejas: frozenset[str], nuevas: frozenset[str]) -> bool:
    """¿Hay quien lo veía y ya no? Lo público contiene a todos; lo del personal, sólo al personal."""
    return bool(viejas) and PUBLICO not in nuevas and bool(viejas - nuevas)


def vencidas(sesion: Session, *, hoy: date) -> list[Documento]:
    """Los documentos cuya reserva ya venció y cuyas marcas todavía la muestran cerrada."""
    return list(
        sesion.scalars(
            select(Documento)
            .join(DocumentoMarca, DocumentoMarca.documento_id == Documento.id)
            .where(
                Documento.acceso == Acceso.RESERVADA,
                Documento.reserva_vence < hoy,
                DocumentoMarca.marca == RESERVADA,
            )
        )
    )
