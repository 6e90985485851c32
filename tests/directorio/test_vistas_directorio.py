import pytest
from conftest import contando
from fabrica import sembrar_documento
from flask import Flask
from sqlalchemy import select

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.directorio.consultas import POR_HOJA, lista
from centro_doc.directorio.formularios import filtros
from centro_doc.directorio.modelos import Institucion


def _html(app: Flask, ruta: str) -> str:
    respuesta = app.test_client().get(ruta)
    assert respuesta.status_code == 200, ruta
    return respuesta.get_data(as_text=True)


def test_cada_institucion_tiene_su_pagina(app: Flask, de_fabrica: BaseDeDatos) -> None:
    with lectura(de_fabrica) as sesion:
        claves = sesion.scalars(select(Institucion.clave)).all()
    for clave in claves:
        _html(app, f"/directorio/{clave}")


def test_la_lista_va_por_hojas_y_por_nombre_sin_contar_tildes(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        sesion.scalars(
            select(Institucion).where(Institucion.clave == "CAP")
        ).one().nombre = "Órganos de prueba"
    with lectura(de_fabrica) as sesion:
        hojas = [lista(sesion, filtros({}), hoja=n).hoja for n in (1, 2, 3, 4)]
    assert [len(hoja.elementos) for hoja in hojas] == [POR_HOJA, POR_HOJA, 92 - 2 * POR_HOJA, 0]
    assert hojas[0].total == 92
    nombres = [una.nombre for hoja in hojas for una in hoja.elementos]
    assert nombres.index("Órganos de prueba") < nombres.index(
        "Pastoral de Movilidad Humana de la Conferencia Episcopal de Guatemala"
    )


@pytest.mark.parametrize(
    ("pedidos", "claves"),
    [
        ({"palabras": "cancilleria"}, {"MINEX"}),
        ({"palabras": "UNHCR"}, {"ACNUR"}),
        ({"tipo": "ministerio", "palabras": "educación"}, {"MINEDUC"}),
        ({"pais": "MX"}, {"MX-EJEC", "MX-LEG", "INM-MX"}),
        ({"tipo": "no-existe"}, set()),
    ],
)
def test_los_filtros_dejan_solo_lo_que_se_pide(
    de_fabrica: BaseDeDatos, pedidos: dict[str, str], claves: set[str]
) -> None:
    with lectura(de_fabrica) as sesion:
        halladas = lista(sesion, filtros(pedidos)).hoja.elementos
    assert {una.clave for una in halladas} == claves


def test_lo_no_confirmado_se_lista_con_su_marca(app: Flask, de_fabrica: BaseDeDatos) -> None:
    assert "Sin confirmar" in _html(app, "/directorio?palabras=UNICEF")
    assert "Sin confirmar" in _html(app, "/directorio/UNICEF")


def test_una_institucion_dice_sus_relaciones_en_los_dos_sentidos(app: Flask, de_fabrica: BaseDeDatos) -> None:
    de_conamigua = _html(app, "/directorio/CONAMIGUA")
    assert "Incluye a" in de_conamigua and "Consejo Asesor de CONAMIGUA" in de_conamigua
    assert "Forma parte de" in _html(app, "/directorio/CONAMIGUA-ASESOR")
    assert "Le sucede" in _html(app, "/directorio/DGM")
    assert "Sucede a" in _html(app, "/directorio/IGM")


def test_una_institucion_enlaza_donde_la_nombra_el_plan(app: Flask, de_fabrica: BaseDeDatos) -> None:
    html = _html(app, "/directorio/COPAREM")
    assert 'href="/plan/OO1.A2"' in html and 'href="/plan/OO1.A2.1"' in html
    assert "Título del plan" in _html(app, "/directorio/CONGRESO")
    assert "El plan no la nombra." in _html(app, "/directorio/IGSS")


def test_los_documentos_que_emitio_son_los_que_el_lector_ve(app: Flask, de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        tse = sesion.scalars(select(Institucion.id).where(Institucion.clave == "TSE")).one()
        sembrar_documento(sesion, 1, "Acuerdo 274-2016", emisor_id=tse)
        sembrar_documento(sesion, 2, "Borrador de acuerdo", emisor_id=tse, marcas=("personal",))
        sembrar_documento(sesion, 3, "Sin catalogar", emisor_id=tse, estado="por_catalogar")
    html = _html(app, "/directorio/TSE")
    assert "Acuerdo 274-2016" in html and "1 documento" in html
    assert "Borrador de acuerdo" not in html and "Sin catalogar" not in html


@pytest.mark.parametrize("ruta", ["/directorio/NADIE", "/directorio/tse"])
def test_una_institucion_que_no_esta_no_se_encuentra(app: Flask, de_fabrica: BaseDeDatos, ruta: str) -> None:
    assert app.test_client().get(ruta).status_code == 404


def test_la_lista_se_lee_con_pocas_consultas(app: Flask, de_fabrica: BaseDeDatos) -> None:
    with contando(app.extensions["centro_doc"][BaseDeDatos]) as contador:
        _html(app, "/directorio")
    assert contador.cuantas <= 4
