"""Con qué se completa lo que se escribe, y lo que no debe delatarse al completar."""

import pytest
from motor_de_prueba import ANONIMO, PERSONAL, ficha

from indexador.consulta import Completado, Consulta
from indexador.motor import MotorWhoosh

DOCUMENTOS = [
    ficha(1, "Ley de Migración", "Los migrantes y la migración.", numero="44-2016"),
    ficha(2, "Reglamento de la Ley de Migración", "Los migrantes.", numero="4-2017"),
    ficha(3, "Ley de Acceso a la Información Pública", "La información migratoria.", numero="57-2008"),
    ficha(4, "Minuta de Mictlán", "El mictlán reservado.", marcas=("personal",), numero="44-9999"),
    ficha(5, "", "Sin título ni número."),
]


@pytest.fixture
def motor(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir(DOCUMENTOS)
    return motor


def completar(motor, texto, marcas=ANONIMO, **mas) -> Completado:
    return motor.completar(Consulta(texto, marcas, **mas))


@pytest.mark.parametrize(
    ("escrito", "titulos"),
    [
        ("ley", [1, 3, 2]),
        ("LEY DE MIG", [1, 2]),
        ("migracion", [1, 2]),
        ("Migración", [1, 2]),
        ("acc", [3]),
        ("información pú", [3]),
        ("ley de la", []),
        ("gración", []),
        ("migración ley", []),
        ("ley ", [1, 3, 2]),
        ("le ", []),
    ],
)
def test_los_titulos_empiezan_asi_desde_alguna_de_sus_palabras(motor, escrito, titulos):
    assert list(completar(motor, escrito).titulos) == titulos


@pytest.mark.parametrize(
    ("escrito", "numeros"),
    [
        ("44", [1]),
        ("4", []),
        ("44-2", [1]),
        ("044-2016", [1]),
        ("decreto 57-", [3]),
        ("2016", []),
        ("4-", [2]),
    ],
)
def test_los_numeros_de_norma_se_completan_desde_su_principio(motor, escrito, numeros):
    assert list(completar(motor, escrito).numeros) == numeros


def test_las_palabras_completan_la_ultima_de_mas_a_menos_usada(motor):
    assert completar(motor, "ley de migra").palabras == ("migración", "migrantes", "migratoria")
    assert completar(motor, "información").palabras == ()
    assert completar(motor, "lo").palabras == ()
    assert completar(motor, "ley de migra ").palabras == ()


@pytest.mark.parametrize(
    "escrito", ["", " ", "m", "\x00\x00", "***", "𝒶𝒷", "a" * 5000, '"', "((", "ñ" * 300, "4\ud800"]
)
def test_lo_que_no_da_para_completar_no_da_nada(motor, escrito):
    assert completar(motor, escrito) == Completado()


def test_un_titulo_no_se_confunde_con_el_siguiente(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([ficha(1, "Plan uno"), ficha(2, "dos tres")])
    assert completar(motor, "unodos") == Completado()
    assert completar(motor, "uno dos") == Completado()


def test_un_indice_vacio_no_completa_nada(tmp_path):
    assert completar(MotorWhoosh.abrir(tmp_path), "ley") == Completado()


def test_lo_escrito_despues_se_completa_y_lo_borrado_no(motor):
    motor.escribir([ficha(6, "Ley de Mieles", "Las mieles.", numero="6-2020")])
    assert completar(motor, "mie") == Completado((6,), (), ("mieles",))
    motor.escribir([], [6])
    assert completar(motor, "mie") == Completado()


class TestSinDelatar:
    """Ni un título, ni un número, ni una palabra de lo que el lector no ve."""

    @pytest.mark.parametrize("escrito", ["mict", "minuta", "reserv", "44-9"])
    def test_lo_oculto_no_se_completa(self, motor, escrito):
        assert completar(motor, escrito) == Completado()

    def test_quien_lo_ve_completa_su_titulo_pero_no_sus_palabras(self, motor):
        assert completar(motor, "mict", PERSONAL) == Completado((4,), (), ())
        assert completar(motor, "44-9", PERSONAL).numeros == (4,)
        assert completar(motor, "mict", frozenset({"publico", "grupo:AG2"})) == Completado()

    def test_lo_excluido_no_se_completa(self, motor):
        assert completar(motor, "acces", excluidos=frozenset({3})) == Completado()
        assert completar(motor, "57-", excluidos=frozenset({3})) == Completado()

    def test_lo_excluido_no_cambia_el_orden_de_las_palabras(self, motor):
        antes = completar(motor, "migr").palabras
        motor.escribir([ficha(7, "Otra", *["migratoria"] * 9)])
        assert completar(motor, "migr").palabras != antes
        assert completar(motor, "migr", excluidos=frozenset({7})).palabras == antes

    def test_que_haya_algo_excluido_no_cambia_como_se_cuentan_las_palabras(self, motor):
        motor.escribir([ficha(7, "Una", *["remanente"] * 3), ficha(8, "Dos", "remesas", "ley")])
        motor.escribir(
            [ficha(9, "Tres", "remesas", registro="Autora: Rematadora"), ficha(10, "La otra", "Nada.")]
        )
        antes = completar(motor, "rem").palabras
        motor.escribir([ficha(11, "La rematadora", "remesas " * 9, "remesas")])
        assert completar(motor, "rem", excluidos=frozenset({11})).palabras == antes

    def test_las_instituciones_son_las_de_documentos_que_se_ven(self, motor):
        motor.escribir(
            [
                ficha(6, "Uno", instituciones=("OIM",)),
                *(ficha(n, "Dos", instituciones=("DGM",)) for n in (7, 8)),
                ficha(9, "Tres", instituciones=("CIA",), marcas=("personal",)),
            ]
        )
        assert completar(motor, "nada").instituciones == ("DGM", "OIM")
        assert completar(motor, "nada", PERSONAL).instituciones == ("DGM", "CIA", "OIM")
        assert completar(motor, "nada", excluidos=frozenset({6})).instituciones == ("DGM",)

    @pytest.mark.parametrize("escrito", ["mi", "migr", "ley", "44"])
    def test_lo_que_se_oculta_no_cambia_lo_demas(self, motor, escrito):
        antes = completar(motor, escrito)
        ocultos = [
            ficha(n, f"Ley migratoria {n}", "migratoria " * n, marcas=("personal",)) for n in range(20, 40)
        ]
        motor.escribir(ocultos)
        assert completar(motor, escrito) == antes
        assert completar(motor, escrito, PERSONAL).palabras == antes.palabras
