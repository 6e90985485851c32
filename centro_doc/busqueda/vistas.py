"""La página de resultados, y lo que se sugiere al escribir en su caja."""

from flask import Blueprint, Response, jsonify, render_template, request, url_for

from centro_doc.busqueda.completado import MAXIMO_DE_LETRAS, Sugerencia, sugerencias
from centro_doc.busqueda.consultas import resultados as buscar
from centro_doc.busqueda.formularios import AGRUPACIONES, ORDENES, leer_peticion
from centro_doc.busqueda.salidas import expedientes, salidas
from centro_doc.comun.web import servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.ritmo import limitar_busqueda, limitar_completado
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.indice.servicio import Indice

blueprint = Blueprint("busqueda", __name__)


@blueprint.get("/buscar/completar")
@limitar_completado
def completar() -> Response:
    """Con qué seguir lo escrito en `q`, para quien lee: a lo sumo ocho sugerencias, en JSON."""
    q = request.args.get("q", "")[:MAXIMO_DE_LETRAS]
    sugeridas = sugerencias(sesion_de_lectura(), servicio(Indice), marcas(actor_actual()), q)
    respuesta = jsonify({"q": q, "sugerencias": [_como_json(sugerida) for sugerida in sugeridas]})
    respuesta.headers["Cache-Control"] = "private, no-store"
    return respuesta


def _como_json(sugerida: Sugerencia) -> dict[str, str]:
    """`clase`, `texto` y `detalle` se muestran, `consulta` va a la caja y `url` es adonde lleva."""
    if sugerida.documento:
        url = url_for("documentos.ver", identificador=sugerida.documento)
    elif sugerida.institucion:
        url = url_for("busqueda.resultados", institucion=sugerida.institucion)
    else:
        url = url_for("busqueda.resultados", q=sugerida.consulta)
    return {
        "clase": sugerida.clase,
        "texto": sugerida.texto,
        "detalle": sugerida.detalle,
        "consulta": sugerida.consulta,
        "url": url,
    }


@blueprint.get("/buscar")
@limitar_busqueda
def resultados() -> str:
    """Los documentos que responden, o cómo salir de una búsqueda vacía."""
    sesion, indice, suyas = sesion_de_lectura(), servicio(Indice), marcas(actor_actual())
    hallados = buscar(sesion, indice, suyas, leer_peticion(request.args))
    if not hallados.hoja.total:
        return render_template(
            "busqueda/vacio.html",
            resultados=hallados,
            salidas=salidas(sesion, indice, suyas, hallados.peticion),
            expedientes=expedientes(sesion, indice, suyas, hallados.peticion),
        )
    return render_template(
        "busqueda/resultados.html", resultados=hallados, ordenes=ORDENES, agrupaciones=AGRUPACIONES
    )
