"""Los canales Atom, y la página donde cada cuenta dice qué se le avisa."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.agenda.modelos import Tema
from centro_doc.avisos import atom, casos, consultas
from centro_doc.avisos.modelos import Cada
from centro_doc.avisos.novedades import novedades
from centro_doc.bitacora.accesos import anotar_acceso
from centro_doc.comun.errores import DatosInvalidos, NoDisponible
from centro_doc.comun.web import direccion_publica, escritura, reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import PUBLICO, Actor, exigir_cuenta, marcas
from centro_doc.cuentas.ritmo import limitar_busqueda
from centro_doc.cuentas.sesion import actor_actual, csrf
from config import Config

blueprint = Blueprint("avisos", __name__)
CADA = {
    "": "No recibir",
    Cada.INMEDIATO: "En cuanto entra algo",
    Cada.DIARIO: "Un resumen cada día",
    Cada.SEMANAL: "Un resumen los lunes",
}
_DEL_PUBLICO = frozenset({PUBLICO})


@blueprint.get("/agenda/<codigo>/atom.xml")
@limitar_busqueda
def canal(codigo: str) -> Response:
    """El canal público de un tema: el mismo para todos, se haya ingresado o no."""
    respuesta = _canal(consultas.tema_con(sesion_de_lectura(), codigo), _DEL_PUBLICO)
    respuesta.headers["Cache-Control"] = "public, no-cache"
    return respuesta


@blueprint.get("/canales/<clave>/<codigo>.atom")
@limitar_busqueda
def canal_propio(clave: str, codigo: str) -> Response:
    """El de un tema para la persona de la clave, sin sesión, con lo que ella ve hoy."""
    sesion = sesion_de_lectura()
    actor = consultas.dueno_de_la_clave(sesion, clave, hoy=reloj().hoy())
    respuesta = _canal(consultas.tema_con(sesion, codigo), marcas(actor))
    respuesta.headers["Cache-Control"] = "private, no-cache"
    if respuesta.status_code == 200:
        _anotar(actor, codigo)
    return respuesta


@blueprint.get("/avisos")
def propios() -> str:
    """Qué recibe la persona de cada tema, y sus canales."""
    return _pagina()


@blueprint.post("/avisos")
def suscribir() -> Respuesta | tuple[str, int]:
    """Cambia lo que se recibe por correo de un tema."""
    actor, config = actor_actual(), servicio(Config)
    codigo, cada = request.form.get("tema", ""), request.form.get("cada", "")
    exigir_cuenta(actor)
    try:
        with escritura() as sesion:
            casos.suscribir(sesion, actor, codigo, cada, reloj=reloj(), zona=config.zona_horaria)
    except DatosInvalidos as error:
        return _pagina(errores=error.campos), error.estado
    flash(f"{codigo}: {CADA[cada].lower()}.", "ok")
    return redirect(url_for("avisos.propios"), 303)


@blueprint.post("/avisos/clave")
def nueva_clave() -> str:
    """Hace otra clave para los canales y la muestra esta única vez."""
    with escritura() as sesion:
        clave = casos.nueva_clave(sesion, actor_actual(), reloj=reloj())
    return _pagina(clave=clave)


@blueprint.post("/avisos/clave/revocar")
def revocar() -> Respuesta:
    """Los canales con la clave de ahora dejan de responder."""
    with escritura() as sesion:
        casos.revocar_clave(sesion, actor_actual(), reloj=reloj())
    flash("Clave revocada: sus canales dejaron de responder.", "ok")
    return redirect(url_for("avisos.propios"), 303)


@blueprint.get("/avisos/baja/<ficha>")
def pedir_baja(ficha: str) -> str:
    """La página del enlace de un correo: leerla no da de baja, porque los correos se leen solos."""
    _, tema = consultas.suscripcion_de_ficha(sesion_de_lectura(), ficha)
    return render_template("avisos/baja.html", tema=tema, ficha=ficha, hecha=False)


@blueprint.post("/avisos/baja/<ficha>")
@csrf.exempt  # type: ignore[untyped-decorator]
def dar_de_baja(ficha: str) -> str:
    """Deja de mandar esos correos. Lo llama también el programa de correo, sin sesión (RFC 8058)."""
    with escritura() as sesion:
        codigo = casos.dar_de_baja(sesion, ficha)
    tema = consultas.tema_con(sesion_de_lectura(), codigo)
    return render_template("avisos/baja.html", tema=tema, ficha="", hecha=True)


def _canal(tema: Tema, suyas: frozenset[str]) -> Response:
    sesion = sesion_de_lectura()
    halladas, semilla = novedades(sesion, tema, suyas), consultas.semilla(sesion)
    cuerpo = atom.canal(
        tema, halladas, semilla, base=direccion_publica(""), propia=direccion_publica(request.path)
    )
    respuesta = Response(cuerpo, mimetype=atom.TIPO)
    respuesta.last_modified = atom.puesto_al_dia(halladas, semilla)
    respuesta.add_etag()
    # Lo que se ocultó también cambia el canal, y no lo hace más nuevo: la fecha sólo vale si es la misma.
    pedida = request.if_modified_since
    if request.if_none_match or pedida is None or pedida == respuesta.last_modified:
        respuesta.make_conditional(request)
    return respuesta


def _anotar(actor: Actor, codigo: str) -> None:
    """Lo que ve quien tiene la clave puede no ser público: queda en el diario antes del primer octeto."""
    ruta = servicio(Config).ruta_accesos
    try:
        anotar_acceso(ruta, actor, "canal_leido", ("expediente", codigo), reloj=reloj())
    except OSError as error:
        raise NoDisponible("No se pudo anotar la lectura, y sin eso el canal no se entrega.") from error


def _pagina(*, errores: dict[str, str] | None = None, clave: str = "") -> str:
    actor, sesion, config = actor_actual(), sesion_de_lectura(), servicio(Config)
    exigir_cuenta(actor)
    return render_template(
        "avisos/propios.html",
        suscripciones=consultas.suscripciones(sesion, actor),
        viva=consultas.clave_viva(sesion, actor),
        clave=clave,
        cada=CADA,
        con_correo=bool(config.correo_servidor),
        errores=errores or {},
    )
