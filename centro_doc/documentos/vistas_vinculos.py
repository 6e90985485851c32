"""Vincular desde la página del documento, y decidir sobre sus vínculos."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Respuesta

from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.web import escritura, reloj
from centro_doc.cuentas.permisos import exigir
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.documentos.vistas import abrir, conservados, pagina_de
from centro_doc.vinculos import casos, evidencias
from centro_doc.vinculos.formularios import AL_REVISAR, datos_cita, datos_motivo, datos_vinculo

blueprint = Blueprint("vinculos", __name__)


@blueprint.post("/documentos/<identificador>/vinculos")
def crear(identificador: str) -> Respuesta | tuple[str, int]:
    """Vincula el documento con un nodo o un tema, con su pasaje o su motivo."""
    return _hacer(
        identificador,
        lambda sesion: casos.vincular(
            sesion, actor_actual(), identificador, datos_vinculo(request.form), reloj=reloj()
        ),
        "Vínculo guardado. Ya aparece en el plan y en la agenda si el documento está publicado.",
    )


@blueprint.post("/documentos/<identificador>/vinculos/<int:vinculo>/confirmar")
def confirmar(identificador: str, vinculo: int) -> Respuesta | tuple[str, int]:
    """Confirma un vínculo propuesto."""
    return _hacer(
        identificador,
        lambda sesion: casos.confirmar(sesion, actor_actual(), vinculo, reloj=reloj(), de=identificador),
        "Vínculo confirmado.",
    )


@blueprint.post("/documentos/<identificador>/vinculos/<int:vinculo>/rechazar")
def rechazar(identificador: str, vinculo: int) -> Respuesta | tuple[str, int]:
    """Rechaza un vínculo propuesto; el motivo es optativo."""
    return _hacer(
        identificador,
        lambda sesion: casos.rechazar(
            sesion,
            actor_actual(),
            vinculo,
            request.form.get("motivo", "").strip() or AL_REVISAR,
            reloj=reloj(),
            de=identificador,
        ),
        "Vínculo rechazado: no volverá a proponerse.",
    )


@blueprint.post("/documentos/<identificador>/vinculos/<int:vinculo>/quitar")
def quitar(identificador: str, vinculo: int) -> Respuesta | tuple[str, int]:
    """Quita un vínculo, con su motivo."""
    return _hacer(
        identificador,
        lambda sesion: casos.quitar(
            sesion, actor_actual(), vinculo, datos_motivo(request.form), reloj=reloj(), de=identificador
        ),
        "Vínculo quitado. El motivo quedó en la bitácora.",
    )


@blueprint.post("/documentos/<identificador>/evidencias/<int:evidencia>/quitar")
def quitar_evidencia(identificador: str, evidencia: int) -> Respuesta | tuple[str, int]:
    """Quita un pasaje de un vínculo, con su motivo."""
    return _hacer(
        identificador,
        lambda sesion: casos.quitar_evidencia(
            sesion, actor_actual(), evidencia, datos_motivo(request.form), reloj=reloj(), de=identificador
        ),
        "Pasaje quitado del vínculo.",
    )


@blueprint.post("/documentos/<identificador>/evidencias/<int:evidencia>/aceptar")
def aceptar_evidencia(identificador: str, evidencia: int) -> Respuesta | tuple[str, int]:
    """Da por bueno el lugar al que el sistema movió un pasaje."""
    return _hacer(
        identificador,
        lambda sesion: evidencias.dar_por_buena(
            sesion, actor_actual(), evidencia, reloj=reloj(), de=identificador
        ),
        "Pasaje confirmado en su lugar nuevo.",
    )


@blueprint.post("/documentos/<identificador>/evidencias/<int:evidencia>/reparar")
def reparar_evidencia(identificador: str, evidencia: int) -> Respuesta | tuple[str, int]:
    """Cambia un pasaje perdido o mal movido por otro del texto vigente."""
    return _hacer(
        identificador,
        lambda sesion: evidencias.reparar(
            sesion, actor_actual(), evidencia, datos_cita(request.form), reloj=reloj(), de=identificador
        ),
        "Pasaje cambiado. El de antes quedó en la bitácora.",
    )


def _hacer(identificador: str, caso: Callable[[Session], object], hecho: str) -> Respuesta | tuple[str, int]:
    exigir(actor_actual(), "vincular")
    try:
        with escritura() as sesion:
            caso(sesion)
    except DatosInvalidos as error:
        errores = error.campos or {"vinculo": error.mensaje}
        return pagina_de(abrir(identificador), errores=errores), error.estado
    flash(hecho, "ok")
    if request.form.get("desde") == "evidencias":
        return redirect(url_for("evidencias.lista", estado=request.form.get("estado")), 303)
    if request.form.get("desde") == "cercanos":
        return redirect(url_for("propuestas.cercanos", codigo=request.form.get("nodo") or "OE"), 303)
    destino = url_for("documentos.ver", identificador=identificador, **conservados())
    return redirect(f"{destino}#vinculos", 303)
