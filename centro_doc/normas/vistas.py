"""Las páginas de las normas: la lista y cada norma, con su estado a la fecha que se pida."""

from flask import Blueprint, render_template, request

from centro_doc.agenda.consultas import (
    datos_de_iniciativa,
    leyes_probadas,
    numero_de_iniciativa,
    temas_de_norma,
)
from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.web import reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.grafo.consultas import grafo_de_norma, norma_citada
from centro_doc.normas import listado, palabras
from centro_doc.normas.consultas import existe
from centro_doc.normas.direcciones import a_la_canonica
from centro_doc.normas.dispuestas import dispuestas
from centro_doc.normas.ficha import ficha
from centro_doc.normas.formularios import fecha_pedida, filtros
from centro_doc.normas.partes import articulo_en_prosa

blueprint = Blueprint("normas", __name__)
blueprint.before_request(a_la_canonica)


@blueprint.get("/normas")
def lista() -> str:
    """Las normas, con los filtros de la dirección y su estado a la fecha."""
    pedidos = filtros(request.args)
    fecha, falta = fecha_pedida(request.args, reloj().hoy())
    return render_template(
        "normas/lista.html",
        lista=listado.lista(
            sesion_de_lectura(),
            pedidos,
            marcas(actor_actual()),
            fecha=fecha,
            hoja=numero_de_hoja(request.args),
        ),
        filtros=pedidos,
        fecha=fecha,
        falta=falta,
        verificaciones=palabras.VERIFICACIONES,
        vigencias=palabras.VIGENCIAS,
    )


@blueprint.get("/normas/<clave>")
def ver(clave: str) -> str:
    """Una norma: sus nombres, sus fechas, su estado, sus textos, lo que hace y recibe, y quién la cita.

    De la que no tiene ficha, sólo quién la cita.
    """
    sesion, suyas, hoja = sesion_de_lectura(), marcas(actor_actual()), numero_de_hoja(request.args)
    fecha, falta = fecha_pedida(request.args, reloj().hoy())
    if not existe(sesion, clave):
        return render_template(
            "normas/sin_ficha.html",
            norma=norma_citada(sesion, clave, suyas),
            grafo=grafo_de_norma(sesion, clave, suyas, hoja=hoja),
            dispuesta=dispuestas(sesion, [clave], suyas).get(clave),
            articulo=articulo_en_prosa,
            verificaciones=palabras.VERIFICACIONES,
        )
    una = ficha(sesion, clave, suyas, fecha=fecha)
    textos = [texto.documento.id for texto in una.textos]
    return render_template(
        "normas/norma.html",
        ficha=una,
        grafo=grafo_de_norma(
            sesion,
            clave,
            suyas,
            textos=textos,
            probadas=leyes_probadas(sesion, suyas),
            hoja=hoja,
            ficha=una,
        ),
        iniciativa=numero_de_iniciativa(sesion, clave, suyas),
        del_tramite=datos_de_iniciativa(sesion, clave, suyas, fecha),
        temas=temas_de_norma(sesion, clave),
        fecha=fecha,
        falta=falta,
        articulo=articulo_en_prosa,
        palabras=palabras,
        verificaciones=palabras.VERIFICACIONES,
    )
