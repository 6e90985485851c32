"""La página de los términos de un tema: verlos, con de dónde viene cada uno, añadir, quitar y reponer."""

from collections.abc import Callable, Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from centro_doc.agenda import consultas, terminos
from centro_doc.agenda.modelos import ClaseDeTermino
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir
from centro_doc.cuentas.sesion import actor_actual

blueprint = Blueprint("terminos", __name__, url_prefix="/agenda/<codigo>/terminos")
_HACEN: Mapping[str, tuple[Callable[..., None], str]] = {
    "quitar": (terminos.quitar, "Se quitó el término. La búsqueda y las sugerencias ya no lo usan."),
    "reponer": (terminos.reponer, "El término volvió a como lo trae el producto."),
}


@blueprint.get("")
def ver(codigo: str) -> str:
    """Sus dos listas."""
    exigir(actor_actual(), "editar_tesauro")
    return _pagina(codigo)


@blueprint.post("")
def cambiar(codigo: str) -> Response | tuple[str, int]:
    """Añade un término (`clase`, `texto`, `sentido`), o quita o repone el que se nombra (`accion`)."""
    exigir(actor_actual(), "editar_tesauro")
    clase, texto = request.form.get("clase", ""), request.form.get("texto", "")
    hacer, dicho = _HACEN.get(request.form.get("accion", ""), (None, ""))
    try:
        with escritura() as sesion:
            if hacer is not None:
                hacer(sesion, actor_actual(), codigo, clase, texto, reloj=reloj())
            else:
                sentido = request.form.get("sentido", "")
                terminos.poner(sesion, actor_actual(), codigo, clase, texto, sentido, reloj=reloj())
                dicho = "Término guardado. La búsqueda y las sugerencias ya lo usan."
    except DatosInvalidos as error:
        return _pagina(codigo, error.campos), error.estado
    flash(dicho, "ok")
    return redirect(url_for("terminos.ver", codigo=codigo), 303)


def _pagina(codigo: str, errores: Mapping[str, str] | None = None) -> str:
    tema = consultas.ficha(sesion_de_lectura(), codigo).tema
    return render_template(
        "agenda/terminos.html",
        tema=tema,
        listas=terminos.terminos_de(sesion_de_lectura(), tema),
        clases=ClaseDeTermino,
        errores=errores or {},
        escrito=request.form,
    )
