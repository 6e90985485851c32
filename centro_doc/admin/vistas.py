"""La administración: la bitácora y el estado de la cola y del índice."""

import re

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from centro_doc.admin import casos, consultas
from centro_doc.admin.formularios import filtro_de_bitacora, numero_de_hoja
from centro_doc.admin.hoja_de_bitacora import nombre_de_archivo, renglones
from centro_doc.admin.nombrados import nombrados
from centro_doc.comun.web import escritura, reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas, puede
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.indice.consultas import estado_del_indice
from centro_doc.tareas.consultas import estado_de_la_cola
from config import Config

PALABRAS = {
    "accion": "acción",
    "anadida": "añadida",
    "anadido": "añadido",
    "articulo": "artículo",
    "bitacora": "bitácora",
    "clave": "contraseña",
    "comision": "comisión",
    "correccion": "corrección",
    "danado": "dañado",
    "decision": "decisión",
    "despues": "después",
    "edicion": "edición",
    "emision": "emisión",
    "exportacion": "exportación",
    "extraccion": "extracción",
    "extraido": "extraído",
    "importacion": "importación",
    "indice": "índice",
    "institucion": "institución",
    "jurisdiccion": "jurisdicción",
    "leida": "leída",
    "leido": "leído",
    "membresia": "pertenencia",
    "numero": "número",
    "operacion": "operación",
    "pagina": "página",
    "paginas": "páginas",
    "presentacion": "presentación",
    "publica": "pública",
    "publicacion": "publicación",
    "quedo": "quedó",
    "reanclada": "reubicada",
    "recepcion": "recepción",
    "reconstruccion": "reconstrucción",
    "relacion": "relación",
    "resolucion": "resolución",
    "sancion": "sanción",
    "sesion": "sesión",
    "seleccion": "selección",
    "titulo": "título",
    "ubicacion": "ubicación",
    "version": "versión",
    "vinculo": "vínculo",
    "vinculos": "vínculos",
}
"""Cómo se escriben las palabras de las acciones y sus detalles, que en la base van sin tildes."""
_FRASES = {"publica_oficio": "pública de oficio"}
"""Los valores que no se dicen palabra por palabra."""
_DE_UN_CAMPO = re.compile(r"(fecha|metadatos):([a-z_]+)")
_DEL_PLAN = re.compile(r"(?:plan:[^:]+|tema):")

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


@blueprint.app_template_filter("accion")
def nombre_de_accion(accion: str) -> str:
    """«Pertenencia añadida» por `membresia_anadida`."""
    frase = en_palabras(accion)
    return frase[:1].upper() + frase[1:]


@blueprint.app_template_filter("en_palabras")
def en_palabras(clave: str) -> str:
    """«por catalogar» por `por_catalogar`, «OO4.A4.1» por `plan:2009-2012:OO4.A4.1`; lo demás, como está.

    «fecha:emision» es un campo de la ficha: «fecha de emisión».
    """
    if clave in _FRASES:
        return _FRASES[clave]
    if (campo := _DE_UN_CAMPO.fullmatch(clave)) is not None:
        dicho = en_palabras(campo[2])
        return f"fecha de {dicho}" if campo[1] == "fecha" else dicho
    if clave.isascii() and clave.islower() and " " not in clave and ":" not in clave:
        return " ".join(PALABRAS.get(palabra, palabra) for palabra in clave.split("_"))
    return _DEL_PLAN.sub("", clave, count=1) if _DEL_PLAN.match(clave) else clave


@blueprint.get("")
def indice() -> Response:
    """La primera página que esta persona puede ver de la administración."""
    actor = actor_actual()
    if puede(actor, "administrar"):
        return redirect(url_for("usuarios.lista"), 303)
    if puede(actor, "ver_bitacora"):
        return redirect(url_for("admin.bitacora"), 303)
    exigir(actor, "editar_tesauro")
    return redirect(url_for("tesauro.lista"), 303)


@blueprint.get("/bitacora")
def bitacora() -> str:
    """La bitácora, con sus filtros."""
    actor = actor_actual()
    exigir(actor, "ver_bitacora")
    filtro = filtro_de_bitacora(request.args)
    propias = marcas(actor)
    sesion = sesion_de_lectura()
    hoja = consultas.bitacora(
        sesion,
        filtro,
        marcas=propias,
        zona=servicio(Config).zona_horaria,
        hoja=numero_de_hoja(request.args.get("pagina")),
    )
    acciones = consultas.acciones_anotadas(sesion, marcas=propias)
    return render_template(
        "admin/bitacora.html",
        hoja=hoja,
        filtro=filtro,
        acciones=acciones,
        nombrados=nombrados(sesion, hoja.elementos, propias),
    )


@blueprint.get("/bitacora.csv")
def hoja_de_bitacora() -> Response:
    """Los mismos asientos, con los mismos filtros, en una hoja de cálculo."""
    actor = actor_actual()
    exigir(actor, "ver_bitacora")
    filtro = filtro_de_bitacora(request.args)
    zona = servicio(Config).zona_horaria
    escrita = renglones(sesion_de_lectura(), filtro, marcas(actor), zona=zona, en_palabras=en_palabras)
    respuesta = Response("".join(escrita), mimetype="text/csv")
    respuesta.headers["Content-Disposition"] = f'attachment; filename="{nombre_de_archivo(filtro)}"'
    respuesta.headers["Cache-Control"] = "private, no-store"
    return respuesta


@blueprint.get("/estado")
def estado() -> str:
    """La cola de trabajo y el índice."""
    actor = actor_actual()
    exigir(actor, "administrar")
    sesion = sesion_de_lectura()
    return render_template(
        "admin/estado.html",
        cola=estado_de_la_cola(sesion),
        fallidas=consultas.tareas_fallidas(sesion, marcas=marcas(actor)),
        indice=estado_del_indice(sesion),
        turnos=consultas.turnos(sesion, ahora=reloj().ahora()),
    )


@blueprint.post("/tareas/<int:tarea_id>/reintentar")
def reintentar(tarea_id: int) -> Response:
    """Devuelve una tarea fallida a la cola."""
    with escritura() as sesion:
        casos.reintentar_tarea(sesion, actor_actual(), tarea_id, reloj=reloj())
    flash("La tarea volvió a la cola.", "ok")
    return redirect(url_for("admin.estado"), 303)
