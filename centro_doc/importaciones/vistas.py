"""Pausar, reanudar y deshacer una importación desde la bandeja."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.web import escritura, reloj
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.importaciones import casos

blueprint = Blueprint("importaciones", __name__)


@blueprint.post("/ingreso/importaciones/<clave>/pausar")
def pausar(clave: str) -> Respuesta:
    """La detiene tras los archivos que tenga entre manos."""
    with escritura() as sesion:
        casos.pausar(sesion, actor_actual(), clave, reloj=reloj())
    return _volver(f"{clave} está en pausa. Lo recibido se conserva.")


@blueprint.post("/ingreso/importaciones/<clave>/reanudar")
def reanudar(clave: str) -> Respuesta:
    """La sigue el trabajador, desde donde quedó."""
    with escritura() as sesion:
        casos.reanudar(sesion, actor_actual(), clave, reloj=reloj())
    return _volver(f"{clave} sigue desde donde quedó.")


@blueprint.post("/ingreso/importaciones/<clave>/deshacer")
def deshacer(clave: str) -> Respuesta:
    """Retira todo lo que creó, con su motivo."""
    motivo = request.form.get("motivo", "")
    try:
        with escritura() as sesion:
            casos.pedir_deshacer(sesion, actor_actual(), clave, motivo, reloj=reloj())
    except DatosInvalidos as error:
        return _volver(f"{error.mensaje} {error.campos['motivo']}", "mal")
    return _volver(f"{clave} se está deshaciendo: se retira lo que creó y nada se borra.")


def _volver(mensaje: str, clase: str = "ok") -> Respuesta:
    flash(mensaje, clase)
    return redirect(url_for("ingreso.lista") + "#importaciones", 303)
