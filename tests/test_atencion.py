"""La aplicación de un proceso que atiende."""

import gc

from centro_doc.atencion import caliente
from centro_doc.comun.bd import BaseDeDatos
from config import Config


def test_lo_cargado_al_empezar_queda_fuera_del_recolector(config: Config, bd: BaseDeDatos) -> None:
    antes = gc.get_freeze_count()
    app = caliente(config)
    assert gc.get_freeze_count() > antes + 1000
    assert app.test_client().get("/salud").status_code == 200
    app.extensions["centro_doc"][BaseDeDatos].cerrar()
