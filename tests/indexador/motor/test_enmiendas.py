"""Un valor de campo que nadie tiene se enmienda o se dice; nunca da cero, callado."""

import pytest
from motor_de_prueba import ANONIMO, PERSONAL, buscar, ficha

from indexador.motor import MotorWhoosh

DOCUMENTOS = [
    ficha(1, "Iniciativa", "Nada.", tipo="iniciativa", instituciones=("CC",), temas=("AG9",)),
    ficha(2, "Dictamen", "Nada.", tipo="dictamen_comision", registro="Corte de Constitucionalidad"),
    ficha(3, "Acta", "Nada.", tipo="acta_sesion_comision", instituciones=("CONAMIGUA",), pais="CR"),
]


@pytest.fixture
def motor(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir(DOCUMENTOS)
    return motor


def respuesta(motor, texto, marcas=ANONIMO):
    resultado = buscar(motor, texto, marcas)
    mensajes = [aviso.mensaje for aviso in resultado.avisos]
    return [acierto.documento for acierto in resultado.aciertos], mensajes


@pytest.mark.parametrize(
    ("consulta", "documentos", "dicho"),
    [
        ("tipo:iniciativas", [1], "Se buscó «iniciativa»"),
        ("tipo:dictámenes", [2], "Se buscó «dictamen_comision»"),
        ("tipo:inisiativa", [1], "Se buscó «iniciativa»"),
        ("nada tipo:(iniciativas O dictámenes)", [1, 2], "Se buscó «iniciativa»"),
        ("-tipo:iniciativas", [2, 3], "Se buscó «iniciativa»"),
        ('pais:"costa rrica"', [3], "Se buscó «Costa Rica»"),
        ("institucion:conamigia", [3], "Se buscó «CONAMIGUA»"),
        ('institucion:"corte de constitucionalidad"', [2], "Se buscó ese nombre en el registro"),
    ],
)
def test_lo_que_se_quiso_decir_se_busca_y_se_dice(motor, consulta, documentos, dicho):
    hallados, mensajes = respuesta(motor, consulta)
    assert sorted(hallados) == documentos
    assert any(dicho in mensaje for mensaje in mensajes)


@pytest.mark.parametrize(
    "consulta",
    ["pais:CR", "pais:costa rica", 'pais:"Costa Rica"', "jurisdiccion:costa rica nada", "country:cr"],
)
def test_un_pais_se_pide_por_su_nombre_o_su_codigo(motor, consulta):
    assert respuesta(motor, consulta) == ([3], [])


def test_el_pais_que_nadie_tiene_se_dice_por_su_nombre(motor):
    hallados, mensajes = respuesta(motor, "pais:mexico")
    assert hallados == []
    assert mensajes == ["Ningún documento tiene «México» en el campo «país». Hay, entre otros: Costa Rica."]


@pytest.mark.parametrize("consulta", ["institucion:inexistente", "tema:AG99", "actividad:ZZ", "tipo:xyz"])
def test_lo_que_nadie_tiene_se_dice(motor, consulta):
    hallados, mensajes = respuesta(motor, consulta)
    assert (hallados, len(mensajes)) == ([], 1)
    assert "Ningún documento tiene" in mensajes[0]


@pytest.mark.parametrize("consulta", ["tipo:acta", "tipo:iniciativa", "institucion:cc", "tema:ag9", "AG99"])
def test_lo_que_alguien_tiene_o_no_es_un_campo_no_da_aviso(motor, consulta):
    assert respuesta(motor, consulta)[1] == []


def test_un_valor_que_solo_tiene_un_documento_oculto_no_existe(motor):
    motor.escribir([ficha(9, "Reservada", "Nada.", tipo="interpelacion", marcas=("personal",))])
    antes = respuesta(motor, "tipo:interpelaciones")
    motor.escribir([], [9])
    assert respuesta(motor, "tipo:interpelaciones") == antes
    motor.escribir([ficha(9, "Reservada", "Nada.", tipo="interpelacion", marcas=("personal",))])
    assert respuesta(motor, "tipo:interpelaciones", PERSONAL)[0] == [9]
