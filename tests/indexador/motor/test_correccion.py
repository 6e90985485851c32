"""Qué se busca cuando lo escrito no está: la palabra corregida, dicha, y al final con menos exigencia."""

import pytest
from motor_de_prueba import ANONIMO, PERSONAL, buscar, ficha, hallados

from indexador.motor import MotorWhoosh

DOCUMENTOS = [
    ficha(1, "Ley de Migración", "Los refugiados tienen derecho al asilo."),
    ficha(2, "Acuerdo de pasaportes", "El pasaporte se entrega en la frontera."),
    ficha(3, "Remesas familiares", "Las remesas de los migrantes y la frontera."),
]


@pytest.fixture
def motor(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir(DOCUMENTOS)
    return motor


@pytest.mark.parametrize(
    ("consulta", "sugerencia", "documentos"),
    [
        ("refujiados", "refugiados", [1]),
        ("pasaprote", "pasaporte", [2]),
        ("pasaporte fronetra", "pasaporte frontera", [2]),
        ("remeass -pasaporte", "remesas -pasaporte", [3]),
        ("remeass Y migrantes", "remesas Y migrantes", [3]),
    ],
)
def test_sin_resultados_se_busca_la_correccion_y_se_dice(motor, consulta, sugerencia, documentos):
    resultado = buscar(motor, consulta)
    assert [acierto.documento for acierto in resultado.aciertos] == documentos
    assert resultado.sugerencia == sugerencia
    assert any("cambiando" in aviso.mensaje for aviso in resultado.avisos)


def test_las_marcas_son_las_de_la_palabra_corregida(motor):
    assert "refugiados" in buscar(motor, "refujiados").resaltar.formas


@pytest.mark.parametrize("consulta", ["pasaporte", "frontera", "46-2009", "xyz", "qwertyuiop", ""])
def test_lo_que_se_encuentra_o_no_se_parece_a_nada_no_se_corrige(motor, consulta):
    assert buscar(motor, consulta).sugerencia is None


def test_una_palabra_hallada_no_se_cambia_aunque_la_consulta_no_de_nada(motor):
    assert buscar(motor, "asilo Y pasaprote").sugerencia == "asilo Y pasaporte"


def test_si_ningun_documento_tiene_todas_se_muestran_los_que_tienen_alguna(motor):
    resultado = buscar(motor, "asilo pasaporte")
    assert {acierto.documento for acierto in resultado.aciertos} == {1, 2}
    assert [aviso.mensaje for aviso in resultado.avisos] == [
        "Ningún documento tiene todas las palabras. Se muestran los que tienen alguna."
    ]


@pytest.mark.parametrize(
    "consulta", ["asilo Y pasaporte", "asilo AND pasaporte", '"asilo pasaporte"', "asilo titulo:frontera"]
)
def test_lo_que_se_exige_expresamente_no_se_relaja(motor, consulta):
    assert buscar(motor, consulta).total == 0


def test_al_relajar_se_siguen_exigiendo_los_campos_y_las_exclusiones(motor):
    assert hallados(motor, "asilo pasaporte -refugiados") == [2]


class TestSinDelatar:
    """Lo que un lector no puede ver no cambia ninguna corrección, ni la suya ni la de otros."""

    OCULTO = ficha(9, "Xilografías", "La xilografía reservada", marcas=("personal",))

    @pytest.mark.parametrize("lector", [ANONIMO, PERSONAL])
    def test_no_se_propone_una_palabra_que_solo_esta_en_un_documento_oculto(self, motor, lector):
        motor.escribir([self.OCULTO])
        assert buscar(motor, "xilografai", lector).sugerencia is None

    def test_quien_lo_ve_lo_encuentra_sin_que_se_corrija(self, motor):
        motor.escribir([self.OCULTO])
        assert hallados(motor, "xilografía", PERSONAL) == [9]
        assert buscar(motor, "xilografía", PERSONAL).sugerencia is None

    def test_no_se_propone_una_palabra_de_un_documento_borrado_o_excluido(self, motor):
        assert buscar(motor, "remeass", excluidos=frozenset({3})).sugerencia is None
        motor.escribir([], [3])
        assert buscar(motor, "remeass").sugerencia is None
