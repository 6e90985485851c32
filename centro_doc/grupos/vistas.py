"""La página del grupo de un tema y los formularios de sus integrantes."""

from collections.abc import Mapping
from datetime import date, timedelta

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Respuesta

from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.fecha_escrita import como_dia
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas, puede
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.directorio.modelos import Institucion
from centro_doc.grupos import casos, consultas
from centro_doc.grupos.formularios import datos_integrante, datos_motivo, edicion
from centro_doc.grupos.historia import anulados_de, historia, internos_del_grupo
from centro_doc.grupos.pertenencias import tema_para
from centro_doc.grupos.termino import datos_de_termino
from centro_doc.grupos.vistos import DIVULGACIONES, PAPELES, IntegranteVisto

blueprint = Blueprint("grupos", __name__, url_prefix="/agenda/<codigo>/grupo")
Campos = Mapping[str, str]


@blueprint.app_context_processor
def _de_las_plantillas() -> dict[str, object]:
    return {"grupo_de": _grupo_de, "instituciones_para_elegir": instituciones_para_elegir}


@blueprint.get("")
def ver(codigo: str) -> str:
    """Los integrantes, las mesas y los acuerdos de un tema."""
    sesion, suyas, hoy = sesion_de_lectura(), marcas(actor_actual()), reloj().hoy()
    tema = tema_para(sesion, codigo)
    del_grupo = consultas.es_del_grupo(suyas, codigo)
    integrantes = consultas.integrantes_de(sesion, codigo, suyas, hoy, todos=del_grupo)
    mesas = consultas.mesas_de(sesion, codigo, suyas, hoy)
    internos, hay_mas = internos_del_grupo(sesion, codigo, suyas)
    return render_template(
        "grupos/ver.html",
        tema=tema,
        vigentes=[uno for uno in integrantes if uno.vigente],
        otros=[uno for uno in integrantes if not uno.vigente],
        mesas=mesas,
        pendientes=sorted(
            (uno for mesa in mesas for uno in mesa.pendientes),
            key=lambda uno: (uno.vence or date.max, uno.mesa, uno.numero),
        ),
        internos=internos,
        hay_mas=hay_mas,
        del_grupo=del_grupo,
        anulados=anulados_de(sesion, codigo) if puede(actor_actual(), casos.PERMISO) else (),
        hoy=hoy,
    )


@blueprint.get("/integrantes/nuevo")
def nuevo(codigo: str) -> str:
    """El formulario de un integrante nuevo."""
    exigir(actor_actual(), casos.PERMISO)
    return _formulario(codigo, {"desde": reloj().hoy().isoformat()}, {})


@blueprint.post("/integrantes")
def anadir(codigo: str) -> Respuesta:
    """Suma un integrante."""
    exigir(actor_actual(), casos.PERMISO)
    try:
        with escritura() as sesion:
            casos.anadir(sesion, actor_actual(), codigo, datos_integrante(request.form), reloj=reloj())
    except DatosInvalidos as error:
        return Response(_formulario(codigo, request.form, error.campos), error.estado)
    flash("Se sumó al grupo.", "ok")
    return _al_grupo(codigo)


@blueprint.get("/integrantes/<int:numero>")
def editar(codigo: str, numero: int) -> str:
    """El formulario de un integrante que ya está, con su historia."""
    exigir(actor_actual(), casos.PERMISO)
    return _formulario(codigo, None, {}, numero)


@blueprint.post("/integrantes/<int:numero>")
def guardar(codigo: str, numero: int) -> Respuesta:
    """Corrige un integrante."""
    exigir(actor_actual(), casos.PERMISO)
    try:
        with escritura() as sesion:
            datos = datos_integrante(request.form)
            casos.editar(
                sesion, actor_actual(), codigo, numero, datos, edicion=edicion(request.form), reloj=reloj()
            )
    except DatosInvalidos as error:
        return Response(_formulario(codigo, request.form, error.campos, numero), error.estado)
    except Conflicto as error:
        return Response(_formulario(codigo, request.form, {"nombre": error.mensaje}, numero), error.estado)
    flash("Se guardó el integrante.", "ok")
    return _al_grupo(codigo)


@blueprint.get("/integrantes/<int:numero>/terminar")
def pedir_termino(codigo: str, numero: int) -> str:
    """Pide el último día y el motivo antes de terminar una pertenencia."""
    exigir(actor_actual(), casos.PERMISO)
    return _termino(codigo, numero)


@blueprint.post("/integrantes/<int:numero>/terminar")
def terminar(codigo: str, numero: int) -> Respuesta:
    """Termina una pertenencia: pasado su último día, deja de ver lo del grupo."""
    exigir(actor_actual(), casos.PERMISO)
    hoy, suyo = reloj().hoy(), _integrante(codigo, numero)
    try:
        datos = datos_de_termino(request.form, desde=suyo.desde, hoy=hoy)
        with escritura() as sesion:
            casos.terminar(sesion, actor_actual(), codigo, numero, datos, reloj=reloj())
    except DatosInvalidos as error:
        return Response(_termino(codigo, numero, error.campos), error.estado)
    deja = "ve lo interno del grupo hasta hoy" if datos.hasta == hoy else "ya no ve lo interno del grupo"
    flash(f"Terminó su período: {deja}. Si fue un error, corrija su último día.", "ok")
    return _al_grupo(codigo)


@blueprint.post("/integrantes/<int:numero>/anular")
def anular(codigo: str, numero: int) -> Respuesta:
    """Anula una pertenencia anotada por error."""
    exigir(actor_actual(), casos.PERMISO)
    try:
        with escritura() as sesion:
            casos.anular(sesion, actor_actual(), codigo, numero, datos_motivo(request.form), reloj=reloj())
    except DatosInvalidos as error:
        return Response(_formulario(codigo, None, error.campos, numero), error.estado)
    flash("Se anuló. Puede recuperarlo al pie de esta página.", "ok")
    return _al_grupo(codigo)


@blueprint.post("/integrantes/<int:numero>/recuperar")
def recuperar(codigo: str, numero: int) -> Respuesta:
    """Vuelve a contar una pertenencia anulada."""
    try:
        with escritura() as sesion:
            casos.recuperar(sesion, actor_actual(), codigo, numero, reloj=reloj())
        flash("Se recuperó.", "ok")
    except DatosInvalidos as error:
        flash(error.campos.get("desde", error.mensaje), "mal")
    return _al_grupo(codigo)


def instituciones_para_elegir() -> list[str]:
    """Los nombres del directorio, para sugerirlos al escribir."""
    sesion: Session = sesion_de_lectura()
    return [nombre for (nombre,) in sesion.query(Institucion.nombre).order_by(Institucion.nombre)]


def _grupo_de(codigo: str) -> tuple[IntegranteVisto, ...]:
    return consultas.integrantes_de(sesion_de_lectura(), codigo, marcas(actor_actual()), reloj().hoy())


def _al_grupo(codigo: str) -> Respuesta:
    return redirect(url_for("grupos.ver", codigo=codigo), 303)


def _formulario(
    codigo: str, escrito: Campos | None, errores: Mapping[str, str], numero: int | None = None
) -> str:
    """El formulario con lo escrito o, sin ello, con lo guardado de `numero`."""
    sesion, hoy = sesion_de_lectura(), reloj().hoy()
    tema, suyo = tema_para(sesion, codigo), None
    if numero is not None:
        suyo = _integrante(codigo, numero)
    return render_template(
        "grupos/integrante.html",
        tema=tema,
        suyo=suyo,
        escrito=escrito if escrito is not None else _guardado(suyo),
        errores=errores,
        historia=historia(sesion, [(casos.OBJETO, numero)]) if numero is not None else (),
        papeles=PAPELES,
        divulgaciones=DIVULGACIONES,
        hoy=hoy,
    )


def _integrante(codigo: str, numero: int) -> IntegranteVisto:
    sesion, suyas, hoy = sesion_de_lectura(), marcas(actor_actual()), reloj().hoy()
    todos = consultas.integrantes_de(sesion, codigo, suyas, hoy, todos=True)
    suyo = next((uno for uno in todos if uno.numero == numero), None)
    if suyo is None:
        raise NoEncontrado("El grupo no tiene esa pertenencia.")
    return suyo


def _termino(codigo: str, numero: int, errores: Campos | None = None) -> str:
    """El formulario de terminar; propone ayer, que es dejar de ver en el acto."""
    suyo, hoy = _integrante(codigo, numero), reloj().hoy()
    propuesto = max(suyo.desde, hoy - timedelta(days=1))
    return render_template(
        "grupos/terminar.html",
        tema=tema_para(sesion_de_lectura(), codigo),
        suyo=suyo,
        escrito=request.form or {"hasta": como_dia(propuesto)},
        errores=errores or {},
        por_empezar=suyo.desde > hoy,
    )


def _guardado(suyo: IntegranteVisto | None) -> Campos:
    if suyo is None:
        return {}
    return {
        "nombre": suyo.nombre,
        "institucion": suyo.institucion,
        "papel": suyo.papel,
        "desde": suyo.desde.isoformat(),
        "hasta": suyo.hasta.isoformat() if suyo.hasta is not None else "",
        "divulgacion": suyo.divulgacion,
        "correo": suyo.correo,
        "contacto": suyo.contacto,
    }
