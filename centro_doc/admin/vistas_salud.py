"""`/salud`: dice a quien vigila el servicio si este proceso puede atender."""

from flask import Blueprint, Response, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from centro_doc.comun.web import sesion_de_lectura

blueprint = Blueprint("salud", __name__)


@blueprint.get("/salud")
def ver() -> Response:
    """200 si la base de datos responde, 503 si no. No dice nada de la colección: la ve cualquiera."""
    try:
        sesion_de_lectura().execute(text("SELECT codigo FROM nodo LIMIT 1"))
    except SQLAlchemyError:
        respuesta = jsonify(estado="sin base de datos")
        respuesta.status_code = 503
    else:
        respuesta = jsonify(estado="bien")
    respuesta.headers["Cache-Control"] = "no-store"
    return respuesta
