"""A quien no ve todas las mesas no se le numeran: los números que faltan dirían que hay otras."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from conftest import RelojFijo
from fabrica import sembrar_documento, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.expedientes.congelar import congelar
from centro_doc.grupos import casos_acuerdos, casos_mesas
from centro_doc.grupos.direcciones import de_mesa
from centro_doc.grupos.formularios import DatosAcuerdo, DatosMesa
from centro_doc.grupos.modelos import EstadoMesa, Mesa
from grupos.conftest import ruta_de_mesa

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
MESA = DatosMesa(fecha=date(2011, 8, 3), estado=EstadoMesa.REALIZADA)
PAGINAS = (
    *("/agenda/AG2/grupo", "/agenda/acuerdos", "/agenda/acuerdos.csv", "/agenda/mesas"),
    *("/agenda/AG2", "/agenda/AG2/versiones/publica-1", "/documentos/CD-00001"),
)
_NUMERADA = re.compile(r"[Mm]esa 2\b|AG2-2\.|,AG2,2,|mesas/2\b|acuerdo-\d\"")


def test_ninguna_pagina_numera_las_mesas_a_quien_no_las_ve_todas(
    de_fabrica: BaseDeDatos,
    app: Flask,
    reloj: RelojFijo,
    crear: Callable[..., Actor],
    entrar: Callable[[str], FlaskClient],
) -> None:
    crear("ana@centro.gt", "personal")
    with transaccion(de_fabrica) as sesion:
        acta = sembrar_documento(sesion, 1, "Acta", tipo="acta_mesa_trabajo")
        sembrar_vinculo(sesion, sembrar_documento(sesion, 2, "Ley"), "AG2", motivo="Trata de él")
        interna = replace(MESA, interna=True, fundamento="Artículo 9 de la LAIP")
        casos_mesas.crear(sesion, ANA, "AG2", interna, reloj=reloj)
        casos_mesas.crear(sesion, ANA, "AG2", replace(MESA, acta=acta.identificador), reloj=reloj)
        casos_acuerdos.anadir(sesion, ANA, "AG2", 2, DatosAcuerdo("Pedir el informe"), reloj=reloj)
        congelar(sesion, ANA, "AG2", "publica", "Reunión", reloj=reloj)
    nadie, suyo = app.test_client(), entrar("ana@centro.gt")
    dichas = {}
    suya = ruta_de_mesa(nadie, "AG2")
    for una in (suya, *PAGINAS):
        pagina = nadie.get(una)
        assert pagina.status_code == 200, una
        dichas[una] = _NUMERADA.findall(pagina.text)
    assert not any(dichas.values()), dichas
    assert "Mesa del 3 de agosto de 2011" in nadie.get(suya).text
    assert "Mesa 2" in suyo.get(suya).text
    assert "AG2-2.1" in suyo.get("/agenda/AG2?nivel=trabajo").text
    assert "AG2-2.1,AG2,2," in suyo.get("/agenda/acuerdos.csv").text


def test_la_direccion_vieja_de_una_mesa_lleva_a_la_suya_solo_a_quien_la_ve(
    de_fabrica: BaseDeDatos,
    app: Flask,
    reloj: RelojFijo,
    crear: Callable[..., Actor],
    entrar: Callable[[str], FlaskClient],
) -> None:
    """De las de después de la clave, el público no puede preguntar por su número: no lo tuvieron."""
    crear("ana@centro.gt", "personal")
    interna = replace(MESA, interna=True, fundamento="Artículo 9 de la LAIP")
    with transaccion(de_fabrica) as sesion:
        for datos in (interna, MESA):
            casos_mesas.crear(sesion, ANA, "AG2", datos, reloj=reloj)
        sesion.execute(update(Mesa).values(tuvo_numero=True))
        casos_mesas.crear(sesion, ANA, "AG2", replace(MESA, fecha=date(2011, 8, 10)), reloj=reloj)
    nadie, suyo = app.test_client(), entrar("ana@centro.gt")
    responden = {
        numero: [uno.get(f"/agenda/AG2/mesas/{numero}").status_code for uno in (nadie, suyo)]
        for numero in (1, 2, 3, 9)
    }
    assert responden == {1: [404, 301], 2: [301, 301], 3: [404, 301], 9: [404, 404]}
    assert _sin_lo_vivo(nadie, "/agenda/AG2/mesas/1") == _sin_lo_vivo(nadie, "/agenda/AG2/mesas/9")
    nueva = nadie.get("/agenda/AG2/mesas/2").headers["Location"]
    assert re.fullmatch(r"/agenda/AG2/mesas/2011-08-03-\w{4}", nueva) and nadie.get(nueva).status_code == 200


def test_la_direccion_de_una_mesa_dice_su_dia_y_no_si_hay_otra_que_no_se_ve(
    de_fabrica: BaseDeDatos, app: Flask, reloj: RelojFijo
) -> None:
    nadie, del_dia = app.test_client(), "/agenda/AG2/mesas/2011-08-03"
    interna = replace(MESA, interna=True, fundamento="Artículo 9 de la LAIP")
    with transaccion(de_fabrica) as sesion:
        cerrada = casos_mesas.crear(sesion, ANA, "AG2", interna, reloj=reloj)
        suya = de_mesa(cerrada.fecha, cerrada.clave)
    assert nadie.get(del_dia).status_code == 404
    assert nadie.get(f"/agenda/AG2/mesas/{suya}").status_code == 404
    with transaccion(de_fabrica) as sesion:
        casos_mesas.crear(sesion, ANA, "AG2", MESA, reloj=reloj)
    unica = ruta_de_mesa(nadie, "AG2")
    assert nadie.get(del_dia).headers["Location"] == unica and unica.startswith(f"{del_dia}-")
    clave = unica.rpartition("-")[2]
    assert nadie.get(f"/agenda/AG2/mesas/2010-01-01-{clave}").headers["Location"] == unica
    assert nadie.get(f"/agenda/AG3/mesas/2011-08-03-{clave}").status_code == 404
    for mala in ("2011-13-45", "ayer", f"2011-08-03-{clave}x", "2011-08-03-"):
        assert nadie.get(f"/agenda/AG2/mesas/{mala}").status_code == 404, mala
    with transaccion(de_fabrica) as sesion:
        casos_mesas.crear(sesion, ANA, "AG2", MESA, reloj=reloj)
    assert nadie.get(del_dia).headers["Location"] == "/agenda/AG2/grupo#mesas"


def _sin_lo_vivo(cliente: FlaskClient, ruta: str) -> str:
    return re.sub(r"mesas/\d+|[\w.-]{60,}", "", cliente.get(ruta).text)
