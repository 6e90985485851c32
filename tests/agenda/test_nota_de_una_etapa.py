"""La nota de una etapa y la de la iniciativa no nombran, ni siguen nombrando, lo que no ve quien las lee."""

from datetime import date

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento
from flask import Flask

from centro_doc.agenda import iniciativas
from centro_doc.agenda.formularios import DatosEtapa, DatosIniciativa
from centro_doc.catalogo.acceso import actualizar_marcas
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
TITULO = "Memorando interno de la caravana"
SENAS = ("ZETAPA", "ZNOTA")


@pytest.fixture
def centro(de_fabrica: BaseDeDatos, reloj: RelojFijo) -> BaseDeDatos:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Dictamen 1", tipo="dictamen")
        sembrar_documento(sesion, 2, TITULO, acceso="interna", marcas=("personal",))
        iniciativas.registrar(sesion, ANA, DatosIniciativa(9001, "Reforma", temas=("AG2",)), reloj=reloj)
    return de_fabrica


def _etapa(nota: str) -> DatosEtapa:
    return DatosEtapa("dictaminada_favorable", date(2010, 5, 10), "dia", "CD-00001", nota)


@pytest.mark.parametrize("dicho", ["Ver el CD-00002", f"Según el {TITULO.upper()}"])
def test_no_se_guardan_si_lo_nombran(centro: BaseDeDatos, reloj: RelojFijo, dicho: str) -> None:
    with transaccion(centro) as sesion:
        with pytest.raises(DatosInvalidos) as de_etapa:
            iniciativas.avanzar(sesion, ANA, 9001, _etapa(dicho), reloj=reloj)
        datos = DatosIniciativa(9001, "Reforma", nota=dicho)
        with pytest.raises(DatosInvalidos) as suya:
            iniciativas.editar(sesion, ANA, 9001, datos, edicion=1, reloj=reloj)
    for error in (de_etapa, suya):
        assert "CD-00002" in error.value.campos["nota"]


@pytest.mark.parametrize("dicho", ["CD-00002", TITULO.upper()])
def test_se_callan_si_se_cierra_despues(
    centro: BaseDeDatos, reloj: RelojFijo, app: Flask, dicho: str
) -> None:
    with transaccion(centro) as sesion:
        suyo = sesion.get_one(Documento, 2)
        suyo.acceso = "publica_oficio"
        actualizar_marcas(sesion, suyo, reloj=reloj)
        iniciativas.avanzar(sesion, ANA, 9001, _etapa(f"ZETAPA: {dicho}"), reloj=reloj)
        datos = DatosIniciativa(9001, "Reforma", nota=f"ZNOTA: {dicho}", temas=("AG2",))
        iniciativas.editar(sesion, ANA, 9001, datos, edicion=1, reloj=reloj)
    nadie = app.test_client()
    assert all(sena in nadie.get("/iniciativas/9001").text for sena in SENAS)
    with transaccion(centro) as sesion:
        suyo = sesion.get_one(Documento, 2)
        suyo.acceso = "interna"
        actualizar_marcas(sesion, suyo, reloj=reloj)
    for ruta in ("/iniciativas/9001", "/agenda/AG2", "/expedientes/iniciativa/9001"):
        respuesta = nadie.get(ruta)
        assert respuesta.status_code == 200
        assert not [sena for sena in SENAS if sena in respuesta.text], ruta
