"""Las citas de un documento, una por una, y lo que el personal decide de ellas."""

from collections.abc import Callable, Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Respuesta

from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas, puede
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.documentos.direcciones import a_la_que_quedo
from centro_doc.documentos.vistas import abrir, anotar, conservados
from centro_doc.grafo import casos
from centro_doc.grafo.salientes import menciones_de, nombrar

blueprint = Blueprint("citas", __name__)
blueprint.register_error_handler(NoEncontrado, a_la_que_quedo)


@blueprint.get("/documentos/<identificador>/citas")
def lista(identificador: str) -> str:
    """Las citas del documento, en su orden; con `ver=dudosas`, el personal ve las que esperan a alguien."""
    return _lista(identificador)


@blueprint.post("/documentos/<identificador>/citas/<int:cita>/aceptar")
def aceptar(identificador: str, cita: int) -> Respuesta | tuple[str, int]:
    """La cita es como se leyó."""
    return _hacer(
        identificador,
        lambda sesion: casos.aceptar(sesion, actor_actual(), identificador, cita, reloj=reloj()),
        "Cita confirmada.",
    )


@blueprint.post("/documentos/<identificador>/citas/<int:cita>/corregir")
def corregir(identificador: str, cita: int) -> Respuesta | tuple[str, int]:
    """La cita apunta a lo que se escribió."""
    escrito = request.form.get("objetivo", "")
    return _hacer(
        identificador,
        lambda sesion: casos.corregir(sesion, actor_actual(), identificador, cita, escrito, reloj=reloj()),
        "Cita corregida. Lo que se leyó queda en la bitácora.",
    )


@blueprint.post("/documentos/<identificador>/citas/<int:cita>/descartar")
def descartar(identificador: str, cita: int) -> Respuesta | tuple[str, int]:
    """Eso no es una cita."""
    return _hacer(
        identificador,
        lambda sesion: casos.descartar(sesion, actor_actual(), identificador, cita, reloj=reloj()),
        "Cita descartada. Ya no se muestra ni se cuenta.",
    )


def _lista(identificador: str, errores: Mapping[str, str] | None = None) -> str:
    actor, visto = actor_actual(), abrir(identificador)
    anotar(visto, "documento_leido")
    sesion = sesion_de_lectura()
    dudosas = request.args.get("ver") == "dudosas" and puede(actor, casos.ACCION)
    hoja = menciones_de(
        sesion, visto.documento.id, marcas(actor), dudosas=dudosas, hoja=numero_de_hoja(request.args)
    )
    claves = {objetivo.norma for una in hoja.elementos for objetivo in una.objetivos}
    return render_template(
        "documentos/citas.html",
        visto=visto,
        hoja=hoja,
        dudosas=dudosas,
        nombradas=nombrar(sesion, claves, marcas(actor)),
        errores=errores or {},
        escrito=request.form.get("objetivo", ""),
    )


def _hacer(identificador: str, caso: Callable[[Session], object], hecho: str) -> Respuesta | tuple[str, int]:
    exigir(actor_actual(), casos.ACCION)
    try:
        with escritura() as sesion:
            caso(sesion)
    except DatosInvalidos as error:
        return _lista(identificador, error.campos), error.estado
    flash(hecho, "ok")
    if request.args.get("volver") == "documento":
        destino = url_for("documentos.ver", identificador=identificador, **conservados())
        return redirect(f"{destino}#citas", 303)
    ver, pagina = request.args.get("ver"), request.args.get("pagina")
    return redirect(url_for("citas.lista", identificador=identificador, ver=ver, pagina=pagina), 303)
