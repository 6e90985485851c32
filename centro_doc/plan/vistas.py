"""Las páginas del plan: la cobertura, cada nodo y los documentos sin vínculos."""

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from centro_doc.comun.hojas_de_calculo import UTF_8, linea
from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.web import reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas, puede
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.expedientes.consultas import grupos_de_nodo
from centro_doc.informes.consultas import TOPE, tabla_de_cobertura
from centro_doc.plan import consultas
from centro_doc.plan.formularios import filtros
from centro_doc.propuestas.consultas import por_codigo
from centro_doc.vinculos.consultas import cuentas_por_nodo, documentos_sin_vinculos

blueprint = Blueprint("plan", __name__)


@blueprint.get("/plan")
def cobertura() -> str:
    """Qué actividades tienen evidencia, con los filtros de la dirección."""
    sesion, actor = sesion_de_lectura(), actor_actual()
    pedidos = filtros(request.args)
    tabla = tabla_de_cobertura(sesion, marcas(actor), pedidos, hoy=reloj().hoy())
    vincula = puede(actor, "vincular")
    return render_template(
        "plan/cobertura.html",
        tabla=tabla,
        filtros=pedidos,
        tope=TOPE,
        periodos=consultas.periodos(sesion),
        sin_vinculos=documentos_sin_vinculos(sesion, marcas(actor)).total if vincula else None,
        sugeridas=por_codigo(sesion, marcas(actor)) if vincula else {},
    )


@blueprint.get("/plan.csv")
def hoja_de_cobertura() -> Response:
    """La misma cobertura, con los mismos filtros, para una hoja de cálculo."""
    pedidos = filtros(request.args)
    tabla = tabla_de_cobertura(sesion_de_lectura(), marcas(actor_actual()), pedidos, hoy=reloj().hoy())
    respuesta = Response(UTF_8 + "".join(map(linea, tabla.renglones())), mimetype="text/csv")
    respuesta.headers["Content-Disposition"] = f'attachment; filename="cobertura-{tabla.periodo.clave}.csv"'
    return respuesta


@blueprint.get("/plan/sin-vinculos")
def sin_vinculos() -> str:
    """Los documentos publicados que nadie ha vinculado, para quien vincula."""
    actor = actor_actual()
    exigir(actor, "vincular")
    hoja = documentos_sin_vinculos(sesion_de_lectura(), marcas(actor), hoja=numero_de_hoja(request.args))
    return render_template("plan/sin_vinculos.html", hoja=hoja)


@blueprint.get("/plan/<codigo>")
def nodo(codigo: str) -> str:
    """Un nodo: su texto literal, su lugar, lo que contiene y los documentos vinculados con él."""
    sesion, actor = sesion_de_lectura(), actor_actual()
    periodo = request.args.get("periodo") or None
    lugar = consultas.lugar(sesion, codigo, periodo)
    cuentas = cuentas_por_nodo(sesion, lugar.periodo.id, marcas(actor))
    return render_template(
        "plan/nodo.html",
        lugar=lugar,
        periodo=periodo,
        cuentas=cuentas,
        cuenta=cuentas.get(lugar.nodo.id),
        grupos=grupos_de_nodo(sesion, lugar.nodo, marcas(actor)),
        sugeridas=por_codigo(sesion, marcas(actor)) if puede(actor, "vincular") else {},
    )
