"""La página de resultados."""

from flask import Blueprint, render_template, request

from centro_doc.busqueda.consultas import resultados as buscar
from centro_doc.busqueda.formularios import AGRUPACIONES, ORDENES, leer_peticion
from centro_doc.busqueda.salidas import salidas
from centro_doc.comun.web import servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.ritmo import limitar_busqueda
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.indice.servicio import Indice

blueprint = Blueprint("busqueda", __name__)


@blueprint.get("/buscar")
@limitar_busqueda
def resultados() -> str:
    """Los documentos que responden, o cómo salir de una búsqueda vacía."""
    sesion, indice, suyas = sesion_de_lectura(), servicio(Indice), marcas(actor_actual())
    hallados = buscar(sesion, indice, suyas, leer_peticion(request.args))
    if not hallados.hoja.total:
        ofrecidas = salidas(sesion, indice, suyas, hallados.peticion)
        return render_template("busqueda/vacio.html", resultados=hallados, salidas=ofrecidas)
    return render_template(
        "busqueda/resultados.html", resultados=hallados, ordenes=ORDENES, agrupaciones=AGRUPACIONES
    )
