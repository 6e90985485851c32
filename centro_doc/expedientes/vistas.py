"""Las versiones congeladas de un expediente: hacerlas, leerlas y compararlas."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.web import escritura, reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.expedientes import congelados
from centro_doc.expedientes.congelar import NOTA_MAXIMA, exigir_congelar, hacer_publica
from centro_doc.expedientes.congelar import congelar as congelar_expediente
from centro_doc.expedientes.modelos import Nivel
from centro_doc.expedientes.para_grupos import de_quien, dicho_de
from centro_doc.expedientes.rutas import direccion as direccion_de
from centro_doc.expedientes.rutas import enlazar, pedido, por_sujeto
from centro_doc.expedientes.sujetos import NOMBRES_DE_NIVEL, ClaseDeSujeto, clave_de
from centro_doc.indice.servicio import Indice

blueprint = Blueprint("expedientes", __name__)


@blueprint.app_context_processor
def _de_expedientes() -> dict[str, object]:
    return {
        "versiones_congeladas": lambda clave: congelados.versiones(
            sesion_de_lectura(), clave, marcas(actor_actual())
        ),
        "niveles_de_expediente": NOMBRES_DE_NIVEL,
        "de_quien_es": lambda una: de_quien(sesion_de_lectura(), una),
        "para_quien_esta": lambda una: dicho_de(una.abierta_a),
        "direccion_de_expediente": direccion_de,
        "enlazar_registros": enlazar,
    }


@por_sujeto(blueprint, "/congelar")
def pedir(clase: str, codigo: str) -> str:
    """El formulario para congelar un expediente."""
    return _formulario(clase, codigo)


@por_sujeto(blueprint, "/congelar", "POST")
def congelar(clase: str, codigo: str) -> Response | tuple[str, int]:
    """Congela el expediente como está; lo que falte vuelve con su error."""
    suyo = pedido(clase, codigo)
    exigir_congelar(actor_actual(), suyo.sujeto)
    nivel, titulo = request.form.get("nivel", Nivel.PUBLICA), request.form.get("titulo", "")
    try:
        with escritura() as sesion:
            hecho = congelar_expediente(
                sesion,
                actor_actual(),
                suyo.sujeto.clave,
                nivel,
                titulo,
                nota=request.form.get("nota", ""),
                reloj=reloj(),
                indice=servicio(Indice),
            )
            direccion = congelados.direccion_de(hecho)
    except DatosInvalidos as error:
        return _formulario(clase, codigo, error.campos), error.estado
    flash("Versión congelada. Ya no cambia, y conserva su dirección.", "ok")
    return redirect(direccion_de(suyo.sujeto, "expedientes.ver", direccion=direccion), 303)


@por_sujeto(blueprint, "/versiones/<direccion>")
def ver(clase: str, codigo: str, direccion: str) -> str:
    """Una versión congelada."""
    sesion, suyas, clave = sesion_de_lectura(), marcas(actor_actual()), clave_de(clase, codigo)
    version = congelados.version(sesion, clave, direccion, suyas)
    del_nivel = [v for v in congelados.versiones(sesion, clave, suyas) if v.nivel == version.datos.nivel]
    return render_template("expedientes/version.html", version=version, otras=del_nivel)


@blueprint.post("/expedientes/seleccion/<codigo>/versiones/<direccion>/publicidad")
def publicidad(codigo: str, direccion: str) -> Response:
    """Abre a cualquiera la versión de una selección (`publica=1`) o la retira de lo público."""
    actor, publica = actor_actual(), request.form.get("publica") == "1"
    exigir(actor, "vincular")
    clave = clave_de(ClaseDeSujeto.SELECCION, codigo)
    with escritura() as sesion:
        version = congelados.version(sesion, clave, direccion, marcas(actor))
        hacer_publica(sesion, actor, version.datos, publica, reloj=reloj())
        vuelta = direccion_de(version.sujeto, "expedientes.ver", direccion=direccion)
    flash("La abre cualquiera." if publica else "Retirada: la abren quien la hizo y el personal.", "ok")
    return redirect(vuelta, 303)


@por_sujeto(blueprint, "/versiones/<direccion>/diferencias")
def diferencias(clase: str, codigo: str, direccion: str) -> str:
    """Qué entró, salió y cambió desde una versión hasta otra (`?con=publica-4`) o hasta hoy."""
    primera, segunda, hallada = congelados.diferencia_con(
        sesion_de_lectura(),
        clave_de(clase, codigo),
        direccion,
        request.args.get("con", ""),
        marcas(actor_actual()),
        reloj=reloj(),
        indice=servicio(Indice),
    )
    return render_template(
        "expedientes/diferencias.html", primera=primera, segunda=segunda, diferencia=hallada
    )


def _formulario(clase: str, codigo: str, errores: dict[str, str] | None = None) -> str:
    suyo = pedido(clase, codigo)
    exigir_congelar(actor_actual(), suyo.sujeto)
    return render_template(
        "expedientes/congelar.html",
        sujeto=suyo.sujeto,
        niveles=suyo.niveles,
        errores=errores or {},
        escrito=request.form,
        nota_maxima=NOTA_MAXIMA,
    )
