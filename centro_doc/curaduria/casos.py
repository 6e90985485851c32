"""Publicar, retirar y reponer: lo que toca a la vez la ficha, los vínculos y lo que ve la búsqueda."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.bitacora.consultas import ya_hecho
from centro_doc.catalogo import acceso, advertencias
from centro_doc.catalogo.casos import documento_para, escribir_ficha, guardar_ficha
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.reglas import DatosFicha, faltantes
from centro_doc.catalogo.retenidas import retener_sin_leer
from centro_doc.comun.errores import Conflicto, DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.vinculos import casos as vinculos
from centro_doc.vinculos.consultas import confirmados
from centro_doc.vinculos.formularios import DatosVinculo
from centro_doc.vinculos.modelos import Vinculo

PUBLICABLES = frozenset({Estado.POR_CATALOGAR, Estado.CON_FALLA, Estado.PUBLICADO})
_SIN_VINCULO = "Agregue al menos un vínculo con el plan o la agenda, o escriba por qué no tiene ninguno."


def publicar(
    sesion: Session, actor: Actor, identificador: str, *, aceptados: Collection[int] = (), reloj: Reloj
) -> Documento:
    """Publica un documento cuya ficha está completa y que tiene un vínculo o el motivo de no tenerlo.

    `aceptados` son los `id` de los archivos con algo oculto que la persona dijo haber revisado. Las versiones
    que no se han leído quedan por revisar. Levanta `DatosInvalidos` con todo lo que falta, por campo.
    """
    exigir(actor, "publicar")
    documento = documento_para(sesion, actor, identificador)
    if documento.estado not in PUBLICABLES:
        raise Conflicto(_por_que_no(documento))
    campos = faltantes(documento, hoy=reloj.hoy())
    campos |= _sin_vinculo(sesion, documento)
    antes = documento.estado
    if antes != Estado.PUBLICADO:
        campos |= _sin_aceptar(sesion, documento, aceptados)
    if campos:
        raise DatosInvalidos("No se publicó. Complete la ficha:", campos)
    if antes != Estado.PUBLICADO:
        retener_sin_leer(sesion, documento)
    documento.estado = Estado.PUBLICADO
    documento.publicado, documento.publicado_por = reloj.ahora(), actor.usuario_id
    documento.asignado_a = None
    documento.edicion += 1
    acceso.tocar(documento)
    acceso.actualizar_marcas(sesion, documento, reloj=reloj)
    _anotar(sesion, actor, "documento_publicado", documento, reloj=reloj, antes=antes)
    return documento


def guardar(
    sesion: Session, actor: Actor, identificador: str, datos: DatosFicha, *, edicion: int, reloj: Reloj
) -> Documento:
    """Guarda la ficha; un documento publicado no puede quedar sin vínculos y sin el motivo de no tenerlos."""
    documento = guardar_ficha(sesion, actor, identificador, datos, edicion=edicion, reloj=reloj)
    if documento.estado == Estado.PUBLICADO and (campos := _sin_vinculo(sesion, documento)):
        raise DatosInvalidos(
            "No se guardó la ficha: el documento está publicado y quedaría incompleto.", campos
        )
    return documento


def guardar_y_publicar(
    sesion: Session,
    actor: Actor,
    identificador: str,
    datos: DatosFicha,
    *,
    edicion: int,
    aceptados: Collection[int] = (),
    reloj: Reloj,
) -> Documento:
    """Guarda la ficha y publica, las dos cosas o ninguna."""
    escribir_ficha(sesion, actor, identificador, datos, edicion=edicion, reloj=reloj)
    sesion.flush()
    return publicar(sesion, actor, identificador, aceptados=aceptados, reloj=reloj)


def guardar_y_vincular(
    sesion: Session,
    actor: Actor,
    identificador: str,
    datos: DatosFicha,
    vinculo: DatosVinculo,
    *,
    edicion: int,
    reloj: Reloj,
) -> Vinculo:
    """Guarda la ficha y añade un vínculo, las dos cosas o ninguna: lo escrito no se pierde al vincular."""
    guardar_ficha(sesion, actor, identificador, datos, edicion=edicion, reloj=reloj)
    sesion.flush()
    return vinculos.vincular(sesion, actor, identificador, vinculo, reloj=reloj)


def guardar_y_desvincular(
    sesion: Session,
    actor: Actor,
    identificador: str,
    datos: DatosFicha,
    vinculo_id: int,
    *,
    edicion: int,
    reloj: Reloj,
) -> Documento:
    """Guarda la ficha y quita un vínculo, las dos cosas o ninguna."""
    documento = guardar_ficha(sesion, actor, identificador, datos, edicion=edicion, reloj=reloj)
    sesion.flush()
    vinculos.quitar(sesion, actor, vinculo_id, "Quitado al catalogar", reloj=reloj, de=identificador)
    return documento


def retirar(sesion: Session, actor: Actor, identificador: str, motivo: str, *, reloj: Reloj) -> Documento:
    """Saca un documento de la vista del público, con su motivo; nada se borra."""
    exigir(actor, "retirar")
    documento = documento_para(sesion, actor, identificador)
    if documento.estado == Estado.RETIRADO:
        objeto = ("documento", identificador)
        raise ya_hecho(sesion, actor, f"{identificador} ya estaba retirado.", objeto, "documento_retirado")
    motivo = " ".join(motivo.split())
    if not motivo:
        raise DatosInvalidos("No se retiró.", {"motivo": "Escriba por qué se retira."})
    antes = documento.estado
    documento.estado = Estado.RETIRADO
    documento.retiro_motivo = motivo
    acceso.cambiar(sesion, documento, reloj=reloj)
    _anotar(sesion, actor, "documento_retirado", documento, reloj=reloj, motivo=motivo, antes=antes)
    return documento


def reponer(sesion: Session, actor: Actor, identificador: str, *, reloj: Reloj) -> Documento:
    """Devuelve un documento retirado a la cola por catalogar; para el público sigue sin verse."""
    exigir(actor, "retirar")
    documento = documento_para(sesion, actor, identificador)
    if documento.estado != Estado.RETIRADO:
        objeto = ("documento", identificador)
        raise ya_hecho(sesion, actor, f"{identificador} no está retirado.", objeto, "documento_repuesto")
    documento.estado = Estado.CON_FALLA if documento.falla_codigo else Estado.POR_CATALOGAR
    motivo, documento.retiro_motivo = documento.retiro_motivo, ""
    acceso.cambiar(sesion, documento, reloj=reloj)
    _anotar(sesion, actor, "documento_repuesto", documento, reloj=reloj, retirado_por=motivo)
    return documento


def _sin_aceptar(sesion: Session, documento: Documento, aceptados: Collection[int]) -> dict[str, str]:
    """Lo oculto que nadie aceptó: puede haberse leído después de abrirse la ficha."""
    faltan = [a.nombre for a in advertencias.con_lo_oculto(sesion, documento) if a.id not in aceptados]
    if not faltan:
        return {}
    return {"oculto": f"Revise lo que no se ve al abrir {', '.join(faltan)}, y diga que puede publicarse."}


def _sin_vinculo(sesion: Session, documento: Documento) -> dict[str, str]:
    if documento.sin_vinculos_motivo.strip() or confirmados(sesion, documento.id):
        return {}
    return {"vinculos": _SIN_VINCULO}


def _por_que_no(documento: Documento) -> str:
    if documento.estado == Estado.RETIRADO:
        return f"{documento.identificador} está retirado. Repóngalo antes de publicarlo."
    return f"{documento.identificador} todavía se está leyendo. Espere a que termine y publíquelo."


def _anotar(
    sesion: Session,
    actor: Actor,
    accion: str,
    documento: Documento,
    *,
    reloj: Reloj,
    motivo: str | None = None,
    **detalle: object,
) -> None:
    objeto = ("documento", documento.identificador)
    anotar(sesion, actor, accion, objeto, reloj=reloj, motivo=motivo, detalle=detalle)
