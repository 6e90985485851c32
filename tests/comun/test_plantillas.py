"""Los filtros de fechas y cifras, y la dirección de la misma página con otro parámetro."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask, render_template_string

INSTANTE = datetime(2011, 8, 18, 3, 5, tzinfo=UTC)
"""Las 21:05 del 17 de agosto en Guatemala: el día del reloj de las pruebas."""


def escribir(app: Flask, plantilla: str, ruta: str = "/acceso", **valores: object) -> str:
    with app.test_request_context(ruta):
        return render_template_string(plantilla, **valores)


@pytest.mark.parametrize(
    ("filtro", "valor", "escrito"),
    [
        ("fecha", date(2011, 8, 17), "17 de agosto de 2011"),
        ("fecha", INSTANTE, "17 de agosto de 2011"),
        ("fecha", None, ""),
        ("fecha_corta", date(2011, 8, 9), "9 ago"),
        ("fecha_corta", date(2010, 3, 3), "3 mar 2010"),
        ("fecha_corta", None, ""),
        ("hora", INSTANTE, "21:05"),
        ("hora", None, ""),
        ("momento", INSTANTE, "hoy, 21:05"),
        ("momento", datetime(2010, 3, 3, 15, 42, tzinfo=UTC), "3 mar 2010, 9:42"),
        ("momento", None, ""),
        ("iso", INSTANTE, "2011-08-17T21:05-06:00"),
        ("iso", date(2011, 8, 17), "2011-08-17"),
        ("cifra", 23917, "23,917"),
    ],
)
def test_los_filtros_escriben_como_el_centro(app: Flask, filtro: str, valor: object, escrito: str) -> None:
    assert escribir(app, "{{ valor | " + filtro + " }}", valor=valor) == escrito


@pytest.mark.parametrize(("numero", "escrito"), [(0, "0 hojas"), (1, "1 hoja"), (1284, "1,284 hojas")])
def test_el_plural_concuerda_con_el_numero(app: Flask, numero: int, escrito: str) -> None:
    assert escribir(app, "{{ n | plural('hoja', 'hojas') }}", n=numero) == escrito


def test_url_con_conserva_lo_demas_y_los_repetidos(app: Flask) -> None:
    direccion = escribir(app, "{{ url_con(pagina=3) | safe }}", "/acceso?tipo=ley&tipo=dictamen&q=voto")
    assert direccion == "/acceso?tipo=ley&tipo=dictamen&q=voto&pagina=3"


def test_url_con_cambia_quita_y_vuelve_a_la_primera_pagina(app: Flask) -> None:
    ruta = "/acceso?q=voto&orden=fecha_desc&pagina=7"
    assert escribir(app, "{{ url_con(orden=none) | safe }}", ruta) == "/acceso?q=voto"
    assert escribir(app, "{{ url_con(q='red', orden='') | safe }}", ruta) == "/acceso?q=red"


def test_url_con_no_toma_por_opciones_lo_que_venga_en_la_direccion(app: Flask) -> None:
    ruta = "/acceso?q=voto&endpoint=x&_scheme=javascript&_external=1&_anchor=y"
    assert escribir(app, "{{ url_con(pagina=2) | safe }}", ruta) == "/acceso?q=voto&pagina=2"
