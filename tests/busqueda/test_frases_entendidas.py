"""Las frases que no se buscan como están: lo que se cuenta, el año solo, quién cita, la cifra de un año."""

import html as html_
import re
from collections.abc import Callable
from datetime import date

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento
from flask import Flask
from indexado import indexar

from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.grafo.atrasadas import leer_atrasados
from config import Config

CONSEJO = ("El Consejo Asesor opina.",)
CITA = ("Según el Decreto 46-2007, vale. Los documentos citan el decreto y la Constitución.",)


@pytest.fixture
def ver(app: Flask, de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo) -> Callable[[str], list[str]]:
    """Lo que se dice encima, cuántos se listan y los registros que van en la lista."""
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Una", CONSEJO, tipo="opinion_recibida", emitido=date(2008, 3, 1))
        sembrar_documento(sesion, 2, "Otra", CONSEJO, tipo="opinion_recibida", emitido=date(2009, 3, 1))
        sembrar_documento(sesion, 3, "Hay opiniones", CONSEJO, tipo="estudio", emitido=date(2008, 5, 1))
        sembrar_documento(sesion, 4, "De 2008", CITA, tipo="estudio", emitido=date(2012, 5, 1))
        cifra = ("Guatemaltecos en México: en 2017 eran 1,458,000 los guatemaltecos.",)
        sembrar_documento(sesion, 5, "Estimación", cifra, tipo="folleto", emitido=None)
    indexar(de_fabrica, config, reloj)
    while leer_atrasados(de_fabrica):
        pass
    cliente = app.test_client()

    def _ver(q: str) -> list[str]:
        pagina = cliente.get("/buscar", query_string={"q": q}).get_data(as_text=True)
        dichos = re.findall(r'<p class="(?:quiso|res__n)">.*?</p>', pagina, re.DOTALL)
        enlaces = [html_.unescape(uno) for uno in re.findall(r'href="(/buscar[^"]*)">la lista', pagina)]
        registros = re.findall(r'class="hit__t"><a[^>]*/documentos/(CD-\d+)', pagina)
        limpios = [html_.unescape(re.sub(r"<[^>]+>", "", uno)) for uno in dichos]
        return [*limpios, *enlaces, " ".join(sorted(registros))]

    return _ver


def test_se_cuenta_la_clase_que_dice_la_materia_y_la_lista_es_ella(ver: Callable[[str], list[str]]) -> None:
    for q in ("¿Cuántas opiniones hay sobre el Consejo Asesor?", "cuántas opiniones del Consejo Asesor hay"):
        dicho, *_, enlace, registros = ver(q)
        assert dicho.startswith(
            "2 documentos del tipo pedido («opiniones») dicen «" + ("el " if "sobre" in q else "")
        )
        assert "opiniones hay" not in dicho and "hay»" not in dicho
        assert registros == "CD-00001 CD-00002"
        assert "tipo=opinion_recibida" in enlace


@pytest.mark.parametrize(
    "q", ["cuántos documentos hay de 2008", "documentos de 2008", "documentos del año 2008"]
)
def test_el_anio_solo_es_el_filtro_de_fecha(ver: Callable[[str], list[str]], q: str) -> None:
    dicho, *_, enlace, registros = ver(q)
    assert dicho.startswith("2 documentos con fecha de")
    assert (enlace, registros) == ("/buscar?desde=2008&hasta=2008", "CD-00001 CD-00003")
    assert "Además, 1 documento sin fecha no aparece." in ver(q)


def test_tambien_se_cuenta_lo_de_una_clase_y_un_anio(ver: Callable[[str], list[str]]) -> None:
    dicho, *_, registros = ver("cuántas opiniones hay de 2009")
    assert dicho.startswith("1 documento del tipo pedido («opiniones») con fecha de 2009, al")
    assert registros == "CD-00002"


@pytest.mark.parametrize(
    "q", ["cuántos documentos citan el decreto 46-2007", "quién cita el decreto 46-2007"]
)
def test_quien_cita_una_norma_se_cuenta_como_en_su_pagina(ver: Callable[[str], list[str]], q: str) -> None:
    dichos = ver(q)
    assert "Documentos que citan «Decreto 46-2007 del Congreso de la República»: 1." in dichos
    assert dichos[-1] == "CD-00004"
    assert not any("dice" in uno for uno in dichos)


def test_el_anio_de_una_cifra_no_excluye_los_documentos_que_la_dan(ver: Callable[[str], list[str]]) -> None:
    dichos = ver("cuántos guatemaltecos viven en México en 2008")
    assert dichos[-1] == "CD-00005"
    assert any(uno.endswith("Ninguna de las que se ven es de 2008.") for uno in dichos)


def test_sin_cifras_a_la_vista_no_se_habla_de_las_que_se_ven(ver: Callable[[str], list[str]]) -> None:
    dichos = ver("cuántos del Consejo Asesor 2008")
    assert "Ningún pasaje de los que se ven da una cifra." in dichos
    assert not any("las que se ven" in uno for uno in dichos)


@pytest.mark.parametrize(
    "q",
    ["cuántos guatemaltecos hay en México en 2017", "Decreto 46-2007", "opiniones sobre el Consejo Asesor"],
)
@pytest.mark.parametrize("encargo", ["cita para la exposición de motivos: ", "busca: ", "Necesito un dato: "])
def test_con_un_encargo_delante_se_responde_lo_mismo(
    ver: Callable[[str], list[str]], q: str, encargo: str
) -> None:
    assert ver(encargo + q)[-1] == ver(q)[-1] != ""
    assert [uno for uno in ver(encargo + q) if uno not in ver(q)] == []
