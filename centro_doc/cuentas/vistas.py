"""Ingresar, salir y cambiar la contraseña."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.comun.errores import DatosInvalidos, NecesitaIngreso
from centro_doc.comun.web import escritura, reloj, servicio, sesion_de_lectura
from centro_doc.cuentas import ingreso
from centro_doc.cuentas.claves import LARGO_MINIMO, Claves
from centro_doc.cuentas.consultas import usuario
from centro_doc.cuentas.formularios import destino_local
from centro_doc.cuentas.ritmo import limitar_ingreso
from centro_doc.cuentas.sesion import abrir_sesion, actor_actual, cerrar_sesion, ficha_actual
from config import Config

__all__ = ["actor_actual", "blueprint"]

blueprint = Blueprint("cuentas", __name__)


@blueprint.get("/acceso")
def acceso() -> str | Respuesta:
    """El formulario de ingreso; quien ya entró sigue a donde iba."""
    destino = destino_local(request.args.get("next"))
    if actor_actual().tiene_cuenta:
        return redirect(destino or "/", 303)
    return _pagina_de_ingreso(destino)


@blueprint.post("/acceso")
@limitar_ingreso
def ingresar() -> Respuesta:
    """Comprueba la contraseña y abre la sesión."""
    correo, clave = request.form.get("correo", ""), request.form.get("clave", "")
    destino = destino_local(request.form.get("next"))
    intento = ingreso.comprobar(sesion_de_lectura(), correo, clave, claves=servicio(Claves))
    with escritura() as sesion:
        resultado = ingreso.ingresar(
            sesion,
            intento,
            config=servicio(Config),
            reloj=reloj(),
        )
    if isinstance(resultado, ingreso.Rechazo):
        return Response(_pagina_de_ingreso(destino, correo=correo, error=resultado.value), 422)
    abrir_sesion(resultado.ficha, mantener="mantener" in request.form)
    if resultado.debe_cambiar_clave:
        return redirect(url_for("cuentas.clave", next=destino), 303)
    return redirect(destino or "/", 303)


@blueprint.post("/salir")
def salir() -> Respuesta:
    """Cierra la sesión en el servidor y en el navegador."""
    ficha, actor = ficha_actual(), actor_actual()
    if ficha is not None:
        with escritura() as sesion:
            ingreso.salir(sesion, actor, ficha, reloj=reloj())
    cerrar_sesion()
    flash("Salió de su cuenta.", "ok")
    return redirect("/", 303)


@blueprint.get("/acceso/clave")
def clave() -> str:
    """El formulario para elegir contraseña."""
    return _pagina_de_clave(destino_local(request.args.get("next")))


@blueprint.post("/acceso/clave", endpoint="clave_post")
@limitar_ingreso
def cambiar_clave() -> Respuesta:
    """Cambia la contraseña y renueva la sesión."""
    actor, destino = actor_actual(), destino_local(request.form.get("next"))
    nueva = request.form.get("nueva", "")
    try:
        if nueva != request.form.get("repetida", ""):
            raise DatosInvalidos(campos={"repetida": "No es igual a la contraseña nueva."})
        with escritura() as sesion:
            resultado = ingreso.cambiar_clave(
                sesion,
                actor,
                request.form.get("actual"),
                nueva,
                claves=servicio(Claves),
                reloj=reloj(),
            )
    except DatosInvalidos as error:
        return Response(_pagina_de_clave(destino, errores=error.campos), error.estado)
    abrir_sesion(resultado.ficha)
    flash("Cambió su contraseña. Sus otras sesiones se cerraron.", "ok")
    return redirect(destino or "/", 303)


def _pagina_de_ingreso(destino: str | None, *, correo: str = "", error: str = "") -> str:
    config = servicio(Config)
    return render_template(
        "cuentas/acceso.html",
        destino=destino,
        correo=correo,
        error=error,
        horas=config.sesion_horas,
        intentos=config.intentos_ingreso,
        minutos=config.bloqueo_minutos,
    )


def _pagina_de_clave(destino: str | None, *, errores: dict[str, str] | None = None) -> str:
    actor = actor_actual()
    if actor.usuario_id is None:
        raise NecesitaIngreso()
    cuenta = usuario(sesion_de_lectura(), actor.usuario_id)
    return render_template(
        "cuentas/clave.html", destino=destino, cuenta=cuenta, errores=errores or {}, largo=LARGO_MINIMO
    )
