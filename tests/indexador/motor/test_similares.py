"""Qué documentos y qué pasajes se parecen a un texto."""

import random

import pytest
from motor_de_prueba import ANONIMO, PERSONAL, ficha

from indexador.consulta import Consulta
from indexador.motor import MotorWhoosh

RETORNO = "El plan nacional de retorno prevé la reinserción laboral de los migrantes retornados."
REMESAS = "Las remesas familiares se reciben en los bancos del sistema sin comisión."
DOCUMENTOS = [
    ficha(1, "Plan de retorno", "Considerandos del acuerdo.", RETORNO),
    ficha(2, "Dictamen", "El retorno de los migrantes exige un plan de reinserción laboral.", "Firmas."),
    ficha(3, "Ley de remesas", REMESAS),
    ficha(4, "Informe bancario", "Los bancos del sistema reciben remesas familiares."),
    ficha(5, "Minuta", RETORNO, marcas=("personal",)),
    *(ficha(n, "Acta", f"Se abre la sesión número {n} y se cierra.") for n in range(10, 30)),
]


@pytest.fixture
def motor(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir(DOCUMENTOS)
    return motor


def parecidos(motor, texto, excepto=0, marcas=ANONIMO, *, por_pasaje=False, **opciones):
    consulta = Consulta(texto, marcas, **opciones)
    return motor.similares(consulta, excepto, por_pasaje=por_pasaje)


def test_se_parecen_los_que_dicen_lo_mismo_y_no_el_propio(motor):
    assert [a.documento for a in parecidos(motor, RETORNO, 1)] == [2]
    assert [a.documento for a in parecidos(motor, REMESAS, 3)] == [4]
    assert [a.documento for a in parecidos(motor, REMESAS)] == [3, 4]


def test_cada_uno_trae_su_pasaje_mas_parecido_y_puntajes_de_cero_a_uno(motor):
    (acierto,) = parecidos(motor, DOCUMENTOS[1].fragmentos[0].texto, 2)
    assert (acierto.documento, acierto.pasajes[0].pagina) == (1, 2)
    assert 0 < acierto.puntaje <= 1
    assert 0 < acierto.pasajes[0].puntaje <= 1


def test_por_pasaje_manda_el_mejor_pasaje_y_no_el_documento_entero(motor):
    relleno = "Otros asuntos del despacho. " * 400
    motor.escribir([ficha(7, "Informe largo", relleno, RETORNO, relleno)])
    assert parecidos(motor, RETORNO, 1)[0].documento == 2
    primero = parecidos(motor, RETORNO, 1, por_pasaje=True)[0]
    assert (primero.documento, primero.pasajes[0].pagina) == (7, 2)


def test_se_dan_a_lo_sumo_los_pedidos(motor):
    assert len(parecidos(motor, "sesión", por_pagina=5)) == 5


@pytest.mark.parametrize("texto", ["", "de la y el", "xilófono", "\x00", "a" * 100_000])
def test_un_texto_sin_nada_en_comun_no_se_parece_a_nadie(motor, texto):
    assert parecidos(motor, texto) == ()


def test_un_indice_vacio_no_tiene_parecidos(tmp_path):
    assert parecidos(MotorWhoosh.abrir(tmp_path), RETORNO) == ()
    assert parecidos(MotorWhoosh.abrir(tmp_path), RETORNO, por_pasaje=True) == ()


class TestSinDelatar:
    """Lo que un lector no puede ver ni se le parece a nada ni cambia lo que se le parece."""

    @pytest.mark.parametrize("por_pasaje", [False, True])
    def test_lo_oculto_solo_lo_ve_quien_puede(self, motor, por_pasaje):
        suyos = parecidos(motor, RETORNO, 1, PERSONAL, por_pasaje=por_pasaje)
        assert {a.documento for a in suyos} == {2, 5}
        ajenos = parecidos(motor, RETORNO, 1, por_pasaje=por_pasaje)
        assert {a.documento for a in ajenos} == {2}

    def test_lo_excluido_no_sale(self, motor):
        assert parecidos(motor, RETORNO, 1, excluidos=frozenset({2})) == ()

    @pytest.mark.parametrize("por_pasaje", [False, True])
    @pytest.mark.parametrize("lector", [ANONIMO, frozenset({"publico", "grupo:AG2"})])
    def test_un_documento_oculto_no_mueve_ni_un_puntaje(self, motor, lector, por_pasaje):
        antes = parecidos(motor, RETORNO, 1, lector, por_pasaje=por_pasaje)
        motor.escribir([ficha(n, "Plan", RETORNO * n, marcas=("personal",)) for n in range(40, 60)])
        assert parecidos(motor, RETORNO, 1, lector, por_pasaje=por_pasaje) == antes

    def test_lo_excluido_no_cambia_por_que_palabras_se_busca(self, tmp_path):
        palabras = [
            f"{uno}{otro}ra" for uno in ("cas", "mir", "tol", "pem", "luv", "gob") for otro in "aeiou"
        ]
        azar = random.Random(7)
        visibles = [ficha(n, "", " ".join(azar.choices(palabras, k=20))) for n in range(1, 20)]
        excluidos = [ficha(n, "", " ".join(palabras[:9])) for n in range(100, 110)]
        sin, con = (MotorWhoosh.abrir(tmp_path / nombre) for nombre in ("sin", "con"))
        sin.escribir(visibles)
        con.escribir([*visibles, *excluidos])
        texto = " ".join(palabras)
        assert parecidos(con, texto, excluidos=frozenset(range(100, 110))) == parecidos(sin, texto)
