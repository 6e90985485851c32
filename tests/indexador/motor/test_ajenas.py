"""Lo que sólo comparte la raíz queda siempre por debajo de la palabra buscada y de sus flexiones."""

import pytest
from motor_de_prueba import ANONIMO, PERSONAL, buscar, ficha, hallados

from indexador.consulta import Filtros
from indexador.lengua import raices_de_consulta, raiz
from indexador.lengua.tesauro import Grupo, Tesauro
from indexador.motor import MotorWhoosh

RELLENO = "Un párrafo largo de otra materia, con muchas más cosas que decir antes de acabar la página. "
PARES = [
    ("publicar", "público"),
    ("publicar", "pública"),
    ("publicaron", "públicos"),
    ("público", "publicar"),
    ("públicas", "publicación"),
    ("consejería", "consejo"),
    ("consejo", "consejería"),
    ("móvil", "movilidad"),
    ("movilidad", "móviles"),
    ("casos", "casas"),
    ("votar", "voto"),
    ("informar", "informe"),
    ("tramitar", "trámite"),
    ("terminar", "término"),
    ("banco", "banca"),
    ("punto", "punta"),
    ("oficio", "oficial"),
    ("consulado", "consular"),
    ("interno", "internar"),
    ("delegado", "delegación"),
]


def motor_con(ruta, *fichas):
    motor = MotorWhoosh.abrir(ruta)
    motor.escribir([*fichas, *(ficha(n, f"Otro {n}", RELLENO) for n in range(50, 70))])
    return motor


@pytest.mark.parametrize("par", PARES, ids="-".join)
def test_ni_repetida_ni_en_un_documento_corto_ni_en_el_titulo_pasa_a_la_escrita(tmp_path, par):
    buscada, ajena = par
    motor = motor_con(
        tmp_path,
        ficha(1, "", RELLENO * 60 + buscada, RELLENO * 60),
        ficha(2, "", f"{ajena} " * 300),
        ficha(3, "", ajena),
        ficha(4, ajena, f"{ajena}. " * 20, registro=f"{ajena} " * 9),
        ficha(5, "", *[f"{ajena} " * 40] * 12),
    )
    assert hallados(motor, buscada)[0] == 1
    assert hallados(motor, f"materia {buscada}")[0] == 1
    if raiz(ajena) in raices_de_consulta(buscada):
        assert set(hallados(motor, buscada)) == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(
    ("buscada", "flexion", "ajena"),
    [
        ("publicar", "publicado", "público"),
        ("publicar", "publicaron", "pública"),
        ("público", "públicas", "publicar"),
        ("consejo", "consejos", "consejería"),
        ("móvil", "móviles", "movilidad"),
        ("juez", "jueces", "juicio"),
        ("tramitar", "tramiten", "trámite"),
    ],
)
def test_una_flexion_tambien_va_antes_que_la_ajena(tmp_path, buscada, flexion, ajena):
    motor = motor_con(
        tmp_path,
        ficha(1, "", RELLENO * 60 + buscada),
        ficha(2, "", RELLENO * 90 + flexion),
        ficha(3, ajena, f"{ajena} " * 200),
    )
    assert set(hallados(motor, buscada)[:2]) == {1, 2}
    motor.escribir([], [1])
    assert hallados(motor, buscada)[0] == 2


def test_si_nadie_dice_la_palabra_lo_de_su_raiz_se_ordena_como_siempre(tmp_path):
    motor = motor_con(tmp_path, ficha(1, "", RELLENO * 9 + "público"), ficha(2, "", "público " * 9))
    aciertos = buscar(motor, "publicar").aciertos
    assert [a.documento for a in aciertos] == [2, 1]
    assert aciertos[0].puntaje > 1


def test_entre_las_ajenas_va_antes_la_que_mas_lo_dice(tmp_path):
    motor = motor_con(
        tmp_path,
        ficha(1, "", "se debe publicar"),
        ficha(2, "", RELLENO + "público"),
        ficha(3, "", RELLENO + "público " * 9),
    )
    assert hallados(motor, "publicar") == [1, 3, 2]


@pytest.mark.parametrize("lector", [ANONIMO, PERSONAL])
def test_una_palabra_que_solo_dice_un_oculto_no_cambia_los_puntajes(tmp_path, lector):
    motor = motor_con(tmp_path, ficha(1, "", "público " * 9), ficha(2, "", "lo público"))
    antes = [(a.documento, a.puntaje) for a in buscar(motor, "publicar", lector).aciertos]
    motor.escribir([ficha(9, "", "se debe publicar", marcas=("reservado",))])
    assert [(a.documento, a.puntaje) for a in buscar(motor, "publicar", lector).aciertos] == antes


def test_el_pasaje_que_se_muestra_es_el_que_dice_la_palabra(tmp_path):
    motor = motor_con(tmp_path, ficha(1, "", "público " * 40, RELLENO + "Se debe publicar."))
    assert buscar(motor, "publicar").aciertos[0].pasajes[0].pagina == 2


def test_una_palabra_que_solo_se_halla_por_otra_de_su_raiz_se_corrige_si_nada_tiene_todas(tmp_path):
    motor = motor_con(
        tmp_path, ficha(1, "", "la coleja verde"), *(ficha(n, "", "el colegio rural") for n in range(2, 30))
    )
    assert buscar(motor, "colejio rural").sugerencia == "colegio rural"


def test_filtrar_no_cambia_lo_que_puntua_lo_ajeno(tmp_path):
    motor = motor_con(
        tmp_path,
        ficha(1, "", f"El público. {RELLENO} Registro.", tipo="decreto"),
        ficha(2, "", "publicar " * 20 + RELLENO + "Registro.", tipo="ley"),
        ficha(3, "", f"Para publicar. {RELLENO} Registro. Registro.", tipo="ley"),
    )
    sin_filtro = {a.documento: a.puntaje for a in buscar(motor, "público registro").aciertos}
    con_filtro = buscar(motor, "público registro", filtros=Filtros(tipos=("ley",))).aciertos
    assert [a.documento for a in con_filtro] == [3, 2]
    assert {a.documento: a.puntaje for a in con_filtro} == {n: sin_filtro[n] for n in (2, 3)}


def test_lo_ajeno_queda_debajo_de_quien_dice_un_sinonimo(tmp_path):
    tesauro = Tesauro([Grupo(("consejería", "agencia"), "sinonimo")])
    motor = motor_con(
        tmp_path,
        ficha(1, "", "el consejo " * 20),
        ficha(2, "", f"La agencia. {RELLENO * 9}"),
    )
    assert [a.documento for a in buscar(motor, "consejería", tesauro=tesauro).aciertos] == [2, 1]


def test_no_se_cambia_la_palabra_que_se_halla_por_su_raiz(tmp_path):
    motor = motor_con(
        tmp_path,
        ficha(1, "", "La consejería social."),
        ficha(2, "", "El conejo y el municipio."),
    )
    resultado = buscar(motor, "consejo municipio")
    assert resultado.sugerencia is None


@pytest.mark.parametrize(("buscada", "otra"), [("derogado", "derogue"), ("construir", "construyeron")])
def test_una_flexion_no_queda_debajo_por_ser_otra_forma(tmp_path, buscada, otra):
    motor = motor_con(
        tmp_path, ficha(1, "", RELLENO * 60 + buscada, RELLENO * 60), ficha(2, f"Se {otra}", f"{otra}. " * 20)
    )
    assert hallados(motor, buscada)[0] == 2
