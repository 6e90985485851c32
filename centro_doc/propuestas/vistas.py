"""Los vínculos que el sistema propone, para revisarlos de una vez, y cuánto acierta."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from centro_doc.comun.errores import DatosInvalidos, NoDisponible, NoEncontrado
from centro_doc.comun.escrito import entero
from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.plantillas import plural
from centro_doc.comun.web import escritura, reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.indice.servicio import Indice
from centro_doc.plan.consultas import lugar as del_plan
from centro_doc.propuestas import casos
from centro_doc.propuestas.cercanos import cercanos as los_cercanos
from centro_doc.propuestas.consultas import aciertos, cuantas_esperan, pendientes, por_destino
from centro_doc.vinculos.destinos import destinos

blueprint = Blueprint("propuestas", __name__)
_HECHO = {casos.ACEPTAR: "Aceptó", casos.RECHAZAR: "Rechazó", casos.DEVOLVER: "Devolvió a la lista"}
_SEGURA = 0.8


@blueprint.app_context_processor
def _por_revisar() -> dict[str, object]:
    return {"vinculos_por_revisar": lambda: cuantas_esperan(sesion_de_lectura(), marcas(actor_actual()))}


@blueprint.get("/vinculos/propuestos")
def lista() -> str:
    """Los que esperan, del más seguro al menos; con `?destino=AG2`, los de uno, y con `?seguras=1`, menos."""
    exigir(actor_actual(), "vincular")
    sesion, suyas = sesion_de_lectura(), marcas(actor_actual())
    cuentas = por_destino(sesion, suyas)
    a_elegir = [uno for uno in destinos(sesion) if uno.clave in cuentas]
    pedido = request.args.get("destino", "")
    elegido = next((uno for uno in a_elegir if uno.codigo == pedido), None)
    seguras = "seguras" in request.args
    return render_template(
        "vinculos/propuestos.html",
        hoja=pendientes(
            sesion,
            suyas,
            destino=elegido.clave if elegido is not None else "ninguno" if pedido else "",
            minima=_SEGURA if seguras else 0.0,
            hoja=numero_de_hoja(request.args),
        ),
        a_elegir=[(uno, cuentas[uno.clave]) for uno in a_elegir],
        elegido=pedido,
        seguras=seguras,
        deshacer=[entero(uno) for uno in request.args.getlist("hechos")],
    )


@blueprint.post("/vinculos/propuestos")
def decidir() -> Response:
    """Acepta o rechaza los elegidos, o deshace lo que esta persona acaba de hacer."""
    exigir(actor_actual(), "vincular")
    accion, _, uno = request.form.get("accion", "").partition(":")
    numeros = [entero(numero) for numero in ([uno] if uno else request.form.getlist("elegidos"))]
    vuelta: dict[str, Any] = {
        nombre: request.form[nombre] for nombre in ("destino", "seguras") if request.form.get(nombre)
    }
    try:
        with escritura() as sesion:
            hechos = casos.decidir_varios(sesion, actor_actual(), numeros, accion, reloj=reloj())
    except DatosInvalidos as error:
        flash(error.mensaje, "mal")
        return redirect(url_for("propuestas.lista", **vuelta), 303)
    flash(f"{_HECHO[accion]} {plural(len(hechos), 'vínculo', 'vínculos')}.", "ok")
    deshacibles = [] if accion == casos.DEVOLVER else hechos
    return redirect(url_for("propuestas.lista", hechos=deshacibles, **vuelta), 303)


@blueprint.get("/plan/<codigo>/cercanos")
def cercanos(codigo: str) -> str:
    """Lo que espera decisión en un nodo del plan, y los documentos sin vínculo que más se le acercan."""
    exigir(actor_actual(), "vincular")
    sesion, suyas = sesion_de_lectura(), marcas(actor_actual())
    lugar = del_plan(sesion, codigo)
    destino = next((uno for uno in destinos(sesion) if uno.codigo == (lugar.nodo.tema or codigo)), None)
    if destino is None:
        raise NoEncontrado("Con ese nodo no se vinculan documentos.")
    try:
        hallados = los_cercanos(sesion, servicio(Indice), destino, suyas)
    except NoDisponible as error:
        hallados, motivo = (), error.mensaje
    else:
        motivo = ""
    return render_template(
        "plan/cercanos.html",
        lugar=lugar,
        destino=destino,
        esperan=pendientes(sesion, suyas, destino=destino.clave),
        cercanos=hallados,
        motivo=motivo,
    )


@blueprint.get("/admin/propuestas")
def medida() -> str:
    """Cuánto acierta lo propuesto en cada destino, según lo que el personal decidió."""
    exigir(actor_actual(), "vincular")
    return render_template(
        "admin/propuestas.html", filas=aciertos(sesion_de_lectura(), marcas(actor_actual()))
    )
