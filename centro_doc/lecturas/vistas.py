"""Marcar lo leído, y lo que falta por leer de un tema."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from centro_doc.agenda import consultas as agenda
from centro_doc.agenda.modelos import Tema
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.plantillas import plural
from centro_doc.comun.web import escritura, quiere_json, reloj, sesion_de_lectura
from centro_doc.cuentas.formularios import destino_local
from centro_doc.cuentas.permisos import exigir_cuenta
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.lecturas import casos
from centro_doc.lecturas.consultas import (
    EstadoDeLectura,
    LecturaDeTema,
    estados_de_lectura,
    lectura_de_tema,
)
from centro_doc.lecturas.formularios import marcados

blueprint = Blueprint("lecturas", __name__)
NOMBRES: Mapping[str, str] = {
    EstadoDeLectura.POR_LEER: "Por leer",
    EstadoDeLectura.VERSION_NUEVA: "Hay versión nueva",
    EstadoDeLectura.LEIDO: "Leídos",
}
"""Los filtros de la página de un tema."""


@blueprint.app_context_processor
def _de_la_lectura() -> dict[str, object]:
    return {"estados_de_lectura": _estados, "lectura_del_tema": _del_tema}


def _estados(documentos: Iterable[int]) -> Mapping[int, str]:
    return estados_de_lectura(sesion_de_lectura(), actor_actual(), list(documentos))


def _del_tema(tema: Tema) -> LecturaDeTema | None:
    """Cuánto le falta de un tema a quien lee; nada si no tiene cuenta."""
    actor = actor_actual()
    return lectura_de_tema(sesion_de_lectura(), actor, tema, por_hoja=1) if actor.tiene_cuenta else None


@blueprint.get("/agenda/<codigo>/por-leer")
def de_tema(codigo: str) -> str:
    """Los documentos del expediente de un tema por leer o, con `?estado=`, en otro estado o todos."""
    actor = actor_actual()
    exigir_cuenta(actor)
    tema = agenda.ficha(sesion_de_lectura(), codigo).tema
    pedido = request.args.get("estado", EstadoDeLectura.POR_LEER)
    estado = pedido if pedido in NOMBRES else ""
    return render_template(
        "lecturas/por_leer.html",
        lectura=lectura_de_tema(
            sesion_de_lectura(), actor, tema, estado=estado, hoja=numero_de_hoja(request.args)
        ),
        estado=estado,
        nombres=NOMBRES,
    )


@blueprint.post("/lecturas")
def marcar() -> Response:
    """Marca los documentos elegidos como leídos o por leer y vuelve a donde estaba."""
    actor = actor_actual()
    exigir_cuenta(actor)
    leido = request.form.get("accion") != EstadoDeLectura.POR_LEER
    elegidos = marcados(request.form.getlist("documento"))
    try:
        with escritura() as sesion:
            numeros = {
                uno.identificador: uno.id
                for uno in casos.marcar(sesion, actor, elegidos, leido=leido, reloj=reloj())
            }
    except DatosInvalidos as error:
        if quiere_json():
            raise
        flash(error.mensaje, "mal:lecturas")
        return redirect(_vuelta(), 303)
    if quiere_json():
        return _en_json(numeros)
    dicho = (
        ("documento leído", "documentos leídos") if leido else ("documento por leer", "documentos por leer")
    )
    flash(f"{plural(len(numeros), *dicho)}.", "ok")
    return redirect(_vuelta(), 303)


def _en_json(numeros: Mapping[str, int]) -> Response:
    estados = estados_de_lectura(sesion_de_lectura(), actor_actual(), list(numeros.values()))
    dichos: dict[str, Any] = {registro: estados[numero] for registro, numero in numeros.items()}
    return jsonify({"estados": dichos})


def _vuelta() -> str:
    return destino_local(request.form.get("volver")) or url_for("agenda.lista")
