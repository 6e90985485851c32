"""Los documentos con páginas que esperan al OCR, porque faltaba o no terminó, y cómo se leen."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.modelos import Documento, Estado, TextoGuardado, Version
from centro_doc.catalogo.por_leer import TAREA, encolar_lectura, prioridad_de
from centro_doc.catalogo.vigente import ultimas_versiones
from centro_doc.comun.errores import Conflicto
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas
from centro_doc.tareas.modelos import EstadoTarea, Prioridad, Tarea
from indexador.extraccion.ocr import buscar_ocr
from indexador.extraccion.relectura import OCR_A_MEDIAS, OCR_PENDIENTE

_PENDIENTES = (OCR_PENDIENTE, OCR_A_MEDIAS)


@dataclass(frozen=True, slots=True)
class EstadoDelOcr:
    """Si el sistema lee imágenes, y cuántos documentos (que el lector ve) tienen páginas que lo esperan.

    De ellos, `a_medias` son los que empezó a leer y no terminó en el tiempo de una lectura.
    """

    disponible: bool
    esperan: int
    a_medias: int = 0


@dataclass(frozen=True, slots=True)
class PorSeguir:
    """Las páginas de un documento a las que no les alcanzó el tiempo del OCR, y si ya se están leyendo."""

    paginas: int
    leyendose: bool


def hay_ocr() -> bool:
    """Si el sistema tiene Tesseract con español. Que no lo tenga no se recuerda: pueden instalarlo."""
    if buscar_ocr() is not None:
        return True
    buscar_ocr.cache_clear()
    return False


def estado_del_ocr(sesion: Session, marcas_del_lector: frozenset[str]) -> EstadoDelOcr:
    """Lo que la bandeja dice del OCR. Dos consultas."""
    esperan, a_medias = (
        sesion.scalar(select(func.count()).select_from(_esperan(marcas_del_lector, *cuales).subquery())) or 0
        for cuales in (_PENDIENTES, (OCR_A_MEDIAS,))
    )
    return EstadoDelOcr(hay_ocr(), esperan, a_medias)


def leer_lo_pendiente(sesion: Session, actor: Actor, *, reloj: Reloj) -> int:
    """Pone en la cola la lectura de todos los que esperan; devuelve cuántos.

    Si son muchos, van como lo llegado en masa (`por_leer.prioridad_de`). Levanta `Conflicto` si el sistema
    aún no tiene OCR: leerlos otra vez daría lo mismo.
    """
    exigir(actor, "ingresar_documentos")
    if not hay_ocr():
        raise Conflicto("El OCR todavía no está instalado en este servidor; no se puso nada en la cola.")
    filas = sesion.execute(_esperan(marcas(actor), *_PENDIENTES)).all()
    prioridad = prioridad_de(len(filas))
    for documento, version in filas:
        _encolar(sesion, actor, documento, version, prioridad, reloj=reloj)
    return len(filas)


def por_seguir(sesion: Session, identificadores: Collection[str]) -> dict[str, PorSeguir]:
    """Los que quedaron a medias, de unos documentos que el lector ya ve. Una consulta."""
    if not identificadores:
        return {}
    filas = sesion.execute(
        _a_medias()
        .where(Documento.identificador.in_(identificadores))
        .with_only_columns(
            Documento.identificador, TextoGuardado.propiedades[OCR_A_MEDIAS].as_string(), _en_cola()
        )
    )
    return {identificador: PorSeguir(int(cuantas), leyendose) for identificador, cuantas, leyendose in filas}


def seguir_leyendo(sesion: Session, actor: Actor, identificador: str, *, reloj: Reloj) -> Documento:
    """Pone en la cola lo que le faltó al OCR de un documento; lo ya leído se conserva y no se repite.

    Levanta `Conflicto` si no le falta nada, ya se está leyendo o el sistema dejó de tener OCR.
    """
    exigir(actor, "ingresar_documentos")
    documento = documento_para(sesion, actor, identificador)
    if not hay_ocr():
        raise Conflicto("El OCR ya no está instalado en este servidor; no se puso nada en la cola.")
    fila = sesion.execute(
        _esperan(marcas(actor), OCR_A_MEDIAS).where(Documento.id == documento.id)
    ).one_or_none()
    if fila is None:
        raise Conflicto(f"A {identificador} no le falta ninguna página, o ya se está leyendo.")
    _encolar(sesion, actor, documento, fila[1], Prioridad.PERSONA, reloj=reloj)
    return documento


def los_que_esperan(marcas_del_lector: frozenset[str]) -> Select[Documento, Version]:
    """Los que cuenta `estado_del_ocr`, con su última versión, en el orden en que llegaron."""
    return _esperan(marcas_del_lector, *_PENDIENTES)


def _encolar(
    sesion: Session,
    actor: Actor,
    documento: Documento,
    version: Version,
    prioridad: Prioridad,
    *,
    reloj: Reloj,
) -> None:
    encolar_lectura(sesion, documento, version, reloj=reloj, prioridad=prioridad)
    objeto = ("documento", documento.identificador)
    anotar(sesion, actor, "lectura_por_ocr_pedida", objeto, reloj=reloj, detalle={"version": version.id})


def _esperan(marcas_del_lector: frozenset[str], *propiedades: str) -> Select[Documento, Version]:
    """Los que el lector ve y cuya última lectura dejó páginas al OCR, y nadie lee ya."""
    dejo = or_(*(TextoGuardado.propiedades[clave].as_string().is_not(None) for clave in propiedades))
    return (
        _ultimas_lecturas()
        .where(dejo, Documento.estado != Estado.RETIRADO, visible_para(marcas_del_lector), ~_en_cola())
        .order_by(Documento.id)
    )


def _a_medias() -> Select[Documento, Version]:
    return _ultimas_lecturas().where(
        TextoGuardado.propiedades[OCR_A_MEDIAS].as_string().is_not(None), Documento.estado != Estado.RETIRADO
    )


def _en_cola() -> ColumnElement[bool]:
    return (
        select(Tarea.id)
        .where(Tarea.clase == TAREA, Tarea.objeto == Documento.identificador)
        .where(Tarea.estado.in_([EstadoTarea.PENDIENTE, EstadoTarea.TOMADA]))
        .exists()
    )


def _ultimas_lecturas() -> Select[Documento, Version]:
    """Cada documento y su última versión, con la última vez que la máquina la leyó."""
    lecturas = (
        select(func.max(TextoGuardado.id))
        .where(TextoGuardado.clase == "extraccion")
        .group_by(TextoGuardado.version_id)
    )
    return (
        select(Documento, Version)
        .join(Version, Version.documento_id == Documento.id)
        .join(TextoGuardado, TextoGuardado.version_id == Version.id)
        .where(Version.id.in_(ultimas_versiones()), TextoGuardado.id.in_(lecturas))
    )
