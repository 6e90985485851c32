"""Entre los primeros van antes el que se llama como lo buscado y el que los demás citan."""

import pytest
from motor_de_prueba import ANONIMO, PERSONAL, buscar, ficha, hallados

from indexador.motor import MotorWhoosh
from indexador.motor.primeros import palabras_de_titulo


def motor_con(ruta, *fichas):
    motor = MotorWhoosh.abrir(ruta)
    motor.escribir([*fichas, *(ficha(n, f"Otro {n}", "Relleno de otro asunto.") for n in range(50, 80))])
    return motor


@pytest.mark.parametrize(
    ("titulo", "palabras"),
    [
        ("real decreto 1-2020 de 5 de mayo por el que se aprueba el texto refundido de la ley concursal", 2),
        ("aprueban el texto unico ordenado de la ley concursal", 2),
        ("aprueban reglamento de la ley concursal", 3),
        ("ley concursal", 2),
        ("se aprueba", 1),
        ("establece disposiciones sobre proteccion de refugiados", 2),
        ("tipifica la trata y establece normas para su prevencion", 5),
        ("", 0),
    ],
)
def test_de_un_titulo_quedan_las_palabras_que_lo_nombran(titulo, palabras):
    assert len(palabras_de_titulo(titulo)) == palabras


def test_el_que_se_llama_asi_va_antes_que_el_que_lo_menciona(tmp_path):
    motor = motor_con(
        tmp_path,
        ficha(1, "Decreto 7-2010 que desarrolla el artículo 15 de la Ley Laboral", "a"),
        ficha(2, "Decreto 2-2015 por el que se aprueba el texto refundido de la Ley Laboral", "a"),
    )  # fmt: skip
    assert hallados(motor, "ley laboral") == [2, 1]


def test_de_una_clase_de_norma_se_quieren_las_normas_de_esa_clase(tmp_path):
    motor = motor_con(
        tmp_path,
        ficha(1, "Ley de tránsito de la ciudad", "a", tipo="ley"),
        ficha(2, "Sobre la ley de tránsito de la ciudad", "a", tipo="opinion", fecha=None),
        ficha(3, "De la ley de tránsito de la ciudad", "a", tipo="informe"),
    )
    assert hallados(motor, "ley de tránsito")[0] == 1


def test_un_articulo_delante_no_cambia_el_orden(tmp_path):
    motor = motor_con(
        tmp_path,
        ficha(1, "Ley de migración", "La norma.", tipo="ley"),
        ficha(2, "Comentario", "La ley de migración dice que " * 9, tipo="opinion"),
        ficha(3, "Migración", "Según la ley de migración.", tipo="ley"),
    )
    sin_el, con_el = (
        [(a.documento, a.puntaje) for a in buscar(motor, texto).aciertos]
        for texto in ("ley de migración", "la ley de migración")
    )
    assert con_el == sin_el
    assert sin_el[0][0] == 1


def test_una_ley_que_no_dice_que_lo_es_se_llama_como_lo_que_trata(tmp_path):
    motor = motor_con(
        tmp_path,
        ficha(1, "Establece normas sobre aguas", "De la ley.", tipo="ley"),
        ficha(2, "Modifica la ley en lo que toca a obras de aguas", "De la ley.", tipo="ley"),
    )
    assert hallados(motor, "ley de aguas") == [1, 2]


def test_los_decretos_del_congreso_son_leyes_aunque_no_lo_digan(tmp_path):
    cuerpo = "Artículo 1. Protege a los refugiados. Esta ley se aplica a todos los refugiados."
    motor = motor_con(
        tmp_path,
        ficha(1, "Refugiados", cuerpo, tipo="decreto_congreso", fecha=None),
        ficha(2, "Refugiados y sus bienes", cuerpo, tipo="acuerdo_ministerial"),
        ficha(3, "Refugiados", cuerpo, tipo="informe"),
    )
    assert hallados(motor, "ley de refugiados")[0] == 1
    assert hallados(motor, "refugiados tipo:ley") == [1]


def test_en_un_titulo_la_forma_escrita_vale_mas_que_la_raiz(tmp_path):
    motor = motor_con(
        tmp_path,
        ficha(1, "Ley de refugios", "a", tipo="ley"),
        ficha(2, "Ley sobre protección de refugiados", "a", tipo="ley"),
    )
    assert hallados(motor, "ley refugiados")[0] == 2
    assert hallados(motor, "ley refugios")[0] == 1


def test_entre_iguales_va_antes_la_mas_citada_en_lo_publico(tmp_path):
    iguales = [ficha(n, "Ley de aguas", "a", numero=f"{n}-2010", fecha=None) for n in (1, 2, 3)]
    citas = [ficha(n, "Informe", "Según la ley 2-2010.") for n in (11, 12, 13)]
    ocultas = [ficha(n, "Informe", "Según la ley 3-2010.", marcas=("personal",)) for n in range(21, 30)]
    motor = motor_con(tmp_path, *iguales, *citas, *ocultas)
    assert hallados(motor, "aguas", ANONIMO) == [2, 1, 3]
    assert hallados(motor, "aguas", PERSONAL) == [2, 1, 3]
