"""Los recibos de lo que llega, tal como se entregan: nada llega al centro sin uno."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_recibos import Lote, Recibo
from centro_doc.catalogo.puerta import Llegada
from centro_doc.comun.reloj import Reloj

RECIBIDO = "recibido"
DUPLICADO = "duplicado"
RECHAZADO = "rechazado"
GEMELO_OCULTO = (
    "Este archivo ya está en el centro.",
    "Consulte a la persona revisora antes de volver a subirlo.",
)
"""Motivo y salida de un duplicado para quien no ve el documento que ya lo tiene."""


@dataclass(frozen=True, slots=True)
class Constancia:
    """El recibo de un archivo. `documento` es el creado, o el gemelo si quien subió puede verlo."""

    codigo: str
    estado: str
    nombre: str
    documento: str | None
    motivo: str
    salida: str


def constancia_de(recibo: Recibo, documento: str | None) -> Constancia:
    """Lo que dice un recibo; `documento`, el que puede ver quien lo recibe."""
    return Constancia(recibo.codigo, recibo.estado, recibo.nombre, documento, recibo.motivo, recibo.salida)


def con_dudas(sesion: Session, constancia: Constancia, dudas: Sequence[str]) -> Constancia:
    """La constancia, y su recibo, con lo que no se entendió de lo que se decía del archivo."""
    if not dudas:
        return constancia
    motivo = " ".join([constancia.motivo, *dudas]).strip()
    return corregir_recibo(sesion, constancia, constancia.estado, motivo, constancia.salida)


def corregir_recibo(
    sesion: Session, constancia: Constancia, estado: str, motivo: str, salida: str = ""
) -> Constancia:
    """Cambia lo que dice un recibo de la transacción en curso, que nadie ha visto."""
    recibo = sesion.scalars(select(Recibo).where(Recibo.codigo == constancia.codigo)).one()
    recibo.estado, recibo.motivo, recibo.salida = estado, motivo, salida
    return replace(constancia, estado=estado, motivo=motivo, salida=salida)


def constancia_sin_archivo(
    sesion: Session,
    lote: Lote,
    nombre: str,
    estado: str,
    *,
    reloj: Reloj,
    documento: Documento | None = None,
    motivo: str = "",
) -> Constancia:
    """El recibo de lo que llegó en un lote sin archivo: el registro de un papel, o un renglón vacío."""
    recibo = dar_recibo(
        sesion, lote, Llegada(nombre, 0), estado, reloj=reloj, documento=documento, motivo=motivo
    )
    recibo.tamano = None
    return constancia_de(recibo, documento.identificador if documento is not None else None)


def dar_recibo(
    sesion: Session,
    lote: Lote,
    llegada: Llegada,
    estado: str,
    *,
    reloj: Reloj,
    documento: Documento | None = None,
    motivo: str = "",
    salida: str = "",
) -> Recibo:
    """Deja el recibo de algo que llegó en un lote, con un código que no se puede adivinar."""
    recibo = Recibo(
        codigo=f"R-{reloj.hoy():%Y%m%d}-{secrets.token_hex(5)}",
        lote_id=lote.id,
        documento_id=documento.id if documento is not None else None,
        estado=estado,
        nombre=llegada.nombre,
        sha256=llegada.guardado.sha256 if llegada.guardado is not None else None,
        tamano=llegada.tamano,
        motivo=motivo,
        salida=salida,
        creado=reloj.ahora(),
    )
    sesion.add(recibo)
    sesion.flush()
    return recibo
