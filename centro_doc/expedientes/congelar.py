"""Congelar un expediente: fija su lista tal como está y ya no cambia."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.fechas import en_zona
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.expedientes.armar import armar
from centro_doc.expedientes.contenido import (
    NUEVOS,
    SECCIONES,
    Apartado,
    Expediente,
    Pieza,
    contenido_de,
    expediente_guardado,
)
from centro_doc.expedientes.modelos import ExpedienteCongelado, Nivel, PiezaCongelada
from centro_doc.expedientes.sujetos import resolver

registro = structlog.get_logger(__name__)
_LARGO = 200
_ZONA = "America/Guatemala"


def congelar(
    sesion: Session, actor: Actor, codigo: str, nivel: str, titulo: str, *, reloj: Reloj, nota: str = ""
) -> ExpedienteCongelado:
    """Guarda el expediente de un tema como está ahora.

    Levanta `SinPermiso`, `NoEncontrado` si no hay tal tema y `DatosInvalidos` si falta el título, no hay
    ningún documento o nada cambió desde la versión anterior.
    """
    exigir(actor, "vincular")
    sujeto = resolver(sesion, codigo)
    if nivel not in set(Nivel):
        raise NoEncontrado("Un expediente es público o de trabajo.")
    if not titulo.strip():
        raise DatosInvalidos("No se congeló.", {"titulo": "Dele un nombre: «Para la séptima reunión»."})
    expediente = armar(sesion, sujeto, nivel, reloj.hoy())
    piezas, contenido = expediente.piezas, contenido_de(expediente)
    if not piezas:
        raise DatosInvalidos("No se congeló.", {"titulo": "Este expediente no tiene ningún documento."})
    anterior = ultimo(sesion, codigo, nivel)
    if anterior is not None and huella_de(piezas_guardadas(anterior.piezas)) == huella_de(piezas):
        mensaje = f"Nada cambió desde la versión {anterior.numero}, «{anterior.titulo}»."
        raise DatosInvalidos("No se congeló.", {"titulo": mensaje})
    congelado = ExpedienteCongelado(
        clave=codigo,
        nivel=Nivel(nivel),
        numero=_siguiente(sesion, codigo, nivel),
        titulo=" ".join(titulo.split())[:_LARGO],
        nota=nota.strip(),
        congelado=reloj.ahora(),
        congelado_por=actor.usuario_id,
        huella=huella_de(piezas, contenido),
        contenido=contenido,
        piezas=[_guardar(pieza, orden) for orden, pieza in enumerate(piezas, 1)],
    )
    sesion.add(congelado)
    sesion.flush()
    detalle = {"numero": congelado.numero, "nivel": str(nivel), "documentos": len(piezas)}
    anotar(sesion, actor, "expediente_congelado", ("expediente", codigo), reloj=reloj, detalle=detalle)
    registro.info("expediente_congelado", expediente=codigo, numero=congelado.numero, documentos=len(piezas))
    return congelado


def ultimo(sesion: Session, codigo: str, nivel: str) -> ExpedienteCongelado | None:
    """El congelado más nuevo de un tema en ese nivel."""
    return sesion.scalar(
        select(ExpedienteCongelado)
        .where(ExpedienteCongelado.clave == codigo, ExpedienteCongelado.nivel == nivel)
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


def _siguiente(sesion: Session, codigo: str, nivel: str) -> int:
    mayor = select(func.max(ExpedienteCongelado.numero)).where(
        ExpedienteCongelado.clave == codigo, ExpedienteCongelado.nivel == nivel
    )
    return (sesion.scalar(mayor) or 0) + 1


def _guardar(pieza: Pieza, orden: int) -> PiezaCongelada:
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
            **{**una.mas, "datos": tuple((rotulo, valor) for rotulo, valor in una.mas.get("datos", ()))},
        )
        for una in piezas
    )


def guardado(una: ExpedienteCongelado, nombre: str) -> Expediente:
    """Una versión congelada, como se armó. De las primeras constan sólo las piezas; `nombre` es el de hoy."""
    piezas = piezas_guardadas(una.piezas)
    if una.contenido is not None:
        return expediente_guardado(una.clave, una.nivel, una.contenido, piezas)
    apartados = tuple(
        Apartado(n, SECCIONES[n], piezas=suyas)
        for n in SECCIONES
        if (suyas := tuple(p for p in piezas if p.seccion == n))
    )
    corte = en_zona(una.congelado, _ZONA).date()
    return Expediente(una.clave, nombre, una.nivel, corte, apartados)
