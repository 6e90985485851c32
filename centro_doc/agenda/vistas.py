"""La lista de temas de la agenda legislativa; la página de cada uno es su expediente (`expedientes`)."""

from collections.abc import Collection, Mapping

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from centro_doc.agenda import consultas
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.web import sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.vinculos.consultas import codigos_por_documento, cuentas_por_tema

blueprint = Blueprint("agenda", __name__)


@blueprint.get("/agenda")
def lista() -> str:
    """Los temas, con cuántos documentos tiene cada uno para quien lee."""
    sesion = sesion_de_lectura()
    cuentas = cuentas_por_tema(sesion, marcas(actor_actual()))
    return render_template("agenda/lista.html", temas=consultas.temas(sesion), cuentas=cuentas)


def temas_confirmados(documento: Documento) -> frozenset[str]:
    """Los temas a que una persona vinculó un documento: los que se proponen para su iniciativa."""
    return temas_de_varios([documento.id]).get(documento.id, frozenset())


def temas_de_varios(documentos: Collection[int]) -> Mapping[int, frozenset[str]]:
    """Por el número de cada documento, los temas a que una persona lo vinculó."""
    suyos = codigos_por_documento(sesion_de_lectura(), documentos)
    return {numero: temas for numero, (temas, _) in suyos.items()}


@blueprint.get("/expedientes/T<int:numero>")
def expediente(numero: int) -> Response:
    """La dirección con que se anunciaron los expedientes: T2 es el tema AG2."""
    codigos = [tema.codigo for tema in consultas.temas(sesion_de_lectura())]
    if f"AG{numero}" not in codigos:
        raise NotFound
    return redirect(url_for("expediente_vivo.ver", clase="tema", codigo=f"AG{numero}"), 301)
