"""Van antes los documentos que dicen lo buscado junto y en el orden en que se escribió."""

import pytest
from motor_de_prueba import buscar, ficha, hallados

from indexador.motor import MotorWhoosh

OTRO = "relleno " * 12


def motor_con(ruta, *textos, titulos=()):
    motor = MotorWhoosh.abrir(ruta)
    fichas = [ficha(n, "", texto) for n, texto in enumerate(textos, start=1)]
    fichas += [ficha(n, titulo, "nada") for n, titulo in enumerate(titulos, start=1)]
    motor.escribir(fichas)
    return motor


@pytest.mark.parametrize(
    ("lejos", "cerca"),
    [
        (f"mesa {OTRO} cielo {OTRO} abierto", f"mesa cielo {OTRO} {OTRO} abierto"),
        (f"mesa {OTRO} del cielo abierto", f"mesa del cielo muy abierto {OTRO}"),
        (f"abierto cielo mesa {OTRO}", f"mesa cielo abierto {OTRO}"),
    ],
)
def test_lo_junto_y_en_orden_va_antes(tmp_path, lejos, cerca):
    assert hallados(motor_con(tmp_path / "a", lejos, cerca), "mesa cielo abierto") == [2, 1]
    assert hallados(motor_con(tmp_path / "b", cerca, lejos), "mesa cielo abierto") == [1, 2]


def test_tambien_en_el_titulo(tmp_path):
    titulos = ("Cielo abierto de la mesa", "Mesa del cielo abierto")
    assert hallados(motor_con(tmp_path, titulos=titulos), "mesa cielo abierto") == [2, 1]


def test_las_palabras_de_paginas_distintas_no_estan_cerca_si_hay_mucho_entre_ellas(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir(
        [ficha(1, "", f"mesa {OTRO}", f"{OTRO} cielo"), ficha(2, "", f"{OTRO} mesa", f"cielo {OTRO}")]
    )
    assert hallados(motor, "mesa cielo") == [2, 1]


def test_se_muestra_primero_el_pasaje_en_que_estan_juntas(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([ficha(1, "", f"mesa {OTRO} cielo", f"{OTRO} mesa cielo", f"cielo {OTRO} mesa")])
    (acierto,) = buscar(motor, "mesa cielo").aciertos
    assert acierto.pasajes[0].pagina == 2
