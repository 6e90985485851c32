"""Abrir desde la bandeja un archivo protegido, con la contraseña que alguien sabe."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Respuesta

from almacen import DepositoLocal
from centro_doc.catalogo import apertura
from centro_doc.catalogo.formularios import de_vuelta
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.web import escritura, reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.ritmo import limitar_subida
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.curaduria import retencion
from config import Config

blueprint = Blueprint("apertura", __name__)


@blueprint.post("/ingreso/<identificador>/abrir")
@limitar_subida
def abrir(identificador: str) -> Respuesta:
    """Lee ahora un archivo protegido, con la contraseña que la persona escribió; no se guarda."""
    actor, clave = actor_actual(), request.form.get("clave", "")
    destino = redirect(url_for("ingreso.lista", **{"_anchor": "lote", **de_vuelta(request.args)}), 303)
    pedido = apertura.pedido_para(sesion_de_lectura(), actor, identificador)
    try:
        texto = apertura.leer(servicio(DepositoLocal), servicio(Config), pedido, clave)
    except DatosInvalidos as error:
        flash(error.mensaje, f"mal:{identificador}")
        return destino
    with escritura() as sesion:
        dicho = retencion.abrir_con_clave(sesion, actor, identificador, pedido, texto, reloj=reloj())
    flash(f"{identificador} se abrió y {dicho}. La contraseña no se guardó.", "ok")
    return destino
