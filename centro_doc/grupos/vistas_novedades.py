"""Lo nuevo desde la última visita de quien lee: verlo, marcarlo como visto y deshacer la marca."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from centro_doc.comun.errores import NecesitaIngreso
from centro_doc.comun.paginacion import Hoja, numero_de_hoja
from centro_doc.comun.web import escritura, reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.formularios import destino_local
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.grupos import visitas
from centro_doc.grupos.novedades import RECORDADAS, NuevoDeTema, nuevo_de
from centro_doc.grupos.pertenencias import tema_para
from config import Config

blueprint = Blueprint("novedades", __name__)
POR_HOJA = 50
LARGO_DE_CLAVE = 80


@blueprint.app_context_processor
def _de_las_plantillas() -> dict[str, object]:
    return {"lo_nuevo": _lo_nuevo}


@blueprint.get("/agenda/<codigo>/nuevo")
def ver(codigo: str) -> str:
    """Todo lo nuevo de un tema desde la última visita."""
    _exigir_cuenta()
    tema = tema_para(sesion_de_lectura(), codigo)
    nuevo = next(iter(_lo_nuevo(codigo)), None)
    todas, numero = nuevo.novedades if nuevo is not None else (), numero_de_hoja(request.args)
    desde = (numero - 1) * POR_HOJA
    hoja = Hoja(todas[desde : desde + POR_HOJA], numero, POR_HOJA, len(todas))
    return render_template("grupos/nuevo.html", tema=tema, nuevo=nuevo, hoja=hoja)


@blueprint.post("/agenda/<codigo>/nuevo")
def marcar(codigo: str) -> Response:
    """Marca como visto lo que la página mostró; lo que entró después sigue siendo nuevo."""
    _exigir_cuenta()
    vistos = [clave for clave in request.form.getlist("visto")[:RECORDADAS] if len(clave) <= LARGO_DE_CLAVE]
    hasta = _instante("hasta")
    with escritura() as sesion:
        visitas.marcar(sesion, actor_actual(), codigo, hasta, vistos, reloj=reloj())
    seguido = f"Desde ahora verá aquí y en la portada lo que entre en {codigo}."
    flash("Marcado como visto." if hasta is not None else seguido, "ok")
    return _de_vuelta(codigo)


@blueprint.post("/agenda/<codigo>/nuevo/deshacer")
def deshacer(codigo: str) -> Response:
    """Vuelve a como estaba antes de la última marca."""
    _exigir_cuenta()
    with escritura() as sesion:
        visitas.deshacer(sesion, actor_actual(), codigo)
    flash("Se deshizo la marca.", "ok")
    return _de_vuelta(codigo)


def _lo_nuevo(codigo: str = "") -> tuple[NuevoDeTema, ...]:
    zona = servicio(Config).zona_horaria
    return nuevo_de(sesion_de_lectura(), actor_actual(), reloj().hoy(), zona, codigo=codigo)


def _exigir_cuenta() -> None:
    if not actor_actual().tiene_cuenta:
        raise NecesitaIngreso("Lo nuevo se cuenta desde la visita de cada quien. Ingrese con su cuenta.")


def _instante(nombre: str) -> datetime | None:
    try:
        leido = datetime.fromisoformat(request.form.get(nombre, ""))
    except ValueError:
        return None
    return leido if leido.tzinfo is not None else None


def _de_vuelta(codigo: str) -> Response:
    destino = destino_local(request.form.get("vuelve"))
    return redirect(destino or url_for("novedades.ver", codigo=codigo), 303)
