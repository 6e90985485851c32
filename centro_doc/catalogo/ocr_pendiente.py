"""Los documentos con páginas que esperan un OCR que faltaba, y cómo se leen cuando ya lo hay."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.ingreso import TAREA, encolar_lectura
from centro_doc.catalogo.modelos import Documento, Estado, TextoGuardado, Version
from centro_doc.comun.errores import Conflicto
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas
from centro_doc.tareas.modelos import EstadoTarea, Tarea
from indexador.extraccion.ocr import buscar_ocr
from indexador.extraccion.relectura import OCR_PENDIENTE


@dataclass(frozen=True, slots=True)
class EstadoDelOcr:
    """Si el sistema lee imágenes, y cuántos documentos (que el lector ve) tienen páginas que lo esperan."""

    disponible: bool
    esperan: int


def hay_ocr() -> bool:
    """Si el sistema tiene Tesseract con español. Que no lo tenga no se recuerda: pueden instalarlo."""
    if buscar_ocr() is not None:
        return True
    buscar_ocr.cache_clear()
    return False


def estado_del_ocr(sesion: Session, marcas_del_lector: frozenset[str]) -> EstadoDelOcr:
    """Lo que la bandeja dice del OCR. Una consulta."""
    esperan = select(func.count()).select_from(_esperan(marcas_del_lector).subquery())
    return EstadoDelOcr(hay_ocr(), sesion.scalar(esperan) or 0)


def leer_lo_pendiente(sesion: Session, actor: Actor, *, reloj: Reloj) -> int:
    """Pone en la cola la lectura de todos los que esperan; devuelve cuántos.

    Levanta `Conflicto` si el sistema aún no tiene OCR: leerlos otra vez daría lo mismo.
    """
    exigir(actor, "ingresar_documentos")
    if not hay_ocr():
        raise Conflicto("El OCR todavía no está instalado en este servidor; no se puso nada en la cola.")
    filas = sesion.execute(_esperan(marcas(actor))).all()
    for documento, version in filas:
        encolar_lectura(sesion, documento, version, reloj=reloj)
        objeto = ("documento", documento.identificador)
        anotar(sesion, actor, "lectura_por_ocr_pedida", objeto, reloj=reloj, detalle={"version": version.id})
    return len(filas)


def _esperan(marcas_del_lector: frozenset[str]) -> Select[Documento, Version]:
    """Los documentos cuya última lectura de su última versión dejó páginas al OCR, y nadie lee ya."""
    ultimas = select(func.max(Version.id)).group_by(Version.documento_id)
    lecturas = (
        select(func.max(TextoGuardado.id))
        .where(TextoGuardado.clase == "extraccion")
        .group_by(TextoGuardado.version_id)
    )
    en_cola = (
        select(Tarea.id)
        .where(Tarea.clase == TAREA, Tarea.objeto == Documento.identificador)
        .where(Tarea.estado.in_([EstadoTarea.PENDIENTE, EstadoTarea.TOMADA]))
        .exists()
    )
    return (
        select(Documento, Version)
        .join(Version, Version.documento_id == Documento.id)
        .join(TextoGuardado, TextoGuardado.version_id == Version.id)
        .where(Version.id.in_(ultimas), TextoGuardado.id.in_(lecturas))
        .where(TextoGuardado.propiedades[OCR_PENDIENTE].as_string().is_not(None))
        .where(Documento.estado != Estado.RETIRADO, visible_para(marcas_del_lector), ~en_cola)
        .order_by(Documento.id)
    )
