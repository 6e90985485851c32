"""Ningún octeto de lo que el público no ve está en lo que se lleva de un expediente público.

Se buscan todas las palabras de `senuelos` en cada forma de la versión pública, por dentro. La de trabajo dice
que se buscan bien: en ella sí están.
"""

from collections.abc import Callable

import pytest
from conftest import ficha_csrf
from exprimir import exprimir, lugares
from flask import Flask
from flask.testing import FlaskClient
from senuelos import ANA, sembrar

from almacen import DepositoLocal
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.consola import Consola
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor
from centro_doc.expedientes.congelar import congelar
from centro_doc.grafo.atrasadas import leer_atrasados
from centro_doc.taller import armar
from config import Config

FORMAS = ("pdf", "pdf-citadas", "docx", "zip")
PAGINAS = (
    *("/agenda/AG2", "/agenda/AG2/articulos", "/agenda/AG2/cuadro"),
    *("/agenda/AG2/siglas", "/agenda/AG2/cambios?desde=2011-01-01", "/agenda/AG2/atom.xml"),
    *("/agenda/AG2/grupo", "/agenda/AG2/versiones/publica-1", "/agenda/AG2/versiones/publica-1/diferencias"),
    *("/agenda/AG2/versiones/publica-1/exportar", "/agenda/acuerdos.csv", "/iniciativas.csv"),
    *("/documentos/CD-00001", "/plan/OO2.P1.b"),
)
DEL_INTERNO = ("zqtitulo", "zqtexto", "zqliteral", "zqmotivo", "zqfrase", "zqpostura", "zqsigla")
"""De un documento interno."""
DE_SU_ARCHIVO = (
    *("zqnombre", "zqinfo", "zqxmp", "zqadjunto", "zqcomentario", "zqguion", "zqimagen", "zqexif"),
    *("zqpieza", "zqpropiedad", "zqalmargen", "zqoculto"),
)
DEL_GRUPO = ("zqmesa", "zqacuerdo", "zqintegrante", "zqpersona")
DE_NADIE = (
    *("zqresumen", "zqorden", "zqlugar", "zqasistente", "zqprueba", "zqfundamento", "zqprivada"),
    *("zqcompartida", "zqcontacto", "zqanulado", "zqretirado", "zqreservado", "zqporcatalogar"),
    *("zqpropuesto", "zqversion", "zqvieja", "zqporrevisar", "zqcopia", "zqubicacion"),
)
DE_MAS = ("zpinfo", "zpxmp", "zpadjunto", "zpcomentario", "zpguion", "zpimagen", "zpexif", "zppieza")
"""Lo que un PDF o una foto públicos llevan y no se ve."""


@pytest.fixture
def centro(de_fabrica: BaseDeDatos, config: Config, reloj: Reloj, crear: Callable[..., Actor]) -> BaseDeDatos:
    """El expediente sembrado, leídas sus citas y congelado en sus dos niveles."""
    eva = crear("eva@congreso.gt", "grupo_tecnico", temas=("AG2",))
    with transaccion(de_fabrica) as sesion:
        sembrar(sesion, DepositoLocal(config.ruta_archivos), eva, reloj=reloj)
    while leer_atrasados(de_fabrica):
        pass
    with transaccion(de_fabrica) as sesion:
        for nivel in ("publica", "trabajo"):
            congelar(sesion, ANA, "AG2", nivel, "Séptima reunión", reloj=reloj)
    return de_fabrica


@pytest.fixture
def bajar(
    centro: BaseDeDatos, app: Flask, config: Config, reloj: Reloj, entrar: Callable[[str], FlaskClient]
) -> Callable[[str, str], bytes]:
    """Pide, arma y baja una forma de una versión."""

    def _bajar(version: str, forma: str) -> bytes:
        cliente = entrar("eva@congreso.gt") if version.startswith("trabajo") else app.test_client()
        ruta = f"/agenda/AG2/versiones/{version}/exportar"
        cliente.post(ruta, data={"csrf_token": ficha_csrf(cliente, ruta), "forma": forma})
        trabajador = armar(Consola(config, centro, reloj))
        while trabajador.una_tarea():
            pass
        respuesta = cliente.get(f"{ruta}/{forma}", buffered=True)
        assert respuesta.status_code == 200, respuesta.location
        return respuesta.data

    return _bajar


def test_nada_de_lo_oculto_va_en_ninguna_forma_de_la_publica(
    app: Flask, bajar: Callable[[str, str], bytes]
) -> None:
    cliente = app.test_client()
    formas = {forma: list(exprimir(f"publica.{forma}", bajar("publica-1", forma))) for forma in FORMAS}
    todo = [uno for partes in formas.values() for uno in partes]
    for ruta in PAGINAS:
        respuesta = cliente.get(ruta)
        assert respuesta.status_code == 200, ruta
        todo += [(ruta, respuesta.data), (ruta, str(respuesta.headers).encode())]
    assert lugares("Ley de CONAMIGUA", todo) and lugares("zptexto", formas["pdf"]), "se busca donde hay algo"
    senuelos = (*DEL_INTERNO, *DE_SU_ARCHIVO, *DEL_GRUPO, *DE_NADIE, "CD-00003", "CD-00006")
    assert {palabra: donde for palabra in senuelos if (donde := lugares(palabra, todo))} == {}
    assert [palabra for palabra in DE_MAS if lugares(palabra, formas["pdf"])] == [], "del PDF, lo que se ve"
    del_zip = {donde for palabra in DE_MAS for donde in lugares(palabra, formas["zip"])}
    assert all("/data/originales/" in donde for donde in del_zip - {"publica.zip"})
    original = cliente.get("/documentos/CD-00010/original", buffered=True).data
    assert original in [octetos for _, octetos in formas["zip"]], "el mismo que se baja de su página"


def test_en_la_de_trabajo_estan_y_asi_se_sabe_que_se_buscan_bien(
    bajar: Callable[[str, str], bytes],
) -> None:
    todo = [uno for forma in ("pdf", "zip") for uno in exprimir(forma, bajar("trabajo-1", forma))]
    assert [uno for uno in (*DEL_INTERNO, *DE_SU_ARCHIVO, *DEL_GRUPO) if not lugares(uno, todo)] == []
    assert {uno: donde for uno in DE_NADIE if (donde := lugares(uno, todo))} == {}
