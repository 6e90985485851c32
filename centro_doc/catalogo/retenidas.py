"""Lo que se sumó a un documento y nadie más que el personal ve: por qué, y cómo pasa a regir o se quita.

Una versión nueva de un documento publicado, y todo archivo añadido, nacen por revisar. Si su lectura no halla
nada oculto pasan a la vista solos; si lo halla, o no se pudieron leer, esperan a que una persona decida.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, literal, or_, select, union
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import Autor, anotar
from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo import acceso, advertencias
from centro_doc.catalogo.modelos import Archivo, Documento, Estado, Papel, TextoGuardado, Version, Vista
from centro_doc.catalogo.por_leer import AVISO_DE_VERSION
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA
from indexador.extraccion.fallas import pdf_protegido
from indexador.extraccion.oculto import es_de_lo_oculto

NOMBRES = {
    Papel.PRINCIPAL: "Versión nueva",
    Papel.OTRO_FORMATO: "Otro formato",
    Papel.EXTRACTO_PUBLICO: "Extracto público",
}
"""Cómo se nombra lo que espera, según su archivo."""
_PUBLICADOS = {"version_publicada": "Versión {version}", "archivo_publicado": "Archivo «{nombre}»"}
"""Los asientos de lo que pasó a la vista, y cómo se dice qué fue."""
_POR_REVISAR = literal(Vista.POR_REVISAR.value, String, literal_execute=True)
"""Escrito en la consulta: con un parámetro no se usaría el índice de las pocas que lo están."""


@dataclass(frozen=True, slots=True)
class Retenido:
    """Un archivo por revisar; sin `avisos`, todavía no se lee.

    `version` es su número y `archivo_id` el suyo; `principal`, si lo que espera es la versión entera, y
    `sustituye`, si al publicarla salen las anteriores. `abrible`: lo que le falta es una contraseña.
    """

    que: str
    archivo: str
    avisos: tuple[str, ...]
    version: int
    archivo_id: int
    principal: bool
    sustituye: bool
    abrible: bool
    leyendose: bool


@dataclass(frozen=True, slots=True)
class Salida:
    """Lo que salió a la vista sin que nadie lo publicara: de qué documento, qué y cuándo."""

    documento: str
    titulo: str
    que: str
    cuando: datetime


def nada_oculto(avisos: Sequence[str]) -> bool:
    """¿Se puede publicar sin que nadie mire el archivo?"""
    return not any(es_de_lo_oculto(aviso) for aviso in avisos)


def con_retenidos() -> ColumnElement[bool]:
    """La condición de los publicados que tienen algo por revisar."""
    de_version = select(Version.documento_id).where(Version.vista == _POR_REVISAR)
    de_archivo = (
        select(Version.documento_id)
        .join(Archivo, Archivo.version_id == Version.id)
        .where(Archivo.vista == _POR_REVISAR)
    )
    tienen = Documento.id.in_(union(de_version, de_archivo))
    return (Documento.estado == Estado.PUBLICADO) & tienen


def retenidos(sesion: Session, documentos: Collection[int]) -> dict[int, tuple[Retenido, ...]]:
    """Lo que cada documento tiene por revisar; los que nada tienen no aparecen. A lo sumo una consulta."""
    if not documentos:
        return {}
    de_version = (Archivo.papel == Papel.PRINCIPAL) & (Version.vista == _POR_REVISAR)
    filas = sesion.execute(
        select(Version, Archivo, _leida())
        .join(Archivo, Archivo.version_id == Version.id)
        .where(Version.documento_id.in_(documentos), Version.vista != Vista.RETIRADA)
        .where(or_(de_version, Archivo.vista == _POR_REVISAR))
        .order_by(Version.numero, Archivo.id)
    )
    hallados: dict[int, tuple[Retenido, ...]] = {}
    for version, archivo, leida in filas:
        uno = _retenido(version, archivo, leida=leida)
        hallados[version.documento_id] = (*hallados.get(version.documento_id, ()), uno)
    return hallados


def protegida(sesion: Session, documento: Documento) -> Version | None:
    """La última versión por revisar que no se leyó porque pide contraseña."""
    filas = sesion.execute(
        select(Version, Archivo)
        .join(Archivo, Archivo.version_id == Version.id)
        .where(Version.documento_id == documento.id, Version.vista == _POR_REVISAR, ~_leida())
        .where(Archivo.papel == Papel.PRINCIPAL)
        .order_by(Version.numero.desc())
    )
    return next((version for version, archivo in filas if _pide_clave(archivo)), None)


def _retenido(version: Version, archivo: Archivo, *, leida: bool) -> Retenido:
    principal = archivo.papel == Papel.PRINCIPAL
    return Retenido(
        NOMBRES[Papel(archivo.papel)],
        archivo.nombre,
        tuple(archivo.avisos),
        version.numero,
        archivo.id,
        principal,
        version.sustituye,
        abrible=principal and not leida and _pide_clave(archivo),
        leyendose=not archivo.avisos and not (principal and leida),
    )


def _leida() -> ColumnElement[bool]:
    return select(TextoGuardado.id).where(TextoGuardado.version_id == Version.id).exists()


def _pide_clave(archivo: Archivo) -> bool:
    """Si lo que su lectura dijo es que es un PDF con contraseña."""
    motivo = pdf_protegido().motivo
    return archivo.tipo == "application/pdf" and any(motivo in aviso for aviso in archivo.avisos)


def poner_a_la_vista(
    sesion: Session, autor: Autor, documento: Documento, version: Version, *, reloj: Reloj
) -> None:
    """La versión pasa a existir para quien ve el documento y, si es la última, a regir.

    En la bitácora queda el aviso que se aceptó. El texto que cambia lo revisa quien llama.
    """
    version.vista = Vista.A_LA_VISTA
    principal = next(a for a in version.archivos if a.papel == Papel.PRINCIPAL)
    retiradas = retirar_sustituidas(sesion, documento, version, reloj=reloj)
    acceso.tocar(documento)
    advertencias.poner_al_dia(sesion, documento)
    detalle: dict[str, object] = {
        "version": version.numero,
        "avisos": list(principal.avisos),
        "retiradas": retiradas,
        **_sola(autor),
    }
    _anotar(sesion, autor, "version_publicada", documento, detalle, reloj=reloj)


def retirar_sustituidas(
    sesion: Session, documento: Documento, version: Version, *, reloj: Reloj
) -> list[int]:
    """Si la versión se subió para sustituir a las anteriores, las saca de la vista; devuelve sus números.

    Lo que el índice sabe de ellas se excluye de toda consulta desde ya (`acceso.ocultar`).
    """
    if not version.sustituye:
        return []
    viejas = sesion.scalars(
        select(Version).where(
            Version.documento_id == documento.id,
            Version.numero < version.numero,
            Version.vista == Vista.A_LA_VISTA,
        )
    ).all()
    for vieja in viejas:
        vieja.vista = Vista.RETIRADA
    if viejas:
        ocultar_lo_indexado(sesion, documento, reloj=reloj)
    return [vieja.numero for vieja in viejas]


def retener_sin_leer(sesion: Session, documento: Documento) -> list[int]:
    """Deja por revisar las versiones a la vista que no se han leído; devuelve sus números.

    Nadie sabe lo que llevan: la que se lea y no lleve nada oculto saldrá sola, y la ilegible espera, con su
    motivo, a que alguien la publique.
    """
    sin_leer = sesion.scalars(
        select(Version)
        .where(Version.documento_id == documento.id, Version.vista == Vista.A_LA_VISTA)
        .where(~select(TextoGuardado.id).where(TextoGuardado.version_id == Version.id).exists())
        .order_by(Version.numero)
    ).all()
    for version in sin_leer:
        version.vista = Vista.POR_REVISAR
        decir_la_falla(documento, version)
    advertencias.poner_al_dia(sesion, documento)
    return [version.numero for version in sin_leer]


def decir_la_falla(documento: Documento, version: Version) -> None:
    """Le pasa por qué no se pudo leer, si sólo lo dice la ficha: sin eso, parece que se está leyendo."""
    if documento.falla_motivo:
        for archivo in version.archivos:
            archivo.avisos = archivo.avisos or [f"{AVISO_DE_VERSION} {documento.falla_motivo}"]


def ocultar_lo_indexado(sesion: Session, documento: Documento, *, reloj: Reloj) -> None:
    """El documento no sale en ninguna consulta hasta que el índice tenga sólo lo que ahora rige."""
    acceso.tocar(documento)
    acceso.ocultar(sesion, documento, reloj=reloj)


def poner_archivo_a_la_vista(
    sesion: Session, autor: Autor, documento: Documento, archivo: Archivo, *, reloj: Reloj
) -> None:
    """El archivo añadido pasa a existir para quien lo puede bajar."""
    archivo.vista = Vista.A_LA_VISTA
    advertencias.poner_al_dia(sesion, documento)
    detalle: dict[str, object] = {
        "archivo": archivo.id,
        "nombre": archivo.nombre,
        "avisos": list(archivo.avisos),
        **_sola(autor),
    }
    _anotar(sesion, autor, "archivo_publicado", documento, detalle, reloj=reloj)


def _sola(autor: Autor) -> dict[str, object]:
    """Lo que dice el asiento de lo que nadie publicó: por qué salió."""
    return {"por": "su lectura no halló nada oculto"} if autor is SISTEMA else {}


def salidas_solas(sesion: Session, marcas: Collection[str], cuantas: int = 20) -> tuple[Salida, ...]:
    """Las últimas versiones y archivos que salieron a la vista al leerse, sin que nadie los publicara."""
    filas = sesion.execute(
        select(Asiento.accion, Asiento.cuando, Asiento.detalle, Documento.identificador, Documento.titulo)
        .join(Documento, Documento.identificador == Asiento.objeto_id)
        .where(
            Asiento.actor == SISTEMA.clave,
            Asiento.accion.in_(_PUBLICADOS),
            Asiento.objeto_clase == "documento",
            acceso.visible_para(marcas),
        )
        .order_by(Asiento.id.desc())
        .limit(cuantas)
    )
    return tuple(
        Salida(identificador, titulo, _PUBLICADOS[accion].format(**detalle), cuando)
        for accion, cuando, detalle, identificador, titulo in filas
    )


def esta_leida(sesion: Session, version: Version) -> bool:
    """¿Tiene algún texto?"""
    return sesion.scalar(select(TextoGuardado.id).where(TextoGuardado.version_id == version.id)) is not None


def _anotar(
    sesion: Session,
    autor: Autor,
    accion: str,
    documento: Documento,
    detalle: dict[str, object],
    *,
    reloj: Reloj,
) -> None:
    anotar(sesion, autor, accion, ("documento", documento.identificador), reloj=reloj, detalle=detalle)
