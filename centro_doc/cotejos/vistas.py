"""Las páginas de textos frente a frente, y el cuadro comparativo en DOCX.

Sólo entran documentos que el lector ve: los demás responden igual que lo que no existe. La lectura de lo no
público se anota antes de entregar nada.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any, TypeVar

from flask import Blueprint, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response as Respuesta

from centro_doc.bitacora.accesos import anotar_acceso
from centro_doc.comun.errores import DatosInvalidos, NoDisponible, NoEncontrado
from centro_doc.comun.paginacion import Hoja, numero_de_hoja
from centro_doc.comun.web import direccion_publica, reloj, servicio, sesion_de_lectura
from centro_doc.cotejos import cuadro, palabras
from centro_doc.cotejos.candidatos import oferta
from centro_doc.cotejos.comparaciones import Comparacion, comparar_documentos
from centro_doc.cotejos.consolidados import norma_a_la_fecha
from centro_doc.cotejos.formularios import CAMPOS, Leido, leer_pedido
from centro_doc.cotejos.nombrados import Nombrados, nombrados
from centro_doc.cotejos.textos import TextoAbierto
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.ritmo import limitar_busqueda
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.normas.consultas import en_prosa
from centro_doc.normas.direcciones import a_la_canonica
from centro_doc.normas.formularios import fecha_pedida
from centro_doc.normas.palabras import VERIFICACIONES, VIGENCIAS
from centro_doc.normas.partes import articulo_en_prosa, leer_articulo
from config import Config
from indexador.juridico.comparacion import Par, Suerte
from indexador.juridico.consolidado import Situacion

blueprint = Blueprint("cotejos", __name__)
T = TypeVar("T")
POR_HOJA = 150
ARTICULOS_POR_HOJA = 500
"""Caben los de cualquier ley de verdad, y así un ancla («#art-117») siempre está en la primera hoja."""


@blueprint.get("/comparar-textos")
@limitar_busqueda
def comparar() -> str | tuple[str, int] | Respuesta:
    """Dos textos artículo por artículo (`a` y `b`), o un artículo solo; sin los dos, con qué comparar."""
    leido = leer_pedido(request.args)
    dudosos = _nombrados(leido)
    if entendida := _entendida(leido, dudosos):
        return redirect(entendida)
    if leido.pedido is None or leido.faltas:
        return _formulario(leido, dudosos), 422 if leido.faltas else 200
    try:
        hecha = comparar_documentos(sesion_de_lectura(), actor_actual(), leido.pedido, hoy=reloj().hoy())
    except DatosInvalidos as error:
        return _formulario(replace(leido, pedido=None, faltas=error.campos)), 422
    pares = _elegidos(hecha)
    hoja = _hoja(pares, POR_HOJA)
    _anotar((hecha.uno, hecha.otro))
    return render_template(
        "cotejos/comparar.html",
        c=hecha,
        hoja=hoja,
        con_iguales=_con_iguales(),
        palabras=palabras,
        articulo=articulo_en_prosa,
        Suerte=Suerte,
    )


@blueprint.get("/comparar-textos.docx")
@limitar_busqueda
def descargar() -> Respuesta:
    """El cuadro comparativo de lo mismo, con una columna libre. Si no se puede, la página dice por qué."""
    leido = leer_pedido(request.args)
    if leido.pedido is None or leido.faltas:
        raise NoEncontrado("Faltan los dos documentos que se comparan.")
    try:
        hecha = comparar_documentos(sesion_de_lectura(), actor_actual(), leido.pedido, hoy=reloj().hoy())
    except DatosInvalidos:
        pedidos: dict[str, Any] = {campo: request.args.get(campo) for campo in CAMPOS}
        return redirect(url_for("cotejos.comparar", **pedidos), 303)
    zona = servicio(Config).zona_horaria
    octetos = cuadro.escribir(hecha, _elegidos(hecha), zona=zona, enlace=lambda par: _enlace(hecha, par))
    _anotar((hecha.uno, hecha.otro))
    nombre = f"{palabras.nombre_de_cuadro(hecha)}.docx"
    respuesta = send_file(BytesIO(octetos), mimetype=cuadro.TIPO, as_attachment=True, download_name=nombre)
    respuesta.headers["Cache-Control"] = "private, no-store"
    return respuesta


@blueprint.get("/normas/<clave>/texto")
@limitar_busqueda
def texto_de_norma(clave: str) -> str | Respuesta:
    """El texto de una norma a una fecha (`a`), artículo por artículo; `ver`, sólo los de una situación."""
    if (otra := a_la_canonica()) is not None:
        return otra
    fecha, falta = fecha_pedida(request.args, reloj().hoy())
    hecha = norma_a_la_fecha(sesion_de_lectura(), actor_actual(), clave, fecha=fecha, hoy=reloj().hoy())
    _anotar(hecha.abiertos)
    ver = request.args.get("ver", "")
    situaciones = [uno.articulo.situacion for uno in hecha.articulos]
    elegidos = [uno for uno in hecha.articulos if ver in {"", uno.articulo.situacion}]
    return render_template(
        "cotejos/norma.html",
        h=hecha,
        hoja=_hoja(elegidos, ARTICULOS_POR_HOJA),
        cuentas=[(s, situaciones.count(s)) for s in Situacion if s in situaciones],
        ver=ver,
        fecha=fecha,
        falta=falta,
        palabras=palabras,
        en_prosa=en_prosa,
        vigencias=VIGENCIAS,
        verificaciones=VERIFICACIONES,
        articulo=articulo_en_prosa,
    )


def _nombrados(leido: Leido) -> dict[str, Nombrados]:
    """Por campo, los documentos que puede nombrar lo que no es un registro."""
    escritos = {"a": leido.uno, "b": leido.otro}
    suyas = marcas(actor_actual())
    return {
        campo: nombrados(sesion_de_lectura(), escritos[campo], suyas)
        for campo in ("a", "b")
        if campo in leido.faltas
    }


def _entendida(leido: Leido, dudosos: Mapping[str, Nombrados]) -> str:
    """La dirección con los registros, si cada nombre es de un solo documento; vacía si no."""
    if not dudosos or any(len(uno.documentos) != 1 for uno in dudosos.values()):
        return ""
    pedidos: dict[str, Any] = {campo: request.args.get(campo) for campo in CAMPOS}
    pedidos |= {campo: uno.documentos[0].identificador for campo, uno in dudosos.items()}
    for campo, articulo in (("a", "articulo"), ("b", "con")):
        if campo in dudosos and dudosos[campo].articulo and not pedidos[articulo]:
            pedidos[articulo] = dudosos[campo].articulo
    return url_for("cotejos.comparar", **{campo: valor for campo, valor in pedidos.items() if valor})


def _formulario(leido: Leido, dudosos: Mapping[str, Nombrados] | None = None) -> str:
    ofrecida = None
    if leido.registro:
        articulo = "" if "articulo" in leido.faltas else leer_articulo(leido.articulo) or ""
        ofrecida = oferta(
            sesion_de_lectura(), actor_actual(), leido.registro, hoy=reloj().hoy(), articulo=articulo
        )
    return render_template("cotejos/elegir.html", leido=leido, oferta=ofrecida, dudosos=dudosos or {})


def _enlace(hecha: Comparacion, par: Par) -> str:
    """La dirección de la comparación de un par solo; vacía si no es de artículos.

    Y sin la del sitio: en un DOCX, una ruta sola es la de un archivo junto a él.
    """
    parametros: dict[str, Any] = palabras.parametros(hecha, par)
    if not parametros or not servicio(Config).sitio:
        return ""
    return direccion_publica(url_for("cotejos.comparar", **parametros))


def _con_iguales() -> bool:
    return request.args.get("iguales") == "1"


def _elegidos(hecha: Comparacion) -> list[Par]:
    """Lo que cambia o se mueve y, si se pide o es un artículo solo, también lo igual."""
    con_iguales = _con_iguales() or hecha.de_articulo
    pares = [p for p in hecha.cotejo.pares if con_iguales or p.suerte != Suerte.IGUAL or p.movido]
    return [p for p in pares if p.uno and p.otro] if request.args.get("solo") == "ambos" else pares


def _hoja(todos: Sequence[T], por_hoja: int) -> Hoja[T]:
    numero = numero_de_hoja(request.args)
    desde = (numero - 1) * por_hoja
    return Hoja(todos[desde : desde + por_hoja], numero, por_hoja, len(todos))


def _anotar(textos: Iterable[TextoAbierto]) -> None:
    """Deja constancia de la lectura de lo no público; si no se puede, no se entrega nada."""
    for texto in textos:
        if texto.publico:
            continue
        objeto = ("documento", texto.documento.identificador)
        detalle = {"version": texto.version.numero} if texto.version else {}
        try:
            anotar_acceso(
                servicio(Config).ruta_accesos,
                actor_actual(),
                "documento_leido",
                objeto,
                reloj=reloj(),
                detalle=detalle,
            )
        except OSError as error:
            raise NoDisponible("No se pudo anotar la lectura, y sin eso no se entrega.") from error
