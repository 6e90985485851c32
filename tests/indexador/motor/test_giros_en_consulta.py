"""«Iniciativas de ley sobre asilo» pide las iniciativas; se dice y se deshace."""

import pytest
from motor_de_prueba import buscar, ficha, hallados

from indexador.motor import MotorWhoosh


@pytest.fixture(scope="module")
def motor(tmp_path_factory):
    motor = MotorWhoosh.abrir(tmp_path_factory.mktemp("indice"))
    motor.escribir(
        [
            ficha(
                1, "Orden", "Las iniciativas de ley sobre asilo y refugio de otro país.", tipo="resolucion"
            ),
            ficha(2, "Iniciativa 1", "Regula el asilo.", tipo="iniciativa"),
            ficha(3, "Opinión", "El Consejo Asesor debe crecer.", tipo="opinion_recibida"),
            ficha(4, "Plan", "Qué proponen las organizaciones sobre el Consejo Asesor.", tipo="plan"),
            ficha(5, "Iniciativa 2", "Regula el asilo.", tipo="iniciativa"),
        ]
    )
    return motor


def dichos(motor, consulta, **opciones):
    return [(aviso.mensaje, aviso.reversible) for aviso in buscar(motor, consulta, **opciones).avisos]


def test_se_buscan_los_documentos_de_ese_tipo_y_se_dice(motor):
    assert sorted(hallados(motor, "iniciativas de ley sobre asilo")) == [2, 5]
    assert dichos(motor, "iniciativas de ley sobre asilo") == [
        ("Se tomó «iniciativas de ley sobre» como el tipo de los documentos.", True)
    ]
    assert hallados(motor, "qué proponen las organizaciones sobre el Consejo Asesor") == [3]


def test_con_su_anio_y_si_falta_alguna_palabra(motor):
    assert hallados(motor, "iniciativas de ley sobre asilo del año 2002") == [2]
    assert len(dichos(motor, "iniciativas de ley sobre asilo del año 2002")) == 2
    assert hallados(motor, "qué proponen las organizaciones sobre el Consejo Asesor y las visas") == [3]


def test_se_deshace_buscando_tal_como_se_escribio(motor):
    assert hallados(motor, "iniciativas de ley sobre asilo", corregir=False) == [1]
    assert dichos(motor, "iniciativas de ley sobre asilo", corregir=False) == []
    assert dichos(motor, "informes entre 2005 y 2009", corregir=False) == []


def test_si_ninguno_de_ese_tipo_responde_se_busca_lo_escrito(motor):
    assert hallados(motor, "dictámenes sobre asilo") != []
    assert all("Se tomó" not in mensaje for mensaje, _ in dichos(motor, "dictámenes sobre asilo"))
