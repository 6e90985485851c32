"""Toda casilla de fecha es de texto, día/mes/año, y se lee igual en todas partes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from centro_doc.catalogo.fechas import leer_fecha_libre
from centro_doc.comun.bd import BaseDeDatos
from centro_doc.comun.fecha_escrita import como_dia, leer_dia
from centro_doc.cuentas.permisos import Actor

PLANTILLAS = Path(__file__).parents[2] / "plantillas"


def test_ninguna_casilla_es_la_del_navegador() -> None:
    nativas = [ruta.name for ruta in PLANTILLAS.rglob("*.html") if 'type="date"' in ruta.read_text()]
    assert nativas == []


@pytest.mark.parametrize(
    "escrito",
    ["10/11/2026", "10-11-2026", "10.11.2026", " 2026-11-10 ", "10 nov 2026", "10 de noviembre de 2026"],
)
def test_el_dia_va_primero_y_se_lee_como_en_las_demas(escrito: str) -> None:
    assert leer_dia(escrito) == leer_fecha_libre(escrito)[0] == date(2026, 11, 10)
    assert como_dia(leer_dia(escrito)) == "10/11/2026"


@pytest.mark.parametrize("escrito", ["", "ayer", "2026", "noviembre de 2026", "31/02/2026", "11/30/2026"])
def test_lo_que_no_es_un_dia_no_se_adivina(escrito: str) -> None:
    assert leer_dia(escrito) is None


def test_un_filtro_que_no_se_entiende_se_dice_y_lo_escrito_sigue_en_su_casilla(
    de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@congreso.gob.gt", "administracion")
    cliente = entrar("ana@congreso.gob.gt")
    buena = cliente.get("/admin/bitacora?desde=2026-11-10&hasta=11/11/2026").get_data(as_text=True)
    assert 'value="10/11/2026"' in buena and 'value="11/11/2026"' in buena and "No se entendió" not in buena
    mala = cliente.get("/admin/bitacora?desde=11/30/2026").get_data(as_text=True)
    assert 'value="11/30/2026"' in mala and "No se entendió" in mala
    acuerdos = cliente.get("/agenda/acuerdos?hasta=ayer").get_data(as_text=True)
    assert 'value="ayer"' in acuerdos and "No se entendió" in acuerdos
