"""Las páginas de la agenda legislativa: los temas y el expediente de cada uno."""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from centro_doc.agenda import consultas
from centro_doc.agenda.consultas_iniciativas import de_tema
from centro_doc.comun.web import reloj, sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.expedientes.consultas import grupos_de_tema
from centro_doc.normas.palabras import VERIFICACIONES
from centro_doc.vinculos.consultas import cuentas_por_tema

blueprint = Blueprint("agenda", __name__)


@blueprint.get("/agenda")
def lista() -> str:
    """Los temas, con cuántos documentos tiene cada uno para quien lee."""
    sesion = sesion_de_lectura()
    cuentas = cuentas_por_tema(sesion, marcas(actor_actual()))
    return render_template("agenda/lista.html", temas=consultas.temas(sesion), cuentas=cuentas)


@blueprint.get("/agenda/<codigo>")
def tema(codigo: str) -> str:
    """Un tema: su alcance, sus normas con sus marcas, y los documentos vinculados con él."""
    sesion = sesion_de_lectura()
    suyas, hoy = marcas(actor_actual()), reloj().hoy()
    ficha = consultas.ficha(sesion, codigo, suyas)
    grupos = grupos_de_tema(sesion, ficha.tema, suyas)
    return render_template(
        "agenda/tema.html",
        ficha=ficha,
        iniciativas=de_tema(sesion, ficha.tema, suyas, fecha=hoy),
        hoy=hoy,
        grupos=grupos,
        documentos=sum(grupo.total for grupo in grupos),
        verificaciones=VERIFICACIONES,
    )


@blueprint.get("/expedientes/T<int:numero>")
def expediente(numero: int) -> Response:
    """La dirección con que se anunciaron los expedientes: T2 es el tema AG2."""
    codigos = [tema.codigo for tema in consultas.temas(sesion_de_lectura())]
    if f"AG{numero}" not in codigos:
        raise NotFound
    return redirect(url_for("agenda.tema", codigo=f"AG{numero}"), 301)
