"""A quien no ve todas las mesas no se le numeran: los números que faltan dirían que hay otras."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from conftest import RelojFijo
from fabrica import sembrar_documento, sembrar_vinculo
from flask import Flask
from flask.testing import FlaskClient

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.expedientes.congelar import congelar
from centro_doc.grupos import casos_acuerdos, casos_mesas
from centro_doc.grupos.formularios import DatosAcuerdo, DatosMesa
from centro_doc.grupos.modelos import EstadoMesa

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
MESA = DatosMesa(fecha=date(2011, 8, 3), estado=EstadoMesa.REALIZADA)
PAGINAS = (
    *("/agenda/AG2/mesas/2", "/agenda/AG2/grupo", "/agenda/acuerdos", "/agenda/acuerdos.csv"),
    *("/agenda/AG2", "/agenda/AG2/versiones/publica-1", "/documentos/CD-00001"),
)
_NUMERADA = re.compile(r"[Mm]esa 2\b|AG2-2\.|,AG2,2,")


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
    for una in PAGINAS:
        pagina = nadie.get(una)
        assert pagina.status_code == 200, una
        dichas[una] = _NUMERADA.findall(pagina.text)
    assert not any(dichas.values()), dichas
    assert "Mesa del 3 de agosto de 2011" in nadie.get("/agenda/AG2/mesas/2").text
    assert "Mesa 2" in suyo.get("/agenda/AG2/mesas/2").text
    assert "AG2-2.1" in suyo.get("/agenda/AG2?nivel=trabajo").text
    assert "AG2-2.1,AG2,2," in suyo.get("/agenda/acuerdos.csv").text
