"""El artículo que se nombra en prosa es el pasaje que se muestra de la norma citada o nombrada."""

from dataclasses import replace

import pytest
from motor_de_prueba import ANONIMO, PERSONAL, buscar, ficha

from indexador.ficha import Fragmento
from indexador.motor import MotorWhoosh
from indexador.motor.articulo_nombrado import articulo_nombrado


def articulos(*textos: tuple[str, str]):
    return tuple(
        Fragmento(n, n, 0, len(texto), etiqueta, texto) for n, (etiqueta, texto) in enumerate(textos, start=1)
    )


CODIGO = articulos(
    (
        "p. 1",
        "Código de Migración. Decreto 44-2016. Código de migración: artículo 12 del código de migración.",
    ),
    ("Artículo 11", "Artículo 11. El decreto 44-2016, código de migración, y el artículo 12 de este código."),
    ("Artículo 12", "ARTICULO 12. Nadie será detenido si la ley no lo dice."),
    ("Artículo 13", "Artículo 13. Se deroga el artículo 12 del decreto 44-2016, código de migración."),
)
OTRO = articulos(("Artículo 12", "Artículo 12. Otra norma."))
DOCUMENTOS = [
    replace(ficha(1, "Código de Migración", numero="44-2016"), fragmentos=CODIGO),
    ficha(
        2,
        "Opinión",
        "El artículo 12 del decreto 44-2016, código de migración, ley de migración. " * 3,
        tipo="opinion_comision",
    ),
    replace(ficha(3, "Otro código", numero="9-2001"), fragmentos=OTRO),
    *(ficha(n, f"Otro asunto {n}", "Relleno de un asunto.", tipo="informe") for n in range(50, 80)),
]


@pytest.fixture(scope="module")
def motor(tmp_path_factory):
    motor = MotorWhoosh.abrir(tmp_path_factory.mktemp("indice"))
    motor.escribir(DOCUMENTOS)
    return motor


@pytest.mark.parametrize(
    "consulta",
    [
        "artículo 12 del decreto 44-2016",
        "art. 12 del decreto 44-2016",
        "decreto 44-2016, artículo 12",
        "artículo 12 del código de migración",
        "art. 12 código de migración",
        "código de migración art 12",
        "artículo 12 de la ley de migración",
        "¿Qué dice el artículo 12 del Código de Migración?",
    ],
)
def test_de_la_norma_citada_o_nombrada_se_muestra_primero_el_articulo(motor, consulta):
    acierto = buscar(motor, consulta).aciertos[0]
    assert acierto.documento == 1
    assert (acierto.pasajes[0].etiqueta, acierto.pasajes[0].fragmento) == ("Artículo 12", 3)
    assert acierto.pasajes[0].puntaje > 0


def test_tener_el_articulo_puntua(motor):
    con, sin = (
        next(a for a in buscar(motor, f"artículo {n} del decreto 44-2016").aciertos if a.documento == 1)
        for n in (12, 45)
    )
    assert con.puntaje > sin.puntaje


@pytest.mark.parametrize(
    "consulta", ["artículo 12", "artículos 12 meses", "vida artículo", "el artículo civil"]
)
def test_sin_norma_o_sin_numero_no_hay_articulo_que_preferir(motor, consulta):
    buscar(motor, consulta)
    assert articulo_nombrado(consulta) in ("", "12")


def test_el_articulo_de_una_norma_oculta_no_se_trae(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    oculto = replace(DOCUMENTOS[0], publica=False, marcas=frozenset({"personal"}))
    motor.escribir([oculto, *DOCUMENTOS[1:]])
    consulta = "artículo 12 del decreto 44-2016"
    assert [a.documento for a in buscar(motor, consulta, ANONIMO).aciertos] == [2]
    assert buscar(motor, consulta, PERSONAL).aciertos[0].pasajes[0].fragmento == 3
