"""La pantalla de catalogar: la página al lado de la ficha.

Un solo formulario, y cada botón dice qué hacer con lo escrito (`accion`). Lo que no pasa vuelve a mostrarse
con todo lo que la persona escribió.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as Respuesta

from centro_doc.agenda.propuestas import propuesta_de
from centro_doc.catalogo import versiones
from centro_doc.catalogo.casos import EdicionVieja, documento_para
from centro_doc.catalogo.modelos import Acceso, Papel
from centro_doc.catalogo.puerta import Llegada
from centro_doc.catalogo.subida import recoger
from centro_doc.comun.errores import DatosInvalidos, ErrorDelCentro, NoEncontrado, SinPermiso
from centro_doc.comun.escrito import entero
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas
from centro_doc.cuentas.ritmo import limitar_subida
from centro_doc.cuentas.sesion import actor_actual, csrf
from centro_doc.curaduria import casos, consultas, origen
from centro_doc.curaduria.escrita import Escrita, con_fechas_del_tipo
from centro_doc.curaduria.formularios import escrita
from centro_doc.curaduria.guardado import DECIDEN, Orden, ejecutar, ya_estaba
from centro_doc.curaduria.pagina import Fallo, pagina
from centro_doc.curaduria.vista_de_hoja import Vista, vista_pedida
from centro_doc.curaduria.vistas_borrador import anotar, descartar, quien_guardo
from centro_doc.documentos.direcciones import a_la_que_quedo
from centro_doc.vinculos.formularios import DatosVinculo, datos_vinculo

blueprint = Blueprint("catalogar", __name__)
blueprint.register_error_handler(NoEncontrado, a_la_que_quedo)
_DEL_VINCULO = frozenset({"destino", "relacion", "pasaje", "p", "motivo"})
_HECHO = {
    "vincular": "Vínculo agregado. La ficha también se guardó.",
    "desvincular": "Vínculo quitado. La ficha también se guardó.",
}


@blueprint.get("/catalogar/<identificador>")
def ver(identificador: str) -> str:
    """La ficha guardada, al lado de su página."""
    exigir(actor_actual(), "catalogar")
    return pagina(identificador)


@blueprint.post("/catalogar/<identificador>")
def guardar(identificador: str) -> str | Respuesta | tuple[str, int]:
    """Hace con la ficha lo que dice el botón pulsado.

    Intro guarda la ficha; si se escribió otro número de página, guarda el borrador y lleva a ella.
    """
    exigir(actor_actual(), "catalogar")
    accion, _, dato = request.form.get("accion", "guardar").partition(":")
    if accion == "intro" and (pedida := _otra_pagina()):
        anotar(identificador)
        return redirect(url_for("catalogar.ver", identificador=identificador, **pedida.parametros()), 303)
    accion = "guardar" if accion == "intro" else accion
    ficha = escrita(request.form)
    if accion in {"tipo", "fecha_mas", "fecha_menos", "origen"}:
        return pagina(identificador, _editar(identificador, ficha, accion, dato), edicion=_edicion())
    orden = Orden(accion, dato, _edicion(), aceptados=_aceptados())
    try:
        if accion == "vincular":
            orden = replace(orden, vinculo=_vinculo())
        with escritura() as sesion:
            ejecutar(sesion, actor_actual(), identificador, ficha, orden, reloj=reloj())
        return _despues(identificador, ficha, orden)
    except EdicionVieja as error:
        if ya_estaba(sesion_de_lectura(), actor_actual(), identificador, ficha, orden):
            descartar(identificador)
            flash(f"{quien_guardo(error)} Lo suyo ya estaba guardado.", "info")
            return _ir_a(identificador)
        fallo = Fallo(f"No se guardó la ficha. {quien_guardo(error)}", {})
        return pagina(identificador, ficha, fallo=fallo, ajena=True), error.estado
    except DatosInvalidos as error:
        fallo = Fallo(error.mensaje, _por_control(error.campos, accion))
        return pagina(identificador, ficha, fallo=fallo, edicion=_edicion()), error.estado
    except SinPermiso as error:
        campos = {"acceso": "Sólo una persona revisora pone o quita «reservada» y «confidencial»."}
        fallo = Fallo("No se guardó la ficha.", campos)
        return pagina(identificador, ficha, fallo=fallo, edicion=_edicion()), error.estado


@blueprint.post("/catalogar/<identificador>/version")
@csrf.exempt  # type: ignore[untyped-decorator]
@limitar_subida
def version(identificador: str) -> str | Respuesta | tuple[str, int]:
    """Sube una versión nueva; las anteriores quedan."""
    llegada = _archivo_unico()
    return _con_archivo(
        identificador,
        lambda sesion: versiones.nueva_version(
            sesion,
            actor_actual(),
            identificador,
            llegada,
            request.form.get("nota", ""),
            sustituye="sustituye" in request.form,
            reloj=reloj(),
        ),
        "La versión nueva se está leyendo; las anteriores se conservan. Abajo se dice cuándo saldrá.",
    )


@blueprint.post("/catalogar/<identificador>/archivo")
@csrf.exempt  # type: ignore[untyped-decorator]
@limitar_subida
def archivo(identificador: str) -> str | Respuesta | tuple[str, int]:
    """Añade otro formato o un extracto público a la última versión."""
    llegada = _archivo_unico()
    papel, clase = request.form.get("papel", ""), request.form.get("clase", "")
    return _con_archivo(
        identificador,
        lambda sesion: versiones.anadir_archivo(
            sesion,
            actor_actual(),
            identificador,
            llegada,
            Papel(papel) if papel in set(Papel) else Papel.PRINCIPAL,
            Acceso(clase) if clase in set(Acceso) else None,
            reloj=reloj(),
        ),
        "El archivo quedó en la última versión. Abajo dice cuándo lo verá el público.",
    )


@blueprint.post("/catalogar/<identificador>/retirar")
def retirar(identificador: str) -> str | Respuesta | tuple[str, int]:
    """Retira el documento con su motivo."""
    motivo = request.form.get("motivo", "")
    try:
        with escritura() as sesion:
            casos.retirar(sesion, actor_actual(), identificador, motivo, reloj=reloj())
    except DatosInvalidos as error:
        return pagina(identificador, fallo=Fallo(error.mensaje, error.campos)), error.estado
    flash(f"Retirado {identificador}. Ya no aparece en la búsqueda; puede reponerlo desde su ficha.", "ok")
    return redirect(url_for("ingreso.lista"), 303)


@blueprint.post("/catalogar/<identificador>/reponer")
def reponer(identificador: str) -> Respuesta:
    """Devuelve un documento retirado a la cola."""
    with escritura() as sesion:
        casos.reponer(sesion, actor_actual(), identificador, reloj=reloj())
    flash(f"Repuesto {identificador}. Está otra vez por catalogar; publíquelo para que se vea.", "ok")
    return redirect(url_for("catalogar.ver", identificador=identificador), 303)


def _despues(identificador: str, ficha: Escrita, orden: Orden) -> Respuesta:
    lugar = consultas.lugar_de(sesion_de_lectura(), marcas(actor_actual()), identificador)
    if orden.accion == "publicar":
        quedan = lugar.pendientes and f" {_quedaron(lugar.pendientes)} sin resolver, que el público no ve."
        espera = " Hay archivos por revisar, que el público no ve." if lugar.por_revisar else ""
        flash(f"Publicado {identificador}, {lugar.titulo}.{quedan or ''}{espera}", "ok")
        if lugar.visible and _propone_iniciativa(identificador):
            return redirect(url_for("tramite.proponer", identificador=identificador), 303)
        return _ir_a(lugar.vecinos.siguiente or lugar.vecinos.anterior)
    if orden.accion not in DECIDEN:
        flash(_HECHO.get(orden.accion, "Ficha guardada."), "ok")
    if not lugar.visible:
        flash("Con ese acceso, usted ya no ve el documento.", "info")
        return _ir_a(None)
    if orden.accion in DECIDEN:
        ultima = orden.dato.split(",")[-1]
        if orden.accion == "deshacer":
            return _ir_a(identificador, "actual", s=ultima)
        return _ir_a(identificador, "actual", tras=ultima)
    return _ir_a(identificador, "vinculos" if orden.accion in _HECHO else "")


def _propone_iniciativa(identificador: str) -> bool:
    """¿Trae la ficha recién publicada algo que confirmar en el registro de iniciativas?"""
    sesion, actor = sesion_de_lectura(), actor_actual()
    return propuesta_de(sesion, actor, documento_para(sesion, actor, identificador)) is not None


def _quedaron(cuantas: int) -> str:
    return "Quedó 1 sugerencia" if cuantas == 1 else f"Quedaron {cuantas} sugerencias"


def _ir_a(identificador: str | None, ancla: str = "", *, s: str = "", tras: str = "") -> Respuesta:
    if identificador is None:
        return redirect(url_for("ingreso.lista"), 303)
    es_el_mismo = identificador == (request.view_args or {}).get("identificador")
    vista = vista_pedida(request.args) if es_el_mismo else Vista()
    destino = url_for(
        "catalogar.ver", identificador=identificador, **vista.parametros(), s=s or None, tras=tras or None
    )
    return redirect(f"{destino}#{ancla}" if ancla else destino, 303)


def _vinculo() -> DatosVinculo:
    escrito = {n.removeprefix("v-"): valor for n, valor in request.form.items() if n.startswith("v-")}
    return datos_vinculo(escrito)


def _aceptados() -> frozenset[int]:
    """Los archivos con algo oculto que la página mostraba al marcar que se revisaron."""
    return frozenset(entero(numero) for numero in request.form.get("oculto", "").split(","))


def _por_control(campos: Mapping[str, str], accion: str) -> Mapping[str, str]:
    """Los errores con el nombre de su control: los del vínculo llevan `v-` en esta pantalla."""
    if accion != "vincular":
        return campos
    return {f"v-{n}" if n in _DEL_VINCULO else n: mensaje for n, mensaje in campos.items()}


def _con_archivo(
    identificador: str, hacer: Callable[[Session], object], mensaje: str
) -> Respuesta | tuple[str, int]:
    try:
        with escritura() as sesion:
            hacer(sesion)
    except (DatosInvalidos, ErrorDelCentro) as error:
        if error.estado not in {409, 422}:
            raise
        campos = getattr(error, "campos", None) or {"archivo": error.mensaje}
        return pagina(identificador, fallo=Fallo("No se guardó el archivo.", campos)), error.estado
    flash(mensaje, "ok")
    return redirect(url_for("catalogar.ver", identificador=identificador) + "#versiones", 303)


def _archivo_unico() -> Llegada:
    exigir(actor_actual(), "ingresar_documentos")
    csrf.protect()
    try:
        llegadas = recoger(request.files.getlist("archivo"))
    except RequestEntityTooLarge as error:
        raise DatosInvalidos("El envío es demasiado grande; no se guardó nada.") from error
    return llegadas[0] if llegadas else Llegada("", 0, motivo="No se eligió ningún archivo.")


def _editar(identificador: str, ficha: Escrita, accion: str, dato: str) -> Escrita:
    if accion == "origen":
        return origen.con_lo_del_correo(sesion_de_lectura(), actor_actual(), identificador, ficha)
    if accion == "tipo":
        return con_fechas_del_tipo(
            ficha.con_tipo(ficha.textos.get("tipo", ""), request.form.get("tipo_antes", ""))
        )
    return ficha.con_otra_fecha() if accion == "fecha_mas" else ficha.sin_fecha(entero(dato))


def _edicion() -> int:
    return entero(request.form.get("edicion", ""))


def _otra_pagina() -> Vista | None:
    """La página cuyo número se escribió, si no es la que se está mirando."""
    vista, escrita = vista_pedida(request.args), entero(request.form.get("ir", ""))
    return vista.en(escrita) if escrita > 0 and escrita != vista.pagina else None
