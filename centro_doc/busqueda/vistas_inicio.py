"""La portada del centro."""

from flask import Blueprint, render_template

from centro_doc.busqueda.portada import portada
from centro_doc.comun.web import reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.sesion import actor_actual

EJEMPLOS = (
    '"plan nacional de retorno"',
    "red consular Y tránsito",
    "migra* NO remesas",
    "tipo:dictamen año:2010",
)
"""Consultas de muestra: cada una enseña una manera de buscar."""

blueprint = Blueprint("inicio", __name__)


@blueprint.get("/", endpoint="portada")
def ver() -> str:
    """Búsqueda, colección, agenda, novedades y cobertura del plan, para quien lee."""
    datos = portada(sesion_de_lectura(), marcas(actor_actual()))
    return render_template("inicio/portada.html", portada=datos, ejemplos=EJEMPLOS, hoy=reloj().hoy())
