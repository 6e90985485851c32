"""Muchos documentos a la vez: editar, retirar y vincular con vista previa, publicar, y deshacer lo hecho."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Respuesta

from centro_doc.catalogo.lotes import de_lote
from centro_doc.catalogo.modelos import Acceso
from centro_doc.catalogo.tipos import tipo, tipos
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.modelos import Rol, RolAsignado, Usuario
from centro_doc.cuentas.permisos import exigir, marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.curaduria import campos, lotes, operaciones, vinculos_en_lote
from centro_doc.curaduria.origen import DEL_ORIGEN, cambio_de_origen
from centro_doc.curaduria.previa import MAXIMO, Cambio, Previa, elegidos_para, previa
from centro_doc.curaduria.sustitucion import OPCIONES
from centro_doc.directorio.modelos import Institucion
from centro_doc.vinculos.destinos import destinos
from centro_doc.vinculos.formularios import NOMBRES_RELACION, DatosVinculo, datos_vinculo

blueprint = Blueprint("lotes", __name__, url_prefix="/lotes")
ACCIONES = {
    "sustituir": "Sustituir un texto",
    "tipo": "Cambiar el tipo",
    "emisor_id": "Cambiar el emisor",
    "acceso": "Cambiar el acceso",
    "asignado_a": "Asignar",
    "origen_entrega": "Decir quién los entregó",
    "origen_via": "Decir cómo llegaron",
    "origen_fecha": "Decir cuándo se entregaron",
    "licencia": "Poner los derechos",
}
_ACCESOS = {clase: campos.ACCESOS[clase] for clase in (Acceso.PUBLICA, Acceso.PUBLICA_OFICIO, Acceso.INTERNA)}


@blueprint.get("")
def lista() -> str:
    """Los cambios hechos, del más reciente al más antiguo."""
    exigir(actor_actual(), "catalogar")
    pagina = request.args.get("pagina", "1")
    numero = int(pagina) if pagina.isascii() and pagina.isdigit() and 0 < len(pagina) < 7 else 1
    hoja = operaciones.lista(sesion_de_lectura(), marcas(actor_actual()), hoja=max(1, numero))
    return render_template("curaduria/lotes.html", hoja=hoja)


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
        cambio = _cambio(sesion_de_lectura())
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


@blueprint.post("/publicar")
def publicar() -> Respuesta:
    """Publica los elegidos en la bandeja; si a alguno le falta algo, ninguno, y se dice qué."""
    exigir(actor_actual(), "publicar")
    try:
        with escritura() as sesion:
            hecha = lotes.publicar(sesion, actor_actual(), _elegidos(), reloj=reloj())
            numero, dicho = hecha.id, hecha.descripcion
    except DatosInvalidos as error:
        flash(f"{error.mensaje} {error.campos.get('elegidos', '')}", "mal")
        return redirect(url_for("ingreso.lista", ver="listos") + "#t-cola", 303)
    flash(f"{dicho}. Lo público ya aparece en la búsqueda.", "ok")
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
    )


@blueprint.post("/<int:operacion_id>/deshacer")
def deshacer(operacion_id: int) -> Respuesta:
    """Deshace una operación entera."""
    with escritura() as sesion:
        dejados = operaciones.deshacer(sesion, actor_actual(), operacion_id, reloj=reloj())
    flash(
        "Deshecho: todo quedó como estaba." if not dejados else "Deshecho, menos lo cambiado después.", "ok"
    )
    if dejados:
        flash(f"Se dejó como está, porque alguien lo cambió después: {'; '.join(dejados[:20])}.", "info")
    return redirect(url_for("lotes.operacion", operacion_id=operacion_id), 303)


def _cambio(sesion: Session) -> Cambio:
    """Lo que pide el formulario. Levanta `DatosInvalidos` por control."""
    que = request.form.get("que", "")
    if que == "sustituir":
        return _sustitucion()
    valor = request.form.get(f"valor_{que}", "")
    if que == "tipo" and tipo(valor) is not None:
        return Cambio("tipo", valor)
    if que == "acceso" and valor in _ACCESOS:
        return Cambio("acceso", valor, fundamento=" ".join(request.form.get("fundamento", "").split()))
    if que == "emisor_id" and _hay_institucion(sesion, _numero(valor)):
        return Cambio("emisor_id", _numero(valor))
    if que in DEL_ORIGEN:
        return cambio_de_origen(que, valor)
    if que == "asignado_a" and not valor:
        return Cambio("asignado_a", None)
    if que == "asignado_a" and _numero(valor) in {numero for numero, _ in _personal(sesion)}:
        return Cambio("asignado_a", _numero(valor))
    campo = f"valor_{que}" if que in ACCIONES else "que"
    raise DatosInvalidos(
        "", {campo: "Elija el valor de la lista." if que in ACCIONES else "Elija qué cambiar."}
    )


def _hay_institucion(sesion: Session, numero: int) -> bool:
    return sesion.scalar(select(Institucion.id).where(Institucion.id == numero)) is not None


def _sustitucion() -> Cambio:
    campo, de = request.form.get("campo", ""), " ".join(request.form.get("de", "").split())
    por = " ".join(request.form.get("por", "").split())
    if campo not in OPCIONES:
        raise DatosInvalidos("", {"campo": "Elija en qué campo."})
    if len(de) < 2 or len(de) > 300 or len(por) > 300:
        raise DatosInvalidos("", {"de": "Escriba el texto que se cambia, de 2 a 300 letras."})
    if de == por:
        raise DatosInvalidos("", {"por": "Es el mismo texto."})
    return Cambio(campo, por, de=de)


def _elegidos() -> list[str]:
    """Los marcados, los escritos y, con `lote`, los de ese lote que se ven; sin repetir."""
    escritos = request.values.get("registros", "").replace(",", " ").split()
    lote = _numero(request.args.get("lote", ""))
    del_lote = de_lote(sesion_de_lectura(), marcas(actor_actual()), lote, MAXIMO) if lote else ()
    return list(dict.fromkeys([*request.values.getlist("elegidos"), *escritos, *del_lote]))


def _numero(crudo: str) -> int:
    return int(crudo) if crudo.isascii() and crudo.isdigit() and len(crudo) < 10 else 0


def _personal(sesion: Session) -> list[tuple[int, str]]:
    filas = sesion.execute(
        select(Usuario.id, Usuario.nombre)
        .join(RolAsignado, RolAsignado.usuario_id == Usuario.id)
        .where(Usuario.activo, RolAsignado.rol.in_([Rol.PERSONAL, Rol.REVISOR]))
        .distinct()
        .order_by(Usuario.nombre)
    )
    return [(fila.id, fila.nombre) for fila in filas]


def _pagina(vista: Previa | None = None, *, errores: dict[str, str] | None = None) -> str:
    sesion = sesion_de_lectura()
    instituciones = sesion.execute(select(Institucion.id, Institucion.nombre).order_by(Institucion.nombre))
    return render_template(
        "curaduria/editar.html",
        vista=vista,
        errores=errores or {},
        escrito=request.values,
        elegidos=_elegidos(),
        acciones=ACCIONES,
        campos_de_texto=OPCIONES,
        tipos=[(clave, uno.nombre) for clave, uno in tipos().tipos.items()],
        instituciones=[tuple(fila) for fila in instituciones],
        personal=_personal(sesion),
        accesos=_ACCESOS,
        maximo=MAXIMO,
    )


def _pagina_de_retiro(errores: dict[str, str] | None = None) -> str:
    sesion, elegidos = sesion_de_lectura(), _elegidos()
    try:
        documentos = elegidos_para(sesion, actor_actual(), elegidos) if elegidos else ()
    except (NoEncontrado, DatosInvalidos) as error:
        documentos, errores = (), {"elegidos": error.mensaje, **(errores or {})}
    return render_template(
        "curaduria/retirar.html", documentos=documentos, errores=errores or {}, escrito=request.form
    )


def _vinculo() -> DatosVinculo:
    """El destino, la relación y el motivo, sin pasaje; levanta `DatosInvalidos` por control."""
    if not request.form.get("motivo", "").strip():
        raise DatosInvalidos("", {"motivo": "Escriba por qué se vinculan."})
    return datos_vinculo({**request.form.to_dict(), "pasaje": ""})


def _pagina_de_vinculo(errores: dict[str, str] | None = None) -> str:
    sesion, elegidos = sesion_de_lectura(), _elegidos()
    try:
        documentos = elegidos_para(sesion, actor_actual(), elegidos) if elegidos else ()
    except (NoEncontrado, DatosInvalidos) as error:
        documentos, errores = (), {"elegidos": error.mensaje, **(errores or {})}
    return render_template(
        "curaduria/vincular.html",
        documentos=documentos,
        errores=errores or {},
        escrito=request.values,
        relaciones=NOMBRES_RELACION,
        destinos=destinos(sesion),
    )
