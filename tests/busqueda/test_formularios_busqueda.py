"""De los parámetros de la dirección a una petición, sin que nada sea un error."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from centro_doc.busqueda.formularios import Peticion, leer_numero, leer_peticion
from indexador.consulta import Filtros
from indexador.lengua import Tesauro


def leer(*pares: tuple[str, str]) -> Peticion:
    return leer_peticion(MultiDict(pares))


def test_sin_nada_se_piden_todos() -> None:
    assert leer() == Peticion()


def test_los_filtros_se_repiten_y_no_se_duplican() -> None:
    pedida = leer(("tipo", "ley"), ("tipo", "ley"), ("tipo", " "), ("tema", "AG2"), ("acceso", "interna"))
    assert pedida.filtros == Filtros(tipos=("ley",), temas=("AG2",), accesos=("interna",))
    assert pedida.activos == 3


def test_un_anio_abarca_del_primero_al_ultimo_dia() -> None:
    pedida = leer(("desde", "2009"), ("hasta", "2010"))
    assert (pedida.filtros.desde, pedida.filtros.hasta) == (date(2009, 1, 1), date(2010, 12, 31))
    assert pedida.activos == 1


def test_los_anios_al_reves_se_enderezan_y_se_dice() -> None:
    pedida = leer(("desde", "2010"), ("hasta", "2009"))
    assert (pedida.filtros.desde, pedida.filtros.hasta) == (date(2009, 1, 1), date(2010, 12, 31))
    assert "posterior" in pedida.avisos[0]


@pytest.mark.parametrize("escrita", ["ayer", "20099", "0000", "2009-13-01"])
def test_una_fecha_que_no_se_entiende_se_deja_fuera_y_se_dice(escrita: str) -> None:
    pedida = leer(("desde", escrita))
    assert pedida.filtros.desde is None and escrita in pedida.avisos[0]


def test_se_admite_un_dia_entero() -> None:
    assert leer(("hasta", "2009-05-12")).filtros.hasta == date(2009, 5, 12)


@pytest.mark.parametrize(
    ("escrito", "numero"), [("3", 3), ("0", 1), ("-2", 1), ("x", 1), ("99999", 1000), ("9" * 40, 1), ("٣", 1)]
)
def test_una_pagina_imposible_vale_la_primera_o_la_ultima(escrito: str, numero: int) -> None:
    assert leer_numero(escrito, 1000) == numero


def test_un_orden_desconocido_es_por_relevancia() -> None:
    assert leer(("orden", "azar")).orden == "relevancia"


def test_una_peticion_vuelve_a_ser_parametros() -> None:
    pares = (("q", "ley"), ("tipo", "ley"), ("desde", "2009"), ("orden", "titulo"), ("pagina", "3"))
    assert leer(*pares).parametros() == {"q": "ley", "tipo": ["ley"], "desde": "2009", "orden": "titulo"}


def test_el_dia_de_vigencia_se_escribe_de_varias_maneras_y_vuelve_como_iso() -> None:
    for escrito in ("2009-05-12", "12/05/2009", "12 de mayo de 2009"):
        peticion = leer(("vigente", escrito))
        assert peticion.parametros() == {"vigente": "2009-05-12"} and peticion.activos == 1
    mala = leer(("vigente", "antes"))
    assert mala.vigente is None and "No entendimos la fecha «antes»" in mala.avisos[0]


def test_quien_elige_en_lote_pide_cuantos_por_pagina_y_los_demas_no() -> None:
    pedido = MultiDict({"q": "visa", "por": "50", "pagina": "2"})
    de_lote = leer_peticion(pedido, en_lote=True)
    assert (de_lote.por_pagina, de_lote.parametros()["por"]) == (50, "50")
    assert de_lote.consulta(frozenset({"publico"}), Tesauro(())).por_pagina == 50
    assert leer_peticion(pedido).por_pagina == 10 and "por" not in leer_peticion(pedido).parametros()
    assert leer_peticion(MultiDict({"por": "9999"}), en_lote=True).por_pagina == 10
