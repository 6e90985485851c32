"""Lo que la bandeja de ingreso pide aparte: los recibos en una hoja y darlos por atendidos."""

from flask import Blueprint, Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.catalogo import recibos
from centro_doc.catalogo.llegada import Llegada, llegada_de, origen_visto
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.procedencia import LICENCIAS, VIAS
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import marcas, puede
from centro_doc.cuentas.sesion import actor_actual

blueprint = Blueprint("bandeja", __name__)


@blueprint.app_context_processor
def _del_origen() -> dict[str, object]:
    return {"vias": VIAS, "licencias": LICENCIAS, "llegada_de": _llegada_de, "origen_de": _origen_de}


def _llegada_de(documento: Documento) -> Llegada:
    return llegada_de(sesion_de_lectura(), documento, marcas(actor_actual()))


def _origen_de(documento: Documento) -> list[tuple[str, str]]:
    """Los renglones del origen que puede leer quien mira la ficha."""
    return origen_visto(sesion_de_lectura(), documento, entero=puede(actor_actual(), "catalogar"))


@blueprint.get("/ingreso/lotes/<int:lote>/recibos.csv")
def bajar_recibos(lote: int) -> Response:
    """Los recibos de un lote, en una hoja."""
    renglones = recibos.recibos_de(sesion_de_lectura(), actor_actual(), lote)
    respuesta = Response(recibos.en_csv(renglones), mimetype="text/csv")
    respuesta.headers["Content-Disposition"] = f'attachment; filename="recibos-{lote}.csv"'
    return respuesta


@blueprint.post("/ingreso/recibos/<codigo>/atender")
def atender(codigo: str) -> Respuesta:
    """Quita de la lista un archivo que no entró."""
    with escritura() as sesion:
        recibo = recibos.atender(sesion, actor_actual(), codigo, reloj=reloj())
    flash(f"{recibo.nombre} ya no está en la lista; su recibo se conserva.", "ok")
    return redirect(url_for("ingreso.lista") + "#lote", 303)
