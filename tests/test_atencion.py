"""La aplicación de un proceso que atiende."""

import gc
import threading

from centro_doc.atencion import COMPILADOR, caliente
from centro_doc.comun.bd import BaseDeDatos
from config import Config


def test_lo_cargado_queda_fuera_del_recolector_y_las_plantillas_se_compilan_aparte(
    config: Config, bd: BaseDeDatos
) -> None:
    antes = gc.get_freeze_count()
    app = caliente(config)
    assert gc.get_freeze_count() > antes + 1000
    assert app.test_client().get("/salud").status_code == 200
    for hilo in threading.enumerate():
        if hilo.name == COMPILADOR:
            hilo.join(timeout=60)
    with app.app_context():
        compiladas = app.jinja_env.cache
        assert compiladas is not None and len(compiladas) >= len(app.jinja_env.list_templates(["html"]))
    app.extensions["centro_doc"][BaseDeDatos].cerrar()
