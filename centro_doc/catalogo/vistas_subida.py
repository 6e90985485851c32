"""Subir por tramos: abrir, preguntar la posición, añadir y cancelar. Habla JSON con `subida.js`.

El desplazamiento va en `Upload-Offset` y la huella del archivo entero, si el navegador la sabe, en
`X-Huella`. El tramo que completa el archivo lo pasa por la puerta y responde con su recibo.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import IO, Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.exceptions import ClientDisconnected
from werkzeug.wrappers import Response as Redireccion

from almacen import DepositoLocal, DiscoLleno, Ocupado, RecepcionPorTramos
from centro_doc.catalogo import tramos
from centro_doc.catalogo.constancias import Constancia
from centro_doc.catalogo.formularios import datos_lote, subida_pedida
from centro_doc.catalogo.modelos_subida import Subida
from centro_doc.catalogo.puerta import Llegada, admitir
from centro_doc.catalogo.subida import FORMULARIO_MAXIMO
from centro_doc.comun.errores import DatosInvalidos, ErrorDelCentro
from centro_doc.comun.web import escritura, reloj, servicio, sesion_de_lectura, soltar_lectura
from centro_doc.cuentas.permisos import exigir
from centro_doc.cuentas.sesion import actor_actual
from config import Config

blueprint = Blueprint("subidas", __name__)
TRAMO = FORMULARIO_MAXIMO
"""Octetos de un tramo: lo que cabe en una petición que no es de archivos."""
_BLOQUE = 1 << 18

Respuesta = tuple[dict[str, Any], int]


class SinEspacio(ErrorDelCentro):
    """El disco del centro está lleno."""

    estado = 507
    titulo = "No queda espacio en el disco del centro"


class HuellaDistinta(DatosInvalidos):
    """Lo que llegó no es lo que el navegador dice haber enviado."""


@blueprint.post("/ingreso/subidas")
def abrir() -> Respuesta:
    """Empieza a recibir un archivo, o dice por dónde va si se quedó a medias."""
    actor = actor_actual()
    exigir(actor, "ingresar_documentos")
    pedida, lote = subida_pedida(request.form)
    datos, config = datos_lote(request.form), servicio(Config)
    with escritura() as sesion:
        if pedida.tamano > config.limite_archivo:
            lote_id, constancia = tramos.rechazar_grande(
                sesion,
                actor,
                pedida,
                lote_id=lote,
                datos=datos,
                limite=config.limite_archivo,
                reloj=reloj(),
            )
            return {"lote": lote_id, **_recibo(constancia)}, 200
        subida = tramos.abrir(
            sesion, actor, pedida, lote_id=lote, datos=datos, cuota=config.cuota_subidas, reloj=reloj()
        )
    return _estado(subida), 201


@blueprint.get("/ingreso/subidas/<clave>")
def posicion(clave: str) -> Respuesta:
    """Cuántos octetos están a salvo, o el recibo si ya terminó."""
    subida = tramos.subida_de(sesion_de_lectura(), actor_actual(), clave)
    return _estado(subida), 200


@blueprint.patch("/ingreso/subidas/<clave>")
def anadir(clave: str) -> Respuesta:
    """Añade un tramo desde donde el servidor espera; 409 con la posición buena si no es ésa."""
    actor, deposito = actor_actual(), servicio(DepositoLocal)
    subida = tramos.subida_de(sesion_de_lectura(), actor, clave)
    desde = _desplazamiento()
    if subida.recibo_id is not None:
        return _estado(subida), 200
    if desde != tramos.posicion_de(deposito, subida):
        return _estado(subida), 409
    nueva = _escribir(deposito, subida, desde)
    if nueva is None:
        return _estado(subida), 409
    with escritura() as sesion:
        tramos.avanzar(sesion, actor, clave, nueva, reloj=reloj())
    if nueva < subida.tamano:
        return {"clave": clave, "lote": subida.lote_id, "posicion": nueva, "tamano": subida.tamano}, 200
    return {"clave": clave, "lote": subida.lote_id, **_recibo(_terminar(subida))}, 200


@blueprint.post("/ingreso/subidas/<clave>/cancelar")
def cancelar(clave: str) -> Redireccion:
    """Olvida lo que va de una subida."""
    with escritura() as sesion:
        nombre = tramos.cancelar(sesion, actor_actual(), clave)
    servicio(DepositoLocal).por_tramos(clave).descartar()
    flash(f"Se olvidó lo que iba de {nombre}.", "ok")
    return redirect(url_for("ingreso.lista") + "#lote", 303)


def _escribir(deposito: DepositoLocal, subida: Subida, desde: int) -> int | None:
    """La posición nueva, con lo que alcanzó a llegar; `None` si otra petición escribe este archivo."""
    maximo = min(TRAMO, subida.tamano - desde)
    try:
        return deposito.por_tramos(subida.clave).anadir(desde, _bloques(request.stream), maximo)
    except Ocupado:
        return None
    except DiscoLleno as error:
        raise SinEspacio(
            "No queda espacio en el disco del centro. Lo subido hasta ahora se conserva siete días: "
            "avise a la administración y siga después."
        ) from error


def _bloques(flujo: IO[bytes]) -> Iterator[bytes]:
    """Lo que llegue; si la conexión se corta, hasta ahí."""
    while True:
        try:
            bloque = flujo.read(_BLOQUE)
        except (ClientDisconnected, OSError):
            return
        if not bloque:
            return
        yield bloque


def _terminar(subida: Subida) -> Constancia:
    parcial = servicio(DepositoLocal).por_tramos(subida.clave)
    try:
        llegada = _a_la_puerta(parcial, subida)
    except FileNotFoundError as error:
        return _de_otra_peticion(subida.clave, error)
    with escritura() as sesion:
        constancia = tramos.terminar(sesion, actor_actual(), subida.clave, llegada, reloj=reloj())
    parcial.descartar()
    return constancia


def _a_la_puerta(parcial: RecepcionPorTramos, subida: Subida) -> Llegada:
    esperada = request.headers.get("X-Huella", "").lower()
    if esperada and parcial.huella() != esperada:
        parcial.descartar()
        with escritura() as sesion:
            tramos.avanzar(sesion, actor_actual(), subida.clave, 0, reloj=reloj())
        raise HuellaDistinta(
            "Lo que llegó no es igual al archivo de su equipo: quizá cambió mientras se enviaba. "
            "No se guardó; elíjalo y súbalo otra vez."
        )
    return admitir(parcial, subida.nombre, limite=servicio(Config).limite_archivo)


def _de_otra_peticion(clave: str, error: FileNotFoundError) -> Constancia:
    """El recibo que dio otra petición (otra pestaña, un reintento) que terminó esta subida a la vez."""
    soltar_lectura()
    subida = tramos.subida_de(sesion_de_lectura(), actor_actual(), clave)
    if subida.recibo_id is None:
        raise HuellaDistinta("Lo recibido ya no está. Elija el archivo y súbalo otra vez.") from error
    return tramos.constancia_de(sesion_de_lectura(), actor_actual(), subida)


def _estado(subida: Subida) -> dict[str, Any]:
    comun: dict[str, Any] = {
        "clave": subida.clave,
        "lote": subida.lote_id,
        "ruta": url_for("subidas.posicion", clave=subida.clave),
        "tamano": subida.tamano,
    }
    if subida.recibo_id is None:
        return {**comun, "posicion": tramos.posicion_de(servicio(DepositoLocal), subida)}
    constancia = tramos.constancia_de(sesion_de_lectura(), actor_actual(), subida)
    return {**comun, "posicion": subida.tamano, **_recibo(constancia)}


def _recibo(constancia: Constancia) -> dict[str, Any]:
    return {"recibo": asdict(constancia)}


def _desplazamiento() -> int:
    crudo = request.headers.get("Upload-Offset", "")
    if not (crudo.isascii() and crudo.isdigit() and len(crudo) < 16):
        raise DatosInvalidos("Falta el desplazamiento (Upload-Offset).")
    return int(crudo)
