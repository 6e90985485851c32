"""Las páginas de las selecciones libres de quien lee."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from centro_doc.agenda.consultas import temas
from centro_doc.busqueda.formularios import Peticion
from centro_doc.comun.errores import DatosInvalidos, NecesitaIngreso
from centro_doc.comun.escrito import entero
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import Actor
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.expedientes.fuentes import peticion_guardada
from centro_doc.expedientes.modelos import Seleccion
from centro_doc.expedientes.selecciones import componer, guardar_seleccion, selecciones_de

blueprint = Blueprint("selecciones", __name__, url_prefix="/expedientes/selecciones")


@blueprint.get("")
def lista() -> str:
    """Las suyas, y el formulario para hacer otra o, con `?cambiar=3`, cambiar una."""
    return _pagina(_con_cuenta())


@blueprint.post("")
def guardar() -> Response | tuple[str, int]:
    """Hace una selección, o cambia la que se nombra."""
    actor, numero = _con_cuenta(), request.form.get("numero", "")
    try:
        with escritura() as sesion:
            una = guardar_seleccion(
                sesion,
                actor,
                request.form.get("nombre", ""),
                escritos=request.form.get("registros", ""),
                consulta=_consulta(),
                numero=entero(numero) if numero else None,
                reloj=reloj(),
            )
            hecha = una.id
    except DatosInvalidos as error:
        return _pagina(actor, error.campos), error.estado
    flash("Selección guardada.", "ok")
    return redirect(url_for("expediente_vivo.ver", clase="seleccion", codigo=str(hecha)), 303)


def _con_cuenta() -> Actor:
    actor = actor_actual()
    if actor.usuario_id is None:
        raise NecesitaIngreso("Una selección se guarda en una cuenta. Ingrese para continuar.")
    return actor


def _pagina(actor: Actor, errores: dict[str, str] | None = None) -> str:
    suyas = selecciones_de(sesion_de_lectura(), actor)
    numero = entero(request.form.get("numero", "")) or entero(request.args.get("cambiar", ""))
    cambia = next((una for una in suyas if una.id == numero), None)
    return render_template(
        "expedientes/selecciones.html",
        suyas=suyas,
        cambia=cambia,
        temas=temas(sesion_de_lectura()),
        pedida=_pedida(cambia),
        errores=errores or {},
        escrito=request.form,
    )


def _consulta() -> str:
    """La de un formulario con sus temas y sus palabras o, desde una búsqueda, la que se estaba viendo."""
    consulta = request.form.get("consulta", "")
    if "palabras" not in request.form:
        return consulta
    return componer(consulta, request.form.getlist("tema"), request.form["palabras"])


def _pedida(cambia: Seleccion | None) -> Peticion:
    """Lo que el formulario muestra elegido: lo escrito o, al abrirlo, lo que la selección tiene."""
    if request.method == "POST":
        return peticion_guardada(_consulta())
    return peticion_guardada(cambia.consulta if cambia is not None else "")
