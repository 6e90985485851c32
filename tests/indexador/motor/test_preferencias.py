"""A igual evidencia, primero lo del país de quien pregunta; y lo último publicado, si se pide así."""

from datetime import UTC, datetime

import pytest
from motor_de_prueba import buscar, ficha, hallados

from indexador.consulta import Filtros
from indexador.motor import MotorWhoosh

LEY = "Los migrantes tienen derecho a la salud."


@pytest.fixture(scope="module")
def motor(tmp_path_factory):
    motor = MotorWhoosh.abrir(tmp_path_factory.mktemp("indice"))
    motor.escribir(
        [
            ficha(1, "Ley de salud", LEY, pais="GT", publicado=datetime(2011, 8, 17, 9, tzinfo=UTC)),
            ficha(2, "Ley de salud", LEY, pais="MX", publicado=datetime(2011, 8, 17, 10, tzinfo=UTC)),
            ficha(3, "Ley de salud", LEY, publicado=datetime(2011, 8, 17, 9, tzinfo=UTC)),
            ficha(4, "Salud de los migrantes, ley", LEY, "Salud, salud y migrantes.", pais="MX"),
        ]
    )
    return motor


def test_a_igual_evidencia_va_antes_lo_del_pais_y_lo_que_no_lo_dice(motor):
    assert hallados(motor, "ley de salud")[:3] == [3, 2, 1]
    assert hallados(motor, "ley de salud", del_pais="GT")[:3] == [3, 1, 2]


def test_el_desempate_no_pasa_por_delante_de_una_evidencia_mejor(motor):
    assert hallados(motor, "salud migrantes")[0] == hallados(motor, "salud migrantes", del_pais="GT")[0] == 4


@pytest.mark.parametrize("consulta", ["ley de salud mexico", "ley mexicana de salud"])
def test_si_la_consulta_nombra_otro_pais_no_se_prefiere_ninguno(motor, consulta):
    assert hallados(motor, consulta, del_pais="GT") == hallados(motor, consulta)


def test_los_que_se_dicen_delante_van_delante_y_dentro_siguen_por_relevancia(motor):
    assert hallados(motor, "salud migrantes", delante=frozenset({1, 2}))[:2] == [2, 1]
    assert hallados(motor, "ley de salud", delante=frozenset({1}), orden="fecha_desc")[0] != 1
    assert buscar(motor, "salud migrantes", delante=frozenset({1, 2})).detras == 2
    assert buscar(motor, "salud migrantes").detras == 0


def test_por_publicacion_va_primero_lo_ultimo_que_se_publico(motor):
    assert hallados(motor, "", orden="publicado_desc") == [2, 3, 1, 4]


def test_la_faceta_cuenta_los_paises_y_su_filtro_restringe(motor):
    paises = buscar(motor, "salud", filtros=Filtros(paises=("MX",)))
    assert {cuenta.valor: cuenta.documentos for cuenta in paises.facetas["pais"]} == {"MX": 2, "GT": 1}
    assert sorted(a.documento for a in paises.aciertos) == [2, 4]
