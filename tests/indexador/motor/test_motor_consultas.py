"""Qué encuentra una consulta, en qué orden y con qué pasajes."""

from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from motor_de_prueba import buscar, ficha, hallados

from indexador.lengua import raiz
from indexador.motor import MotorWhoosh
from indexador.motor.comodines import es_parecida
from tests.crecimiento import costo, crece_con_la_entrada

DOCUMENTOS = [
    ficha(
        1,
        "Ley de Migración",
        "El derecho de acceso a la",
        "información pública de los migrantes. La depor-\ntación",
        numero="46-2007",
        titulo_corto="LMIG",
    ),
    ficha(
        2,
        "Informe del viaje",
        "Los migrantes llegaron.",
        "Nada.",
        "El refugio de los migrantes",
        tipo="informe",
    ),
    ficha(3, "Acta de la mesa", "Se trató el refugio", tipo="acta_mesa_trabajo", temas=("AG2",)),
    ficha(
        4,
        "Historia de las migraciones",
        tipo="libro",
        registro="Autora: Menchú. Lugar: estante 4",
        fecha=None,
    ),
    ficha(5, "Reforma al Decreto 46-2007", "Se reforma el refugio y el Decreto 46-2007", numero="9-2009"),
]


@pytest.fixture(scope="module")
def motor(tmp_path_factory):
    motor = MotorWhoosh.abrir(tmp_path_factory.mktemp("indice"))
    motor.escribir(DOCUMENTOS)
    return motor


def conjunto(motor, consulta):
    return set(hallados(motor, consulta))


class TestQueEncuentra:
    @pytest.mark.parametrize(
        ("consulta", "documentos"),
        [
            ("migrantes", {1, 2}),
            ("MIGRANTE", {1, 2}),
            ("migrantes refugio", {2}),
            ("derecho migrantes", {1}),
            ("viaje refugio", {2}),
            ("refugio O derecho", {1, 2, 3, 5}),
            ("refugio -migrantes", {3, 5}),
            ("migrantes NO derecho", {2}),
            ("-migrantes", {3, 4, 5}),
            ("deportaciones", {1}),
            ("refug*", {2, 3, 5}),
            ("LMIG", {1}),
            ("menchu", {4}),
            ("CD-00004", {4}),
            ("viaje", {2}),
            ("mesa trabajo", {3}),
            ("la", {1, 3}),
            ("nohay", set()),
            ("nohay*", set()),
            ('"nohay esto"', set()),
            ("", {1, 2, 3, 4, 5}),
            ("*", {1, 2, 3, 4, 5}),
        ],
    )
    def test_y_o_no_son_por_documento(self, motor, consulta, documentos):
        assert conjunto(motor, consulta) == documentos

    @pytest.mark.parametrize(
        ("consulta", "documentos"),
        [
            ("tipo:acta", {3}),
            ("tipo:acta_mesa_trabajo", {3}),
            ("tipo:act", set()),
            ("tema:ag2", {3}),
            ("año:2001..2003", {1, 2, 3}),
            ("año:2005", {5}),
            ("año:0000..9999", {1, 2, 3, 5}),
            ("año:..2002", {1, 2}),
            ("titulo:migracion", {1, 4}),
            ("titulo:migrantes", set()),
            ('titulo:"ley de migracion"', {1}),
            ("titulo:migra*", {1, 4}),
            ("numero:46-2007", {1, 5}),
            ("decreto:46-2007", {1, 5}),
            ("iniciativa:46-2007", set()),
            ("refugio -tipo:acta", {2, 5}),
            ("refugio (tema:AG2 O año:2002)", {2, 3}),
        ],
    )
    def test_los_campos_restringen(self, motor, consulta, documentos):
        assert conjunto(motor, consulta) == documentos


class TestSinEnie:
    def test_se_supone_la_enie_si_la_palabra_no_existe_sin_ella(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir(
            [ficha(1, "", "niñez y pena"), ficha(2, "", "la señora Peña"), ficha(3, "", "señales")]
        )
        assert hallados(motor, "senal") == [3]
        assert hallados(motor, "pena") == [1]
        assert raiz("señal") in buscar(motor, "senal").resaltar.raices

    def test_nunca_al_reves(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "", "ano"), ficha(2, "", "año")])
        assert hallados(motor, "año") == [2]
        assert hallados(motor, "ano") == [1]


class TestFrases:
    def test_una_frase_cruza_de_una_pagina_a_otra(self, motor):
        resultado = buscar(motor, '"acceso a la información pública"')
        (acierto,) = resultado.aciertos
        assert acierto.documento == 1
        assert [pasaje.pagina for pasaje in acierto.pasajes] == [1]

    def test_el_orden_importa(self, motor):
        assert conjunto(motor, '"pública información"') == set()

    def test_no_cruza_de_un_documento_a_otro_ni_de_un_campo_a_otro(self, motor):
        assert conjunto(motor, '"migrantes los migrantes"') == set()
        assert conjunto(motor, '"migración LMIG"') == set()

    def test_se_busca_la_forma_y_no_la_raiz(self, motor):
        assert conjunto(motor, '"los migrantes"') == {1, 2}
        assert conjunto(motor, '"los migrante"') == set()
        assert conjunto(motor, '"migración"') == {1}

    def test_con_una_palabra_repetida(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "", "ley tras ley tras ley"), ficha(2, "", "ley tras norma")])
        assert hallados(motor, '"ley tras ley"') == [1]
        assert buscar(motor, '"ley tras ley"').total_pasajes == 1

    def test_en_el_registro(self, motor):
        assert conjunto(motor, '"estante 4"') == {4}


class TestOrden:
    def test_con_todo_lo_buscado_en_el_titulo_va_antes(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(n, "Otro asunto", "relleno de otro asunto") for n in range(10, 30)])
        motor.escribir(
            [
                ficha(1, "Mesa", "mesa cielo"),
                ficha(2, "Sobre la mesa y el cielo abierto", "la mesa del cielo"),
            ]
        )
        assert hallados(motor, "mesa cielo") == [2, 1]

    def test_el_numero_exacto_va_primero(self, motor):
        assert hallados(motor, "46-2007")[0] == 1
        assert hallados(motor, "decreto 46/2007")[0] == 1

    def test_el_titulo_exacto_va_primero(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir(
            [
                ficha(1, "Reglamento de la Ley de Migración", "ley migración " * 9),
                ficha(2, "Ley de Migración", "nada"),
            ]
        )
        assert hallados(motor, "ley de migración") == [2, 1]

    def test_la_forma_escrita_va_antes_que_la_flexion(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir([ficha(1, "", "el refugiado llega"), ficha(2, "", "la refugiada llega")])
        assert hallados(motor, "refugiada") == [2, 1]
        assert hallados(motor, "refugiado") == [1, 2]

    def test_las_palabras_juntas_en_un_pasaje_van_antes(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        otro = "relleno " * 20
        motor.escribir(
            [ficha(1, "", "mesa " + otro, "cielo " + otro), ficha(2, "", "mesa cielo " + otro, otro)]
        )
        assert hallados(motor, "mesa cielo") == [2, 1]

    def test_sin_palabras_van_primero_los_recientes_y_al_final_los_sin_fecha(self, motor):
        assert hallados(motor, "") == [5, 3, 2, 1, 4]

    @pytest.mark.parametrize(
        ("orden", "documentos"),
        [
            ("fecha_desc", [5, 3, 2, 1, 4]),
            ("fecha_asc", [1, 2, 3, 5, 4]),
            ("titulo", [3, 4, 2, 1, 5]),
        ],
    )
    def test_otros_ordenes(self, motor, orden, documentos):
        assert hallados(motor, "", orden=orden) == documentos

    def test_los_empates_se_resuelven_por_fecha_y_por_documento(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        fechas = {7: date(2009, 1, 1), 3: date(2010, 1, 1), 5: date(2009, 1, 1)}
        motor.escribir([ficha(n, "igual", "texto igual", fecha=fecha) for n, fecha in fechas.items()])
        assert hallados(motor, "igual") == [3, 5, 7]


class TestPaginas:
    def test_se_reparten_sin_repetir_ni_perder(self, motor):
        paginas = [hallados(motor, "", pagina=n, por_pagina=2) for n in (1, 2, 3, 4)]
        assert paginas == [[5, 3], [2, 1], [4], []]

    def test_una_pagina_imposible_da_la_primera(self, motor):
        assert hallados(motor, "", pagina=-3, por_pagina=2) == [5, 3]


class TestPasajes:
    def test_los_mejores_primero_y_a_lo_sumo_los_pedidos(self, motor):
        (acierto,) = [a for a in buscar(motor, "migrantes").aciertos if a.documento == 2]
        assert {pasaje.pagina for pasaje in acierto.pasajes} == {1, 3}
        assert acierto.total_pasajes == 2
        (uno,) = [a for a in buscar(motor, "migrantes", pasajes_por_documento=1).aciertos if a.documento == 2]
        assert uno.pasajes == acierto.pasajes[:1]
        assert uno.total_pasajes == 2

    def test_solo_los_que_tienen_todas_las_palabras_si_los_hay(self, motor):
        (acierto,) = buscar(motor, "refugio migrantes").aciertos
        assert [pasaje.pagina for pasaje in acierto.pasajes] == [3]

    def test_si_ninguno_las_tiene_todas_los_que_tienen_alguna(self, motor):
        (acierto,) = buscar(motor, "derecho migrantes").aciertos
        assert {pasaje.pagina for pasaje in acierto.pasajes} == {1, 2}

    def test_un_acierto_por_titulo_no_trae_pasajes(self, motor):
        (acierto,) = buscar(motor, "titulo:historia").aciertos
        assert acierto.pasajes == ()
        assert acierto.total_pasajes == 0

    def test_traen_lugar_y_etiqueta_del_fragmento(self, motor):
        (acierto,) = buscar(motor, "deportación").aciertos
        (pasaje,) = acierto.pasajes
        assert (pasaje.fragmento, pasaje.pagina, pasaje.inicio, pasaje.etiqueta) == (2, 2, 0, "p. 2")
        assert pasaje.fin == len(DOCUMENTOS[0].fragmentos[1].texto)

    def test_el_total_suma_los_de_todos_los_documentos_y_no_solo_la_pagina(self, motor):
        assert buscar(motor, "refugio O derecho", por_pagina=1).total_pasajes == 4

    def test_una_consulta_sin_palabras_no_tiene_pasajes(self, motor):
        assert buscar(motor, "tipo:acta").total_pasajes == 0


def test_un_indice_vacio_responde_a_todo(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    for consulta in ("", "ley", '"ley de"', "ley*", "-ley", "tipo:acta", "numero:4", "año:2009"):
        resultado = buscar(motor, consulta)
        assert (resultado.total, resultado.total_pasajes, resultado.aciertos) == (0, 0, ())
    assert motor.revisiones() == {}


def test_los_avisos_y_lo_que_hay_que_marcar_llegan_con_el_resultado(motor):
    resultado = buscar(motor, '"ley de migración')
    assert [aviso.parte for aviso in resultado.avisos] == ['"ley de migración']
    assert "migracion" in resultado.resaltar.formas
    assert resultado.milisegundos > 0


PIEZAS = st.sampled_from(
    ['"', "«", "(", ")", "-", "Y", "O ", "NO ", "*", "titulo:", "año:", " ", "\x00", "ley", "migr*", "\ud83d",
     "CERCA ", "CERCA/2 ", "~", "~2", "?", "=", "articulo:", "fecha:", "2009", "texto:", "*ción", "de la "]
)  # fmt: skip


@given(st.lists(PIEZAS, max_size=40).map("".join) | st.text(max_size=100))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_ninguna_consulta_rompe_el_motor(motor, consulta):
    resultado = buscar(motor, consulta)
    assert resultado.total >= len(resultado.aciertos)


@pytest.mark.parametrize(
    ("antes", "trozo", "despues"),
    [("", "de la ", ""), ('"', "la ", '"'), ("", "migr* ", ""), ("", "(", ""), ("", "ley O ", "")],
)
def test_diez_mil_caracteres_se_responden_pronto(motor, antes, trozo, despues):
    crece_con_la_entrada(
        lambda largo: buscar(motor, f"{antes}{trozo * (largo // len(trozo))}{despues}"), 10_000
    )


def test_una_frase_no_se_halla_donde_empezaria_antes_del_primer_documento(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([ficha(1, "tres tres tres cinco"), *(ficha(n, "cinco") for n in range(2, 90))])
    assert hallados(motor, '"cinco tres"', corregir=False) == []


def test_un_comodin_de_letras_muy_comunes_no_recorre_el_vocabulario_una_vez_por_forma(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    formas = ["".join(letras) for letras in product("aeiou", "bcdfgh", "aeiou", "lmnpqr", "aeiou", "stvxz")]
    motor.escribir([ficha(1, "", " ".join(f"{forma}{final}" for forma in formas for final in "aeiou"))])
    llano = min(costo(hallados, motor, f"*{letra}*") for letra in "aeo")
    assert hallados(motor, "*a*e*o*u*") == [1]
    assert hallados(motor, "*a*w*e*") == []
    assert costo(hallados, motor, "*a*e*o*u*") < 40 * max(0.005, llano)


@pytest.mark.parametrize("faltas", [1, 2])
def test_las_parecidas_son_las_del_vocabulario_a_esas_faltas(tmp_path, faltas):
    motor = MotorWhoosh.abrir(tmp_path)
    formas = ["".join(letras) for letras in product("mpt", "ai", "gl", "aeo", "dr", "oa", "ns")]
    motor.escribir([ficha(n, "", forma) for n, forma in enumerate(formas, start=1)])
    esperados = {n for n, forma in enumerate(formas, start=1) if es_parecida("magedon", faltas, forma)}
    for _ in range(2):
        assert set(hallados(motor, f"magedon~{faltas}", por_pagina=500)) == esperados
