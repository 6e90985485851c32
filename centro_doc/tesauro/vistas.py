"""La página del tesauro: verlo, añadirle grupos, cambiarlos y quitarlos."""

from collections.abc import Mapping

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.comun.errores import Conflicto, DatosInvalidos
from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.tesauro import casos, consultas
from centro_doc.tesauro.formularios import VERIFICACIONES, DatosGrupo, datos_grupo, edicion, filtros
from centro_doc.tesauro.modelos import GrupoTesauro
from indexador.lengua.tesauro import CLASES

blueprint = Blueprint("tesauro", __name__, url_prefix="/admin/tesauro")


@blueprint.get("")
def lista() -> str:
    """Los grupos y las siglas del directorio, con los filtros de la dirección."""
    exigir(actor_actual(), "editar_tesauro")
    pedidos = filtros(request.args)
    return render_template(
        "tesauro/lista.html",
        hoja=consultas.lista(sesion_de_lectura(), pedidos, hoja=numero_de_hoja(request.args)),
        filtros=pedidos,
        clases=CLASES,
        verificaciones=VERIFICACIONES,
    )


@blueprint.get("/nuevo")
def nuevo() -> str:
    """El formulario de un grupo nuevo."""
    exigir(actor_actual(), "editar_tesauro")
    return _formulario(None, {"clase": "sinonimo", "verificacion": "C"}, {})


@blueprint.post("")
def agregar() -> Respuesta:
    """Añade el grupo."""
    exigir(actor_actual(), "editar_tesauro")
    try:
        with escritura() as sesion:
            casos.agregar_grupo(sesion, actor_actual(), _datos(), reloj=reloj())
    except DatosInvalidos as error:
        return Response(_formulario(None, request.form, error.campos), error.estado)
    flash("Se añadió el grupo. La búsqueda ya lo usa.", "ok")
    return redirect(url_for("tesauro.lista"), 303)


@blueprint.get("/<int:grupo_id>")
def ver(grupo_id: int) -> str:
    """El formulario de un grupo que ya está."""
    exigir(actor_actual(), "editar_tesauro")
    grupo = consultas.grupo(sesion_de_lectura(), grupo_id)
    escrito = {
        "terminos": "\n".join(grupo.terminos),
        "clase": grupo.clase,
        "verificacion": grupo.verificacion,
        "nota": grupo.nota,
        "edicion": str(grupo.edicion),
    }
    return _formulario(grupo, escrito, {})


@blueprint.post("/<int:grupo_id>")
def cambiar(grupo_id: int) -> Respuesta:
    """Guarda el grupo."""
    exigir(actor_actual(), "editar_tesauro")
    try:
        with escritura() as sesion:
            casos.cambiar_grupo(
                sesion, actor_actual(), grupo_id, _datos(), edicion=edicion(request.form), reloj=reloj()
            )
    except DatosInvalidos as error:
        grupo = consultas.grupo(sesion_de_lectura(), grupo_id)
        return Response(_formulario(grupo, request.form, error.campos), error.estado)
    except Conflicto as error:
        return Response(_ajeno(grupo_id), error.estado)
    flash("Se guardó el grupo. La búsqueda ya usa el cambio.", "ok")
    return redirect(url_for("tesauro.lista"), 303)


@blueprint.post("/<int:grupo_id>/quitar")
def quitar(grupo_id: int) -> Respuesta:
    """Quita el grupo."""
    with escritura() as sesion:
        casos.quitar_grupo(sesion, actor_actual(), grupo_id, edicion=edicion(request.form), reloj=reloj())
    flash("Se quitó el grupo. La búsqueda ya no lo usa.", "ok")
    return redirect(url_for("tesauro.lista"), 303)


def _datos() -> DatosGrupo:
    campos = request.form
    return datos_grupo(
        campos.get("terminos", "").splitlines(),
        campos.get("clase", ""),
        campos.get("verificacion", ""),
        campos.get("nota", ""),
    )


def _ajeno(grupo_id: int) -> str:
    """Lo escrito, sobre la edición de la otra persona: guardar otra vez es decidir que quede lo propio."""
    grupo = consultas.grupo(sesion_de_lectura(), grupo_id)
    ahora = "; ".join(grupo.terminos)
    errores = {
        "terminos": f"Otra persona lo cambió y ahora dice: {ahora}. Si guarda otra vez, queda lo suyo."
    }
    return _formulario(grupo, {**request.form, "edicion": str(grupo.edicion)}, errores)


def _formulario(grupo: GrupoTesauro | None, escrito: Mapping[str, str], errores: Mapping[str, str]) -> str:
    return render_template(
        "tesauro/grupo.html",
        grupo=grupo,
        escrito=escrito,
        errores=errores,
        clases=CLASES,
        verificaciones=VERIFICACIONES,
    )
