"""Lo que la bandeja de ingreso dice y hace del OCR."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.catalogo import paginas_por_mirar
from centro_doc.catalogo.ocr_pendiente import (
    EstadoDelOcr,
    PorSeguir,
    estado_del_ocr,
    leer_lo_pendiente,
    por_seguir,
    seguir_leyendo,
)
from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas
from centro_doc.cuentas.sesion import actor_actual

blueprint = Blueprint("ocr", __name__)


@blueprint.app_context_processor
def _estado() -> dict[str, object]:
    return {"estado_del_ocr": _del_lector, "por_seguir_de": _por_seguir_de, "con_paginas_de": _con_paginas_de}


def _del_lector() -> EstadoDelOcr:
    return estado_del_ocr(sesion_de_lectura(), marcas(actor_actual()))


def _por_seguir_de(identificadores: Sequence[str]) -> dict[str, PorSeguir]:
    return por_seguir(sesion_de_lectura(), identificadores)


def _con_paginas_de(identificadores: Sequence[str]) -> frozenset[str]:
    return paginas_por_mirar.con_paginas(sesion_de_lectura(), identificadores)


@blueprint.get("/ingreso/ocr")
def paginas() -> str:
    """Cuáles son las páginas sin texto: las de todo lo que espera al OCR o, con `de`, las de un documento."""
    exigir(actor_actual(), "ingresar_documentos")
    sesion, suyas = sesion_de_lectura(), marcas(actor_actual())
    if registro := request.args.get("de"):
        uno = paginas_por_mirar.de_documento(sesion, suyas, registro)
        return render_template("ingreso/paginas.html", uno=uno, hoja=None)
    hoja = paginas_por_mirar.por_leer(sesion, suyas, numero_de_hoja(request.args))
    return render_template("ingreso/paginas.html", uno=None, hoja=hoja)


@blueprint.post("/ingreso/ocr")
def leer() -> Respuesta:
    """Manda leer lo que esperaba el OCR."""
    with escritura() as sesion:
        cuantos = leer_lo_pendiente(sesion, actor_actual(), reloj=reloj())
    que = "1 documento se está leyendo" if cuantos == 1 else f"{cuantos} documentos se están leyendo"
    flash(
        f"{que} por OCR. Siguen como estaban hasta que termine." if cuantos else "No hay nada que leer.", "ok"
    )
    return redirect(url_for("ingreso.lista"), 303)


@blueprint.post("/ingreso/<identificador>/seguir")
def seguir(identificador: str) -> Respuesta:
    """Manda leer las páginas a las que no les alcanzó el tiempo."""
    with escritura() as sesion:
        seguir_leyendo(sesion, actor_actual(), identificador, reloj=reloj())
    flash(f"Se están leyendo las páginas que le faltaban a {identificador}. Lo ya leído se conserva.", "ok")
    return redirect(url_for("ingreso.lista"), 303)
