"""La lista de los pasajes que esperan a una persona: reubicados por el sistema, o perdidos."""

from typing import cast

from flask import Blueprint, g, render_template, request

from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.web import sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas, puede
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.vinculos.modelos import EstadoEvidencia
from centro_doc.vinculos.pendientes import ESPERAN, con_rotos, cuantas_esperan, pendientes

blueprint = Blueprint("evidencias", __name__)


@blueprint.app_context_processor
def _por_revisar() -> dict[str, object]:
    return {"pasajes_por_revisar": _cuantos, "documentos_con_rotos": _con_rotos}


def _cuantos() -> int:
    return sum(cuantas_esperan(sesion_de_lectura(), marcas(actor_actual())).values())


def _con_rotos() -> frozenset[int]:
    """Los que tienen un pasaje por reparar, para quien puede repararlo. Una consulta por petición."""
    actor = actor_actual()
    if not puede(actor, "vincular"):
        return frozenset()
    if "documentos_con_rotos" not in g:
        g.documentos_con_rotos = con_rotos(sesion_de_lectura(), marcas(actor))
    return cast(frozenset[int], g.documentos_con_rotos)


@blueprint.get("/evidencias")
def lista() -> str:
    """Los pasajes rotos o, con `?estado=reanclada`, los reubicados que nadie ha visto."""
    exigir(actor_actual(), "vincular")
    sesion, suyas = sesion_de_lectura(), marcas(actor_actual())
    pedido = request.args.get("estado", "")
    estado = EstadoEvidencia(pedido) if pedido in ESPERAN else EstadoEvidencia.ROTA
    return render_template(
        "vinculos/evidencias.html",
        estado=estado,
        cuantas=cuantas_esperan(sesion, suyas),
        hoja=pendientes(sesion, suyas, estado, numero_de_hoja(request.args)),
    )
