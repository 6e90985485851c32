"""Publicar o quitar de la vista una versión o un archivo añadido de un documento."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo import advertencias, apertura, retenidas
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.lo_leido import Pedido
from centro_doc.catalogo.modelos import Archivo, Documento, Estado, Papel, Version, Vista
from centro_doc.catalogo.sugerencias import al_cambiar_el_texto
from centro_doc.comun.errores import Conflicto, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.lecturas.pasajes import revisar_pasajes
from indexador.ficha import Texto

_LEYENDOSE = "Todavía se está leyendo. Espere a que termine, y sabrá qué lleva."


def publicar_version(
    sesion: Session, actor: Actor, identificador: str, numero: int, *, sustituye: bool, reloj: Reloj
) -> Version:
    """Pone a la vista una versión por revisar, o una que se había quitado; el aviso queda en la bitácora.

    Con `sustituye` salen de la vista las anteriores. Levanta `Conflicto` si ya lo está o aún no se lee.
    """
    exigir(actor, "publicar")
    documento = documento_para(sesion, actor, identificador)
    version = _version(sesion, documento, numero)
    if version.vista == Vista.A_LA_VISTA:
        raise Conflicto(f"La versión {numero} ya está a la vista.")
    principal = _principal(version)
    leida = retenidas.esta_leida(sesion, version)
    if not leida and not principal.avisos:
        raise Conflicto(_LEYENDOSE)
    version.sustituye = sustituye
    retenidas.poner_a_la_vista(sesion, actor, documento, version, reloj=reloj)
    if leida and documento.estado == Estado.CON_FALLA and _ultima(sesion, documento) is version:
        documento.estado = Estado.POR_CATALOGAR
        documento.falla_codigo = documento.falla_motivo = ""
    cambio_el_texto(sesion, actor, documento, reloj=reloj)
    return version


def quitar_version(
    sesion: Session, actor: Actor, identificador: str, numero: int, *, reloj: Reloj
) -> Version:
    """Saca una versión de la vista, sin borrar su archivo; con la que rige, levanta `Conflicto`."""
    exigir(actor, "retirar")
    documento = documento_para(sesion, actor, identificador)
    version = _version(sesion, documento, numero)
    if version.vista == Vista.RETIRADA:
        raise Conflicto(f"La versión {numero} ya está fuera de la vista.")
    if version.vista == Vista.A_LA_VISTA:
        if _ultima(sesion, documento) is version:
            raise Conflicto("Es la versión actual. Suba otra antes de quitarla, o retire el documento.")
        retenidas.ocultar_lo_indexado(sesion, documento, reloj=reloj)
    version.vista = Vista.RETIRADA
    advertencias.poner_al_dia(sesion, documento)
    cambio_el_texto(sesion, actor, documento, reloj=reloj)
    detalle = {"version": numero, "avisos": list(_principal(version).avisos)}
    objeto = ("documento", identificador)
    anotar(sesion, actor, "version_quitada", objeto, reloj=reloj, detalle=detalle)
    return version


def publicar_archivo(
    sesion: Session, actor: Actor, identificador: str, archivo_id: int, *, reloj: Reloj
) -> Archivo:
    """Pone a la vista un archivo añadido; el aviso que se aceptó queda en la bitácora."""
    exigir(actor, "publicar")
    documento, archivo = _anadido(sesion, actor, identificador, archivo_id)
    if archivo.vista == Vista.A_LA_VISTA:
        raise Conflicto("Ese archivo ya está a la vista.")
    if archivo.vista == Vista.POR_REVISAR and not archivo.avisos:
        raise Conflicto(_LEYENDOSE)
    retenidas.poner_archivo_a_la_vista(sesion, actor, documento, archivo, reloj=reloj)
    return archivo


def quitar_archivo(
    sesion: Session, actor: Actor, identificador: str, archivo_id: int, *, reloj: Reloj
) -> Archivo:
    """Saca de la vista un archivo añadido, sin borrarlo."""
    exigir(actor, "retirar")
    documento, archivo = _anadido(sesion, actor, identificador, archivo_id)
    if archivo.vista == Vista.RETIRADA:
        raise Conflicto("Ese archivo ya está fuera de la vista.")
    archivo.vista = Vista.RETIRADA
    advertencias.poner_al_dia(sesion, documento)
    detalle = {"archivo": archivo.id, "nombre": archivo.nombre, "avisos": list(archivo.avisos)}
    objeto = ("documento", identificador)
    anotar(sesion, actor, "archivo_quitado", objeto, reloj=reloj, detalle=detalle)
    return archivo


def abrir_con_clave(
    sesion: Session, actor: Actor, identificador: str, pedido: Pedido, texto: Texto, *, reloj: Reloj
) -> str:
    """Guarda lo que se leyó con una contraseña; devuelve, con palabras, dónde queda lo leído."""
    documento = apertura.guardar(sesion, actor, identificador, pedido, texto, reloj=reloj)
    sesion.flush()
    revisar_pasajes(sesion, actor, documento.id, reloj=reloj)
    version = sesion.get_one(Version, pedido.version_id)
    if version.vista == Vista.POR_REVISAR:
        return f"lo que lleva la versión {version.numero} espera a que usted la publique o la quite"
    if documento.estado == Estado.PUBLICADO:
        return f"la versión {version.numero} ya está a la vista: no lleva nada oculto"
    return "ya está por catalogar"


def cambio_el_texto(sesion: Session, actor: Actor, documento: Documento, *, reloj: Reloj) -> None:
    """Lo que se revisa cuando la versión que rige puede ser otra."""
    al_cambiar_el_texto(sesion, documento.id, reloj=reloj)
    revisar_pasajes(sesion, actor, documento.id, reloj=reloj)


def _version(sesion: Session, documento: Documento, numero: int) -> Version:
    version = sesion.scalar(
        select(Version).where(Version.documento_id == documento.id, Version.numero == numero)
    )
    if version is None:
        raise NoEncontrado(f"Este documento no tiene versión {numero}.")
    return version


def _ultima(sesion: Session, documento: Documento) -> Version | None:
    """La última a la vista."""
    return sesion.scalar(
        select(Version)
        .where(Version.documento_id == documento.id, Version.vista == Vista.A_LA_VISTA)
        .order_by(Version.numero.desc())
        .limit(1)
    )


def _principal(version: Version) -> Archivo:
    return next(archivo for archivo in version.archivos if archivo.papel == Papel.PRINCIPAL)


def _anadido(sesion: Session, actor: Actor, identificador: str, archivo_id: int) -> tuple[Documento, Archivo]:
    documento = documento_para(sesion, actor, identificador)
    archivo = sesion.scalar(
        select(Archivo)
        .join(Version, Version.id == Archivo.version_id)
        .where(
            Archivo.id == archivo_id,
            Version.documento_id == documento.id,
            Archivo.papel != Papel.PRINCIPAL,
        )
    )
    if archivo is None:
        raise NoEncontrado("Este documento no tiene ese archivo.")
    return documento, archivo
