"""Qué documentos responden a una consulta que nadie cumple al pie de la letra, y en qué orden."""

import pytest
from motor_de_prueba import ANONIMO, PERSONAL, buscar, ficha, hallados

from indexador.motor import MotorWhoosh
from indexador.motor.normas_citadas import numeros_equivalentes

RELLENO = [ficha(n, f"Otro asunto {n}", "Relleno de un asunto cualquiera.") for n in range(50, 80)]


def motor_con(ruta, *fichas):
    motor = MotorWhoosh.abrir(ruta)
    motor.escribir([*fichas, *RELLENO])
    return motor


class TestNormasCitadas:
    @pytest.fixture
    def motor(self, tmp_path):
        return motor_con(
            tmp_path,
            ficha(1, "Ley de pesca", "Capítulos.", numero="58-98", tipo="decreto"),
            ficha(2, "Dictan normas", "Capítulos.", numero="58-98", tipo="decreto_de_urgencia"),
            ficha(3, "Sobre el Decreto de Urgencia 58-98", "Artículo 4 del Decreto de Urgencia Nº 58-98"),
            ficha(4, "Reglamento de cetáceos", "Todo.", numero="2-96-PE-1996", tipo="decreto_supremo"),
            ficha(5, "Ley del fondo", "Según el D.S. Nº 2-96-PE (Reglamento)", numero="28455", tipo="ley"),
        )  # fmt: skip

    @pytest.mark.parametrize(
        ("consulta", "primero"),
        [
            ("Artículo 4 del Decreto de Urgencia Nº 058-98", 2),
            ("D.U. Nº 58-98, art. 4", 2),
            ("Decreto 58-98", 1),
            ("Dto. 58-98", 1),
            ("D.S. Nº 002-96-PE (Reglamento)", 4),
            ("artículo 9 de la ley 28455, que no dice nada de esto", 5),
        ],
    )
    def test_la_norma_citada_va_primero_y_la_clase_escrita_dice_cual(self, motor, consulta, primero):
        assert hallados(motor, consulta)[0] == primero

    def test_la_primera_norma_citada_va_antes_que_las_demas(self, motor):
        assert hallados(motor, "D.S. 002-96-PE (reglamenta la Ley 28455)")[:2] == [4, 5]

    def test_con_un_y_escrito_se_exige_todo(self, motor):
        assert hallados(motor, "58-98 Y urgencia Y artículo") == [3]

    def test_una_norma_oculta_no_se_trae(self, tmp_path):
        oculta = ficha(1, "Ley", "Nada.", numero="58-98", marcas=("personal",))
        motor = motor_con(tmp_path, oculta, ficha(2, "Comentario", "El decreto 58-98 y su plazo."))
        assert hallados(motor, "plazo del decreto 58-98", ANONIMO) == [2]
        assert hallados(motor, "plazo del decreto 58-98", PERSONAL) == [1, 2]


@pytest.mark.parametrize(
    ("escrito", "equivalentes"),
    [
        ("46-2007", {"46-2007"}),
        ("54-99", {"54-99", "54-1999", "54-99-1999"}),
        ("2-96-pe", {"2-96-pe", "2-1996-pe", "2-96-pe-1996"}),
        ("5-07", {"5-07", "5-2007", "5-07-2007"}),
        ("27444", {"27444"}),
    ],
)
def test_el_anio_de_un_numero_se_escribe_con_dos_cifras_o_con_cuatro(escrito, equivalentes):
    assert set(numeros_equivalentes(escrito)) == equivalentes


class TestConsultasLargas:
    @pytest.fixture
    def motor(self, tmp_path):
        return motor_con(
            tmp_path,
            ficha(1, "Protocolo de monitoreo de emisiones de la industria pesquera", "Medición anual."),
            ficha(2, "Industria pesquera", "Nada de lo demás."),
        )

    def test_basta_tener_casi_todas_las_palabras_y_se_dice(self, motor):
        resultado = buscar(motor, "protocolo monitoreo emisiones industria pesquera medición decenal")
        assert [acierto.documento for acierto in resultado.aciertos] == [1]
        corta = buscar(motor, "protocolo monitoreo emisiones decenal")
        assert "Ningún documento" in corta.avisos[-1].mensaje

    def test_un_titulo_citado_entre_comillas_no_se_exige_tal_cual(self, motor):
        consulta = "Aprueban el “Protocolo para el monitoreo de emisiones de la industria” pesquera"
        assert hallados(motor, consulta) == [1]

    def test_una_frase_sola_se_exige_por_larga_que_sea(self, motor):
        assert hallados(motor, '"protocolo para el monitoreo de emisiones de la industria"') == []

    def test_unos_parentesis_con_solo_palabras_no_cambian_nada(self, motor):
        assert hallados(motor, "industria (pesquera protocolo)") == hallados(
            motor, "industria pesquera protocolo"
        )

    def test_con_operadores_una_consulta_larga_se_cumple_entera(self, motor):
        consulta = "protocolo Y monitoreo Y emisiones Y industria Y pesquera Y medición Y decenal"
        assert hallados(motor, consulta) == []


def test_al_relajar_va_antes_quien_tiene_mas_de_lo_buscado(tmp_path):
    fichas = ficha(1, "Cielo", "cielo " * 30), ficha(2, "Sobre el cielo", "mesa, cielo"), ficha(3, "", "nube")
    motor = motor_con(tmp_path, *fichas)
    resultado = buscar(motor, "mesa cielo nube")
    assert resultado.aciertos[0].documento == 2
    assert "Ningún documento" in resultado.avisos[-1].mensaje


def test_una_palabra_que_el_reconocimiento_leyo_con_cifras_se_halla_como_las_demas(tmp_path):
    motor = motor_con(tmp_path, ficha(1, "", "la exenci6n de derechos"), ficha(2, "", "otra cosa"))
    for consulta in ("exención", "exenciones", '"exención de derechos"', "exenci6n"):
        assert hallados(motor, consulta) == [1]
