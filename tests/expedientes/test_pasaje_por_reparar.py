"""Un pasaje que ya no está en su texto se dice, en el expediente, a quien puede repararlo."""

from collections.abc import Callable

import pytest
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.cuentas.permisos import Actor
from centro_doc.vinculos.modelos import EstadoEvidencia, Evidencia


@pytest.mark.parametrize("rota", [True, False])
def test_lo_lee_quien_edita_y_no_el_publico(
    app: Flask,
    de_fabrica: BaseDeDatos,
    crear: Callable[..., Actor],
    entrar: Callable[..., FlaskClient],
    rota: bool,
) -> None:
    with transaccion(de_fabrica) as sesion:
        informe = sembrar_documento(sesion, 1, "Informe de retorno", tipo="informe_institucion")
        texto = sembrar_version(sesion, informe, ["El plan nacional de retorno"])
        sembrar_vinculo(sesion, informe, "AG5", pasaje=(texto, 1, "El plan nacional de retorno"))
        if rota:
            sesion.scalars(select(Evidencia)).one().estado = EstadoEvidencia.ROTA
    crear("ana@congreso.gob.gt", "personal")
    suya = entrar("ana@congreso.gob.gt").get("/agenda/AG5").get_data(as_text=True)
    assert "Informe de retorno" in suya and ("Pasaje por reparar" in suya) is rota
    assert "Pasaje por reparar" not in app.test_client().get("/agenda/AG5").get_data(as_text=True)
