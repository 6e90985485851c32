"""El estado de una norma a una fecha sale de lo que consta; lo que no consta es desconocido."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from centro_doc.comun.bd import BaseDeDatos, lectura
from centro_doc.comun.errores import NoEncontrado
from centro_doc.normas.consultas import estado_a
from centro_doc.normas.modelos import Vigencia
from centro_doc.normas.vigencia import DECLARADO, Hecho, estado_en, fin_del_periodo, vigencia_calculada

CASOS = (
    ("DC-57-2008", "2009-05-12", "", "vigente", "V"),
    ("DC-57-2008", "2009-04-19", "", "no_vigente_aun", "V"),
    ("DC-57-2008", "2009-01-12", "6", "vigente", "C"),
    ("DC-57-2008", "2010-01-12", "6", "vigente", "V"),
    ("DC-57-2008", "2009-01-12", "7", "no_vigente_aun", "V"),
    ("DC-95-1998", "1990-01-01", "", "no_vigente_aun", "V"),
    ("DC-95-1998", "2005-01-01", "", "desconocido", "V"),
    ("DC-95-1998", "2009-05-12", "", "vigente", "V"),
    ("DC-95-1998", "2017-05-12", "", "desconocido", "C"),
    ("DC-95-1998", "2017-05-31", "", "derogada_parcialmente", "C"),
    ("DC-95-1998", "2020-01-01", "108", "desconocido", "C"),
    ("DC-44-2016", "2009-05-12", "", "no_vigente_aun", "V"),
    ("DC-44-2016", "2020-01-01", "", "vigente", "C"),
    ("DC-26-2016", "2009-05-12", "", "no_vigente_aun", "V"),
    ("DC-58-1988", "2002-06-30", "", "desconocido", "V"),
    ("DC-58-1988", "2002-07-01", "", "derogada", "V"),
    ("DC-5-2022", "2022-02-23", "", "no_vigente_aun", "V"),
    ("DC-5-2022", "2022-02-24", "", "vigente", "V"),
    ("AMN-7-2019", "2024-01-01", "", "derogada", "V"),
    ("AMN-7-2019", "2023-06-01", "", "desconocido", "V"),
    ("DC-46-2007", "2009-05-12", "", "desconocido", "V"),
    ("INI-4126", "2020-01-01", "", "desconocido", "V"),
)
"""Norma, fecha, artículo, y el estado que consta con su marca."""


def test_lo_que_consta_en_los_datos_de_fabrica(de_fabrica: BaseDeDatos) -> None:
    with lectura(de_fabrica) as sesion:
        for clave, dia, articulo, estado, marca in CASOS:
            hallado = estado_a(sesion, clave, date.fromisoformat(dia), articulo, marcas=frozenset())
            assert (hallado.estado, hallado.marca) == (estado, marca), (clave, dia, articulo, hallado)
        with pytest.raises(NoEncontrado):
            estado_a(sesion, "DC-9-1950", date(2009, 5, 12), marcas=frozenset())


@pytest.mark.parametrize(
    ("clase", "publicacion", "calculada"),
    [
        ("DC", "2013-11-12", "2013-11-20"),
        ("DC", "2002-05-13", "2002-05-21"),
        ("DC", "1985-12-30", None),
        ("AG", "2009-04-01", None),
        ("TR", "1990-12-18", None),
    ],
)
def test_la_ley_rige_ocho_dias_despues_de_publicada(
    clase: str, publicacion: str, calculada: str | None
) -> None:
    esperada = date.fromisoformat(calculada) if calculada else None
    assert vigencia_calculada(clase, date.fromisoformat(publicacion)) == esperada


def _declarado(estado: str, desde: str, precision: str = "dia", hasta: str = "") -> Hecho:
    fin = date.fromisoformat(hasta) if hasta else None
    return Hecho(estado, date.fromisoformat(desde), precision, "V", "V", DECLARADO, "", hasta=fin)


def test_lo_que_termina_sin_que_conste_que_siguio_es_desconocido() -> None:
    hechos = [_declarado("vigente", "2009-01-01", hasta="2009-12-31")]
    assert estado_en(hechos, date(2009, 12, 31)).estado == Vigencia.VIGENTE
    assert estado_en(hechos, date(2010, 1, 1)).estado == Vigencia.DESCONOCIDO


def test_dos_seguidos_iguales_no_dejan_duda_aunque_no_conste_el_dia() -> None:
    hechos = [_declarado("vigente", "2009-01-01"), _declarado("vigente", "2010-01-01", "anio")]
    assert estado_en(hechos, date(2010, 6, 1)).estado == Vigencia.VIGENTE


def test_el_articulo_que_empezo_a_regir_antes_lo_dice_igual_a_cualquier_fecha(
    de_fabrica: BaseDeDatos,
) -> None:
    with lectura(de_fabrica) as sesion:
        entonces, hoy = (
            estado_a(sesion, "DC-57-2008", dia, "6", marcas=frozenset())
            for dia in (date(2009, 1, 1), date(2026, 1, 1))
        )
    assert entonces.razon == hoy.razon == "Rige desde la publicación. Después no consta otro cambio."
    assert entonces.hecho == hoy.hecho and (entonces.marca, hoy.marca) == ("C", "V")


def test_lo_dudoso_no_es_un_dato() -> None:
    dudosa = replace(_declarado("derogada", "2009-01-01"), marca="D", razon="Lo dice una nota.")
    estado = estado_en([_declarado("vigente", "1990-01-01"), dudosa], date(2010, 1, 1))
    assert (estado.estado, estado.marca) == (Vigencia.DESCONOCIDO, "D") and "dudoso" in estado.razon


def test_el_fin_de_un_periodo_es_su_ultimo_dia() -> None:
    for anio in (2008, 2009):
        for mes in range(1, 13):
            fin = fin_del_periodo(date(anio, mes, 1), "mes")
            assert fin.month == mes and (fin + timedelta(days=1)).day == 1
    assert fin_del_periodo(date(2009, 1, 1), "anio") == date(2009, 12, 31)
