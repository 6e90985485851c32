"""La página de resultados, y lo que se sugiere al escribir en su caja."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Respuesta

from centro_doc.busqueda.completado import MAXIMO_DE_LETRAS, Sugerencia, sugerencias
from centro_doc.busqueda.consultas import Resultados
from centro_doc.busqueda.consultas import resultados as buscar
from centro_doc.busqueda.de_normas import DeNormas, de_normas, los_que_citan
from centro_doc.busqueda.documento_nombrado import los_nombrados
from centro_doc.busqueda.es_un_tema import es_un_tema
from centro_doc.busqueda.formularios import AGRUPACIONES, ORDENES, POR_PAGINA_EN_LOTE, Peticion, leer_peticion
from centro_doc.busqueda.norma_nombrada import NormaNombrada, normas_nombradas
from centro_doc.busqueda.pistas import pistas
from centro_doc.busqueda.salidas import expedientes, salidas
from centro_doc.busqueda.ya_no import que_ya_no_rigen
from centro_doc.comun.web import reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas, puede
from centro_doc.cuentas.ritmo import limitar_busqueda, limitar_completado
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.indice.servicio import Indice
from centro_doc.normas import palabras
from indexador.consulta import CON_ALGUNA

blueprint = Blueprint("busqueda", __name__)
_REGISTRO = re.compile(r"CD-\d{5,9}")
_ELEGIDOS = 500
"""Los documentos que admite un cambio de una vez: los que se llevan de una página a otra."""


@blueprint.get("/buscar/completar")
@limitar_completado
def completar() -> Response:
    """Con qué seguir lo escrito en `q`, para quien lee: a lo sumo ocho sugerencias, en JSON."""
    q = request.args.get("q", "")[:MAXIMO_DE_LETRAS]
    sugeridas = sugerencias(sesion_de_lectura(), servicio(Indice), marcas(actor_actual()), q)
    respuesta = jsonify({"q": q, "sugerencias": [_como_json(sugerida) for sugerida in sugeridas]})
    respuesta.headers["Cache-Control"] = "private, no-store"
    return respuesta


def _como_json(sugerida: Sugerencia) -> dict[str, str]:
    """`clase`, `texto` y `detalle` se muestran, `consulta` va a la caja y `url` es adonde lleva."""
    if sugerida.documento:
        url = url_for("documentos.ver", identificador=sugerida.documento)
    elif sugerida.norma:
        url = url_for("normas.ver", clave=sugerida.norma)
    elif sugerida.institucion:
        url = url_for("busqueda.resultados", institucion=sugerida.institucion)
    else:
        url = url_for("busqueda.resultados", q=sugerida.consulta)
    return {
        "clase": sugerida.clase,
        "texto": sugerida.texto,
        "detalle": sugerida.detalle,
        "consulta": sugerida.consulta,
        "url": url,
    }


@blueprint.get("/buscar")
@limitar_busqueda
def resultados() -> str:
    """Los documentos que responden, o cómo salir de una búsqueda vacía."""
    sesion, indice, suyas = sesion_de_lectura(), servicio(Indice), marcas(actor_actual())
    en_lote = puede(actor_actual(), "vincular")
    peticion = leer_peticion(request.args, en_lote=en_lote)
    fecha = peticion.vigente or reloj().hoy()
    hallados, ya_no = _hallados(sesion, indice, suyas, peticion, fecha)
    normas = _nombradas(sesion, indice, suyas, hallados)
    ofrecidas = pistas(sesion, indice, suyas, hallados, nombradas=normas["normas"], fecha=fecha)
    if not hallados.hoja.total:
        return render_template(
            "busqueda/vacio.html",
            resultados=hallados,
            pistas=ofrecidas,
            **normas,
            ya_no=ya_no,
            salidas=salidas(sesion, indice, suyas, hallados.peticion) if ya_no is None else (),
            expedientes=expedientes(sesion, indice, suyas, hallados.peticion) if ya_no is None else (),
        )
    return render_template(
        "busqueda/resultados.html",
        resultados=hallados,
        pistas=ofrecidas,
        plegada=hallados.relajados and ofrecidas.responden,
        con_alguna=CON_ALGUNA,
        tema=es_un_tema(hallados.peticion, hallados.temas),
        **normas,
        ordenes=ORDENES,
        agrupaciones=AGRUPACIONES,
        por_pagina_en_lote=POR_PAGINA_EN_LOTE,
        elegidos=_elegidos(request.args.getlist("elegidos")) if en_lote else (),
        conservar=_con_elegidos("busqueda.conservar", ()),
    )


def _hallados(
    sesion: Session, indice: Indice, suyas: frozenset[str], peticion: Peticion, fecha: date
) -> tuple[Resultados, DeNormas | None]:
    """Los de la búsqueda o, en su vez, los de lo que se pide de las normas; y los que ya no rigen."""
    hallados = buscar(sesion, indice, suyas, peticion)
    tesauro = hallados.consulta.tesauro
    ya_no = que_ya_no_rigen(sesion, suyas, peticion.pregunta, fecha, tesauro)
    en_vez = (
        ya_no
        or los_que_citan(sesion, suyas, peticion.pregunta, tesauro)
        or los_nombrados(sesion, suyas, peticion)
    )
    if en_vez is None and peticion.q and (hallados.relajados or not hallados.hoja.total):
        en_vez = de_normas(sesion, suyas, peticion.pregunta.texto, tesauro)
    if en_vez is not None:
        hallados = buscar(sesion, indice, suyas, peticion, en_vez=en_vez)
    return hallados, ya_no


@blueprint.post("/buscar/elegidos")
def conservar() -> Respuesta:
    """Vuelve a la misma página con lo elegido en la dirección, para no perderlo al pasar a otra."""
    exigir(actor_actual(), "vincular")
    return redirect(_con_elegidos("busqueda.resultados", _elegidos(request.form.getlist("elegidos"))), 303)


def _elegidos(escritos: Iterable[str]) -> tuple[str, ...]:
    """Los registros de la dirección o del formulario, sin repetir; lo que no es un registro no cuenta."""
    dichos = _REGISTRO.findall(",".join(escritos))
    return tuple(dict.fromkeys(dichos))[:_ELEGIDOS]


def _con_elegidos(vista: str, elegidos: Sequence[str]) -> str:
    """La dirección de una vista con los parámetros de ésta y lo elegido."""
    suyos = [(nombre, valor) for nombre, valor in request.args.items(multi=True) if nombre != "elegidos"]
    suyos += [("elegidos", ",".join(elegidos))] if elegidos else []
    return f"{url_for(vista)}?{urlencode(suyos)}"


def _nombradas(
    sesion: Session, indice: Indice, suyas: frozenset[str], hallados: Resultados
) -> Mapping[str, Any]:
    """Las normas que nombra la consulta, sólo en la primera página, y cómo se dice su estado."""
    peticion, tesauro = hallados.peticion, hallados.consulta.tesauro
    fecha = peticion.vigente or reloj().hoy()
    nombradas: Sequence[NormaNombrada] = ()
    if peticion.pagina == 1:
        dicho = peticion.pregunta.texto
        nombradas = normas_nombradas(sesion, indice, suyas, dicho, fecha=fecha, tesauro=tesauro)
    return {
        "normas": nombradas,
        "vigencias": palabras.VIGENCIAS,
        "verificaciones": palabras.VERIFICACIONES,
    }
