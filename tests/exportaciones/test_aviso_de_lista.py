"""Quien pidió una copia se entera una vez de que está lista, en la página que abra, y nadie más."""

from collections.abc import Callable

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_documento, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.consola import Consola
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import SISTEMA, Actor
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.para_grupos import abrir_a
from centro_doc.expedientes.selecciones import guardar_seleccion
from centro_doc.exportaciones import casos
from centro_doc.exportaciones.modelos import Exportacion
from centro_doc.taller import armar
from config import Config

EXPORTAR = "/agenda/AG2/versiones/publica-1/exportar"
LISTA = "La copia de AG2, versión 1, en DOCX está lista."
NAVEGA = {"Accept": "text/html,application/xhtml+xml"}


@pytest.fixture
def trabajar(de_fabrica: BaseDeDatos, config: Config, reloj: Reloj) -> Callable[[], None]:
    """AG2 congelado, y un trabajador que hace lo pedido."""
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Ley"), "AG2", motivo="Trata de ella")
        congelar(sesion, SISTEMA, "AG2", "publica", "Reunión", reloj=reloj)
    trabajador = armar(Consola(config, de_fabrica, reloj))

    def _trabajar() -> None:
        while trabajador.una_tarea():
            pass

    return _trabajar


def _pedir(cliente: FlaskClient, ruta: str = EXPORTAR, *, forma: str = "docx") -> None:
    cliente.post(ruta, data={"csrf_token": ficha_csrf(cliente, ruta), "forma": forma})


def test_se_avisa_una_vez_a_quien_la_pidio_y_a_nadie_mas(app: Flask, trabajar: Callable[[], None]) -> None:
    cliente, otro = app.test_client(), app.test_client()
    _pedir(cliente)
    assert LISTA not in cliente.get("/normas", headers=NAVEGA).text, "todavía no está"
    trabajar()
    cliente.get("/normas.json")
    cliente.get("/normas", headers={"Accept": "*/*"})
    dicho = cliente.get("/normas", headers=NAVEGA).text
    assert LISTA in dicho and f'href="{EXPORTAR}"' in dicho
    assert LISTA not in cliente.get("/normas", headers=NAVEGA).text
    assert LISTA not in otro.get("/normas", headers=NAVEGA).text


def test_en_su_pagina_no_hace_falta_y_en_la_de_otra_si(app: Flask, trabajar: Callable[[], None]) -> None:
    cliente = app.test_client()
    _pedir(cliente)
    trabajar()
    assert LISTA not in cliente.get(EXPORTAR).text
    assert LISTA not in cliente.get("/normas", headers=NAVEGA).text, "ya la vio lista"
    assert LISTA not in cliente.get(f"{EXPORTAR}/pdf", headers=NAVEGA).text


def test_la_que_no_se_pudo_tambien_se_dice_y_la_retirada_se_olvida(
    app: Flask, de_fabrica: BaseDeDatos, trabajar: Callable[[], None]
) -> None:
    cliente = app.test_client()
    _pedir(cliente)
    with transaccion(de_fabrica) as sesion:
        casos.fallar(sesion, sesion.scalars(select(Exportacion.id)).one())
    dicho = cliente.get("/normas", headers=NAVEGA).text
    assert "La copia de AG2, versión 1, en DOCX no se pudo armar." in dicho
    _pedir(cliente)
    with transaccion(de_fabrica) as sesion:
        sesion.delete(sesion.scalars(select(Exportacion)).one())
    assert "La copia de" not in cliente.get("/normas", headers=NAVEGA).text


def test_la_seleccion_se_nombra_por_su_nombre_y_solo_a_quien_aun_la_ve(
    trabajar: Callable[[], None],
    de_fabrica: BaseDeDatos,
    reloj: Reloj,
    crear: Callable[..., Actor],
    entrar: Callable[[str], FlaskClient],
) -> None:
    ana = crear("ana@centro.gt", "personal")
    crear("gil@centro.gt", "grupo_tecnico", temas=("AG2",))
    with transaccion(de_fabrica) as sesion:
        una = guardar_seleccion(sesion, ana, "Para la PDH", escritos="CD-00001", reloj=reloj)
        abrir_a(sesion, ana, una.id, ["AG2"], edicion=1, reloj=reloj)
        congelar(sesion, ana, "seleccion:1", "trabajo", "Reunión", reloj=reloj)
    suya = "/expedientes/seleccion/1/versiones/trabajo-1/exportar"
    sesiones = [entrar("ana@centro.gt"), entrar("gil@centro.gt")]
    for cliente in sesiones:
        _pedir(cliente, suya)
    trabajar()
    with transaccion(de_fabrica) as sesion:
        abrir_a(sesion, ana, 1, [], edicion=2, reloj=reloj)
    de_ana, de_gil = (cliente.get("/normas", headers=NAVEGA).text for cliente in sesiones)
    assert "La copia de «Para la PDH», versión 1, en DOCX está lista." in de_ana
    assert "Para la PDH" not in de_gil and "La copia de" not in de_gil


def test_cerrarla_a_uno_no_quita_la_copia_que_pidio_otro(
    trabajar: Callable[[], None],
    de_fabrica: BaseDeDatos,
    reloj: Reloj,
    crear: Callable[..., Actor],
    entrar: Callable[[str], FlaskClient],
) -> None:
    """Lo que se llevan es igual octeto por octeto: los documentos son públicos."""
    ana = crear("ana@centro.gt", "personal")
    for correo, tema in (("gil@centro.gt", "AG2"), ("eva@centro.gt", "AG4")):
        crear(correo, "grupo_tecnico", temas=(tema,))
    with transaccion(de_fabrica) as sesion:
        una = guardar_seleccion(sesion, ana, "Para la PDH", escritos="CD-00001", reloj=reloj)
        clave = f"seleccion:{una.id}"
        abrir_a(sesion, ana, una.id, ["AG2", "AG4"], edicion=1, reloj=reloj)
        congelar(sesion, ana, clave, "trabajo", "Reunión", reloj=reloj)
    suya = f"/expedientes/seleccion/{una.id}/versiones/trabajo-1/exportar"
    gil, eva, de_ana = (entrar(f"{nombre}@centro.gt") for nombre in ("gil", "eva", "ana"))
    for cliente in (gil, eva, de_ana):
        _pedir(cliente, suya)
    trabajar()
    with transaccion(de_fabrica) as sesion:
        abrir_a(sesion, ana, una.id, ["AG4"], edicion=2, reloj=reloj)
        assert len({fila.sha256 for fila in sesion.scalars(select(Exportacion))}) == 1
        assert casos.caducar(sesion, reloj=reloj) == 1
    assert gil.get(suya).status_code == 404
    for cliente in (eva, de_ana):
        assert "«Para la PDH», versión 1, en DOCX está lista" in cliente.get("/normas", headers=NAVEGA).text
        with cliente.get(f"{suya}/docx") as respuesta:
            assert respuesta.status_code == 200


def test_el_aviso_sigue_a_la_copia_que_se_retiro_y_se_volvio_a_pedir(
    app: Flask, de_fabrica: BaseDeDatos, trabajar: Callable[[], None]
) -> None:
    cliente, otro = app.test_client(), app.test_client()
    _pedir(cliente)
    with transaccion(de_fabrica) as sesion:
        sesion.delete(sesion.scalars(select(Exportacion)).one())
    for forma in ("zip", "docx"):
        _pedir(otro, forma=forma)
    trabajar()
    dicho = cliente.get("/normas", headers=NAVEGA).text
    assert LISTA in dicho and "en ZIP" not in dicho
