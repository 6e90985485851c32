"""Lo que se pide de una norma que se nombra: sus artículos, los primeros, y no los que repiten su nombre."""

from collections.abc import Callable

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento
from flask import Flask
from indexado import indexar

from centro_doc.busqueda.consultas import Resultados, resultados
from centro_doc.busqueda.formularios import Peticion
from centro_doc.busqueda.vecindad import vecindad
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.indice.servicio import Indice
from config import Config

PUBLICO = frozenset({"publico"})
CODIGO = "\n".join((
    "ARTICULO 1. Código de Migración. Este código de migración regula la migración.",
    "ARTICULO 2. Migración. El código rige la migración de personas.",
    "ARTICULO 3. Refugio. El estatuto de refugio protege a quien huye.",
    "ARTICULO 4. Pasaportes. Los da la autoridad.",
    "ARTICULO 5. No devolución. Nadie con refugio será devuelto.",
))  # fmt: skip
ESTUDIO = "Refugio, refugio y refugio: el código de migración y el refugio. " * 5


@pytest.fixture
def indice(de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo) -> Indice:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(
            sesion, 1, "Estudio del refugio en el Código de Migración", (ESTUDIO,), tipo="estudio"
        )
        sembrar_documento(sesion, 2, "Código de Migración", (CODIGO,), numero="44-2016")
        sembrar_documento(sesion, 3, "Opinión", (ESTUDIO,), tipo="opinion_recibida")
    return indexar(de_fabrica, config, reloj)


@pytest.fixture
def buscar(de_fabrica: BaseDeDatos, indice: Indice) -> Callable[..., Resultados]:
    def _buscar(q: str, **mas: str) -> Resultados:
        with lectura(de_fabrica) as sesion:
            return resultados(sesion, indice, PUBLICO, Peticion(q=q, **mas))

    return _buscar


@pytest.mark.parametrize(
    "q",
    [
        "código de migración refugio",
        "refugio en el codigo de migracion",
        "¿qué dice el Código de Migración sobre refugio?",
        "decreto 44-2016 refugio",
    ],
)
def test_la_norma_va_primero_con_los_articulos_de_lo_pedido(
    buscar: Callable[..., Resultados], q: str
) -> None:
    hallados = buscar(q)
    primero, *_ = hallados.hoja.elementos
    assert primero.documento.identificador == "CD-00002"
    assert {uno.articulo for uno in primero.pasajes} == {"Artículo 3", "Artículo 5"}
    assert primero.pasajes[0].articulo == "Artículo 3"
    assert hallados.dentro is not None and hallados.dentro.dentro.materia == "refugio"


@pytest.mark.parametrize("q", ["código de migración", "artículo 3 código de migración", "refugio"])
def test_sin_norma_o_sin_nada_mas_que_pedir_no_cambia(buscar: Callable[..., Resultados], q: str) -> None:
    assert buscar(q).dentro is None


@pytest.mark.parametrize("q", ["opiniones sobre el código de migración", "estudios del código de migración"])
def test_quien_pide_documentos_no_quiere_los_articulos(buscar: Callable[..., Resultados], q: str) -> None:
    assert buscar(q).dentro is None


def test_lo_que_la_norma_no_dice_no_se_inventa(buscar: Callable[..., Resultados]) -> None:
    assert buscar("código de migración xilófono").dentro is None


def test_otro_orden_se_respeta(buscar: Callable[..., Resultados]) -> None:
    assert buscar("código de migración refugio", orden="titulo").dentro is None


def test_la_tarjeta_nombra_los_articulos(app: Flask, indice: Indice) -> None:
    pagina = app.test_client().get("/buscar?q=código+de+migración+refugio").get_data(as_text=True)
    tarjeta = pagina.split('class="pedida"')[1].split("</section>")[0]
    assert "De «refugio»:" in tarjeta and "2 pasajes en total" in tarjeta
    assert 'q=refugio#art-3">Artículo 3</a>, <a' in tarjeta


def test_el_anterior_y_el_siguiente_siguen_ese_orden(de_fabrica: BaseDeDatos, indice: Indice) -> None:
    peticion = Peticion(q="código de migración refugio")
    with lectura(de_fabrica) as sesion:
        suya = vecindad(sesion, indice, PUBLICO, peticion, "CD-00002", 1)
    assert suya is not None and (suya.puesto, suya.anterior) == (1, None)
