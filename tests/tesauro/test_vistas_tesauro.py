"""La página del tesauro."""

import re
from collections.abc import Callable

import pytest
from conftest import contando, ficha_csrf
from flask import Flask
from flask.testing import FlaskClient

from centro_doc.comun.bd import BaseDeDatos
from centro_doc.cuentas.modelos import Rol

ANA = "ana@congreso.gob.gt"
GRUPO = {"terminos": "plaza\npuesto", "clase": "sinonimo", "verificacion": "C", "nota": "De planta."}


@pytest.fixture
def ana(
    de_fabrica: BaseDeDatos, crear: Callable[..., object], entrar: Callable[..., FlaskClient]
) -> FlaskClient:
    crear(ANA, Rol.PERSONAL)
    return entrar(ANA)


def enviar(cliente: FlaskClient, ruta: str, **datos: str):
    return cliente.post(ruta, data={"csrf_token": ficha_csrf(cliente, "/admin/tesauro/nuevo"), **datos})


def texto(respuesta) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", respuesta.get_data(as_text=True)))


def numero(cliente: FlaskClient, palabras: str) -> int:
    cuerpo = cliente.get("/admin/tesauro", query_string={"palabras": palabras}).get_data(as_text=True)
    return int(re.search(r'href="/admin/tesauro/(\d+)"', cuerpo)[1])


def test_una_persona_del_personal_llega_desde_el_menu(ana: FlaskClient) -> None:
    assert 'href="/admin"' in ana.get("/").get_data(as_text=True)
    assert ana.get("/admin").location == "/admin/tesauro"


def test_se_agrega_se_cambia_y_se_quita(ana: FlaskClient) -> None:
    assert enviar(ana, "/admin/tesauro", **GRUPO).location == "/admin/tesauro"
    lista = texto(ana.get("/admin/tesauro?palabras=plaza"))
    assert "Se añadió el grupo" in lista
    assert "puesto" in lista and "Sin confirmar" in lista and "El personal" in lista
    ruta = f"/admin/tesauro/{numero(ana, 'plaza')}"
    cambio = {**GRUPO, "terminos": "plaza\ncargo", "edicion": "1"}
    assert enviar(ana, ruta, **cambio).status_code == 303
    assert "cargo" in texto(ana.get("/admin/tesauro?palabras=plaza"))
    assert enviar(ana, f"{ruta}/quitar", edicion="2").status_code == 303
    assert "Ningún grupo cumple" in texto(ana.get("/admin/tesauro?palabras=plaza"))
    assert ana.get(ruta).status_code == 404


def test_lo_mal_escrito_vuelve_con_todo_lo_que_se_escribio(ana: FlaskClient) -> None:
    respuesta = enviar(ana, "/admin/tesauro", **{**GRUPO, "terminos": "sólo uno", "clase": "nombre_anterior"})
    cuerpo = respuesta.get_data(as_text=True)
    assert respuesta.status_code == 422
    assert "al menos dos términos" in cuerpo
    assert ">sólo uno</textarea>" in cuerpo
    assert 'value="nombre_anterior" selected' in cuerpo
    assert ">De planta.</textarea>" in cuerpo


def test_si_otra_persona_lo_cambio_se_ve_lo_suyo_y_se_puede_insistir(ana: FlaskClient) -> None:
    enviar(ana, "/admin/tesauro", **GRUPO)
    ruta = f"/admin/tesauro/{numero(ana, 'plaza')}"
    enviar(ana, ruta, **{**GRUPO, "terminos": "plaza\ncargo", "edicion": "1"})
    tarde = enviar(ana, ruta, **{**GRUPO, "terminos": "plaza\nempleo", "edicion": "1"})
    assert tarde.status_code == 409
    assert "ahora dice: plaza; cargo" in texto(tarde)
    assert "plaza\nempleo</textarea>" in tarde.get_data(as_text=True)
    edicion = re.search(r'name="edicion" value="(\d+)"', tarde.get_data(as_text=True))[1]
    assert enviar(ana, ruta, **{**GRUPO, "terminos": "plaza\nempleo", "edicion": edicion}).status_code == 303
    assert "empleo" in texto(ana.get("/admin/tesauro?palabras=plaza"))


def test_las_siglas_del_directorio_se_ven_y_llevan_a_su_ficha(ana: FlaskClient) -> None:
    cuerpo = ana.get("/admin/tesauro?palabras=tribunal supremo").get_data(as_text=True)
    assert 'href="/directorio/TSE"' in cuerpo
    assert "/admin/tesauro/1" not in cuerpo


def test_la_sigla_del_directorio_que_ya_esta_en_un_grupo_no_se_repite(ana: FlaskClient) -> None:
    assert "1 grupo " in texto(ana.get("/admin/tesauro?palabras=ACNUR"))
    enviar(ana, f"/admin/tesauro/{numero(ana, 'ACNUR')}/quitar", edicion="1")
    assert 'href="/directorio/ACNUR"' in ana.get("/admin/tesauro?palabras=ACNUR").get_data(as_text=True)


def test_lo_no_confirmado_y_lo_dudoso_van_con_su_marca(ana: FlaskClient) -> None:
    assert "Sin confirmar" in texto(ana.get("/admin/tesauro?palabras=carta magna"))
    dudoso = texto(ana.get("/admin/tesauro?palabras=529-99"))
    assert "Dudoso no se usa" in dudoso
    assert "Las fuentes no coinciden" in dudoso


def test_los_filtros_y_las_hojas_se_suman(ana: FlaskClient) -> None:
    todos = texto(ana.get("/admin/tesauro"))
    assert "Páginas del tesauro" in ana.get("/admin/tesauro").get_data(as_text=True)
    anteriores = texto(ana.get("/admin/tesauro?clase=nombre_anterior&verificacion=V"))
    assert " 3 grupos " in anteriores and " 3 grupos " not in todos


def test_la_lista_no_hace_una_consulta_por_renglon(app: Flask, ana: FlaskClient) -> None:
    with contando(app.extensions["centro_doc"][BaseDeDatos]) as contador:
        ana.get("/admin/tesauro")
    assert contador.cuantas <= 8
