"""Los sentidos de una palabra de la agenda, y el recuento que se pide con su fecha y lo que cuenta."""

import html as html_
import re
from collections.abc import Callable
from datetime import date

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento, sembrar_vinculo
from flask import Flask
from indexado import indexar

from centro_doc.busqueda.ambiguas import de_la_agenda
from centro_doc.busqueda.consultas import resultados
from centro_doc.busqueda.formularios import Peticion
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.indice.servicio import Indice
from config import Config

PUBLICO = frozenset({"publico"})
MUCHAS = "Regularización. " * 9


@pytest.fixture
def indice(de_fabrica: BaseDeDatos, config: Config, reloj: RelojFijo) -> Indice:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Guía de regularización tributaria", (MUCHAS,), tipo="folleto")
        sembrar_documento(sesion, 2, "Tierras", (f"{MUCHAS} Tenencia, con prórroga.",))
        situacion = "La regularización de quien está en situación irregular."
        sembrar_documento(sesion, 3, "Opinión", (situacion,), tipo="opinion_recibida")
        sembrar_documento(sesion, 4, "Nota", ("La regularización migratoria.",), tipo="nota_prensa")
        acta = sembrar_documento(sesion, 5, "Acta", ("La regularización.",), tipo="acta_mesa_trabajo")
        sembrar_vinculo(sesion, acta, "AG4")
        sembrar_documento(
            sesion, 6, "Iniciativa", ("Regularización.",), tipo="iniciativa", emitido=date(2009, 1, 1)
        )
    return indexar(de_fabrica, config, reloj)


def test_lo_del_tema_va_primero_y_lo_demas_sigue_estando(de_fabrica: BaseDeDatos, indice: Indice) -> None:
    with lectura(de_fabrica) as sesion:
        hallados = resultados(sesion, indice, PUBLICO, Peticion(q="regularización"))
    registros = [uno.documento.id for uno in hallados.hoja.elementos]
    assert set(registros[:3]) == {3, 4, 5} and set(registros[3:]) == {1, 2, 6}
    assert "Al final van 3 documentos que dicen «regularización» y nada más del tema, o de otro país." in [
        aviso.mensaje for aviso in hallados.avisos
    ]


@pytest.mark.parametrize(
    "q", ["regularización tributaria", "regularización de extranjeros residentes", "tributaria", ""]
)
def test_quien_ya_dice_el_sentido_no_recibe_otro_orden(de_fabrica: BaseDeDatos, q: str) -> None:
    with lectura(de_fabrica) as sesion:
        assert de_la_agenda(sesion, q) is None


@pytest.fixture
def ver(app: Flask, indice: Indice) -> Callable[[str], str]:
    cliente = app.test_client()

    def _ver(q: str) -> str:
        pagina = cliente.get("/buscar", query_string={"q": q}).get_data(as_text=True)
        parrafos = re.findall(r'<p class="quiso">(.*?)</p>', pagina, re.DOTALL)
        return "\n".join(html_.unescape(re.sub(r"<[^>]+>", "", uno)) for uno in parrafos)

    return _ver


def test_el_recuento_dice_que_cuenta_y_a_que_dia(ver: Callable[[str], str]) -> None:
    dicho = ver("¿cuántos documentos hay sobre regularización migratoria?")
    assert (
        "1 documento dice «regularización migratoria» en su texto o en su ficha, al 17 de agosto de 2011: "
        "la lista. Se cuentan por sus palabras y las que valen por ellas, no por su tema. Vinculados al tema "
        "AG4 Promoción de Normativa para la Regularización Migratoria: 1 documento."
    ) in dicho


def test_si_se_pide_una_clase_se_cuenta_solo_esa(ver: Callable[[str], str]) -> None:
    assert "1 documento del tipo pedido («iniciativas») dice «regularización»" in ver(
        "cuántas iniciativas hay sobre regularización"
    )


@pytest.mark.parametrize("q", ["regularización", "cuántos migrantes hay en México"])
def test_lo_que_no_pregunta_cuantos_documentos_no_lo_lleva(ver: Callable[[str], str], q: str) -> None:
    assert "en su texto o en su ficha" not in ver(q)
