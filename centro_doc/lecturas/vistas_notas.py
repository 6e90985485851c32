"""Las notas: escribirlas en el documento, y la página que las junta, las busca y las exporta."""

from collections.abc import Callable, Mapping, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from centro_doc.agenda.consultas import temas
from centro_doc.bitacora.accesos import anotar_acceso
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoDisponible, NoEncontrado
from centro_doc.comun.escrito import entero
from centro_doc.comun.paginacion import Hoja, numero_de_hoja
from centro_doc.comun.web import direccion_publica, escritura, reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.formularios import destino_local
from centro_doc.cuentas.permisos import exigir_cuenta, marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.documentos.vistas import conservados
from centro_doc.lecturas import casos, consultas, salidas
from centro_doc.lecturas.alcance import opciones
from centro_doc.lecturas.consultas import NotaVista
from centro_doc.lecturas.formularios import datos_nota, datos_pasaje, filtro_de_notas
from centro_doc.vinculos.textos import documento_visible
from config import Config

blueprint = Blueprint("notas", __name__)
POR_HOJA = 50


@blueprint.app_context_processor
def _del_documento() -> dict[str, object]:
    return {"alcances_de_nota": _alcances}


def _alcances() -> Mapping[str, str]:
    return opciones(actor_actual(), temas(sesion_de_lectura()))


@blueprint.get("/notas")
def lista() -> str:
    """Las notas propias o, con `?de=otros`, las que comparten con quien lee; `q` busca en ellas."""
    actor, sesion = actor_actual(), sesion_de_lectura()
    exigir_cuenta(actor)
    filtro, numero = filtro_de_notas(request.args), numero_de_hoja(request.args)
    todas = consultas.notas_legibles(sesion, actor, filtro)
    return render_template(
        "lecturas/notas.html",
        filtro=filtro,
        hoja=Hoja(todas[(numero - 1) * POR_HOJA : numero * POR_HOJA], numero, POR_HOJA, len(todas)),
        fuera=consultas.fuera_de_alcance(sesion, actor),
        borradas=consultas.borradas(sesion, actor),
        dias=casos.SE_GUARDA.days,
    )


@blueprint.get("/notas.csv", defaults={"formato": "csv"})
@blueprint.get("/notas.md", defaults={"formato": "md"})
def exportar(formato: str) -> Response:
    """Las mismas notas que la lista, en CSV o en Markdown."""
    actor, sesion = actor_actual(), sesion_de_lectura()
    exigir_cuenta(actor)
    notas = consultas.notas_legibles(sesion, actor, filtro_de_notas(request.args))
    _anotar_salida(sesion, notas)
    escrito, tipo = (
        (salidas.en_csv(notas, _direccion), "text/csv")
        if formato == "csv"
        else (salidas.en_markdown(notas, _direccion), "text/markdown")
    )
    respuesta = Response(escrito, mimetype=tipo)
    respuesta.headers["Content-Disposition"] = f'attachment; filename="notas.{formato}"'
    return respuesta


@blueprint.post("/documentos/<identificador>/notas")
def crear(identificador: str) -> Response | tuple[str, int]:
    """Guarda una nota; lo que falte vuelve en una página con todo lo escrito."""
    actor = actor_actual()
    exigir_cuenta(actor)
    documento = documento_visible(sesion_de_lectura(), identificador, marcas(actor))
    try:
        datos = datos_nota(request.form, _alcances())
        with escritura() as sesion:
            nota = casos.crear_nota(sesion, actor, identificador, datos, reloj=reloj()).id
    except DatosInvalidos as error:
        return _formulario(documento, error), error.estado
    flash("Nota guardada.", "ok")
    direccion = url_for("documentos.ver", identificador=identificador, **conservados())
    return redirect(f"{direccion}#nota-{nota}", 303)


@blueprint.get("/notas/<int:nota>")
def editar(nota: int) -> str:
    """El formulario de una nota propia."""
    una, documento = _propia(nota)
    return _formulario(documento, nota=una)


@blueprint.post("/notas/<int:nota>")
def guardar(nota: int) -> Response | tuple[str, int]:
    """Guarda los cambios de una nota propia."""
    una, documento = _propia(nota)
    ofrecidas = {**_alcances(), una.clave: una.con}
    try:
        datos = datos_nota(request.form, ofrecidas)
        with escritura() as sesion:
            edicion = entero(request.form.get("edicion", ""))
            casos.editar_nota(sesion, actor_actual(), nota, datos, edicion, reloj=reloj())
    except (DatosInvalidos, Conflicto) as error:
        return _formulario(documento, error, _propia(nota)[0]), error.estado
    flash("Nota guardada.", "ok")
    return redirect(_vuelta(documento.identificador, nota), 303)


@blueprint.post("/notas/<int:nota>/borrar")
def borrar(nota: int) -> Response:
    """Borra una nota propia; el aviso trae con qué deshacerlo."""
    return _hacer(
        nota,
        lambda sesion: casos.borrar_nota(sesion, actor_actual(), nota, reloj=reloj()),
        ("Nota borrada.", f"ok:nota:{nota}"),
    )


@blueprint.post("/notas/<int:nota>/recuperar")
def recuperar(nota: int) -> Response:
    """Deshace el borrado de una nota."""
    return _hacer(
        nota,
        lambda sesion: casos.recuperar_nota(sesion, actor_actual(), nota, reloj=reloj()),
        ("Nota recuperada.", "ok"),
    )


@blueprint.post("/notas/<int:nota>/aceptar")
def aceptar(nota: int) -> Response:
    """Da por bueno el lugar al que el sistema movió el pasaje."""
    return _hacer(
        nota,
        lambda sesion: casos.dar_por_bueno(sesion, actor_actual(), nota),
        ("Pasaje confirmado en su lugar nuevo.", "ok"),
    )


@blueprint.post("/notas/<int:nota>/pasaje")
def cambiar_pasaje(nota: int) -> Response | tuple[str, int]:
    """Dice de qué pasaje del texto de ahora habla la nota."""
    una, documento = _propia(nota)
    try:
        cita = datos_pasaje(request.form)
        with escritura() as sesion:
            casos.reparar_pasaje(sesion, actor_actual(), nota, cita)
    except DatosInvalidos as error:
        return _formulario(documento, error, una), error.estado
    flash("Pasaje cambiado.", "ok")
    return redirect(_vuelta(documento.identificador, nota), 303)


def _hacer(nota: int, caso: Callable[[Session], object], aviso: tuple[str, str]) -> Response:
    exigir_cuenta(actor_actual())
    with escritura() as sesion:
        caso(sesion)
        _, documento = casos.abrir_nota(sesion, actor_actual(), nota, borrada=True)
        identificador = documento.identificador
    flash(*aviso)
    return redirect(_vuelta(identificador, nota), 303)


def _propia(nota: int) -> tuple[NotaVista, Documento]:
    actor, sesion = actor_actual(), sesion_de_lectura()
    exigir_cuenta(actor)
    una = consultas.nota_propia(sesion, actor, nota)
    if una is None:
        raise NoEncontrado(casos.NO_ESTA)
    return una, documento_visible(sesion, una.identificador, marcas(actor))


def _formulario(
    documento: Documento, error: DatosInvalidos | Conflicto | None = None, nota: NotaVista | None = None
) -> str:
    """La página de una nota, con lo escrito si algo falló; la que cambió en otra ventana dice cómo quedó."""
    errores = getattr(error, "campos", {}) or ({"texto": error.mensaje} if error is not None else {})
    return render_template(
        "lecturas/nota.html",
        documento=documento,
        nota=nota,
        escrito=request.form,
        errores=errores,
        cambiada=isinstance(error, Conflicto),
        alcances={**({} if nota is None else {nota.clave: nota.con}), **_alcances()},
        volver=destino_local(request.values.get("volver")) or "",
    )


def _vuelta(identificador: str, nota: int) -> str:
    volver = destino_local(request.form.get("volver"))
    return f"{volver or url_for('documentos.ver', identificador=identificador)}#nota-{nota}"


def _direccion(nota: NotaVista) -> str:
    pagina = nota.pasaje.pagina if nota.pasaje is not None else None
    return direccion_publica(url_for("documentos.ver", identificador=nota.identificador, p=pagina))


def _anotar_salida(sesion: Session, notas: Sequence[NotaVista]) -> None:
    """Los pasajes de lo no público que salen quedan en el diario antes del primer octeto."""
    citados = {una.identificador for una in notas if una.pasaje is not None and una.pasaje.literal}
    try:
        for registro in consultas.no_publicos(sesion, citados):
            objeto = ("documento", registro)
            anotar_acceso(
                servicio(Config).ruta_accesos, actor_actual(), "notas_exportadas", objeto, reloj=reloj()
            )
    except OSError as error:
        raise NoDisponible("No se pudo anotar la salida, y sin eso las notas no se entregan.") from error
