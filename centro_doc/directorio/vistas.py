"""Las páginas del directorio: la lista y la ficha de cada institución."""

from flask import Blueprint, render_template, request

from centro_doc.agenda.consultas import temas_de_institucion
from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.web import sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.directorio import consultas
from centro_doc.directorio.formularios import filtros
from centro_doc.expedientes.consultas import documentos_emitidos
from centro_doc.plan.consultas import menciones

blueprint = Blueprint("directorio", __name__)


@blueprint.get("/directorio")
def lista() -> str:
    """Las instituciones y organizaciones, con los filtros de la dirección."""
    pedidos = filtros(request.args)
    directorio = consultas.lista(sesion_de_lectura(), pedidos, hoja=numero_de_hoja(request.args))
    return render_template(
        "directorio/lista.html",
        directorio=directorio,
        filtros=pedidos,
        nombre_de_tipo=consultas.nombre_de_tipo,
        nombre_de_pais=consultas.nombre_de_pais,
        verificaciones=consultas.VERIFICACIONES,
    )


@blueprint.get("/directorio/<clave>")
def ver(clave: str) -> str:
    """Una institución: sus nombres, dónde la nombra el plan y los documentos que emitió."""
    sesion = sesion_de_lectura()
    ficha = consultas.ficha(sesion, clave)
    hoja = numero_de_hoja(request.args)
    return render_template(
        "directorio/ficha.html",
        ficha=ficha,
        tipo=consultas.nombre_de_tipo(ficha.institucion.tipo),
        pais=consultas.nombre_de_pais(ficha.institucion.pais),
        verificaciones=consultas.VERIFICACIONES,
        menciones=menciones(sesion, ficha.institucion.nodos_plan),
        temas=temas_de_institucion(sesion, clave),
        documentos=documentos_emitidos(sesion, ficha.institucion, marcas(actor_actual()), hoja=hoja),
    )
