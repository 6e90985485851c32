"""Lo congelado, como se guarda: de las piezas a sus filas y de las filas al expediente, y su huella."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, true
from sqlalchemy.orm import Session

from centro_doc.comun.fechas import en_zona
from centro_doc.expedientes.contenido import (
    COLUMNAS_DE_CARATULA,
    NUEVOS,
    RESPONSABLE,
    SECCIONES,
    Apartado,
    Expediente,
    Pieza,
    expediente_guardado,
)
from centro_doc.expedientes.modelos import ExpedienteCongelado, Nivel, PiezaCongelada
from centro_doc.expedientes.sustento import con_sustento

_ZONA = "America/Guatemala"


def ultimo(sesion: Session, clave: str, nivel: str, *, abierta: bool = False) -> ExpedienteCongelado | None:
    """El congelado más nuevo de un expediente en ese nivel; `abierta`, sólo de los que abre cualquiera."""
    return sesion.scalar(
        select(ExpedienteCongelado)
        .where(
            ExpedienteCongelado.clave == clave,
            ExpedienteCongelado.nivel == nivel,
            ExpedienteCongelado.abierta if abierta else true(),
        )
        .order_by(ExpedienteCongelado.numero.desc())
        .limit(1)
    )


def huella_de(piezas: Iterable[Pieza], contenido: Mapping[str, Any] | None = None) -> str:
    """SHA-256 del JSON canónico de las piezas y del contenido: claves en orden, sin espacios, en UTF-8.

    Sin contenido, el de las piezas solas: así se selló lo que se congeló antes de guardarlo.
    """
    datos: Any = [pieza.como_dato() for pieza in piezas]
    if contenido is not None:
        datos = {"piezas": datos, "contenido": contenido}
    canonico = json.dumps(datos, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonico.encode()).hexdigest()


def fila_de(pieza: Pieza, orden: int) -> PiezaCongelada:
    """La fila que guarda una pieza en ese turno."""
    return PiezaCongelada(
        orden=orden,
        seccion=pieza.seccion,
        documento_id=pieza.documento_id,
        identificador=pieza.identificador,
        titulo=pieza.titulo,
        ficha=pieza.ficha,
        version=pieza.version,
        sha256=pieza.sha256,
        frase=pieza.frase,
        evidencias=list(pieza.evidencias),
        mas={nombre: valor for nombre in NUEVOS if (valor := getattr(pieza, nombre))},
    )


def piezas_guardadas(piezas: Sequence[PiezaCongelada]) -> tuple[Pieza, ...]:
    """Las piezas de una versión congelada, como se armaron."""
    return tuple(
        Pieza(
            una.seccion,
            una.documento_id,
            una.identificador,
            una.titulo,
            una.ficha,
            una.version,
            una.sha256,
            una.frase,
            tuple(una.evidencias),
            callada=una.callada,
            **{**una.mas, "datos": tuple((rotulo, valor) for rotulo, valor in una.mas.get("datos", ()))},
        )
        for una in piezas
    )


def guardado(una: ExpedienteCongelado, nombre: str) -> Expediente:
    """Una versión congelada, como se armó. De las primeras constan sólo las piezas; `nombre` es el de hoy."""
    piezas = piezas_guardadas(una.piezas)
    if una.contenido is not None:
        entero = con_sustento(expediente_guardado(una.clave, una.nivel, una.contenido, piezas))
        return entero if _dice_quien(una) else _sin_responsable(entero)
    apartados = tuple(
        Apartado(n, SECCIONES[n], piezas=suyas)
        for n in SECCIONES
        if (suyas := tuple(p for p in piezas if p.seccion == n))
    )
    corte = en_el_centro(una.congelado)
    return Expediente(una.clave, nombre, una.nivel, corte, apartados)


def quien_firma(una: ExpedienteCongelado) -> int | None:
    """El número de quien la congeló, si la versión lo dice: la pública, sólo si fue el personal."""
    return una.congelado_por if _dice_quien(una) else None


def _dice_quien(una: ExpedienteCongelado) -> bool:
    return una.firmada or una.nivel == Nivel.TRABAJO


def _sin_responsable(entero: Expediente) -> Expediente:
    def sin_el(uno: Apartado) -> Apartado:
        if uno.numero != 0:
            return uno
        tablas = tuple(
            replace(
                tabla,
                filas=tuple(fila for fila in tabla.filas if fila[0] != RESPONSABLE),
                sustento=(),
            )
            if tabla.columnas == COLUMNAS_DE_CARATULA
            else tabla
            for tabla in uno.tablas
        )
        return replace(uno, tablas=tablas)

    return replace(entero, apartados=tuple(map(sin_el, entero.apartados)))


def en_el_centro(instante: datetime) -> date:
    """El día de un instante en el Centro."""
    return hora_del_centro(instante).date()


def hora_del_centro(instante: datetime) -> datetime:
    """Un instante, con la hora del Centro."""
    return en_zona(instante, _ZONA)
