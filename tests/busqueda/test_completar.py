"""Lo que se sugiere al escribir: por HTTP, con su forma estable y para cada lector."""

from collections.abc import Callable

import pytest
from fabrica import sembrar_documento, sembrar_plan
from flask import Flask
from flask.testing import FlaskClient
from indexado import indexar
from sqlalchemy import select

from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor
from centro_doc.directorio.modelos import Institucion
from config import Config


@pytest.fixture
def sembrado(bd: BaseDeDatos, config: Config, reloj: Reloj) -> None:
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        congreso = sesion.scalars(select(Institucion)).one()
        sembrar_documento(
            sesion, 1, "Código de Migración", ("Las migraciones y los migrantes.",),
            numero="44-2016", emisor_id=congreso.id,
        )  # fmt: skip
        sembrar_documento(
            sesion, 2, "Minuta sobre migración", ("Mictlán",), marcas=("personal",), acceso="interna"
        )
        for numero in range(3, 14):
            sembrar_documento(sesion, numero, f"Acta {numero} de la mesa", ("Migrar es un derecho.",))
    indexar(bd, config, reloj)


def pedir(cliente: FlaskClient, q: str) -> list[dict[str, str]]:
    respuesta = cliente.get("/buscar/completar", query_string={"q": q})
    assert respuesta.status_code == 200
    assert set(respuesta.json) == {"q", "sugerencias"}
    assert all(
        set(una) == {"clase", "texto", "detalle", "consulta", "url"} for una in respuesta.json["sugerencias"]
    )
    return list(respuesta.json["sugerencias"])


def textos(cliente: FlaskClient, q: str, clase: str) -> list[str]:
    return [una["texto"] for una in pedir(cliente, q) if una["clase"] == clase]


def test_se_sugieren_titulos_y_palabras_y_cada_uno_lleva_a_lo_suyo(app: Flask, sembrado: None) -> None:
    titulo, *palabras = pedir(app.test_client(), "migra")
    assert titulo == {
        "clase": "titulo", "texto": "Código de Migración", "detalle": "Decreto del Congreso 44-2016",
        "consulta": "Código de Migración", "url": "/documentos/CD-00001",
    }  # fmt: skip
    assert [p["texto"] for p in palabras] == ["migrar", "migración", "migraciones", "migrantes"]
    assert palabras[0]["url"] == "/buscar?q=migrar"


def test_se_sugiere_la_norma_por_su_numero_y_la_institucion_por_su_nombre_o_sigla(
    app: Flask, sembrado: None
) -> None:
    (norma,) = pedir(app.test_client(), "decreto 44-2")
    assert (norma["texto"], norma["detalle"]) == ("Decreto del Congreso 44-2016", "Código de Migración")
    (institucion,) = [una for una in pedir(app.test_client(), "repúb") if una["clase"] == "institucion"]
    assert institucion["texto"] == "Congreso de la República de Guatemala"
    assert institucion["url"] == "/buscar?institucion=CONGRESO"


def test_se_sugiere_la_norma_del_catalogo_por_su_clave_su_nombre_o_su_alias(
    app: Flask, de_fabrica: BaseDeDatos, config: Config, reloj: Reloj
) -> None:
    indexar(de_fabrica, config, reloj)
    for q in ("DC-46", "Decreto 46-20", "ley de conamig", "atención al migr"):
        norma = next(una for una in pedir(app.test_client(), q) if una["clase"] == "norma")
        assert norma["url"] == "/normas/DC-46-2007", q
        assert norma["texto"] == "Decreto 46-2007 del Congreso de la República"
    assert textos(app.test_client(), "de", "norma") == []


def test_la_palabra_sugerida_completa_la_ultima_y_respeta_lo_demas(app: Flask, sembrado: None) -> None:
    assert "acta migrar" in textos(app.test_client(), "acta migr", "palabra")


def test_la_palabra_sugerida_va_como_la_escriben_los_titulos_que_se_sugieren(
    app: Flask, sembrado: None
) -> None:
    assert textos(app.test_client(), "códi", "palabra") == ["código"]
    assert textos(app.test_client(), "codi", "palabra") == ["código"]


def test_nunca_son_mas_de_ocho_y_los_titulos_dejan_lugar_a_las_palabras(app: Flask, sembrado: None) -> None:
    assert len(pedir(app.test_client(), "acta")) == 8
    assert len(pedir(app.test_client(), "de")) <= 8


@pytest.mark.parametrize("q", ["", "m", " ", '"', "(((", "\x00", "a" * 9000, "<b>", "tipo:", "%"])
def test_con_nada_que_completar_la_lista_va_vacia(app: Flask, sembrado: None, q: str) -> None:
    assert pedir(app.test_client(), q) == []


def test_cada_quien_completa_con_lo_suyo(
    app: Flask, sembrado: None, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@centro.gt", "personal")
    ana = entrar("ana@centro.gt")
    assert pedir(app.test_client(), "minuta") == []
    assert textos(ana, "minuta", "titulo") == ["Minuta sobre migración"]
    assert pedir(ana, "mict") == []


def test_la_base_vuelve_a_mirar_las_marcas(app: Flask, sembrado: None, bd: BaseDeDatos) -> None:
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 1).marcas[0].marca = "personal"
    assert textos(app.test_client(), "código", "titulo") == []


def test_no_se_guarda_y_sin_indice_va_vacia(app: Flask) -> None:
    respuesta = app.test_client().get("/buscar/completar?q=ley")
    assert respuesta.json == {"q": "ley", "sugerencias": []}
    assert respuesta.headers["Cache-Control"] == "private, no-store"
