"""Muchos documentos a la vez: editar, retirar y vincular con vista previa, publicar, y deshacer lo hecho."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Respuesta

from centro_doc.catalogo.lotes import de_lote
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.retenidas import salidas_solas
from centro_doc.catalogo.tipos import tipos
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.escrito import entero
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.curaduria import campos, lotes, operaciones, quitar_vinculos, vinculos_en_lote
from centro_doc.curaduria.formulario_de_lotes import ACCESOS, ACCIONES, cambio_pedido, personal, que_pedido
from centro_doc.curaduria.previa import MAXIMO, Previa, elegidos_para, los_que_ve, previa
from centro_doc.curaduria.publicaciones import dicho_de_apartados, dicho_de_huellas
from centro_doc.curaduria.sustitucion import OPCIONES
from centro_doc.directorio.modelos import Institucion
from centro_doc.vinculos.destinos import destinos
from centro_doc.vinculos.formularios import NOMBRES_RELACION, DatosVinculo, datos_vinculo

blueprint = Blueprint("lotes", __name__, url_prefix="/lotes")


@blueprint.get("")
def lista() -> str:
    """Los cambios hechos, del más reciente al más antiguo."""
    exigir(actor_actual(), "catalogar")
    pagina = request.args.get("pagina", "1")
    numero = int(pagina) if pagina.isascii() and pagina.isdigit() and 0 < len(pagina) < 7 else 1
    hoja = operaciones.lista(sesion_de_lectura(), marcas(actor_actual()), hoja=max(1, numero))
    solas = salidas_solas(sesion_de_lectura(), marcas(actor_actual())) if hoja.numero == 1 else ()
    return render_template("curaduria/lotes.html", hoja=hoja, solas=solas)


@blueprint.get("/editar")
def editar() -> str:
    """El formulario; `elegidos` son los registros, uno por documento, que ya vienen elegidos."""
    exigir(actor_actual(), "catalogar")
    return _pagina()


@blueprint.post("/editar")
def aplicar() -> str | Respuesta | tuple[str, int]:
    """Muestra lo que cambiaría; con `accion=aplicar`, lo hace. Sin `que`, sólo abre el formulario."""
    exigir(actor_actual(), "catalogar")
    if "que" not in request.form:
        return _pagina()
    try:
        cambio = cambio_pedido(sesion_de_lectura())
        if request.form.get("accion") != "aplicar":
            return _pagina(previa(sesion_de_lectura(), actor_actual(), cambio, _elegidos(), reloj=reloj()))
        with escritura() as sesion:
            huellas = {n.removeprefix("h-"): v for n, v in request.form.items() if n.startswith("h-")}
            hecha = lotes.editar(sesion, actor_actual(), cambio, _elegidos(), huellas=huellas, reloj=reloj())
            numero, dicho = hecha.id, hecha.descripcion
    except DatosInvalidos as error:
        return _pagina(errores=error.campos), error.estado
    except (Conflicto, NoEncontrado) as error:
        return _pagina(errores={"elegidos": error.mensaje}), error.estado
    flash(f"{dicho}.", "ok")
    return redirect(url_for("lotes.operacion", operacion_id=numero), 303)


@blueprint.post("/retirar")
def retirar() -> str | Respuesta | tuple[str, int]:
    """Muestra los documentos elegidos y pide el motivo; con `accion=aplicar`, los retira."""
    exigir(actor_actual(), "retirar")
    motivo = request.form.get("motivo", "")
    try:
        if request.form.get("accion") != "aplicar":
            return _pagina_de_retiro()
        with escritura() as sesion:
            hecha = lotes.retirar(sesion, actor_actual(), _elegidos(), motivo, reloj=reloj())
            numero, dicho = hecha.id, hecha.descripcion
    except DatosInvalidos as error:
        return _pagina_de_retiro(error.campos), error.estado
    except (Conflicto, NoEncontrado) as error:
        return _pagina_de_retiro({"elegidos": error.mensaje}), error.estado
    flash(f"{dicho}.", "ok")
    return redirect(url_for("lotes.operacion", operacion_id=numero), 303)


@blueprint.get("/vincular")
def pedir_vinculo() -> str:
    """El formulario de vincular; `elegidos` son los registros que ya vienen elegidos."""
    exigir(actor_actual(), "vincular")
    return _pagina_de_vinculo()


@blueprint.post("/vincular")
def vincular() -> str | Respuesta | tuple[str, int]:
    """Muestra los documentos elegidos y pide con qué se vinculan; con `accion=aplicar`, los vincula."""
    exigir(actor_actual(), "vincular")
    try:
        if request.form.get("accion") != "aplicar":
            return _pagina_de_vinculo()
        datos = _vinculo()
        with escritura() as sesion:
            hecha = vinculos_en_lote.vincular(sesion, actor_actual(), datos, _elegidos(), reloj=reloj())
            numero, dicho = hecha.id, hecha.descripcion
    except DatosInvalidos as error:
        return _pagina_de_vinculo(error.campos or {"elegidos": error.mensaje}), error.estado
    except NoEncontrado as error:
        return _pagina_de_vinculo({"elegidos": error.mensaje}), error.estado
    flash(f"{dicho}.", "ok")
    return redirect(url_for("lotes.operacion", operacion_id=numero), 303)


@blueprint.post("/desvincular")
def desvincular() -> str | Respuesta | tuple[str, int]:
    """Muestra los documentos elegidos y pide de qué se quitan; con `accion=aplicar`, los quita."""
    exigir(actor_actual(), "vincular")
    destino, motivo = request.form.get("destino", ""), request.form.get("motivo", "").strip()
    try:
        if request.form.get("accion") != "aplicar":
            return _pagina_de_vinculo(quitar=True)
        with escritura() as sesion:
            hecha = quitar_vinculos.quitar(
                sesion, actor_actual(), destino, _elegidos(), motivo, reloj=reloj()
            )
            numero, dicho = hecha.id, hecha.descripcion
    except DatosInvalidos as error:
        return _pagina_de_vinculo(error.campos or {"elegidos": error.mensaje}, quitar=True), error.estado
    except NoEncontrado as error:
        return _pagina_de_vinculo({"elegidos": error.mensaje}, quitar=True), error.estado
    flash(f"{dicho}.", "ok")
    return redirect(url_for("lotes.operacion", operacion_id=numero), 303)


@blueprint.post("/publicar")
def publicar() -> Respuesta:
    """Publica los elegidos en la bandeja que se puede; de los demás se dice cuáles y qué les falta."""
    exigir(actor_actual(), "publicar")
    try:
        with escritura() as sesion:
            hecha, apartados = lotes.publicar(sesion, actor_actual(), _elegidos(), reloj=reloj())
            numero, dicho = hecha.id, hecha.descripcion
            huellas = dicho_de_huellas(sesion, hecha.cambios)
    except DatosInvalidos as error:
        flash(f"{error.mensaje} {error.campos.get('elegidos', '')}", "mal")
        return redirect(url_for("ingreso.lista", ver="listos") + "#t-cola", 303)
    flash(f"{dicho}. Lo público ya aparece en la búsqueda.", "ok")
    if apartados:
        flash(dicho_de_apartados(apartados), "mal")
    if huellas:
        flash(huellas, "info")
    return redirect(url_for("lotes.operacion", operacion_id=numero), 303)


@blueprint.get("/<int:operacion_id>")
def operacion(operacion_id: int) -> str:
    """Lo que cambió una operación, documento por documento, y el botón de deshacerla."""
    exigir(actor_actual(), "catalogar")
    sesion = sesion_de_lectura()
    hecha = operaciones.una(sesion, marcas(actor_actual()), operacion_id)
    return render_template(
        "curaduria/operacion.html",
        operacion=hecha,
        documentos=operaciones.documentos_de(sesion, hecha),
        nombres=campos.nombres(sesion),
        decir=campos.decir,
        etiqueta=campos.etiqueta,
        dejados=hecha.detalle.get(operaciones.DEJADOS, ()),
    )


@blueprint.post("/<int:operacion_id>/deshacer")
def deshacer(operacion_id: int) -> Respuesta:
    """Deshace una operación entera."""
    with escritura() as sesion:
        dejados = operaciones.deshacer(sesion, actor_actual(), operacion_id, reloj=reloj())
    flash(
        "Deshecho: todo quedó como estaba." if not dejados else "Deshecho, menos lo que se dice abajo.", "ok"
    )
    return redirect(url_for("lotes.operacion", operacion_id=operacion_id), 303)


def _elegidos() -> list[str]:
    """Los marcados, los escritos y, con `lote`, los de ese lote que se ven; sin repetir."""
    escritos = request.values.get("registros", "").replace(",", " ").split()
    lote = entero(request.args.get("lote", ""))
    del_lote = de_lote(sesion_de_lectura(), marcas(actor_actual()), lote, MAXIMO) if lote else ()
    return list(dict.fromkeys([*request.values.getlist("elegidos"), *escritos, *del_lote]))


def _pagina(vista: Previa | None = None, *, errores: dict[str, str] | None = None) -> str:
    sesion = sesion_de_lectura()
    instituciones = sesion.execute(select(Institucion.id, Institucion.nombre).order_by(Institucion.nombre))
    return render_template(
        "curaduria/editar.html",
        vista=vista,
        errores=errores or {},
        escrito=request.values,
        elegidos=_elegidos(),
        que=que_pedido(),
        acciones=ACCIONES,
        campos_de_texto=OPCIONES,
        tipos=[(clave, uno.nombre) for clave, uno in tipos().tipos.items()],
        instituciones=[tuple(fila) for fila in instituciones],
        personal=personal(sesion),
        accesos=ACCESOS,
        maximo=MAXIMO,
    )


def _pagina_de_retiro(errores: dict[str, str] | None = None) -> str:
    documentos, errores = _vistos(errores)
    return render_template(
        "curaduria/retirar.html", documentos=documentos, errores=errores, escrito=request.form
    )


def _vistos(errores: dict[str, str] | None) -> tuple[Sequence[Documento], dict[str, str]]:
    """Los documentos elegidos que ve quien pregunta y los errores por control, con el de los que no."""
    elegidos = _elegidos()
    if not elegidos:
        return (), errores or {}
    sesion, actor = sesion_de_lectura(), actor_actual()
    try:
        return elegidos_para(sesion, actor, elegidos), errores or {}
    except (NoEncontrado, DatosInvalidos) as error:
        return los_que_ve(sesion, actor, elegidos), {"elegidos": error.mensaje, **(errores or {})}


def _que_faltan(documentos: Sequence[Documento]) -> list[str]:
    """Los registros pedidos que no están entre esos documentos, como se escribieron."""
    hallados = {documento.identificador for documento in documentos}
    return [uno for uno in _elegidos() if uno.strip().upper() not in hallados]


def _vinculo() -> DatosVinculo:
    """El destino, la relación y el motivo, sin pasaje; levanta `DatosInvalidos` por control."""
    if not request.form.get("motivo", "").strip():
        raise DatosInvalidos("", {"motivo": "Escriba por qué se vinculan."})
    return datos_vinculo({**request.form.to_dict(), "pasaje": ""})


def _pagina_de_vinculo(errores: dict[str, str] | None = None, *, quitar: bool = False) -> str:
    documentos, errores = _vistos(errores)
    return render_template(
        "curaduria/vincular.html",
        documentos=documentos,
        faltan=_que_faltan(documentos),
        quitar=quitar,
        errores=errores,
        escrito=request.values,
        relaciones=NOMBRES_RELACION,
        destinos=destinos(sesion_de_lectura()),
    )
