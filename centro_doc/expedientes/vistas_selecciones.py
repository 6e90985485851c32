"""Las páginas de las selecciones libres de quien lee."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from centro_doc.agenda.consultas import temas
from centro_doc.busqueda.formularios import Peticion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NecesitaIngreso
from centro_doc.comun.escrito import entero
from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import Actor
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.expedientes.fuentes import peticion_guardada
from centro_doc.expedientes.modelos import Seleccion
from centro_doc.expedientes.para_grupos import (
    abrir_a,
    ajenas,
    de_quien,
    dicho_de,
    exigir_abrir,
    seleccion_de,
)
from centro_doc.expedientes.rutas import Pedido, pedido
from centro_doc.expedientes.selecciones import componer, guardar_seleccion, selecciones_de
from centro_doc.expedientes.sujetos import ClaseDeSujeto

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


@blueprint.get("/<int:numero>/grupos")
def pedir_grupos(numero: int) -> str:
    """El formulario para abrir una selección a grupos técnicos o cerrarla."""
    return _para_quien(numero)


@blueprint.post("/<int:numero>/grupos")
def abrir(numero: int) -> Response | tuple[str, int]:
    """La deja abierta a los grupos de los temas marcados, y a ninguno más."""
    actor = _con_cuenta()
    _de_quien_puede_abrir(numero)
    pedidos, edicion = request.form.getlist("tema"), entero(request.form.get("edicion", ""))
    try:
        with escritura() as sesion:
            una = abrir_a(sesion, actor, numero, pedidos, edicion=edicion, reloj=reloj())
            dicho = dicho_de(una.abierta_a)
    except (DatosInvalidos, Conflicto) as error:
        return _para_quien(numero, error.mensaje), error.estado
    flash(f"Guardado: la selección {dicho}.", "ok")
    return redirect(url_for("expediente_vivo.ver", clase=ClaseDeSujeto.SELECCION, codigo=str(numero)), 303)


def _de_quien_puede_abrir(numero: int) -> Pedido:
    suyo = pedido(ClaseDeSujeto.SELECCION, str(numero))
    exigir_abrir(actor_actual(), seleccion_de(suyo.sujeto))
    return suyo


def _para_quien(numero: int, error: str = "") -> str:
    sesion, suyo = sesion_de_lectura(), _de_quien_puede_abrir(numero)
    una = seleccion_de(suyo.sujeto)
    return render_template(
        "expedientes/grupos.html",
        sujeto=suyo.sujeto,
        seleccion=una,
        de_quien=de_quien(sesion, una),
        temas=temas(sesion),
        dicho=dicho_de(una.abierta_a),
        error=error,
    )


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
        hoja=ajenas(sesion_de_lectura(), actor, numero_de_hoja(request.args)),
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
