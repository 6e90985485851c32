"""Las listas de todos los temas: los acuerdos con su vencimiento, y las mesas que faltan por convocar."""

from flask import Blueprint, Response, render_template, request
from sqlalchemy.orm import Session

from centro_doc.agenda.consultas import temas
from centro_doc.bitacora.accesos import anotar_acceso
from centro_doc.comun.errores import NoDisponible
from centro_doc.comun.paginacion import Hoja, numero_de_hoja
from centro_doc.comun.web import reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.grupos import consultas
from centro_doc.grupos.formularios import ESTADOS_DE_ACUERDO, VENCIMIENTOS, filtros
from centro_doc.grupos.hoja import en_csv
from centro_doc.grupos.por_convocar import mesas_por_tema
from centro_doc.grupos.vistos import AcuerdoVisto
from config import Config

blueprint = Blueprint("acuerdos", __name__)
POR_HOJA = 50


@blueprint.get("/agenda/acuerdos")
def lista() -> str:
    """Los acuerdos, por omisión los que están sin cumplir: primero los que vencen antes."""
    sesion, numero = sesion_de_lectura(), numero_de_hoja(request.args)
    todos = _hallados(sesion)
    desde = (numero - 1) * POR_HOJA
    return render_template(
        "grupos/acuerdos.html",
        hoja=Hoja(todos[desde : desde + POR_HOJA], numero, POR_HOJA, len(todos)),
        vencidos=sum(uno.vencido for uno in todos),
        filtros=filtros(request.args),
        temas=temas(sesion),
        estados=ESTADOS_DE_ACUERDO,
        vencimientos=VENCIMIENTOS,
        hoy=reloj().hoy(),
    )


@blueprint.get("/agenda/acuerdos.csv")
def bajar() -> Response:
    """La misma lista, entera, como hoja de cálculo. Si nombra personas, antes se anota quién la baja."""
    hoy, hallados = reloj().hoy(), _hallados(sesion_de_lectura())
    if any(uno.persona for uno in hallados):
        _dejar_constancia(len(hallados))
    renglones = "".join(en_csv(hallados, hoy))
    nombre = f'attachment; filename="acuerdos-{hoy.isoformat()}.csv"'
    return Response(
        renglones,
        mimetype="text/csv",
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": nombre},
    )


@blueprint.get("/agenda/mesas")
def mesas() -> str:
    """Qué temas tienen convocatoria, mesas y grupo técnico, y a cuáles les faltan."""
    todos = mesas_por_tema(sesion_de_lectura(), marcas(actor_actual()), reloj().hoy())
    return render_template("grupos/por_convocar.html", temas=todos, hoy=reloj().hoy())


def _dejar_constancia(cuantos: int) -> None:
    objeto, detalle = ("exportacion", "acuerdos"), {"filas": cuantos}
    try:
        anotar_acceso(
            servicio(Config).ruta_accesos,
            actor_actual(),
            "acuerdos_bajados",
            objeto,
            reloj=reloj(),
            detalle=detalle,
        )
    except OSError as error:
        raise NoDisponible("No se pudo anotar la descarga, y sin eso la hoja no se entrega.") from error


def _hallados(sesion: Session) -> tuple[AcuerdoVisto, ...]:
    return consultas.acuerdos(sesion, filtros(request.args), marcas(actor_actual()), reloj().hoy())
