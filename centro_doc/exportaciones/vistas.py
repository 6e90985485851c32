"""Llevarse una versión congelada: pedir la copia, ver cómo va y bajarla."""

from flask import Blueprint, redirect, render_template, request, send_file
from werkzeug.wrappers import Response

from almacen import DepositoLocal, NoGuardado
from centro_doc.bitacora.accesos import anotar_acceso
from centro_doc.comun.errores import NoDisponible
from centro_doc.comun.web import escritura, reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.ritmo import limitar_busqueda
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.encuadernacion.obra import nombre_de_archivo
from centro_doc.expedientes import congelados
from centro_doc.expedientes.congelados import VersionCongelada
from centro_doc.expedientes.modelos import ExpedienteCongelado, Nivel
from centro_doc.expedientes.rutas import direccion as direccion_de
from centro_doc.expedientes.rutas import por_sujeto
from centro_doc.expedientes.sujetos import clave_de
from centro_doc.exportaciones import casos, consultas
from centro_doc.exportaciones.avisar import avisar, recordar
from centro_doc.exportaciones.consultas import Copia
from centro_doc.exportaciones.modelos import Formato
from config import Config

blueprint = Blueprint("exportaciones", __name__)
blueprint.before_app_request(avisar)
REFRESCO = 3
"""Segundos entre dos miradas a lo que se está armando."""
TIPOS = {
    Formato.PDF: "application/pdf",
    Formato.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Formato.ZIP: "application/zip",
}


@por_sujeto(blueprint, "/versiones/<direccion>/exportar")
@limitar_busqueda
def ver(clase: str, codigo: str, direccion: str) -> str:
    """Las formas de llevarse una versión y cómo va cada una."""
    version = _abrir(clase, codigo, direccion)
    hay = _copias(version)
    return render_template(
        "exportaciones/version.html", version=version, copias=hay, refresco=REFRESCO, nivel=Nivel
    )


@por_sujeto(blueprint, "/versiones/<direccion>/exportar", "POST")
@limitar_busqueda
def pedir(clase: str, codigo: str, direccion: str) -> Response:
    """La pide; la hace el trabajador, y la página dice cuándo está."""
    version, opcion = _abrir(clase, codigo, direccion), casos.opcion_de(request.form.get("forma", ""))
    falta = [copia for copia in _copias(version) if copia.lista and not _existe(copia)]
    with escritura() as sesion:
        congelado = sesion.get_one(ExpedienteCongelado, version.datos.id)
        pedida = casos.pedir(
            sesion,
            actor_actual(),
            congelado,
            opcion,
            reloj=reloj(),
            sitio=_sitio(),
            grupos=version.grupos,
            rehacer=any(copia.opcion == opcion for copia in falta),
        )
        recordar(pedida.clave)
    return redirect(_pagina(version) + f"#{opcion.nombre}", 303)


@por_sujeto(blueprint, "/versiones/<direccion>/exportar/<forma>")
@limitar_busqueda
def bajar(clase: str, codigo: str, direccion: str, forma: str) -> Response:
    """El archivo, si está hecho y sigue valiendo; si no, la página donde se pide."""
    version, opcion = _abrir(clase, codigo, direccion), casos.opcion_de(forma)
    copia = next(una for una in _copias(version) if una.opcion == opcion)
    try:
        ruta = servicio(DepositoLocal).ruta(copia.sha256)
    except NoGuardado:
        return redirect(_pagina(version) + f"#{opcion.nombre}", 303)
    publica = version.datos.nivel == Nivel.PUBLICA and version.datos.abierta and not version.sujeto.reservado
    if not publica:
        _anotar(version, opcion.nombre)
    sujeto = version.sujeto
    de_que = version.expediente.nombre if sujeto.sin_codigo else sujeto.codigo
    nombre = nombre_de_archivo(de_que, version.datos.nivel, version.datos.numero)
    respuesta = send_file(
        ruta,
        mimetype=TIPOS[Formato(opcion.formato)],
        as_attachment=True,
        download_name=f"{nombre}{'-citadas' if opcion.solo_citadas else ''}.{opcion.formato}",
        conditional=True,
        etag=copia.sha256,
        last_modified=None,
    )
    respuesta.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    respuesta.headers["Cache-Control"] = "public, no-cache" if publica else "private, no-store"
    return respuesta


def _abrir(clase: str, codigo: str, direccion: str) -> VersionCongelada:
    """La versión, si quien pide ve su nivel; si no, `NoEncontrado`."""
    return congelados.version(sesion_de_lectura(), clave_de(clase, codigo), direccion, marcas(actor_actual()))


def _copias(version: VersionCongelada) -> tuple[Copia, ...]:
    return consultas.copias(sesion_de_lectura(), version.datos, sitio=_sitio(), grupos=version.grupos)


def _existe(copia: Copia) -> bool:
    return servicio(DepositoLocal).existe(copia.sha256)


def _pagina(version: VersionCongelada) -> str:
    return direccion_de(version.sujeto, "exportaciones.ver", direccion=version.direccion)


def _sitio() -> str:
    return servicio(Config).sitio


def _anotar(version: VersionCongelada, forma: str) -> None:
    """Deja constancia de quién se lleva una versión de trabajo; si no se puede, no se entrega."""
    detalle = {"version": version.direccion, "formato": forma}
    objeto = ("expediente", version.datos.clave)
    try:
        anotar_acceso(
            servicio(Config).ruta_accesos,
            actor_actual(),
            "exportacion_descargada",
            objeto,
            reloj=reloj(),
            detalle=detalle,
        )
    except OSError as error:
        raise NoDisponible("No se pudo anotar la descarga, y sin eso esta versión no se entrega.") from error
