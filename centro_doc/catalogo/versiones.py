"""Las versiones de un documento y sus archivos. Una versión no cambia: la nueva se suma a las anteriores."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from almacen import Guardado
from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo import acceso, advertencias
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.ingreso import documento_con
from centro_doc.catalogo.modelos import Acceso, Archivo, Documento, Estado, Papel, Version, Vista
from centro_doc.catalogo.por_leer import encolar_lectura, encolar_mirada
from centro_doc.catalogo.puerta import Llegada
from centro_doc.catalogo.retenidas import retirar_sustituidas
from centro_doc.comun.errores import Conflicto, DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir, marcas

EN_TRABAJO = frozenset({Estado.RECIBIDO, Estado.EN_PROCESO, Estado.POR_CATALOGAR, Estado.CON_FALLA})
"""Los estados desde los que nada se publica sin que una persona vea los avisos de lo que saldrá."""


def nueva_version(
    sesion: Session,
    actor: Actor,
    identificador: str,
    llegada: Llegada,
    nota: str,
    *,
    sustituye: bool = False,
    reloj: Reloj,
) -> Version:
    """Suma una versión con su archivo principal y encola su lectura; las anteriores quedan.

    La de un documento publicado (o que lo fue) nace por revisar: no existe para el público hasta que su
    lectura no halle nada oculto o alguien la publique. Si `sustituye`, entonces salen de su vista las otras.
    """
    exigir(actor, "ingresar_documentos")
    documento = documento_para(sesion, actor, identificador)
    guardado = _exigir_guardado(llegada)
    _exigir_nuevo(sesion, actor, guardado, documento)
    ultimo = sesion.scalar(select(func.max(Version.numero)).where(Version.documento_id == documento.id)) or 0
    version = Version(
        documento_id=documento.id,
        numero=ultimo + 1,
        nota=" ".join(nota.split()),
        vista=Vista.A_LA_VISTA if documento.estado in EN_TRABAJO else Vista.POR_REVISAR,
        sustituye=sustituye,
        creada=reloj.ahora(),
        creada_por=actor.usuario_id,
    )
    version.archivos = [_archivo(llegada, guardado, Papel.PRINCIPAL, None)]
    sesion.add(version)
    sesion.flush()
    if version.vista == Vista.A_LA_VISTA:
        retirar_sustituidas(sesion, documento, version, reloj=reloj)
        advertencias.poner_al_dia(sesion, documento)
    if documento.estado in {Estado.CON_FALLA, Estado.POR_CATALOGAR}:
        documento.estado = Estado.RECIBIDO
        documento.falla_codigo = documento.falla_motivo = ""
    encolar_lectura(sesion, documento, version, reloj=reloj)
    _anotar(sesion, actor, "version_anadida", documento, llegada, reloj=reloj)
    return version


def anadir_archivo(
    sesion: Session,
    actor: Actor,
    identificador: str,
    llegada: Llegada,
    papel: Papel,
    clase: Acceso | None,
    *,
    reloj: Reloj,
) -> Archivo:
    """Añade a la última versión otro formato o un extracto público, con su propia clase de acceso.

    Nace por revisar: hasta mirar lo que lleve oculto sólo lo ve el personal, también si el documento se
    publica entretanto. Si lo lleva, espera a que alguien lo acepte.
    """
    exigir(actor, "ingresar_documentos")
    documento = documento_para(sesion, actor, identificador)
    guardado = _exigir_guardado(llegada)
    if papel == Papel.PRINCIPAL or not documento.versiones:
        raise DatosInvalidos("El archivo principal entra como versión nueva.", {"papel": "Elija otro."})
    if clase in acceso.CERRADAS:
        exigir(actor, "clasificar")
    _exigir_nuevo(sesion, actor, guardado, documento)
    archivo = _archivo(llegada, guardado, papel, clase)
    archivo.vista = Vista.POR_REVISAR
    ultima = next((v for v in reversed(documento.versiones) if v.vista != Vista.RETIRADA), None)
    if ultima is None:
        raise DatosInvalidos("No se guardó.", {"papel": "Todas las versiones están retiradas."})
    ultima.archivos.append(archivo)
    sesion.flush()
    encolar_mirada(sesion, documento, archivo, reloj=reloj)
    _anotar(sesion, actor, "archivo_anadido", documento, llegada, reloj=reloj, papel=papel.value)
    return archivo


def _exigir_guardado(llegada: Llegada) -> Guardado:
    if llegada.guardado is None:
        raise DatosInvalidos(llegada.motivo, {"archivo": f"{llegada.motivo} {llegada.salida}"})
    return llegada.guardado


def _exigir_nuevo(sesion: Session, actor: Actor, guardado: Guardado, documento: Documento) -> None:
    gemelo = documento_con(sesion, guardado.sha256)
    if gemelo is None:
        return
    if gemelo.id == documento.id:
        raise Conflicto(f"{documento.identificador} ya tiene este mismo archivo; no hace falta subirlo.")
    if acceso.ve(gemelo, marcas(actor)):
        raise Conflicto(f"Este archivo ya está en {gemelo.identificador}, {gemelo.titulo}.")
    raise Conflicto("Este archivo ya está en el centro. Consulte a la persona revisora.")


def _archivo(llegada: Llegada, guardado: Guardado, papel: Papel, clase: Acceso | None) -> Archivo:
    return Archivo(
        papel=papel,
        sha256=guardado.sha256,
        nombre=llegada.nombre,
        tipo=llegada.tipo,
        tamano=guardado.tamano,
        acceso=clase,
    )


def _anotar(
    sesion: Session,
    actor: Actor,
    accion: str,
    documento: Documento,
    llegada: Llegada,
    *,
    reloj: Reloj,
    **detalle: str,
) -> None:
    anotar(
        sesion,
        actor,
        accion,
        ("documento", documento.identificador),
        reloj=reloj,
        detalle={"archivo": llegada.nombre, **detalle},
    )
