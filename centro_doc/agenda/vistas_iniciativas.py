"""Las páginas de las iniciativas: la lista y cada una, con su trámite a la fecha que se pida."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as Respuesta

from centro_doc.agenda import consultas_iniciativas as consultas
from centro_doc.agenda.consultas import temas
from centro_doc.agenda.etapas import tabla
from centro_doc.agenda.expediente import expediente, otros_que_la_citan
from centro_doc.agenda.formularios import a_la_fecha, filtros
from centro_doc.agenda.hoja import en_csv, nombre_de_archivo
from centro_doc.agenda.numeros import leer_numero
from centro_doc.agenda.por_confirmar import por_confirmar
from centro_doc.agenda.vistas import temas_de_varios
from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.web import reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.normas.palabras import VERIFICACIONES, VIGENCIAS
from centro_doc.normas.partes import articulo_en_prosa

blueprint = Blueprint("iniciativas", __name__)


@blueprint.get("/iniciativas")
def lista() -> str:
    """Las iniciativas, con los filtros de la dirección y su estado a la fecha."""
    sesion, actor = sesion_de_lectura(), actor_actual()
    pedidos = filtros(request.args)
    hoy = reloj().hoy()
    pedida = a_la_fecha(request.args, hoy)
    return render_template(
        "iniciativas/lista.html",
        lista=consultas.lista(
            sesion,
            pedidos,
            marcas(actor),
            fecha=pedida.dia,
            hoja=numero_de_hoja(request.args),
            hoy=hoy,
            temas_de=temas_de_varios,
        ),
        filtros=pedidos,
        temas=temas(sesion),
        fecha=pedida.dia,
        pedida=pedida,
        etapas=tabla().etapas.values(),
        por_confirmar=por_confirmar(sesion, actor).hoja,
        verificaciones=VERIFICACIONES,
    )


@blueprint.get("/iniciativas.csv")
def bajar() -> Respuesta:
    """Todas las que cumplen los filtros de la dirección, para una hoja de cálculo."""
    hoy = reloj().hoy()
    fecha, pedidos = a_la_fecha(request.args, hoy).dia, filtros(request.args)
    renglones = en_csv(sesion_de_lectura(), pedidos, marcas(actor_actual()), fecha=fecha, hoy=hoy)
    respuesta = Response("".join(renglones), mimetype="text/csv")
    respuesta.headers["Content-Disposition"] = f'attachment; filename="{nombre_de_archivo(pedidos, fecha)}"'
    respuesta.headers["Cache-Control"] = "private, no-store"
    return respuesta


@blueprint.get("/agenda/legislativa")
def agenda() -> str:
    """La agenda legislativa a una fecha, por tema, para leerla o imprimirla."""
    sesion, hoy = sesion_de_lectura(), reloj().hoy()
    pedida = a_la_fecha(request.args, hoy)
    return render_template(
        "iniciativas/agenda.html",
        agenda=consultas.agenda(sesion, temas(sesion), marcas(actor_actual()), fecha=pedida.dia, hoy=hoy),
        fecha=pedida.dia,
        pedida=pedida,
        verificaciones=VERIFICACIONES,
    )


@blueprint.get("/iniciativas/<numero>")
def ver(numero: str) -> str | Respuesta:
    """Una iniciativa. «4,126» e «INI-4126» llevan a la misma dirección que «4126»."""
    leido = leer_numero(numero)
    if leido is None:
        raise NotFound
    sesion, suyas = sesion_de_lectura(), marcas(actor_actual())
    hoy = reloj().hoy()
    pedida = a_la_fecha(request.args, hoy)
    leida = consultas.una(sesion, leido, suyas, fecha=pedida.dia, hoy=hoy)
    if str(leido) != numero:
        return redirect(url_for("iniciativas.ver", numero=leido, a=request.args.get("a")), 301)
    pruebas = [paso.prueba for paso in leida.tramite.pasos]
    prueban = [una.documento for una in pruebas if una and una.documento]
    carpetas = expediente(sesion, leido, suyas, prueban=prueban)
    return render_template(
        "iniciativas/ver.html",
        leida=leida,
        carpetas=carpetas,
        otros=otros_que_la_citan(sesion, leido, suyas, carpetas),
        fecha=pedida.dia,
        pedida=pedida,
        verificaciones=VERIFICACIONES,
        vigencias=VIGENCIAS,
        articulo=articulo_en_prosa,
    )
