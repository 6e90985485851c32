"""La versión de una selección que congela quien no es del personal es suya hasta que éste la hace pública."""

from collections.abc import Callable

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_documento
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.cuentas.permisos import Actor
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.exportaciones.fuente import fuente

SUYAS = ("", "/exportar", "/diferencias")


@pytest.fixture
def congelada(
    de_fabrica: BaseDeDatos, crear: Callable[..., Actor], entrar: Callable[[str], FlaskClient]
) -> tuple[FlaskClient, str]:
    """La sesión de quien investiga y la dirección de su selección, con una versión congelada."""
    crear("zgabi@centro.gt", "investigador")
    crear("ana@centro.gt", "personal")
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Abierto", tipo="estudio")
        sembrar_documento(sesion, 2, "Añadido", tipo="estudio")
    gabi, lista = entrar("zgabi@centro.gt"), "/expedientes/selecciones"
    ficha = {"csrf_token": ficha_csrf(gabi, lista)}
    hecha = gabi.post(lista, data=ficha | {"nombre": "ZNOMBRE", "registros": "CD-00001"}).location
    datos = ficha | {"titulo": "ZTITULO", "nota": "ZNOTA", "nivel": "publica"}
    assert gabi.post(f"{hecha}/congelar", data=datos).status_code == 303
    return gabi, hecha


def test_la_abre_quien_la_hizo_y_el_personal_decide_si_es_publica(
    congelada: tuple[FlaskClient, str],
    de_fabrica: BaseDeDatos,
    app: Flask,
    entrar: Callable[[str], FlaskClient],
) -> None:
    gabi, hecha = congelada
    suya, nadie, ana = f"{hecha}/versiones/publica-1", app.test_client(), entrar("ana@centro.gt")
    for vista in SUYAS:
        assert nadie.get(suya + vista).status_code == 404, vista
        assert gabi.get(suya + vista).status_code == ana.get(suya + vista).status_code == 200, vista
    ficha = {"csrf_token": ficha_csrf(gabi, "/expedientes/selecciones")}
    assert gabi.post(f"{suya}/publicidad", data=ficha | {"publica": "1"}).status_code == 403
    suyo = {"csrf_token": ficha_csrf(ana, "/expedientes/selecciones")}
    assert "Hacerla pública" in ana.get(suya).text and "Hacerla pública" not in gabi.get(suya).text
    assert ana.post(f"{suya}/publicidad", data=suyo | {"publica": "1"}).status_code == 303
    assert "ZTITULO" in nadie.get(suya).text and "Zgabi" not in nadie.get(suya).text
    with lectura(de_fabrica) as sesion:
        assert "Zgabi" not in fuente(sesion, sesion.get_one(ExpedienteCongelado, 1)).obra.como_json()
    assert ana.post(f"{suya}/publicidad", data=suyo | {"publica": "0"}).status_code == 303
    assert nadie.get(suya).status_code == nadie.get(f"{suya}/exportar").status_code == 404


def test_lo_que_ya_se_guardo_con_su_nombre_no_lo_dice(
    congelada: tuple[FlaskClient, str], de_fabrica: BaseDeDatos, app: Flask
) -> None:
    with transaccion(de_fabrica) as sesion:
        una = sesion.scalars(select(ExpedienteCongelado)).one()
        apartados = [dict(uno) for uno in una.contenido["apartados"]]
        tabla = apartados[0]["tablas"][0]
        tabla["filas"] = [*tabla["filas"], ["Responsable", "Zgabi"]]
        una.contenido = una.contenido | {"apartados": apartados}
        una.abierta = True
    suya = f"{congelada[1]}/versiones/publica-1"
    assert "ZTITULO" in app.test_client().get(suya).text
    assert "Zgabi" not in app.test_client().get(suya).text
    with lectura(de_fabrica) as sesion:
        assert "Zgabi" not in fuente(sesion, sesion.get_one(ExpedienteCongelado, 1)).obra.como_json()


def test_por_la_publica_no_se_lee_como_esta_hoy_ni_lo_que_sigue_privado(
    congelada: tuple[FlaskClient, str], de_fabrica: BaseDeDatos, app: Flask
) -> None:
    gabi, hecha = congelada
    with transaccion(de_fabrica) as sesion:
        sesion.scalars(select(ExpedienteCongelado)).one().abierta = True
    ficha = {"csrf_token": ficha_csrf(gabi, "/expedientes/selecciones")}
    cambio = {"nombre": "ZNUEVO", "registros": "CD-00001 CD-00002", "numero": hecha.rsplit("/", 1)[1]}
    assert gabi.post("/expedientes/selecciones", data=ficha | cambio).status_code == 303
    datos = ficha | {"titulo": "ZSEGUNDA", "nivel": "publica"}
    assert gabi.post(f"{hecha}/congelar", data=datos).status_code == 303
    nadie, suya = app.test_client(), f"{hecha}/versiones/publica-1"
    for vista in ("", "/exportar"):
        dicho = nadie.get(suya + vista).text
        assert "ZNOMBRE" in dicho and "ZNUEVO" not in dicho and "ZSEGUNDA" not in dicho, vista
    assert nadie.get(f"{suya}/diferencias").status_code == 404
    assert nadie.get(f"{suya}/diferencias?con=publica-2").status_code == 404
    assert "CD-00002" in gabi.get(f"{suya}/diferencias").text


def test_lo_que_nadie_ve_no_llega_a_lo_escrito_y_un_nombre_sin_letras_no_vale(
    congelada: tuple[FlaskClient, str],
) -> None:
    gabi, _ = congelada
    ficha = {"csrf_token": ficha_csrf(gabi, "/expedientes/selecciones"), "registros": "CD-00001"}
    hecha = gabi.post(
        "/expedientes/selecciones", data=ficha | {"nombre": "Zeta\x00\x1f\u202e de\u200b trata"}
    )
    assert "Zeta de trata" in gabi.get(hecha.location).text
    assert gabi.post("/expedientes/selecciones", data=ficha | {"nombre": "\u3164 \u200b"}).status_code == 422
    assert "\x00" not in gabi.get("/buscar?q=trata%00").text
