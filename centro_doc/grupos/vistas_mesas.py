"""La página de una mesa de trabajo, su formulario y el de un acuerdo nuevo."""

from collections.abc import Mapping

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Respuesta

from centro_doc.comun.errores import Conflicto, DatosInvalidos
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas, puede
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.grupos import casos_acuerdos, casos_mesas, consultas, direcciones
from centro_doc.grupos.casos import PERMISO
from centro_doc.grupos.formularios import (
    DatosMesa,
    datos_acuerdo,
    datos_mesa,
    datos_motivo,
    edicion,
)
from centro_doc.grupos.historia import historia
from centro_doc.grupos.modelos import EstadoMesa
from centro_doc.grupos.pertenencias import tema_para
from centro_doc.grupos.vistos import ESTADOS, MesaVista

blueprint = Blueprint("mesas", __name__, url_prefix="/agenda/<codigo>/mesas")
Campos = Mapping[str, str]


@blueprint.app_context_processor
def _de_las_plantillas() -> dict[str, object]:
    return {"direccion_de_mesa": direcciones.de_mesa}


@blueprint.get("/<direccion>")
def ver(codigo: str, direccion: str) -> str | Respuesta:
    """Una mesa con su orden del día, sus documentos y sus acuerdos.

    Con la clave y otro día, lleva a la dirección de hoy; con el día solo, a la única que se ve de ese día
    o, si son varias, a la lista.
    """
    sesion, suyas, hoy = sesion_de_lectura(), marcas(actor_actual()), reloj().hoy()
    tema_para(sesion, codigo)
    unas = consultas.mesas_en(sesion, codigo, direccion, suyas, hoy)
    if len(unas) > 1:
        return redirect(url_for("grupos.ver", codigo=codigo, _anchor="mesas"), 302)
    if direccion != unas[0].direccion:
        return redirect(url_for("mesas.ver", codigo=codigo, direccion=unas[0].direccion), 302)
    return _pagina(codigo, unas[0], {}, {})


@blueprint.get("/<int:numero>")
def de_antes(codigo: str, numero: int) -> Respuesta:
    """La dirección que tuvo cuando llevaba su número: lleva a la de ahora a quien ve la mesa."""
    sesion, suyas = sesion_de_lectura(), marcas(actor_actual())
    tema_para(sesion, codigo)
    una = consultas.mesa_de_antes(sesion, codigo, numero, suyas, reloj().hoy())
    return redirect(url_for("mesas.ver", codigo=codigo, direccion=una.direccion), 301)


@blueprint.get("/nueva")
def nueva(codigo: str) -> str:
    """El formulario de una mesa nueva."""
    exigir(actor_actual(), PERMISO)
    return _formulario(codigo, {"estado": EstadoMesa.PREVISTA}, {})


@blueprint.post("")
def crear(codigo: str) -> Respuesta:
    """Anota la mesa y lleva a su página."""
    exigir(actor_actual(), PERMISO)
    try:
        with escritura() as sesion:
            datos = _datos(sesion, codigo)
            numero = casos_mesas.crear(sesion, actor_actual(), codigo, datos, reloj=reloj()).numero
    except DatosInvalidos as error:
        return Response(_formulario(codigo, request.form, error.campos), error.estado)
    flash(f"Se anotó la mesa {numero}.", "ok")
    return _a_la_mesa(codigo, numero)


@blueprint.get("/<int:numero>/editar")
def editar(codigo: str, numero: int) -> str:
    """El formulario de una mesa que ya está."""
    exigir(actor_actual(), PERMISO)
    return _formulario(codigo, None, {}, numero)


@blueprint.post("/<int:numero>")
def guardar(codigo: str, numero: int) -> Respuesta:
    """Corrige o completa la mesa."""
    exigir(actor_actual(), PERMISO)
    try:
        with escritura() as sesion:
            datos = _datos(sesion, codigo)
            casos_mesas.editar(
                sesion, actor_actual(), codigo, numero, datos, edicion=edicion(request.form), reloj=reloj()
            )
    except DatosInvalidos as error:
        return Response(_formulario(codigo, request.form, error.campos, numero), error.estado)
    except Conflicto as error:
        return Response(_formulario(codigo, request.form, {"titulo": error.mensaje}, numero), error.estado)
    flash("Se guardó la mesa.", "ok")
    return _a_la_mesa(codigo, numero)


@blueprint.post("/<int:numero>/anular")
def anular(codigo: str, numero: int) -> Respuesta:
    """Saca de las páginas una mesa anotada por error."""
    exigir(actor_actual(), PERMISO)
    try:
        with escritura() as sesion:
            motivo = datos_motivo(request.form)
            casos_mesas.anular(sesion, actor_actual(), codigo, numero, motivo, reloj=reloj())
    except DatosInvalidos as error:
        return Response(_formulario(codigo, None, error.campos, numero), error.estado)
    flash("Se anuló la mesa, con sus acuerdos. Puede recuperarla al pie de esta página.", "ok")
    return redirect(url_for("grupos.ver", codigo=codigo), 303)


@blueprint.post("/<int:numero>/recuperar")
def recuperar(codigo: str, numero: int) -> Respuesta:
    """Devuelve a las páginas una mesa anulada."""
    with escritura() as sesion:
        casos_mesas.recuperar(sesion, actor_actual(), codigo, numero, reloj=reloj())
    flash("Se recuperó la mesa.", "ok")
    return _a_la_mesa(codigo, numero)


@blueprint.post("/<int:numero>/acuerdos")
def acordar(codigo: str, numero: int) -> Respuesta:
    """Anota un acuerdo de la mesa."""
    exigir(actor_actual(), PERMISO)
    try:
        with escritura() as sesion:
            casos_acuerdos.anadir(
                sesion, actor_actual(), codigo, numero, datos_acuerdo(request.form), reloj=reloj()
            )
    except DatosInvalidos as error:
        pagina = _pagina(codigo, _la_mesa(codigo, numero), request.form, error.campos)
        return Response(pagina, error.estado)
    flash("Se anotó el acuerdo.", "ok")
    return _a_la_mesa(codigo, numero, "acuerdos")


def _datos(sesion: Session, codigo: str) -> DatosMesa:
    """Lo escrito, con los integrantes marcados sumados a la lista de asistentes."""
    marcados = set(request.form.getlist("presentes"))
    campos = request.form.to_dict()
    if marcados:
        todos = consultas.integrantes_de(sesion, codigo, marcas(actor_actual()), reloj().hoy(), todos=True)
        renglones = [f"{uno.nombre}, {uno.institucion}" for uno in todos if str(uno.numero) in marcados]
        campos["asistentes"] = "\n".join([campos.get("asistentes", ""), *renglones])
    return datos_mesa(campos, hoy=reloj().hoy())


def _la_mesa(codigo: str, numero: int) -> MesaVista:
    return consultas.mesa(sesion_de_lectura(), codigo, numero, marcas(actor_actual()), reloj().hoy())


def _a_la_mesa(codigo: str, numero: int, ancla: str | None = None) -> Respuesta:
    direccion = _la_mesa(codigo, numero).direccion
    return redirect(url_for("mesas.ver", codigo=codigo, direccion=direccion, _anchor=ancla), 303)


def _pagina(codigo: str, mesa: MesaVista, escrito: Campos, errores: Mapping[str, str]) -> str:
    sesion, suyas = sesion_de_lectura(), marcas(actor_actual())
    tema = tema_para(sesion, codigo)
    objetos = [(casos_mesas.OBJETO, mesa.id), *((casos_acuerdos.OBJETO, uno.id) for uno in mesa.acuerdos)]
    return render_template(
        "grupos/mesa.html",
        tema=tema,
        mesa=mesa,
        del_grupo=consultas.es_del_grupo(suyas, codigo),
        historia=historia(sesion, objetos) if puede(actor_actual(), PERMISO) else (),
        escrito=escrito,
        errores=errores,
    )


def _formulario(
    codigo: str, escrito: Campos | None, errores: Mapping[str, str], numero: int | None = None
) -> str:
    """El formulario con lo escrito o, sin ello, con lo guardado de la mesa `numero`."""
    sesion, suyas, hoy = sesion_de_lectura(), marcas(actor_actual()), reloj().hoy()
    tema = tema_para(sesion, codigo)
    mesa = consultas.mesa(sesion, codigo, numero, suyas, hoy) if numero is not None else None
    dia = mesa.fecha if mesa is not None else hoy
    ya = {uno.nombre for uno in mesa.asistencia.nombres} if mesa is not None else set()
    integrantes = consultas.integrantes_de(sesion, codigo, suyas, dia)
    return render_template(
        "grupos/mesa_editar.html",
        tema=tema,
        mesa=mesa,
        escrito=escrito if escrito is not None else _guardada(mesa),
        errores=errores,
        estados=ESTADOS,
        integrantes=[uno for uno in integrantes if uno.nombre not in ya],
        presentes=set(request.form.getlist("presentes")),
    )


def _guardada(mesa: MesaVista | None) -> Campos:
    if mesa is None:
        return {}
    return {
        "titulo": mesa.titulo,
        "estado": mesa.estado,
        "fecha": mesa.fecha.isoformat(),
        "hora": mesa.hora,
        "lugar": mesa.lugar,
        "orden_del_dia": "\n".join(mesa.orden_del_dia),
        "asistentes": "\n".join(
            f"{uno.nombre}, {uno.institucion}" if uno.institucion else uno.nombre
            for uno in mesa.asistencia.nombres
        ),
        "convocada": mesa.convocada.isoformat() if mesa.convocada is not None else "",
        "convocatoria": mesa.convocatoria.identificador if mesa.convocatoria is not None else "",
        "acta": mesa.acta.identificador if mesa.acta is not None else "",
        "interna": "si" if mesa.interna else "",
        "fundamento": mesa.fundamento,
    }
