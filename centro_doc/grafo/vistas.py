"""Las páginas de un artículo de una norma y de las normas que faltan."""

from collections.abc import Iterable

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.agenda.consultas import leyes_probadas, temas_de_articulo
from centro_doc.bitacora.accesos import anotar_acceso
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.errores import NoDisponible
from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.web import reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import PUBLICO, marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.grafo import pedidas
from centro_doc.grafo.acceso import no_publicos
from centro_doc.grafo.pagina_de_articulo import direccion_canonica, grafo_de_articulo
from centro_doc.grafo.quiza import quiza_la_traen
from centro_doc.normas import palabras
from centro_doc.normas.direcciones import a_la_canonica, con_lo_pedido
from centro_doc.normas.formularios import fecha_pedida
from centro_doc.normas.partes import articulo_en_prosa
from config import Config

blueprint = Blueprint("grafo", __name__, url_prefix="/normas")
blueprint.before_request(a_la_canonica)


@blueprint.get("/<clave>/art/<articulo>")
def articulo(clave: str, articulo: str) -> str | Respuesta:
    """Un artículo: qué dice, su estado al día de `a`, quién lo cita y quién lo cambiaría.

    Otra grafía lleva a la suya.
    """
    canonica = direccion_canonica(articulo)
    if canonica != articulo:
        destino = url_for("grafo.articulo", clave=clave, articulo=canonica)
        return redirect(con_lo_pedido(destino), 301)
    fecha, falta = fecha_pedida(request.args, reloj().hoy())
    sesion, suyas = sesion_de_lectura(), marcas(actor_actual())
    grafo = grafo_de_articulo(
        *(sesion, clave, canonica, suyas),
        fecha=fecha,
        hoja=numero_de_hoja(request.args),
        probadas=leyes_probadas(sesion, suyas),
    )
    if suyas != {PUBLICO}:
        _anotar(no_publicos(sesion, [una.texto.documento for una in grafo.versiones]))
    return render_template(
        "grafo/articulo.html",
        grafo=grafo,
        temas=temas_de_articulo(sesion, clave, canonica),
        fecha=fecha,
        falta=falta,
        articulo=articulo_en_prosa,
        palabras=palabras,
        verificaciones=palabras.VERIFICACIONES,
    )


def _anotar(documentos: Iterable[Documento]) -> None:
    """Deja constancia de la lectura de lo no público; si no se puede, no se entrega nada."""
    ruta = servicio(Config).ruta_accesos
    for documento in documentos:
        objeto = ("documento", documento.identificador)
        try:
            anotar_acceso(ruta, actor_actual(), "documento_leido", objeto, reloj=reloj())
        except OSError as error:
            raise NoDisponible("No se pudo anotar la lectura, y sin eso no se entrega.") from error


@blueprint.get("/pedir")
def por_pedir() -> str:
    """Las normas citadas que el Centro no tiene, por cuántos documentos las citan; `norma`, sólo una."""
    clave = request.args.get("norma", "")[:60]
    sesion, suyas = sesion_de_lectura(), marcas(actor_actual())
    posibles = quiza_la_traen(sesion, suyas)
    hoja = pedidas.por_pedir(sesion, suyas, hoja=numero_de_hoja(request.args), clave=clave, quiza=posibles)
    quiza = pedidas.que_quiza_se_tienen(sesion, suyas, posibles) if hoja.numero == 1 else ()
    return render_template(
        "grafo/pedir.html", hoja=hoja, clave=clave, quiza=[q for q in quiza if clave in {"", q.clave}]
    )


@blueprint.get("/pedir.csv")
def bajar_por_pedir() -> Response:
    """La lista entera, para una hoja de cálculo."""
    respuesta = Response(pedidas.en_csv(sesion_de_lectura(), marcas(actor_actual())), mimetype="text/csv")
    respuesta.headers["Content-Disposition"] = 'attachment; filename="normas-por-pedir.csv"'
    return respuesta
