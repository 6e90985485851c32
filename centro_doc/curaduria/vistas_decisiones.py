"""La hoja de lo que se decidió sobre las sugerencias, para quien cataloga."""

from flask import Blueprint, Response

from centro_doc.bitacora.accesos import anotar_acceso
from centro_doc.catalogo import decisiones
from centro_doc.comun.errores import NoDisponible
from centro_doc.comun.web import reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir
from centro_doc.cuentas.sesion import actor_actual
from config import Config

blueprint = Blueprint("decisiones", __name__)


@blueprint.get("/catalogar/decisiones.csv")
def bajar() -> Response:
    """Lo decidido en los documentos que este lector ve; queda anotado que se llevó."""
    actor = actor_actual()
    exigir(actor, "catalogar")
    filas = list(decisiones.decisiones_visibles(sesion_de_lectura(), actor))
    objeto, detalle = ("exportacion", "decisiones"), {"filas": len(filas)}
    try:
        anotar_acceso(
            servicio(Config).ruta_accesos, actor, "decisiones_bajadas", objeto, reloj=reloj(), detalle=detalle
        )
    except OSError as error:
        raise NoDisponible("No se pudo anotar la descarga, y sin eso la hoja no se entrega.") from error
    respuesta = Response(decisiones.en_csv(filas), mimetype="text/csv")
    respuesta.headers["Content-Disposition"] = 'attachment; filename="decisiones.csv"'
    return respuesta
