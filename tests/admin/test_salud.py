"""`/salud`, para quien vigila el servicio."""

from sqlalchemy import text

from centro_doc.comun.bd import transaccion


def test_dice_bien_si_la_base_responde(app):
    respuesta = app.test_client().get("/salud")
    assert (respuesta.status_code, respuesta.json) == (200, {"estado": "bien"})
    assert respuesta.headers["Cache-Control"] == "no-store"


def test_dice_503_si_la_base_no_sirve(app, bd):
    with transaccion(bd) as sesion:
        sesion.execute(text("ALTER TABLE nodo RENAME TO perdido"))
    assert app.test_client().get("/salud").status_code == 503
