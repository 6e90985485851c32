"""Cambiar, publicar o retirar varios documentos a la vez, y deshacerlo.

Todo o nada, en la transacción de quien llama, con un asiento por documento y uno del lote.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo import acceso
from centro_doc.catalogo.casos import aplicar_acceso
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.reglas import faltantes
from centro_doc.comun.errores import Conflicto, DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.curaduria import casos
from centro_doc.curaduria.campos import Simple, a_acceso, etiqueta, poner, valor_de
from centro_doc.curaduria.hechas import guardar
from centro_doc.curaduria.modelos import CambioDeDocumento, ClaseOperacion, Operacion
from centro_doc.curaduria.previa import Cambio, cuantos_documentos, elegidos_para, previa
from centro_doc.curaduria.publicaciones import Apartados, devolver_a_la_cola, publicar_varios
from centro_doc.curaduria.union import abre_lo_unido

_CAMBIARON = "Alguna ficha cambió después de la vista previa, y no se hizo nada. Revise otra vez."


def editar(
    sesion: Session,
    actor: Actor,
    cambio: Cambio,
    identificadores: Collection[str],
    *,
    huellas: Mapping[str, str],
    reloj: Reloj,
) -> Operacion:
    """Hace el cambio en los elegidos, todos o ninguno; `huellas` son las de su vista previa, por registro.

    Levanta `Conflicto` si algo cambió desde entonces y `DatosInvalidos` si alguno no se puede cambiar.
    """
    vista = previa(sesion, actor, cambio, identificadores, reloj=reloj)
    vistas = {renglon.documento.identificador: renglon.huella for renglon in vista.renglones}
    if vistas != {registro: huellas.get(registro) for registro in identificadores}:
        raise Conflicto(_CAMBIARON)
    if vista.problemas or not vista.renglones:
        raise DatosInvalidos("No se cambió nada.", {"elegidos": "Deje sólo los que sí se pueden cambiar."})
    cambios = []
    for renglon in vista.renglones:
        antes = {campo: valor_de(renglon.documento, campo) for campo in renglon.despues}
        _poner(sesion, actor, renglon.documento, renglon.despues, reloj=reloj)
        cambios.append(
            CambioDeDocumento(documento_id=renglon.documento.id, antes=antes, despues=renglon.despues)
        )
    operacion = guardar(sesion, actor, ClaseOperacion.EDITAR, vista.descripcion, cambios, reloj=reloj)
    for renglon in vista.renglones:
        detalle: dict[str, Any] = {"operacion": operacion.id, "campos": sorted(renglon.despues)}
        objeto = ("documento", renglon.documento.identificador)
        anotar(sesion, actor, "ficha_editada", objeto, reloj=reloj, detalle=detalle)
    return operacion


def retirar(
    sesion: Session, actor: Actor, identificadores: Collection[str], motivo: str, *, reloj: Reloj
) -> Operacion:
    """Retira varios documentos con un mismo motivo, todos o ninguno; lo retirado se puede deshacer entero."""
    exigir(actor, "retirar")
    cambios = []
    for documento in elegidos_para(sesion, actor, identificadores):
        antes = _de_retiro(documento)
        casos.retirar(sesion, actor, documento.identificador, motivo, reloj=reloj)
        cambios.append(
            CambioDeDocumento(documento_id=documento.id, antes=antes, despues=_de_retiro(documento))
        )
    descripcion = f"Retiró {cuantos_documentos(len(cambios))}: {' '.join(motivo.split())}"
    return guardar(sesion, actor, ClaseOperacion.RETIRAR, descripcion, cambios, reloj=reloj)


def publicar(
    sesion: Session, actor: Actor, identificadores: Collection[str], *, reloj: Reloj
) -> tuple[Operacion, Apartados]:
    """Publica los que se puede y devuelve los demás, con su motivo (`publicar_varios`). Se deshace entero."""
    cambios, apartados = publicar_varios(sesion, actor, identificadores, reloj=reloj)
    descripcion = f"Publicó {cuantos_documentos(len(cambios))}"
    hecha = guardar(sesion, actor, ClaseOperacion.PUBLICAR, descripcion, cambios, reloj=reloj)
    return hecha, apartados


def deshacer(sesion: Session, actor: Actor, operacion: Operacion, *, reloj: Reloj) -> tuple[str, ...]:
    """Devuelve cada ficha a como estaba; lo que alguien cambió después se deja, y se dice cuál es."""
    devolver: Callable[..., list[str]] = _devolver
    if operacion.clase == ClaseOperacion.RETIRAR:
        exigir(actor, "retirar")
        exigir(actor, "publicar")
        devolver = _reponer
    elif operacion.clase == ClaseOperacion.PUBLICAR:
        devolver = devolver_a_la_cola
    numeros = [cambio.documento_id for cambio in operacion.cambios]
    documentos = {d.id: d for d in sesion.scalars(select(Documento).where(Documento.id.in_(numeros)))}
    dejados: list[str] = []
    for cambio in operacion.cambios:
        documento = documentos[cambio.documento_id]
        dejados += devolver(sesion, actor, documento, cambio, reloj=reloj)
        objeto, detalle = ("documento", documento.identificador), {"operacion": operacion.id}
        anotar(sesion, actor, "operacion_deshecha", objeto, reloj=reloj, detalle=detalle)
    return tuple(dejados)


def _devolver(
    sesion: Session, actor: Actor, documento: Documento, cambio: CambioDeDocumento, *, reloj: Reloj
) -> list[str]:
    if documento.estado == Estado.UNIDO:
        return [f"{documento.identificador}, que se unió a otra ficha"]
    siguen = {c: v for c, v in cambio.antes.items() if valor_de(documento, c) == cambio.despues[c]}
    if "acceso" in siguen and abre_lo_unido(sesion, documento, a_acceso(siguen["acceso"])):
        del siguen["acceso"]
    if siguen:
        _poner(sesion, actor, documento, siguen, reloj=reloj)
    return [f"{documento.identificador}, {etiqueta(c)}" for c in cambio.antes if c not in siguen]


def _reponer(
    sesion: Session, actor: Actor, documento: Documento, cambio: CambioDeDocumento, *, reloj: Reloj
) -> list[str]:
    if _de_retiro(documento) != cambio.despues:
        return [documento.identificador]
    leyendose = cambio.antes["estado"] in {Estado.RECIBIDO, Estado.EN_PROCESO}
    leido = Estado.CON_FALLA if documento.falla_codigo else Estado.POR_CATALOGAR
    incompleto = cambio.antes["estado"] == Estado.PUBLICADO and bool(faltantes(documento, hoy=reloj.hoy()))
    documento.estado = leido if leyendose or incompleto else Estado(cambio.antes["estado"])
    documento.retiro_motivo = ""
    acceso.cambiar(sesion, documento, reloj=reloj)
    return [f"{documento.identificador}, que ya no está completa y quedó por catalogar"] if incompleto else []


def _de_retiro(documento: Documento) -> dict[str, str]:
    return {"estado": str(documento.estado), "retiro_motivo": documento.retiro_motivo}


def _poner(
    sesion: Session, actor: Actor, documento: Documento, valores: Mapping[str, Simple], *, reloj: Reloj
) -> None:
    for campo, valor in valores.items():
        if campo == "acceso":
            aplicar_acceso(sesion, actor, documento, a_acceso(valor), reloj=reloj)
        else:
            poner(documento, campo, valor)
    if set(valores) != {"asignado_a"}:
        acceso.cambiar(sesion, documento, reloj=reloj)
