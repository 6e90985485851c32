"""Los formularios de una norma: crearla, editarla, y añadirle o quitarle partes. Sin JavaScript."""

from collections.abc import Callable, Mapping

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Respuesta

from centro_doc.catalogo.tipos import JURISDICCIONES
from centro_doc.comun.errores import Conflicto, DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.comun.web import escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import Actor, exigir, marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.normas import cambios, casos, palabras
from centro_doc.normas.casos import Fila
from centro_doc.normas.ficha import ficha
from centro_doc.normas.formularios import (
    datos_alias,
    datos_estado,
    datos_fecha,
    datos_norma,
    datos_relacion,
    edicion,
)
from centro_doc.normas.modelos import (
    AliasDeNorma,
    ClaseDeTexto,
    EstadoDeNorma,
    EstadoDeUnion,
    FechaDeNorma,
    RelacionDeNormas,
)
from centro_doc.normas.partes import articulo_en_prosa

blueprint = Blueprint("normas_edicion", __name__, url_prefix="/normas")
Campos = Mapping[str, str]


@blueprint.get("/nueva")
def nueva() -> str:
    """El formulario de una norma nueva; `?clave=` la trae escrita."""
    exigir(actor_actual(), "editar_normas")
    clave = request.args.get("clave", "")[:60]
    return _nueva({"clave": clave, "jurisdiccion": "GT", "marca": "C", "citable": "si"}, {})


@blueprint.post("")
def crear() -> Respuesta:
    """Añade la norma y lleva a sus formularios."""
    exigir(actor_actual(), "editar_normas")
    try:
        with escritura() as sesion:
            clave = casos.crear_norma(sesion, actor_actual(), datos_norma(request.form), reloj=reloj()).clave
    except DatosInvalidos as error:
        return Response(_nueva(request.form, error.campos), error.estado)
    flash(f"Se añadió {clave}. Complete lo que conste de ella.", "ok")
    return redirect(url_for("normas_edicion.editar", clave=clave), 303)


@blueprint.get("/<clave>/editar")
def editar(clave: str) -> str:
    """Los formularios de una norma que ya está."""
    exigir(actor_actual(), "editar_normas")
    return _editar(clave)


@blueprint.post("/<clave>")
def guardar(clave: str) -> Respuesta:
    """Guarda los datos de la norma."""
    exigir(actor_actual(), "editar_normas")
    try:
        with escritura() as sesion:
            datos = datos_norma(request.form, clave=clave)
            casos.editar_norma(
                sesion, actor_actual(), clave, datos, edicion=edicion(request.form), reloj=reloj()
            )
    except DatosInvalidos as error:
        return Response(_editar(clave, "norma", error.campos), error.estado)
    except Conflicto as error:
        mensaje = "Otra persona la cambió entretanto. Si guarda otra vez, queda lo suyo."
        return Response(_editar(clave, "norma", {"nombre": mensaje}), error.estado)
    flash("Se guardó la norma.", "ok")
    return redirect(url_for("normas.ver", clave=clave), 303)


@blueprint.post("/<clave>/textos")
def decidir_texto(clave: str) -> Respuesta:
    """Confirma que un documento trae el texto de la norma, o dice que no."""
    exigir(actor_actual(), "editar_normas")
    confirma = request.form.get("accion") != "rechazar"
    clase = request.form.get("clase", "")
    if confirma and clase not in palabras.TEXTOS:
        falta = {"documento": "Elija de dónde sale el texto: oficial, consolidado por un editor o escaneado."}
        return Response(_editar(clave, "texto", falta), 422)
    try:
        with escritura() as sesion:
            cambios.decidir_texto(
                sesion,
                actor_actual(),
                clave,
                request.form.get("documento", ""),
                estado=EstadoDeUnion.CONFIRMADO if confirma else EstadoDeUnion.RECHAZADO,
                clase=ClaseDeTexto(clase) if confirma else ClaseDeTexto.OFICIAL,
                reloj=reloj(),
            )
    except DatosInvalidos as error:
        return Response(_editar(clave, "texto", error.campos), error.estado)
    flash("Se unió el documento a la norma." if confirma else "Ese documento ya no se propone.", "ok")
    return redirect(url_for("normas_edicion.editar", clave=clave, _anchor="textos"), 303)


@blueprint.post("/<clave>/<parte>")
def anadir(clave: str, parte: str) -> Respuesta:
    """Añade un alias, una fecha, un estado o una relación."""
    exigir(actor_actual(), "editar_normas")
    if parte not in _ANADIR:
        raise NotFound()
    try:
        with escritura() as sesion:
            _ANADIR[parte](sesion, actor_actual(), clave, request.form, reloj())
    except DatosInvalidos as error:
        return Response(_editar(clave, parte, error.campos), error.estado)
    flash("Se añadió a la norma.", "ok")
    return redirect(url_for("normas_edicion.editar", clave=clave, _anchor=f"s-{parte}"), 303)


@blueprint.post("/<clave>/<parte>/<int:numero>/quitar")
def quitar(clave: str, parte: str, numero: int) -> Respuesta:
    """Quita una parte de la norma."""
    exigir(actor_actual(), "editar_normas")
    if parte not in _MODELOS:
        raise NotFound()
    with escritura() as sesion:
        cambios.quitar(sesion, actor_actual(), clave, _MODELOS[parte], numero, reloj=reloj())
    flash("Se quitó de la norma. La bitácora guarda quién lo quitó.", "ok")
    return redirect(url_for("normas_edicion.editar", clave=clave, _anchor=f"s-{parte}"), 303)


def _alias(sesion: Session, actor: Actor, clave: str, campos: Campos, cuando: Reloj) -> None:
    cambios.anadir_alias(sesion, actor, clave, datos_alias(campos), reloj=cuando)


def _fecha(sesion: Session, actor: Actor, clave: str, campos: Campos, cuando: Reloj) -> None:
    cambios.anadir_fecha(sesion, actor, clave, datos_fecha(campos), reloj=cuando)


def _estado(sesion: Session, actor: Actor, clave: str, campos: Campos, cuando: Reloj) -> None:
    documento = campos.get("documento", "")
    cambios.anadir_estado(sesion, actor, clave, datos_estado(campos), documento=documento, reloj=cuando)


def _relacion(sesion: Session, actor: Actor, clave: str, campos: Campos, cuando: Reloj) -> None:
    datos, documento = datos_relacion(campos, clave), campos.get("documento", "")
    cambios.anadir_relacion(sesion, actor, clave, datos, documento=documento, reloj=cuando)


_ANADIR: Mapping[str, Callable[[Session, Actor, str, Campos, Reloj], None]] = {
    "alias": _alias,
    "fecha": _fecha,
    "estado": _estado,
    "relacion": _relacion,
}
_MODELOS: Mapping[str, type[Fila]] = {
    "alias": AliasDeNorma,
    "fecha": FechaDeNorma,
    "estado": EstadoDeNorma,
    "relacion": RelacionDeNormas,
}


def _nueva(escrito: Campos, errores: Campos) -> str:
    return render_template(
        "normas/nueva.html",
        escrito=escrito,
        errores=errores,
        senalados=_senalados("norma", errores),
        jurisdicciones=JURISDICCIONES,
        verificaciones=palabras.VERIFICACIONES,
    )


def _editar(clave: str, fallida: str = "", errores: Campos | None = None) -> str:
    """Los formularios; el de la parte `fallida` vuelve con lo escrito y sus errores."""
    hoy = reloj().hoy()
    leida = ficha(sesion_de_lectura(), clave, marcas(actor_actual()), fecha=hoy)
    norma = leida.norma
    guardado = {nombre: getattr(norma, nombre) for nombre in ("nombre", "sigla", "organo", "jurisdiccion")}
    guardado |= {"marca": norma.marca, "nota": norma.nota, "citable": "si" if norma.citable else ""}
    return render_template(
        "normas/editar.html",
        ficha=leida,
        guardado={**guardado, "edicion": str(norma.edicion)},
        fallida=fallida,
        escrito={**request.form, "edicion": str(norma.edicion)} if fallida else {},
        errores=errores or {},
        senalados=_senalados(fallida, errores or {}),
        jurisdicciones=JURISDICCIONES,
        articulo=articulo_en_prosa,
        palabras=palabras,
        verificaciones=palabras.VERIFICACIONES,
    )


def _senalados(parte: str, errores: Campos) -> list[tuple[str, str]]:
    """Pares (id del control, mensaje); lo que no es de un control señala al primero de su formulario."""
    primeros = {"alias": "alias", "fecha": "clase", "estado": "estado", "relacion": "sentido"}
    return [
        (f"{parte}-{primeros[parte] if campo == 'repetido' else campo}", mensaje)
        for campo, mensaje in errores.items()
    ]
