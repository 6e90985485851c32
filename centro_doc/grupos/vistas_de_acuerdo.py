"""Los formularios de un acuerdo de una mesa: darlo por cumplido, reabrirlo, corregirlo, anularlo."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.comun.errores import Conflicto, DatosInvalidos
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.grupos import casos_acuerdos, consultas
from centro_doc.grupos.casos import PERMISO
from centro_doc.grupos.formularios import datos_acuerdo, datos_cumplimiento, datos_motivo, edicion
from centro_doc.grupos.historia import historia
from centro_doc.grupos.pertenencias import tema_para
from centro_doc.grupos.vistos import AcuerdoVisto

_RUTA = "/agenda/<codigo>/mesas/<int:numero>/acuerdos/<int:acuerdo>"
blueprint = Blueprint("acuerdo", __name__, url_prefix=_RUTA)


@blueprint.get("")
def llevar(codigo: str, numero: int, acuerdo: int) -> str:
    """Los formularios de un acuerdo: darlo por cumplido, reabrirlo, corregirlo, anularlo."""
    exigir(actor_actual(), PERMISO)
    return _acuerdo(codigo, numero, acuerdo)


@blueprint.post("")
def corregir(codigo: str, numero: int, acuerdo: int) -> Respuesta:
    """Corrige un acuerdo."""
    exigir(actor_actual(), PERMISO)
    try:
        with escritura() as sesion:
            casos_acuerdos.editar(
                sesion,
                actor_actual(),
                codigo,
                numero,
                acuerdo,
                datos_acuerdo(request.form),
                edicion=edicion(request.form),
                reloj=reloj(),
            )
    except DatosInvalidos as error:
        return Response(_acuerdo(codigo, numero, acuerdo, "datos", error.campos), error.estado)
    except Conflicto as error:
        campos = {"texto": error.mensaje}
        return Response(_acuerdo(codigo, numero, acuerdo, "datos", campos), error.estado)
    flash("Se guardó el acuerdo.", "ok")
    return _a_sus_acuerdos(codigo, numero)


@blueprint.post("/cumplir")
def cumplir(codigo: str, numero: int, acuerdo: int) -> Respuesta:
    """Da por cumplido un acuerdo, con el documento que lo prueba."""
    exigir(actor_actual(), PERMISO)
    try:
        with escritura() as sesion:
            datos = datos_cumplimiento(request.form, hoy=reloj().hoy())
            casos_acuerdos.cumplir(sesion, actor_actual(), codigo, numero, acuerdo, datos, reloj=reloj())
    except DatosInvalidos as error:
        return Response(_acuerdo(codigo, numero, acuerdo, "cumplir", error.campos), error.estado)
    flash("Se dio por cumplido el acuerdo. Si fue un error, puede reabrirlo.", "ok")
    return _a_sus_acuerdos(codigo, numero)


@blueprint.post("/reabrir")
def reabrir(codigo: str, numero: int, acuerdo: int) -> Respuesta:
    """Deshace el cumplimiento de un acuerdo."""
    return _con_motivo(
        codigo, numero, acuerdo, "reabrir", casos_acuerdos.reabrir, "Vuelve a estar pendiente."
    )


@blueprint.post("/anular")
def anular(codigo: str, numero: int, acuerdo: int) -> Respuesta:
    """Saca de las páginas un acuerdo anotado por error."""
    dicho = "Se anuló el acuerdo. Puede recuperarlo al pie de la página del grupo."
    return _con_motivo(codigo, numero, acuerdo, "anular", casos_acuerdos.anular, dicho)


@blueprint.post("/recuperar")
def recuperar(codigo: str, numero: int, acuerdo: int) -> Respuesta:
    """Devuelve a las páginas un acuerdo anulado."""
    with escritura() as sesion:
        casos_acuerdos.recuperar(sesion, actor_actual(), codigo, numero, acuerdo, reloj=reloj())
    flash("Se recuperó el acuerdo.", "ok")
    return _a_sus_acuerdos(codigo, numero)


def _con_motivo(
    codigo: str, numero: int, acuerdo: int, parte: str, caso: Callable[..., None], dicho: str
) -> Respuesta:
    exigir(actor_actual(), PERMISO)
    try:
        with escritura() as sesion:
            motivo = datos_motivo(request.form)
            caso(sesion, actor_actual(), codigo, numero, acuerdo, motivo, reloj=reloj())
    except DatosInvalidos as error:
        return Response(_acuerdo(codigo, numero, acuerdo, parte, error.campos), error.estado)
    flash(dicho, "ok")
    return _a_sus_acuerdos(codigo, numero)


def _a_sus_acuerdos(codigo: str, numero: int) -> Respuesta:
    una = consultas.mesa(sesion_de_lectura(), codigo, numero, marcas(actor_actual()), reloj().hoy())
    return redirect(url_for("mesas.ver", codigo=codigo, direccion=una.direccion, _anchor="acuerdos"), 303)


def _acuerdo(
    codigo: str, numero: int, acuerdo: int, parte: str = "", errores: Mapping[str, str] | None = None
) -> str:
    """Los formularios de un acuerdo; el de la parte fallida vuelve con lo escrito y sus errores."""
    sesion, suyas, hoy = sesion_de_lectura(), marcas(actor_actual()), reloj().hoy()
    tema = tema_para(sesion, codigo)
    casos_acuerdos.abrir(sesion, codigo, numero, acuerdo)
    mesa = consultas.mesa(sesion, codigo, numero, suyas, hoy)
    uno = next(uno for uno in mesa.acuerdos if uno.numero == acuerdo)
    return render_template(
        "grupos/acuerdo.html",
        tema=tema,
        mesa=mesa,
        acuerdo=uno,
        parte=parte,
        errores=errores or {},
        datos=request.form if parte == "datos" else _guardado(uno),
        cumplimiento_escrito=request.form if parte == "cumplir" else {"cumplido": hoy.isoformat()},
        historia=historia(sesion, [(casos_acuerdos.OBJETO, uno.id)]),
    )


def _guardado(uno: AcuerdoVisto) -> Mapping[str, str]:
    return {
        "texto": uno.texto,
        "institucion": uno.institucion,
        "persona": uno.persona,
        "vence": uno.vence.isoformat() if uno.vence is not None else "",
    }
