"""La dirección de una ficha que se unió a otra lleva a la que quedó, a quien puede verla."""

from urllib.parse import urlencode

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.busqueda.formularios import leer_numero
from centro_doc.catalogo.relaciones import Direccion, direccion_de
from centro_doc.comun.errores import NoEncontrado
from centro_doc.comun.web import pagina_de_error, sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.sesion import actor_actual

_MAXIMO = 999_999


def a_la_que_quedo(error: NoEncontrado) -> Respuesta:
    """La respuesta a un documento que no está: si se unió a otro que el lector ve, lo lleva a él.

    Si no, la misma página de siempre: una ficha unida a otra que no se ve es como una que nunca existió. No
    se lleva con 301, que los navegadores guardan: una unión se puede deshacer.
    """
    partes = dict(request.view_args or {})
    registro = partes.get("identificador")
    if request.method in {"GET", "HEAD"} and registro and request.endpoint:
        direccion = direccion_de(sesion_de_lectura(), registro, marcas(actor_actual()))
        if direccion is not None:
            partes["identificador"] = direccion.identificador
            consulta = urlencode(_parametros(direccion), doseq=True)
            destino = url_for(request.endpoint, **partes)
            return redirect(f"{destino}?{consulta}" if consulta else destino, 302)
    return pagina_de_error(error.estado, error.titulo, error.mensaje)


def _parametros(direccion: Direccion) -> dict[str, list[str]]:
    """Los de la petición, y la versión con el número que tiene hoy: una página es de la de entonces."""
    parametros = request.args.to_dict(flat=False)
    pedida = parametros.pop("version", [""])[0]
    numero = leer_numero(pedida, _MAXIMO) if pedida.isascii() and pedida.isdigit() else None
    if numero is None and "p" in parametros:
        numero = direccion.ultima
    actual = direccion.version(numero) if numero is not None else None
    return parametros | ({"version": [str(actual)]} if actual is not None else {})
