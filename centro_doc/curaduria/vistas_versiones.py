"""Los botones de una versión o de un archivo añadido: publicarlo o quitarlo de la vista."""

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Respuesta

from centro_doc.catalogo.formularios import de_vuelta
from centro_doc.comun.web import escritura, reloj
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.curaduria import a_la_vista, retencion

blueprint = Blueprint("versiones", __name__, url_prefix="/catalogar/<identificador>")
T = TypeVar("T")


@blueprint.post("/versiones/<int:numero>/publicar")
def publicar(identificador: str, numero: int) -> Respuesta:
    """Publica una versión; con `sustituye`, las anteriores salen de la vista del público."""
    sustituye = "sustituye" in request.form
    salen = " Las anteriores ya no se ven." if sustituye else ""
    return _decidir(
        identificador,
        f"Publicó la versión {numero}",
        lambda sesion: retencion.publicar_version(
            sesion, actor_actual(), identificador, numero, sustituye=sustituye, reloj=reloj()
        ),
        lambda _: f"La versión {numero} de {identificador} está a la vista.{salen}",
    )


@blueprint.post("/versiones/<int:numero>/quitar")
def quitar(identificador: str, numero: int) -> Respuesta:
    """Saca una versión de la vista; su archivo se conserva."""
    return _decidir(
        identificador,
        f"Quitó la versión {numero}",
        lambda sesion: retencion.quitar_version(sesion, actor_actual(), identificador, numero, reloj=reloj()),
        lambda _: f"La versión {numero} de {identificador} sólo la ve el personal; su archivo se conserva.",
    )


@blueprint.post("/archivos/<int:archivo>/publicar")
def publicar_archivo(identificador: str, archivo: int) -> Respuesta:
    """Publica un archivo añadido."""
    return _decidir(
        identificador,
        "Publicó un archivo",
        lambda sesion: retencion.publicar_archivo(
            sesion, actor_actual(), identificador, archivo, reloj=reloj()
        ),
        lambda publicado: f"{publicado.nombre} está a la vista.",
    )


@blueprint.post("/archivos/<int:archivo>/quitar")
def quitar_archivo(identificador: str, archivo: int) -> Respuesta:
    """Saca de la vista un archivo añadido; se conserva."""
    return _decidir(
        identificador,
        "Quitó un archivo",
        lambda sesion: retencion.quitar_archivo(
            sesion, actor_actual(), identificador, archivo, reloj=reloj()
        ),
        lambda quitado: f"{quitado.nombre} sólo lo ve el personal; se conserva.",
    )


def _decidir(
    identificador: str, hecho: str, hacer: Callable[[Session], T], decir: Callable[[T], str]
) -> Respuesta:
    """Hace lo pedido, y lo dice en la pantalla de donde salió el botón, con el de deshacerlo."""
    hechos: list[T] = []
    with escritura() as sesion:
        operacion = a_la_vista.decidir(
            sesion,
            actor_actual(),
            identificador,
            hecho,
            lambda: hechos.append(hacer(sesion)),
            reloj=reloj(),
        )
        numero, dicho = operacion.id, decir(hechos[0])
    flash(dicho, f"ok:deshacer:{numero}")
    return _de_vuelta(identificador)


def _de_vuelta(identificador: str) -> Respuesta:
    """A la bandeja, a la página del documento o a la de catalogar."""
    de = request.form.get("de", request.args.get("vuelta"))
    if de == "ingreso":
        return redirect(url_for("ingreso.lista", **de_vuelta(request.args)), 303)
    donde = "documentos.ver" if de == "documento" else "catalogar.ver"
    return redirect(url_for(donde, identificador=identificador) + "#versiones", 303)
