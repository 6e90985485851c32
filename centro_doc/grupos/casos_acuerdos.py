"""Llevar los acuerdos de las mesas: anotarlos, corregirlos, darlos por cumplidos, reabrirlos y anularlos."""

from collections.abc import Mapping
from typing import Any

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.comun.claves_cortas import clave_corta
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.grupos.casos import OTRA_PERSONA, PERMISO, cambios_entre, institucion_escrita
from centro_doc.grupos.casos_mesas import abrir as abrir_mesa
from centro_doc.grupos.casos_mesas import documento_escrito, exigir_que_se_vea, quienes_la_ven
from centro_doc.grupos.formularios import DatosAcuerdo, DatosCumplimiento
from centro_doc.grupos.modelos import Acuerdo, Mesa

registro = structlog.get_logger(__name__)
OBJETO = "acuerdo"
_NO_SE_GUARDO = "No se guardó el acuerdo."
_NO_SE_DIO = "No se dio por cumplido."


def anadir(
    sesion: Session, actor: Actor, codigo: str, mesa: int, datos: DatosAcuerdo, *, reloj: Reloj
) -> Acuerdo:
    """Anota un acuerdo de una mesa, con el número que sigue.

    Levanta `SinPermiso`, `NoEncontrado` y `DatosInvalidos` si vence antes de la mesa o nombra un documento
    que no ve quien lo lee.
    """
    exigir(actor, PERMISO)
    _, una = abrir_mesa(sesion, codigo, mesa)
    mayor = sesion.scalar(select(func.max(Acuerdo.numero)).where(Acuerdo.mesa_id == una.id)) or 0
    claves = set(sesion.scalars(select(Acuerdo.clave).where(Acuerdo.mesa_id == una.id)))
    acuerdo = Acuerdo(
        mesa_id=una.id,
        numero=mayor + 1,
        clave=clave_corta(claves),
        prueba_motivo="",
        anulado=False,
        edicion=1,
        creado=reloj.ahora(),
        creado_por=actor.usuario_id,
    )
    _escribir(sesion, actor, codigo, una, acuerdo, datos)
    sesion.add(acuerdo)
    sesion.flush()
    _anotar(sesion, actor, "acuerdo_anotado", acuerdo, reloj, _ficha(acuerdo))
    return acuerdo


def editar(
    sesion: Session,
    actor: Actor,
    codigo: str,
    mesa: int,
    numero: int,
    datos: DatosAcuerdo,
    *,
    edicion: int,
    reloj: Reloj,
) -> None:
    """Corrige un acuerdo. Si nada cambia, no anota nada; `Conflicto` si otra persona lo guardó después."""
    exigir(actor, PERMISO)
    una, acuerdo = abrir(sesion, codigo, mesa, numero)
    if acuerdo.edicion != edicion:
        raise Conflicto(OTRA_PERSONA)
    antes = _ficha(acuerdo)
    _escribir(sesion, actor, codigo, una, acuerdo, datos)
    if cambios := cambios_entre(antes, _ficha(acuerdo)):
        acuerdo.edicion += 1
        _anotar(sesion, actor, "acuerdo_editado", acuerdo, reloj, cambios)


def cumplir(
    sesion: Session,
    actor: Actor,
    codigo: str,
    mesa: int,
    numero: int,
    datos: DatosCumplimiento,
    *,
    reloj: Reloj,
) -> None:
    """Da por cumplido un acuerdo, con el documento que lo prueba o con el motivo escrito.

    Levanta `SinPermiso`, `NoEncontrado`, `Conflicto` si ya estaba cumplido, y `DatosInvalidos` si el actor no
    ve el documento, si el día es anterior a la mesa o si el motivo nombra lo que el grupo no ve.
    """
    exigir(actor, PERMISO)
    una, acuerdo = abrir(sesion, codigo, mesa, numero)
    if acuerdo.cumplido is not None:
        raise Conflicto("Ese acuerdo ya está dado por cumplido. Si fue un error, reábralo.")
    if datos.cumplido < una.fecha:
        raise DatosInvalidos(_NO_SE_DIO, {"cumplido": "Ese día es anterior a la mesa que lo acordó."})
    prueba = documento_escrito(sesion, actor, "documento", datos.documento, None)
    exigir_que_se_vea(sesion, actor, {"motivo": datos.motivo}, quienes_la_ven(codigo, True), _NO_SE_DIO)
    acuerdo.cumplido, acuerdo.prueba_motivo = datos.cumplido, datos.motivo
    acuerdo.prueba_id = prueba.id if prueba is not None else None
    acuerdo.dado, acuerdo.dado_por = reloj.ahora(), actor.usuario_id
    acuerdo.edicion += 1
    detalle = {"cumplido": datos.cumplido.isoformat(), "con_documento": prueba is not None}
    _anotar(sesion, actor, "acuerdo_cumplido", acuerdo, reloj, detalle, motivo=datos.motivo)


def reabrir(
    sesion: Session, actor: Actor, codigo: str, mesa: int, numero: int, motivo: str, *, reloj: Reloj
) -> None:
    """Deshace el cumplimiento: vuelve a estar pendiente. Quién lo dio y cuándo queda en la bitácora.

    Levanta `Conflicto` si no estaba cumplido.
    """
    exigir(actor, PERMISO)
    _, acuerdo = abrir(sesion, codigo, mesa, numero)
    if acuerdo.cumplido is None:
        raise Conflicto("Ese acuerdo no está dado por cumplido.")
    detalle = {
        "cumplido": acuerdo.cumplido.isoformat(),
        "lo_dio": f"u:{acuerdo.dado_por}" if acuerdo.dado_por is not None else "",
        "con_documento": acuerdo.prueba_id is not None,
    }
    acuerdo.cumplido = acuerdo.prueba_id = acuerdo.dado = acuerdo.dado_por = None
    acuerdo.prueba_motivo = ""
    acuerdo.edicion += 1
    _anotar(sesion, actor, "acuerdo_reabierto", acuerdo, reloj, detalle, motivo=motivo)


def anular(
    sesion: Session, actor: Actor, codigo: str, mesa: int, numero: int, motivo: str, *, reloj: Reloj
) -> None:
    """Saca de las páginas un acuerdo anotado por error; se puede recuperar."""
    exigir(actor, PERMISO)
    _, acuerdo = abrir(sesion, codigo, mesa, numero)
    acuerdo.anulado = True
    _anotar(sesion, actor, "acuerdo_anulado", acuerdo, reloj, {}, motivo=motivo)


def recuperar(sesion: Session, actor: Actor, codigo: str, mesa: int, numero: int, *, reloj: Reloj) -> None:
    """Devuelve a las páginas un acuerdo anulado."""
    exigir(actor, PERMISO)
    _, acuerdo = abrir(sesion, codigo, mesa, numero, anulado=True)
    acuerdo.anulado = False
    _anotar(sesion, actor, "acuerdo_recuperado", acuerdo, reloj, {})


def abrir(
    sesion: Session, codigo: str, mesa: int, numero: int, *, anulado: bool = False
) -> tuple[Mesa, Acuerdo]:
    """El acuerdo con ese número de esa mesa; levanta `NoEncontrado`."""
    _, una = abrir_mesa(sesion, codigo, mesa)
    acuerdo = sesion.scalar(select(Acuerdo).where(Acuerdo.mesa_id == una.id, Acuerdo.numero == numero))
    if acuerdo is None or acuerdo.anulado is not anulado:
        raise NoEncontrado("La mesa no tiene un acuerdo con ese número.")
    return una, acuerdo


def _escribir(
    sesion: Session, actor: Actor, codigo: str, mesa: Mesa, acuerdo: Acuerdo, datos: DatosAcuerdo
) -> None:
    textos = {"texto": datos.texto, "institucion": datos.institucion}
    exigir_que_se_vea(sesion, actor, textos, quienes_la_ven(codigo, mesa.interna), _NO_SE_GUARDO)
    if datos.vence is not None and datos.vence < mesa.fecha:
        mensaje = "Vence antes de la mesa que lo acordó. Revise la fecha."
        raise DatosInvalidos(_NO_SE_GUARDO, {"vence": mensaje})
    acuerdo.texto, acuerdo.persona, acuerdo.vence = datos.texto, datos.persona, datos.vence
    acuerdo.institucion_id, acuerdo.institucion = institucion_escrita(sesion, datos.institucion)


def _ficha(acuerdo: Acuerdo) -> dict[str, Any]:
    return {
        "texto": acuerdo.texto,
        "institucion": acuerdo.institucion_id or acuerdo.institucion,
        "persona": acuerdo.persona,
        "vence": acuerdo.vence.isoformat() if acuerdo.vence is not None else "",
    }


def _anotar(
    sesion: Session,
    actor: Actor,
    accion: str,
    acuerdo: Acuerdo,
    reloj: Reloj,
    detalle: Mapping[str, Any],
    *,
    motivo: str = "",
) -> None:
    objeto = (OBJETO, str(acuerdo.id))
    anotar(sesion, actor, accion, objeto, reloj=reloj, motivo=motivo or None, detalle=detalle)
    registro.info(accion, acuerdo=acuerdo.id)
