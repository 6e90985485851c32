"""Los guiones de rendimiento siguen hablando el idioma del motor: lo que miden es lo que dicen medir."""

from datetime import date

import pytest

from indexador.motor import MotorWhoosh
from tests.rendimiento.citas_corridas import medir, tabla
from tests.rendimiento.comun import Dado, fichas, latencia, percentil
from tests.rendimiento.pagina import del_centro, textos_por_fragmento
from tests.rendimiento.pedidos import Pedido
from tests.rendimiento.propio import Propio

PASAJES = [
    Dado("a-1", "a", 1, "Ley del Agua", date(1990, 1, 1), "ley", "1-90", "el agua de la ley se cuida"),
    Dado("a-2", "a", 2, "Ley del Agua", date(1990, 1, 1), "ley", "1-90", "se cuida la fuente del agua"),
    Dado("b-1", "b", 1, "Acuerdo", date(2001, 5, 5), "acuerdo", "2-01", "la fuente y la ley"),
    Dado("c-1", "c", 1, "Aviso", None, "", "", "nada de aquello"),
]


@pytest.fixture
def motor(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir(list(fichas(PASAJES)))
    return motor


@pytest.mark.parametrize(
    ("pedido", "total"),
    [
        (Pedido("palabra", ("agua",)), 2),
        (Pedido("o", ("agua", "nada", "ley")), 4),
        (Pedido("y", ("agua", "ley")), 1),
        (Pedido("frase", ("se", "cuida")), 2),
        (Pedido("cerca", ("agua", "ley")), 2),  # la segunda, de una página a la otra
        (Pedido("prefijo", ("fu",)), 2),
        (Pedido("comodin", ("*uent*",)), 2),
        (Pedido("parecida", ("agia",), faltas=1), 2),
        (Pedido("palabra", ("ley",), tipo="acuerdo"), 1),
        (Pedido("palabra", ("fuente",), fechas=(date(2000, 1, 1), date(2002, 1, 1))), 1),
        (Pedido("palabra", ("la",), por_fecha=True), 3),
        (Pedido("palabra", ("la",), facetas=True), 3),
        (Pedido("palabra", ("la",), desde=2), 3),
    ],
    ids=lambda valor: valor.forma if isinstance(valor, Pedido) else "",
)
def test_cada_pedido_halla_los_pasajes_que_le_tocan(motor, pedido, total):
    assert Propio(motor).hacer(pedido)() == total


def test_la_pagina_de_resultados_filtra_por_fecha_y_marca_lo_hallado(motor):
    pedida = ("fuente", "ley", (date(2000, 1, 1), date(2002, 1, 1)))
    assert del_centro(motor, textos_por_fragmento(PASAJES), pedida)() == 1


def test_una_latencia_se_juzga_por_el_mayor_de_su_barra_y_las_veces_del_rival():
    rapidos, lentos = [1.0] * 10, [3.0] * 10
    assert latencia("x", lentos, rapidos, mediana=1, veces=2).cumple is False
    assert latencia("x", lentos, rapidos, mediana=1, veces=3).cumple is True
    assert latencia("x", lentos, mediana=5, p95=2).cumple is False
    assert latencia("x", lentos, mediana=None).cumple is None
    assert percentil(lentos, 0.95) == 3.0


def test_la_medida_de_las_citas_cuenta_por_clase_lo_enlazado_lo_perdido_y_lo_que_sobra():
    texto = "el D.S. N° 008-2019-SA, la Ley N° 27444 y la Resolución Ministerial N° 1-2001-SA"
    supremo = {"texto": "D.S. N° 008-2019-SA", "tipo": "decreto_supremo", "numero": "008-2019-SA"}
    perdida = {"texto": "Ley N° 9", "tipo": "ley", "numero": "9"}
    corrida = medir([{"texto": texto, "citas": [supremo, perdida]}], "PE")
    assert (corrida.enlazadas, corrida.acertadas) == ({"DSUP": 1, "LEY": 1}, {"DSUP": 1})
    assert corrida.halladas == {"DSUP": 1, "LEY": 1, "RM": 1}
    assert (len(corrida.perdidas), len(corrida.de_mas)) == (1, 2)
    assert "todas                  2         1    50.0%        3        1     33.3%" in tabla(corrida)
