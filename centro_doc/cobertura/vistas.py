"""Las páginas del plan: la cobertura, su matriz, cada nodo y los documentos sin vínculos."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from centro_doc.catalogo.tipos import nombre_de_tipo, tipos
from centro_doc.cobertura import casos, hojas
from centro_doc.cobertura.formularios import datos_esperada, eje, filtros
from centro_doc.cobertura.lectura import NOMBRES_DE_CADA
from centro_doc.cobertura.nodo import NodoMedido, medir
from centro_doc.cobertura.tabla import A_LA_VISTA, TablaDeCobertura, tabla_de_cobertura
from centro_doc.cobertura.trimestres import TOPE, Eje
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado
from centro_doc.comun.hojas_de_calculo import UTF_8, linea
from centro_doc.comun.paginacion import numero_de_hoja
from centro_doc.comun.web import direccion_publica, escritura, reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import exigir, marcas, puede
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.expedientes.consultas import grupos_de_nodo
from centro_doc.plan import consultas
from centro_doc.plan.modelos import Nodo
from centro_doc.propuestas.consultas import por_codigo
from centro_doc.vinculos.consultas import documentos_sin_vinculos, sin_publicar_de_nodo

blueprint = Blueprint("plan", __name__)
_SIN_SIGNOS = re.compile(r"[^A-Za-z0-9_.-]")
_TRIMESTRES, _DOCUMENTOS, _TIPOS, _ESPERADA, _METAS, _HIJOS = (
    "trimestres",
    "documentos",
    "tipos",
    "esperada",
    "metas",
    "partes",
)
_DE_TODO_EL_PLAN = frozenset({_ESPERADA, _METAS})
"""Los cuadros que no miran el trimestre ni el tipo."""


@blueprint.get("/plan")
def cobertura() -> str:
    """Qué actividades tienen evidencia, con los filtros de la dirección."""
    sesion, actor = sesion_de_lectura(), actor_actual()
    vincula = puede(actor, "vincular")
    return render_template(
        "plan/cobertura.html",
        tabla=_tabla(sesion),
        a_la_vista=A_LA_VISTA,
        filtros=filtros(request.args),
        tope=TOPE,
        periodos=consultas.periodos(sesion),
        sin_vinculos=documentos_sin_vinculos(sesion, marcas(actor)).total if vincula else None,
        vincula=vincula,
    )


@blueprint.get("/plan.csv")
def hoja_de_cobertura() -> Response:
    """Un cuadro de la misma cobertura, con los mismos filtros: `cuadro` dice cuál; sin él, los trimestres.

    Una hoja no puede avisar de que no filtró: lo que no es un trimestre levanta `NoEncontrado`.
    """
    if filtros(request.args).trimestre_ajeno:
        raise NoEncontrado("No hay un trimestre con ese número.")
    sesion, tabla = sesion_de_lectura(), _tabla(sesion_de_lectura())
    suyos = consultas.nodos(sesion, tabla.periodo.id)
    cuadros: dict[str, Callable[[], Iterable[hojas.Renglon]]] = {
        _TRIMESTRES: lambda: hojas.de_trimestres(tabla),
        _TIPOS: lambda: hojas.de_tipos(tabla.por_tipo, tabla.calendario),
        _ESPERADA: lambda: hojas.de_esperadas(una for _, _, fila in tabla.filas for una in fila.esperadas),
        _METAS: lambda: hojas.de_metas(meta for bloque in tabla.bloques for meta in bloque.metas),
        _DOCUMENTOS: lambda: hojas.de_documentos(
            sesion, _de_las_filas(tabla, suyos), tabla.ids, marcas(actor_actual()), _enlace()
        ),
    }
    sin_trimestre = request.args.get("cuadro") in _DE_TODO_EL_PLAN
    return _csv(cuadros, _TRIMESTRES, "-".join((tabla.periodo.clave, *_puestos(sin_trimestre))))


@blueprint.get("/plan/matriz")
def matriz() -> str:
    """Las actividades por trimestre en una hoja A3 apaisada, para imprimir."""
    tabla, pedidos = _tabla(sesion_de_lectura()), filtros(request.args)
    return render_template("plan/matriz.html", tabla=tabla, filtros=pedidos, hoy=reloj().hoy())


@blueprint.get("/plan/sin-vinculos")
def sin_vinculos() -> str:
    """Los documentos publicados que nadie ha vinculado, para quien vincula."""
    actor = actor_actual()
    exigir(actor, "vincular")
    hoja = documentos_sin_vinculos(sesion_de_lectura(), marcas(actor), hoja=numero_de_hoja(request.args))
    return render_template("plan/sin_vinculos.html", hoja=hoja)


@blueprint.get("/plan/<codigo>")
def nodo(codigo: str) -> str:
    """Un nodo: su texto literal, su lugar, su cobertura y los documentos vinculados con él."""
    return _pagina_de_nodo(codigo)


@blueprint.get("/plan/<codigo>.csv")
def hoja_de_nodo(codigo: str) -> Response:
    """Un cuadro de la página de un nodo; sin `cuadro`, los documentos que lo prueban."""
    sesion, medido = sesion_de_lectura(), _medido(codigo)
    suyos = consultas.nodos(sesion, medido.lugar.periodo.id)
    cuadros: dict[str, Callable[[], Iterable[hojas.Renglon]]] = {
        _DOCUMENTOS: lambda: hojas.de_documentos(
            sesion,
            (n for n in suyos if n.id in medido.ramas),
            medido.ids,
            marcas(actor_actual()),
            _enlace(),
        ),
        _TIPOS: lambda: hojas.de_tipos(medido.por_tipo, medido.calendario),
        _ESPERADA: lambda: hojas.de_esperadas(medido.esperadas),
        _METAS: lambda: hojas.de_metas(medido.metas),
        _HIJOS: lambda: hojas.de_hijos(medido),
    }
    return _csv(cuadros, _DOCUMENTOS, codigo)


@blueprint.post("/plan/<codigo>/esperada")
def esperada(codigo: str) -> Response | tuple[str, int]:
    """Cambia lo que se espera de un nodo: `accion` es guardar, quitar o volver."""
    actor, tipo = actor_actual(), request.form.get("tipo", "")
    exigir(actor, "vincular")
    plan, accion = request.args.get("periodo") or None, request.form.get("accion", "guardar")
    try:
        with escritura() as sesion:
            if accion == "quitar":
                casos.dejar_de_esperar(sesion, actor, codigo, tipo, plan=plan, reloj=reloj())
            elif accion == "volver":
                casos.volver_al_de_partida(sesion, actor, codigo, tipo, plan=plan, reloj=reloj())
            else:
                datos = datos_esperada(request.form)
                casos.esperar(sesion, actor, codigo, datos, plan=plan, reloj=reloj())
    except DatosInvalidos as error:
        return _pagina_de_nodo(codigo, errores=error.campos, escrito=request.form), error.estado
    flash("Se guardó lo que se espera. El cambio quedó en la bitácora.", "ok")
    return redirect(url_for("plan.nodo", codigo=codigo, periodo=plan) + "#esperada", 303)


def _tabla(sesion: Session) -> TablaDeCobertura:
    actor = actor_actual()
    return tabla_de_cobertura(
        sesion,
        marcas(actor),
        filtros(request.args),
        hoy=reloj().hoy(),
        sugeridas=por_codigo(sesion, marcas(actor)) if puede(actor, "vincular") else None,
    )


def _medido(codigo: str) -> NodoMedido:
    sesion, fecha = sesion_de_lectura(), eje(request.args)
    lugar = consultas.lugar(sesion, codigo, request.args.get("periodo") or None)
    return medir(sesion, lugar, marcas(actor_actual()), eje=fecha, hoy=reloj().hoy())


def _pagina_de_nodo(codigo: str, *, errores: Any = None, escrito: Any = None) -> str:
    sesion, actor = sesion_de_lectura(), actor_actual()
    medido, vincula = _medido(codigo), puede(actor, "vincular")
    return render_template(
        "plan/nodo.html",
        medido=medido,
        lugar=medido.lugar,
        periodo=request.args.get("periodo") or None,
        fecha=eje(request.args),
        grupos=grupos_de_nodo(sesion, medido.lugar.nodo, marcas(actor)),
        sugeridas=por_codigo(sesion, marcas(actor)) if vincula else {},
        sin_publicar=sin_publicar_de_nodo(sesion, medido.lugar.nodo, marcas(actor)) if vincula else (),
        vincula=vincula,
        tope=TOPE,
        tipos=tipos().tipos.values(),
        nombres_de_cada=NOMBRES_DE_CADA,
        nombre_de_tipo=nombre_de_tipo,
        errores=errores or {},
        escrito=escrito or {},
    )


def _de_las_filas(tabla: TablaDeCobertura, suyos: Iterable[Nodo]) -> list[Nodo]:
    """Los nodos de las actividades que se muestran y los de sus partes."""
    codigos = {fila.actividad.codigo for _, _, fila in tabla.filas}
    codigos |= {codigo for _, _, fila in tabla.filas for codigo, _ in fila.actividad.partes}
    return [nodo for nodo in suyos if nodo.codigo in codigos]


def _puestos(sin_trimestre: bool) -> list[str]:
    """Los filtros, para el nombre de la hoja: dos distintas no se guardan con el mismo."""
    suyos = filtros(request.args)
    del_trimestre = (
        *(str(suyos.trimestre or "").replace(" ", "-"), suyos.tipo),
        "ingreso" if suyos.fecha == Eje.INGRESO else "",
    )
    todos = ("" if sin_trimestre else "-".join(filter(None, del_trimestre)), suyos.objetivo, suyos.evidencia)
    halladas = ("halladas",) if suyos.palabras else ()
    return [limpio for uno in (*todos, *halladas) if (limpio := _SIN_SIGNOS.sub("", uno))]


def _enlace() -> str:
    return direccion_publica(url_for("documentos.ver", identificador="CD")).removesuffix("CD") + "{}"


def _csv(cuadros: dict[str, Callable[[], Iterable[hojas.Renglon]]], falta: str, nombre: str) -> Response:
    pedido = request.args.get("cuadro") or falta
    if pedido not in cuadros:
        raise NoEncontrado("No hay un cuadro con ese nombre.")
    respuesta = Response(UTF_8 + "".join(map(linea, cuadros[pedido]())), mimetype="text/csv")
    respuesta.headers["Content-Disposition"] = f'attachment; filename="cobertura-{nombre}-{pedido}.csv"'
    return respuesta
