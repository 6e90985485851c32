"""Las versiones congeladas de un expediente: hacerlas, leerlas y compararlas."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from centro_doc.agenda import consultas as agenda
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.expedientes import congelados
from centro_doc.expedientes.congelar import congelar as congelar_expediente
from centro_doc.expedientes.modelos import Nivel
from centro_doc.expedientes.sujetos import NOMBRES_DE_NIVEL

blueprint = Blueprint("expedientes", __name__)


@blueprint.app_context_processor
def _del_tema() -> dict[str, object]:
    return {
        "versiones_congeladas": lambda codigo: congelados.versiones(
            sesion_de_lectura(), codigo, marcas(actor_actual())
        ),
        "niveles_de_expediente": NOMBRES_DE_NIVEL,
    }


@blueprint.get("/agenda/<codigo>/congelar")
def pedir(codigo: str) -> str:
    """El formulario para congelar el expediente de un tema."""
    exigir(actor_actual(), "vincular")
    return _formulario(codigo)


@blueprint.post("/agenda/<codigo>/congelar")
def congelar(codigo: str) -> Response | tuple[str, int]:
    """Congela el expediente como está; lo que falte vuelve con su error."""
    exigir(actor_actual(), "vincular")
    nivel, titulo = request.form.get("nivel", Nivel.PUBLICA), request.form.get("titulo", "")
    nota = request.form.get("nota", "")
    try:
        with escritura() as sesion:
            hecho = congelar_expediente(
                sesion, actor_actual(), codigo, nivel, titulo, nota=nota, reloj=reloj()
            )
            direccion = f"{hecho.nivel}-{hecho.numero}"
    except DatosInvalidos as error:
        return _formulario(codigo, error.campos), error.estado
    flash("Versión congelada. Ya no cambia, y conserva su dirección.", "ok")
    return redirect(url_for("expedientes.ver", codigo=codigo, direccion=direccion), 303)


@blueprint.get("/agenda/<codigo>/versiones/<direccion>")
def ver(codigo: str, direccion: str) -> str:
    """Una versión congelada."""
    sesion, suyas = sesion_de_lectura(), marcas(actor_actual())
    version = congelados.version(sesion, codigo, direccion, suyas)
    del_nivel = [v for v in congelados.versiones(sesion, codigo, suyas) if v.nivel == version.datos.nivel]
    return render_template("expedientes/version.html", version=version, otras=del_nivel)


@blueprint.get("/agenda/<codigo>/versiones/<direccion>/diferencias")
def diferencias(codigo: str, direccion: str) -> str:
    """Qué entró, salió y cambió desde una versión hasta otra (`?con=publica-4`) o hasta hoy."""
    primera, segunda, hallada = congelados.diferencia_con(
        sesion_de_lectura(),
        codigo,
        direccion,
        request.args.get("con", ""),
        marcas(actor_actual()),
        reloj=reloj(),
    )
    return render_template(
        "expedientes/diferencias.html", primera=primera, segunda=segunda, diferencia=hallada
    )


def _formulario(codigo: str, errores: dict[str, str] | None = None) -> str:
    ficha = agenda.ficha(sesion_de_lectura(), codigo)
    return render_template(
        "expedientes/congelar.html", tema=ficha.tema, errores=errores or {}, escrito=request.form
    )
