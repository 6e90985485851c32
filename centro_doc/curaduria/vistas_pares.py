"""Dos documentos a la vez: compararlos, decidir qué son uno del otro, unirlos y relacionarlos."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Respuesta

from centro_doc.bitacora.accesos import anotar_acceso
from centro_doc.catalogo import pares, relaciones
from centro_doc.catalogo.acceso import AMPLIAS
from centro_doc.catalogo.duplicados import resolver_duplicado
from centro_doc.catalogo.firmas import CasiDuplicado, casi_duplicados
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion
from centro_doc.catalogo.relaciones import direccion_de
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoDisponible, NoEncontrado
from centro_doc.comun.escrito import entero
from centro_doc.comun.web import escritura, reloj, servicio, sesion_de_lectura, soltar_lectura
from centro_doc.cuentas.permisos import exigir, marcas, puede
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.curaduria.comparacion import Comparacion, Decision, comparacion, decidir
from centro_doc.curaduria.union import Orden, planear
from centro_doc.curaduria.unir import unir
from config import Config

blueprint = Blueprint("pares", __name__)
_RESUELTO = {
    "usar": "Se usa {0}. La entrega de este archivo queda en la bitácora.",
    "retirar": "El archivo repetido salió del lote. {0} no cambia.",
}


@blueprint.app_context_processor
def _de_los_pares() -> dict[str, object]:
    return {
        "clases_de_relacion": {c: relaciones.NOMBRES[c][0] for c in relaciones.AFIRMADAS},
        "casi_duplicados_de": _casi_duplicados_de,
        "parecidos_de": _parecidos_de,
        "relacionados_de": _relacionados_de,
    }


def _casi_duplicados_de(registros: Sequence[str]) -> dict[str, tuple[CasiDuplicado, ...]]:
    """Por registro, los que se le parecen y esperan una decisión; vacío para quien no cataloga."""
    actor, sesion = actor_actual(), sesion_de_lectura()
    if not registros or not puede(actor, "catalogar"):
        return {}
    filas = sesion.execute(
        select(Documento.id, Documento.identificador).where(Documento.identificador.in_(registros))
    )
    numeros = {fila.id: fila.identificador for fila in filas}
    hallados = casi_duplicados(sesion, marcas(actor), list(numeros))
    return {numeros[numero]: suyos for numero, suyos in hallados.items()}


def _parecidos_de(documento: Documento) -> tuple[CasiDuplicado, ...]:
    """Los que se parecen a este y esperan una decisión."""
    hallados = casi_duplicados(sesion_de_lectura(), marcas(actor_actual()), [documento.id])
    return hallados.get(documento.id, ())


def _relacionados_de(documento: Documento) -> tuple[relaciones.Relacionado, ...]:
    """Los de su ficha de catalogar, también con los que no tiene relación: ahí se quita lo decidido."""
    return relaciones.de_documento(
        sesion_de_lectura(), documento.id, marcas(actor_actual()), clases=relaciones.TODAS
    )


@blueprint.get("/comparar/<uno>/<otro>")
def comparar(uno: str, otro: str) -> str:
    """La diferencia de dos documentos, página a página (`p`, la que se ve), y las cuatro decisiones."""
    actor = actor_actual()
    exigir(actor, "catalogar")
    vista = entero(request.args.get("p", "")) - 1
    hecha = comparacion(sesion_de_lectura(), actor, uno, otro, vista if vista >= 0 else None)
    _anotar_lectura(hecha)
    return render_template("curaduria/comparar.html", c=hecha)


@blueprint.post("/comparar/<uno>/<otro>")
def decidir_par(uno: str, otro: str) -> Respuesta:
    """Anota la decisión; si son el mismo documento, lleva a unir sus fichas."""
    exigir(actor_actual(), "catalogar")
    decision = request.form.get("decision", "")
    if decision == Decision.MISMO:
        comparacion(sesion_de_lectura(), actor_actual(), uno, otro)
        return redirect(url_for("pares.ver_union", queda=otro, unido=uno), 303)
    if decision not in set(Decision):
        raise DatosInvalidos("Elija qué son estos dos documentos.")
    a_comparar = redirect(url_for("pares.comparar", uno=uno, otro=otro), 303)
    try:
        with escritura() as sesion:
            sustituye = decidir(sesion, actor_actual(), uno, otro, Decision(decision), reloj=reloj())
    except Conflicto as error:
        flash(error.mensaje, "mal")
        return a_comparar
    flash(_dicho(pares.decir(decision, uno, otro), sustituye), "ok")
    if sustituye:
        return a_comparar
    return redirect(url_for("catalogar.ver", identificador=uno), 303)


@blueprint.get("/unir/<queda>/<unido>")
def ver_union(queda: str, unido: str) -> str | Respuesta:
    """Lo que quedaría de cada campo al unir la ficha `unido` a `queda`."""
    exigir(actor_actual(), "retirar")
    if (hecha := _ya_unidas(queda, unido)) is not None:
        return hecha
    return _pagina_de_union(queda, unido, request.args.getlist("del_unido"), request.args.get("orden", ""))


@blueprint.post("/unir/<queda>/<unido>")
def hacer_union(queda: str, unido: str) -> str | Respuesta | tuple[str, int]:
    """Une las dos fichas como dice el formulario; `accion=ver` sólo muestra otra vez lo que quedaría."""
    exigir(actor_actual(), "retirar")
    if (hecha := _ya_unidas(queda, unido)) is not None:
        return hecha
    elegidos = [campo for campo, de in request.form.items() if de == "unido"]
    orden = request.form.get("orden", "")
    if request.form.get("accion") != "unir":
        return _pagina_de_union(queda, unido, elegidos, orden)
    ediciones = (
        entero(request.form.get("edicion_queda", "")),
        entero(request.form.get("edicion_unido", "")),
    )
    try:
        with escritura() as sesion:
            operacion = unir(
                sesion,
                actor_actual(),
                queda,
                unido,
                ediciones=ediciones,
                orden=_orden(orden),
                del_unido=elegidos,
                reloj=reloj(),
            ).id
    except NoEncontrado:
        soltar_lectura()
        if (hecha := _ya_unidas(queda, unido)) is not None:
            return hecha
        raise
    except (Conflicto, DatosInvalidos) as error:
        faltan = list(getattr(error, "campos", {}).values())
        return _pagina_de_union(queda, unido, elegidos, orden, [error.mensaje, *faltan]), error.estado
    flash(f"Unidas: {unido} ahora es parte de {queda}. Si fue un error, deshágalo aquí.", "ok")
    return redirect(url_for("lotes.operacion", operacion_id=operacion), 303)


@blueprint.post("/catalogar/<identificador>/relaciones")
def relacionar(identificador: str) -> Respuesta:
    """Relaciona el documento con otro, por su registro."""
    clase = request.form.get("clase", "")
    destino = redirect(url_for("catalogar.ver", identificador=identificador) + "#relaciones", 303)
    try:
        if clase not in relaciones.AFIRMADAS:
            raise DatosInvalidos("", {"clase": "Elija qué es del otro documento."})
        with escritura() as sesion:
            enlace = relaciones.relacionar(
                sesion,
                actor_actual(),
                identificador,
                ClaseRelacion(clase),
                request.form.get("otro", ""),
                reloj=reloj(),
            )
    except DatosInvalidos as error:
        exigir(actor_actual(), "catalogar")
        flash(f"No se relacionó. {' '.join(error.campos.values())}", "mal")
        return destino
    except Conflicto as error:
        flash(error.mensaje, "mal")
        return destino
    flash(_dicho("Relación anotada", enlace.sustituye), "ok")
    return destino


@blueprint.post("/catalogar/<identificador>/relaciones/<int:relacion_id>/quitar")
def separar(identificador: str, relacion_id: int) -> Respuesta:
    """Quita una relación; con `comparado`, el otro documento, vuelve a la página que los compara."""
    with escritura() as sesion:
        relaciones.separar(sesion, actor_actual(), identificador, relacion_id, reloj=reloj())
    flash("Relación quitada.", "ok")
    if otro := request.form.get("comparado", ""):
        return redirect(url_for("pares.comparar", uno=identificador, otro=otro), 303)
    return redirect(url_for("catalogar.ver", identificador=identificador) + "#relaciones", 303)


@blueprint.post("/ingreso/recibos/<codigo>/duplicado")
def duplicado(codigo: str) -> Respuesta:
    """Resuelve un archivo idéntico a otro: se usa el que ya estaba, o se saca del lote."""
    exigir(actor_actual(), "ingresar_documentos")
    accion = request.form.get("accion", "")
    if accion not in _RESUELTO:
        raise DatosInvalidos("Elija qué hacer con el archivo repetido.")
    with escritura() as sesion:
        gemelo = resolver_duplicado(sesion, actor_actual(), codigo, usar=accion == "usar", reloj=reloj())
    flash(_RESUELTO[accion].format(gemelo or "El documento que ya estaba"), "ok")
    if accion == "usar" and gemelo and puede(actor_actual(), "catalogar"):
        return redirect(url_for("catalogar.ver", identificador=gemelo), 303)
    return redirect(url_for("ingreso.lista") + "#lote", 303)


def _dicho(anotado: str, sustituye: str) -> str:
    if not sustituye:
        return f"{anotado}. Si fue un error, quítelo en «Otros documentos»."
    return f"{anotado}. Ya no vale lo que se había anotado: {sustituye}. Para volver a eso, elíjalo otra vez."


def _ya_unidas(queda: str, unido: str) -> Respuesta | None:
    """Si alguien unió ya una de las dos (otra persona, o un doble clic), lleva a la ficha que quedó."""
    for uno in (unido, queda):
        direccion = direccion_de(sesion_de_lectura(), uno, marcas(actor_actual()))
        if direccion is not None:
            flash(f"{uno} ya es parte de {direccion.identificador}.", "info")
            return redirect(url_for("catalogar.ver", identificador=direccion.identificador), 303)
    return None


def _pagina_de_union(
    queda: str, unido: str, elegidos: list[str], orden: str, problemas: list[str] | None = None
) -> str:
    plan = planear(sesion_de_lectura(), actor_actual(), queda, unido, orden=_orden(orden), del_unido=elegidos)
    return render_template("curaduria/unir.html", plan=plan, problemas=problemas or list(plan.impedimentos))


def _orden(crudo: str) -> Orden:
    return Orden(crudo) if crudo in set(Orden) else Orden.DESPUES


def _anotar_lectura(hecha: Comparacion) -> None:
    """Deja constancia de que se leyó una página de lo no público; si no se puede, no se muestra."""
    pareja = hecha.pareja
    if pareja is None:
        return
    for documento, pagina in ((hecha.uno, pareja.una), (hecha.otro, pareja.otra)):
        if pagina is None or _es_publico(documento):
            continue
        ruta, objeto = servicio(Config).ruta_accesos, ("documento", documento.identificador)
        try:
            anotar_acceso(
                ruta, actor_actual(), "pagina_leida", objeto, reloj=reloj(), detalle={"pagina": pagina}
            )
        except OSError as error:
            raise NoDisponible("No se pudo anotar la lectura, y sin eso no se entrega.") from error


def _es_publico(documento: Documento) -> bool:
    return documento.estado == Estado.PUBLICADO and documento.acceso in AMPLIAS
