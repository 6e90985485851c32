"""Publicar o quitar de la vista una versión o un archivo, de modo que se pueda deshacer."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo import advertencias, retenidas
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.modelos import Archivo, Documento, Estado, Version
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.curaduria import retencion
from centro_doc.curaduria.hechas import guardar
from centro_doc.curaduria.modelos import CambioDeDocumento, ClaseOperacion, Operacion

_VERSION, _ARCHIVO = "version", "archivo"


def decidir(
    sesion: Session,
    actor: Actor,
    identificador: str,
    dicho: str,
    hacer: Callable[[], object],
    *,
    reloj: Reloj,
) -> Operacion:
    """Hace lo decidido sobre lo que se ve de un documento y lo deja anotado; `dicho`, como se le dice.

    `hacer` exige además el permiso de lo que haga.
    """
    exigir(actor, "catalogar")
    documento = documento_para(sesion, actor, identificador)
    antes = _vistas(sesion, documento)
    hacer()
    sesion.flush()
    despues = _vistas(sesion, documento)
    cambian = [clave for clave, vista in antes.items() if despues.get(clave) != vista]
    cambio = CambioDeDocumento(
        documento_id=documento.id,
        antes={clave: antes[clave] for clave in cambian},
        despues={"dicho": dicho, **{clave: despues[clave] for clave in cambian}},
    )
    dicho = f"{dicho} de {identificador}"
    return guardar(sesion, actor, ClaseOperacion.VISTA, dicho, [cambio], reloj=reloj, con_asiento=False)


def deshacer(sesion: Session, actor: Actor, operacion: Operacion, *, reloj: Reloj) -> tuple[str, ...]:
    """Deja cada versión y cada archivo como se veía; si alguien lo cambió después, todo, y se dice cuál."""
    exigir(actor, "publicar")
    exigir(actor, "retirar")
    (cambio,) = operacion.cambios
    documento = sesion.get_one(Documento, cambio.documento_id)
    ahora = _vistas(sesion, documento)
    if documento.estado == Estado.UNIDO or any(ahora.get(c) != cambio.despues[c] for c in cambio.antes):
        return (documento.identificador,)
    for clave, vista in cambio.antes.items():
        clase, _, numero = clave.partition(":")
        if clase == _VERSION:
            sesion.get_one(Version, int(numero)).vista = vista
        else:
            sesion.get_one(Archivo, int(numero)).vista = vista
    if any(clave.startswith(_VERSION) for clave in cambio.antes):
        retenidas.ocultar_lo_indexado(sesion, documento, reloj=reloj)
    advertencias.poner_al_dia(sesion, documento)
    retencion.cambio_el_texto(sesion, actor, documento, reloj=reloj)
    return ()


def _vistas(sesion: Session, documento: Documento) -> dict[str, str]:
    """Para quién existe cada versión y cada archivo suyo, por su clase y su número."""
    versiones = sesion.execute(select(Version.id, Version.vista).where(Version.documento_id == documento.id))
    archivos = sesion.execute(
        select(Archivo.id, Archivo.vista)
        .join(Version, Version.id == Archivo.version_id)
        .where(Version.documento_id == documento.id)
    )
    return {f"{_VERSION}:{n}": str(v) for n, v in versiones} | {
        f"{_ARCHIVO}:{n}": str(v) for n, v in archivos
    }
