"""Recibir archivos: de un archivo ya a salvo en el depósito a un documento con su recibo y su tarea.

El archivo está sincronizado en disco ANTES de la transacción; el documento, la versión, el recibo y la
tarea de lectura nacen juntos en ella. Con el recibo en la mano, nada posterior puede perder el archivo.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from almacen import Guardado
from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo import acceso, procedencia
from centro_doc.catalogo.constancias import (
    DUPLICADO,
    GEMELO_OCULTO,
    RECHAZADO,
    RECIBIDO,
    Constancia,
    constancia_de,
    dar_recibo,
)
from centro_doc.catalogo.modelos import Acceso, Archivo, Documento, Estado, Papel, Version
from centro_doc.catalogo.modelos_acceso import DocumentoPersona
from centro_doc.catalogo.modelos_recibos import Lote, Recibo
from centro_doc.catalogo.nombres import titulo_de_nombre
from centro_doc.catalogo.por_leer import encolar_lectura, prioridad_de
from centro_doc.catalogo.procedencia import Procedencia
from centro_doc.catalogo.puerta import Llegada
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas
from centro_doc.tareas.modelos import Prioridad


@dataclass(frozen=True, slots=True)
class DatosLote:
    """Lo común a los archivos que llegan juntos."""

    procedencia: Procedencia = field(default_factory=Procedencia)
    acceso: Acceso = Acceso.PUBLICA
    entrada: str = ""
    """Por dónde entran: `web`, `importar`, `carpeta vigilada`…"""


def abrir_lote(sesion: Session, actor: Actor, datos: DatosLote, *, reloj: Reloj) -> Lote:
    """Abre un lote vacío. Lo confidencial desde el ingreso sólo lo pone quien puede clasificar."""
    exigir(actor, "ingresar_documentos")
    if datos.acceso in acceso.CERRADAS:
        exigir(actor, "clasificar")
    lote = Lote(creado=reloj.ahora(), creado_por=actor.usuario_id, acceso=datos.acceso, entrada=datos.entrada)
    procedencia.poner(lote, datos.procedencia)
    sesion.add(lote)
    sesion.flush()
    return lote


def recibir_lote(
    sesion: Session, actor: Actor, datos: DatosLote, llegadas: Sequence[Llegada], *, reloj: Reloj
) -> list[Constancia]:
    """Recibe varios archivos que llegaron juntos, cada uno con su constancia, en su orden."""
    lote = abrir_lote(sesion, actor, datos, reloj=reloj)
    return [recibir(sesion, actor, lote.id, llegada, reloj=reloj) for llegada in llegadas]


def recibir(
    sesion: Session,
    actor: Actor,
    lote_id: int,
    llegada: Llegada,
    *,
    reloj: Reloj,
    hondura: int = 0,
    hermanos: int = 1,
) -> Constancia:
    """Recibe un archivo en un lote: documento nuevo, duplicado o rechazo; siempre con recibo.

    El documento nace con la procedencia de su lote.

    `hondura` es en cuántos archivos, uno dentro de otro, venía éste, y `hermanos`, cuántos trae el que lo
    traía: de lo que una persona subió por la página, los que venían solos o entre pocos se leen como suyos.

    Dos subidas a la vez del mismo archivo dan un documento y un duplicado: la transacción de escritura
    las pone en fila.
    """
    exigir(actor, "ingresar_documentos")
    lote = sesion.get(Lote, lote_id)
    if lote is None:
        raise NoEncontrado("No existe ese lote.")
    if llegada.guardado is None:
        return _rechazar(sesion, actor, lote, llegada, reloj=reloj)
    gemelo = documento_con(sesion, llegada.guardado.sha256)
    if gemelo is not None:
        return _duplicar(sesion, actor, lote, llegada, gemelo, reloj=reloj)
    documento = _crear_documento(sesion, actor, lote, llegada, reloj=reloj)
    version = _crear_version(sesion, actor, documento, llegada, llegada.guardado, reloj=reloj)
    suyo = lote.entrada == "web" and hondura <= 1
    prioridad = prioridad_de(hermanos) if suyo else Prioridad.MASIVA
    encolar_lectura(sesion, documento, version, reloj=reloj, hondura=hondura, prioridad=prioridad)
    recibo = dar_recibo(sesion, lote, llegada, RECIBIDO, reloj=reloj, documento=documento)
    anotar(
        sesion,
        actor,
        "documento_recibido",
        ("documento", documento.identificador),
        reloj=reloj,
        detalle={"recibo": recibo.codigo, "archivo": llegada.nombre, "sha256": llegada.guardado.sha256},
    )
    return constancia_de(recibo, documento.identificador)


def documento_con(sesion: Session, sha256: str) -> Documento | None:
    """El documento que ya tiene este archivo, en cualquiera de sus versiones."""
    return sesion.scalar(
        select(Documento)
        .join(Version, Version.documento_id == Documento.id)
        .join(Archivo, Archivo.version_id == Version.id)
        .where(Archivo.sha256 == sha256)
        .order_by(Documento.id)
        .limit(1)
    )


def nuevo_documento(sesion: Session, documento: Documento, *, reloj: Reloj) -> Documento:
    """Guarda un documento y le da su identificador público."""
    documento.identificador = secrets.token_hex(6)
    sesion.add(documento)
    sesion.flush()
    documento.identificador = f"CD-{documento.id:05d}"
    acceso.actualizar_marcas(sesion, documento, reloj=reloj)
    return documento


def _crear_documento(
    sesion: Session, actor: Actor, lote: Lote, llegada: Llegada, *, reloj: Reloj
) -> Documento:
    documento = Documento(
        estado=Estado.RECIBIDO,
        titulo=titulo_de_nombre(llegada.nombre),
        acceso=lote.acceso,
        revision=1,
        lote_id=lote.id,
        creado=reloj.ahora(),
        creado_por=actor.usuario_id,
    )
    procedencia.poner(documento, procedencia.de(lote))
    if lote.acceso == Acceso.CONFIDENCIAL and actor.usuario_id is not None:
        documento.personas = [DocumentoPersona(usuario_id=actor.usuario_id)]
    return nuevo_documento(sesion, documento, reloj=reloj)


def _crear_version(
    sesion: Session, actor: Actor, documento: Documento, llegada: Llegada, guardado: Guardado, *, reloj: Reloj
) -> Version:
    version = Version(documento_id=documento.id, numero=1, creada=reloj.ahora(), creada_por=actor.usuario_id)
    version.archivos = [
        Archivo(
            papel=Papel.PRINCIPAL,
            sha256=guardado.sha256,
            nombre=llegada.nombre,
            tipo=llegada.tipo,
            tamano=guardado.tamano,
        )
    ]
    sesion.add(version)
    sesion.flush()
    return version


def _duplicar(
    sesion: Session, actor: Actor, lote: Lote, llegada: Llegada, gemelo: Documento, *, reloj: Reloj
) -> Constancia:
    visible = acceso.ve(gemelo, marcas(actor))
    if visible:
        motivo = f"Es idéntico, byte por byte, a un archivo de {gemelo.identificador}, {gemelo.titulo}."
        salida = "Use el que ya está; si trae algo nuevo, súbalo como versión de ese documento."
        if gemelo.estado == Estado.RETIRADO:
            salida = f"{gemelo.identificador} está retirado. Repóngalo en su ficha si debe volver."
    else:
        motivo, salida = GEMELO_OCULTO
    recibo = dar_recibo(
        sesion,
        lote,
        llegada,
        DUPLICADO,
        reloj=reloj,
        documento=gemelo if visible else None,
        motivo=motivo,
        salida=salida,
    )
    _anotar_recibo(sesion, actor, "archivo_duplicado", recibo, reloj=reloj)
    return constancia_de(recibo, gemelo.identificador if visible else None)


def _rechazar(sesion: Session, actor: Actor, lote: Lote, llegada: Llegada, *, reloj: Reloj) -> Constancia:
    recibo = dar_recibo(
        sesion, lote, llegada, RECHAZADO, reloj=reloj, motivo=llegada.motivo, salida=llegada.salida
    )
    _anotar_recibo(sesion, actor, "archivo_rechazado", recibo, reloj=reloj)
    return constancia_de(recibo, None)


def _anotar_recibo(sesion: Session, actor: Actor, accion: str, recibo: Recibo, *, reloj: Reloj) -> None:
    anotar(
        sesion,
        actor,
        accion,
        ("recibo", recibo.codigo),
        reloj=reloj,
        motivo=recibo.motivo,
        detalle={"archivo": recibo.nombre},
    )
