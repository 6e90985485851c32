"""Guardar lo escrito y seguir mirando: pasar de página, ampliarla o irse a otro documento sin perderlo.

Sin JavaScript, los botones que mueven la página son del formulario de la ficha y llegan aquí. Con él, llega
lo escrito tras una pausa, y se responde la hora.
"""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.catalogo.casos import EdicionVieja, documento_para
from centro_doc.comun.escrito import entero
from centro_doc.comun.plantillas import hora
from centro_doc.comun.web import escritura, quiere_json, reloj
from centro_doc.cuentas.permisos import exigir
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.curaduria import borradores
from centro_doc.curaduria.vista_de_hoja import vista_pedida

blueprint = Blueprint("borrador", __name__)


@blueprint.post("/catalogar/<identificador>/borrador")
def guardar(identificador: str) -> Respuesta | dict[str, str]:
    """Guarda lo escrito como borrador y vuelve a donde dice la dirección; con `descartar`, lo borra."""
    exigir(actor_actual(), "catalogar")
    if "descartar" in request.form:
        descartar(identificador)
        flash("Descartado lo que no se había guardado. Ésta es la ficha guardada.", "ok")
        return redirect(_destino(identificador), 303)
    hecho = anotar(identificador)
    if quiere_json():
        aviso = quien_guardo(hecho.ajeno) if hecho is not None and hecho.ajeno is not None else ""
        return {"hora": hora(hecho.guardado) if hecho is not None else "", "aviso": aviso}
    return redirect(_destino(identificador), 303)


def anotar(identificador: str) -> borradores.Recuperado | None:
    """Guarda como borrador lo que llega en la petición."""
    with escritura() as sesion:
        return borradores.guardar(
            sesion,
            actor_actual(),
            identificador,
            request.form.items(multi=True),
            edicion=entero(request.form.get("edicion", "")),
            reloj=reloj(),
        )


def descartar(identificador: str) -> None:
    """Borra el borrador de quien lo pide, si lo hay."""
    with escritura() as sesion:
        documento = documento_para(sesion, actor_actual(), identificador)
        borradores.descartar(sesion, actor_actual(), documento)


def quien_guardo(error: EdicionVieja) -> str:
    """Quién cambió la ficha entretanto, qué hizo y cuándo."""
    cuando = f" a las {hora(error.cuando)}" if error.cuando is not None else ""
    return f"{error.quien} {error.hizo}{cuando}."


def _destino(identificador: str) -> str:
    if otro := request.args.get("otro"):
        return url_for("catalogar.ver", identificador=otro)
    vista, s = vista_pedida(request.args).parametros(), request.args.get("s")
    return url_for("catalogar.ver", identificador=identificador, **vista, s=s, _anchor=f"m{s}" if s else None)
