"""Los botones de una versión o de un archivo añadido: publicarlo o quitarlo de la vista."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.comun.web import escritura, reloj
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.curaduria import retencion

blueprint = Blueprint("versiones", __name__, url_prefix="/catalogar/<identificador>")


@blueprint.post("/versiones/<int:numero>/publicar")
def publicar(identificador: str, numero: int) -> Respuesta:
    """Publica una versión; con `sustituye`, las anteriores salen de la vista del público."""
    sustituye = "sustituye" in request.form
    with escritura() as sesion:
        retencion.publicar_version(
            sesion, actor_actual(), identificador, numero, sustituye=sustituye, reloj=reloj()
        )
    salen = " Las anteriores ya no se ven." if sustituye else ""
    flash(f"La versión {numero} está a la vista.{salen}", "ok")
    return _de_vuelta(identificador)


@blueprint.post("/versiones/<int:numero>/quitar")
def quitar(identificador: str, numero: int) -> Respuesta:
    """Saca una versión de la vista; su archivo se conserva."""
    with escritura() as sesion:
        retencion.quitar_version(sesion, actor_actual(), identificador, numero, reloj=reloj())
    flash(f"La versión {numero} sólo la ve el personal; su archivo se conserva.", "ok")
    return _de_vuelta(identificador)


@blueprint.post("/archivos/<int:archivo>/publicar")
def publicar_archivo(identificador: str, archivo: int) -> Respuesta:
    """Publica un archivo añadido."""
    with escritura() as sesion:
        nombre = retencion.publicar_archivo(
            sesion, actor_actual(), identificador, archivo, reloj=reloj()
        ).nombre
    flash(f"{nombre} está a la vista.", "ok")
    return _de_vuelta(identificador)


@blueprint.post("/archivos/<int:archivo>/quitar")
def quitar_archivo(identificador: str, archivo: int) -> Respuesta:
    """Saca de la vista un archivo añadido; se conserva."""
    with escritura() as sesion:
        nombre = retencion.quitar_archivo(
            sesion, actor_actual(), identificador, archivo, reloj=reloj()
        ).nombre
    flash(f"{nombre} sólo lo ve el personal; se conserva.", "ok")
    return _de_vuelta(identificador)


def _de_vuelta(identificador: str) -> Respuesta:
    """A la pantalla de donde salió el botón: la del documento o la de catalogar."""
    donde = "documentos.ver" if request.form.get("de") == "documento" else "catalogar.ver"
    return redirect(url_for(donde, identificador=identificador) + "#versiones", 303)
