"""La pantalla de ingreso: subir archivos, ver su suerte y repartir lo que está por trabajar."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as Respuesta

from centro_doc.catalogo import bandeja, casos, ingreso
from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.cola import PESTANAS, POR_HOJA, Lector, cuantos_por_catalogar
from centro_doc.catalogo.constancias import RECIBIDO, Constancia
from centro_doc.catalogo.formularios import (
    ACCESOS_DE_LOTE,
    datos_lote,
    de_vuelta,
    filtro_cola,
    numero_de_lote,
)
from centro_doc.catalogo.modelos import Acceso
from centro_doc.catalogo.subida import FORMULARIO_MAXIMO, recoger
from centro_doc.comun.errores import DatosInvalidos, ErrorDelCentro
from centro_doc.comun.escrito import entero
from centro_doc.comun.fechas import tamano
from centro_doc.comun.web import escritura, reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.consultas import quienes_pueden
from centro_doc.cuentas.permisos import exigir, marcas, puede
from centro_doc.cuentas.ritmo import limitar_subida
from centro_doc.cuentas.sesion import actor_actual, csrf
from centro_doc.curaduria.consultas import publicables
from centro_doc.directorio.modelos import Institucion
from centro_doc.importaciones import consultas as importaciones
from config import Config
from indexador.extraccion.tipo_formatos import EXTENSIONES, LEIDOS

blueprint = Blueprint("ingreso", __name__)


class EnvioDemasiadoGrande(ErrorDelCentro):
    """La petición entera pasa del límite."""

    estado = 413
    titulo = "El envío es demasiado grande"


@blueprint.app_context_processor
def _pendientes() -> dict[str, object]:
    return {
        "pendientes_de_ingreso": _cuantos_pendientes,
        "extensiones_que_se_leen": ",".join(EXTENSIONES),
        "formatos_que_se_leen": LEIDOS,
    }


def _cuantos_pendientes() -> int:
    return cuantos_por_catalogar(sesion_de_lectura(), _lector()) if puede(actor_actual(), "catalogar") else 0


def _lector() -> Lector:
    actor = actor_actual()
    return Lector(marcas(actor), actor.usuario_id, publicables(reloj().hoy()))


@blueprint.get("/ingreso")
def lista() -> str:
    """Subir, el lote de hoy y la cola."""
    exigir(actor_actual(), "ingresar_documentos")
    return _pagina()


@blueprint.get("/ingreso/avance")
def avance() -> dict[str, Any]:
    """Por dónde va lo que se está leyendo; si cambió `sello`, hay que volver a pedir la página."""
    exigir(actor_actual(), "ingresar_documentos")
    pulso = bandeja.pulso(sesion_de_lectura(), _lector(), reloj=reloj(), lote=_lote_elegido())
    filas = pulso.subido.lote.filas if pulso.subido.lote is not None else ()
    en_curso = {
        fila.codigo: {"texto": fila.en_palabras, "avance": fila.avance} for fila in filas if fila.en_curso
    }
    sello = _sello(pulso.sello, _importaciones())
    return {"sello": sello, "en_curso": pulso.subido.en_curso, "filas": en_curso}


@blueprint.post("/ingreso")
@csrf.exempt  # type: ignore[untyped-decorator]
@limitar_subida
def recibir() -> str | Respuesta | tuple[str, int]:
    """Recibe los archivos de un lote. El permiso y el CSRF se miran aquí, antes de leer los archivos."""
    actor = actor_actual()
    exigir(actor, "ingresar_documentos")
    try:
        csrf.protect()
        llegadas = recoger(request.files.getlist("archivos"))
        datos = datos_lote(request.form)
        if not llegadas:
            raise DatosInvalidos("No se recibió nada.", {"archivos": "Elija al menos un archivo."})
    except RequestEntityTooLarge as error:
        limite = tamano(servicio(Config).limite_peticion)
        raise EnvioDemasiadoGrande(
            f"Los archivos juntos pasan de {limite}. No se guardó ninguno de este envío."
        ) from error
    except DatosInvalidos as error:
        return _pagina(errores=error.campos), error.estado
    with escritura() as sesion:
        constancias = ingreso.recibir_lote(sesion, actor, datos, llegadas, reloj=reloj())
    _avisar(constancias)
    return redirect(url_for("ingreso.lista") + "#lote", 303)


@blueprint.post("/ingreso/registro")
def registrar() -> Respuesta | tuple[str, int]:
    """Crea el registro de un documento sin archivo y lleva a catalogarlo."""
    try:
        with escritura() as sesion:
            documento = casos.crear_sin_archivo(
                sesion, actor_actual(), request.form.get("titulo", ""), reloj=reloj()
            )
    except DatosInvalidos as error:
        return _pagina(errores=error.campos), error.estado
    return redirect(url_for("catalogar.ver", identificador=documento.identificador), 303)


@blueprint.post("/ingreso/<identificador>/reintentar")
def reintentar(identificador: str) -> Respuesta:
    """Vuelve a leer un archivo que falló."""
    with escritura() as sesion:
        casos.reintentar_lectura(sesion, actor_actual(), identificador, reloj=reloj())
    flash(f"{identificador} se está leyendo otra vez.", "ok")
    return redirect(url_for("ingreso.lista", **de_vuelta(request.args)), 303)


@blueprint.post("/ingreso/cambios")
def cambiar() -> Respuesta | tuple[str, int]:
    """Asigna o cambia el acceso de los documentos elegidos en la cola."""
    elegidos = sorted(set(request.form.getlist("elegidos")))
    accion = request.form.get("accion", "")
    try:
        if not elegidos:
            raise DatosInvalidos("", {"elegidos": "Elija al menos un documento de la lista."})
        with escritura() as sesion:
            if accion == "acceso":
                hecho = casos.cambiar_acceso(sesion, actor_actual(), elegidos, _acceso(), reloj=reloj())
                mensaje = f"Cambió el acceso de {hecho} documentos." if hecho > 1 else "Cambió el acceso."
            else:
                para, a_quien = _persona(accion)
                hecho = casos.asignar(sesion, actor_actual(), elegidos, para, reloj=reloj())
                mensaje = f"Documentos {a_quien}: {hecho}."
    except DatosInvalidos as error:
        return _pagina(errores=error.campos, elegidos=frozenset(elegidos)), error.estado
    flash(mensaje, "ok")
    return redirect(url_for("ingreso.lista", **de_vuelta(request.args)), 303)


def _persona(accion: str) -> tuple[int | None, str]:
    """A quién se asigna, y cómo se dice."""
    if accion == "asignar":
        return actor_actual().usuario_id, "asignados a usted"
    if accion != "asignar_a":
        return None, "sin asignar"
    nombres = dict(quienes_pueden(sesion_de_lectura(), "catalogar"))
    persona = entero(request.form.get("persona", ""))
    if persona not in nombres:
        raise DatosInvalidos("", {"persona": "Elija a una persona de la lista."})
    return persona, f"asignados a {nombres[persona]}"


def _acceso() -> DatosAcceso:
    clase = request.form.get("acceso", "")
    if clase not in {Acceso.PUBLICA_OFICIO, Acceso.PUBLICA, Acceso.INTERNA}:
        raise DatosInvalidos("", {"acceso": "Elija la clase de acceso de la lista."})
    return DatosAcceso(Acceso(clase), request.form.get("fundamento", ""))


def _avisar(constancias: list[Constancia]) -> None:
    recibidos = sum(1 for constancia in constancias if constancia.estado == RECIBIDO)
    otros = len(constancias) - recibidos
    if recibidos:
        archivos = "1 archivo" if recibidos == 1 else f"{recibidos} archivos"
        flash(f"Se recibió {archivos}." if recibidos == 1 else f"Se recibieron {archivos}.", "ok")
    if otros:
        no = "1 archivo no entró" if otros == 1 else f"{otros} archivos no entraron"
        flash(f"{no}: el lote dice por qué y qué hacer.", "mal")


def _pagina(*, errores: dict[str, str] | None = None, elegidos: frozenset[str] = frozenset()) -> str:
    sesion, filtro = sesion_de_lectura(), filtro_cola(request.args)
    vista = bandeja.mirar(sesion, _lector(), filtro, reloj=reloj(), lote=_lote_elegido())
    vistas = _importaciones()
    return render_template(
        "ingreso/lista.html",
        cola=vista.cola,
        subido=vista.subido,
        importaciones=vistas,
        sello=_sello(vista.sello, vistas),
        personas=quienes_pueden(sesion, "catalogar"),
        pendientes_de_ingreso=lambda: vista.cola.cuentas["por_catalogar"],
        filtro=filtro,
        pestanas=PESTANAS,
        por_hoja=POR_HOJA,
        accesos_de_lote=_accesos_de_lote(),
        instituciones=sesion.scalars(select(Institucion.nombre).order_by(Institucion.nombre)).all(),
        limite=servicio(Config).limite_archivo,
        tramo=FORMULARIO_MAXIMO,
        errores=errores or {},
        elegidos=elegidos,
        escrito=request.form,
    )


def _importaciones() -> list[importaciones.ImportacionVista]:
    return importaciones.recientes(sesion_de_lectura(), marcas(actor_actual()))


def _lote_elegido() -> int | None:
    return numero_de_lote(request.args.get("lote", ""))


def _sello(de_la_bandeja: str, vistas: list[importaciones.ImportacionVista]) -> str:
    """Lo que cambia cuando hay que volver a pedir la página."""
    return ".".join([de_la_bandeja, *(f"{una.estado}-{una.hechos}" for una in vistas)])


def _accesos_de_lote() -> list[tuple[str, str]]:
    clasifica = puede(actor_actual(), "clasificar")
    return [(c, n) for c, n in ACCESOS_DE_LOTE.items() if clasifica or c != Acceso.CONFIDENCIAL]
