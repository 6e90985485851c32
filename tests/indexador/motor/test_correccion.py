"""Qué se busca cuando lo escrito no está: la palabra corregida, dicha, y al final con menos exigencia."""

import pytest
from motor_de_prueba import ANONIMO, PERSONAL, buscar, ficha, hallados

from indexador.lengua.tesauro import Grupo, Tesauro
from indexador.motor import MotorWhoosh
from indexador.motor.correccion import MAXIMO_DE_CORRECCIONES

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
    assert any("Se cambió" in aviso.mensaje for aviso in resultado.avisos)


def test_las_marcas_son_las_de_la_palabra_corregida(motor):
    assert "refugiados" in buscar(motor, "refujiados").resaltar.formas


@pytest.mark.parametrize("consulta", ["pasaporte", "frontera", "46-2009", "xyz", "qwertyuiop", "REMEAS", ""])
def test_lo_que_se_encuentra_o_no_se_parece_a_nada_no_se_corrige(motor, consulta):
    assert buscar(motor, consulta).sugerencia is None


def test_la_que_existe_en_la_lengua_o_en_el_tesauro_no_se_corrige_aunque_nadie_la_diga(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([ficha(1, "Niñez no acompañada", "El menor acompañado y la pupusera.")])
    assert buscar(motor, "comparado").sugerencia is None
    assert buscar(motor, "acompañdo").sugerencia == "acompañado"
    assert (
        buscar(motor, "pupuseras").sugerencia is None and buscar(motor, "pupusora").sugerencia == "pupusera"
    )
    tesauro = Tesauro([Grupo(("pupusora", "venta de pupusas"), "sinonimo")])
    assert buscar(motor, "pupusora", tesauro=tesauro).sugerencia is None


def test_una_palabra_hallada_no_se_cambia_aunque_la_consulta_no_de_nada(motor):
    assert buscar(motor, "frontera Y asilo Y pasaprote").sugerencia is None
    assert buscar(motor, "frontera Y pasaprote").sugerencia == "frontera Y pasaporte"


@pytest.mark.parametrize(
    "consulta", ["asilo Y pasaprote", "qwertyuiop Y pasaprote", "autor:pasaprote", 'autor:"pasaprote nuevo"']
)
def test_una_correccion_que_no_halla_nada_no_se_anuncia(motor, consulta):
    resultado = buscar(motor, consulta)
    assert (resultado.total, resultado.sugerencia, resultado.avisos) == (0, None, ())


def test_una_palabra_se_corrige_por_otra_de_la_seccion_en_que_se_pide(motor):
    motor.escribir([ficha(4, "Tesis", "Castillos y castillas.", registro="Autora: Ana Castilla")])
    assert buscar(motor, "autor:castilko").sugerencia == "autor:castilla"
    assert buscar(motor, "autor:castillo asilo").total == 0
    assert buscar(motor, "autor:remesaz").sugerencia is None


def test_no_se_cambia_una_palabra_por_otra_que_no_acerca_a_ningun_documento(motor):
    motor.escribir([ficha(4, "Costa", "La villa de Guetaria.")])
    resultado = buscar(motor, "gustaria pasaporte frontera entrega zzz")
    assert resultado.sugerencia is None
    assert resultado.aciertos[0].documento == 2
    assert buscar(motor, "pasaprote frontera zzz").sugerencia == "pasaporte frontera zzz"


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

    def test_no_se_propone_la_variante_que_solo_dice_un_documento_excluido(self, motor):
        motor.escribir([ficha(7, "Otra", "La xilografía."), ficha(8, "Una", "Las xilografías.")])
        assert buscar(motor, "xilografiass").sugerencia == "xilografias"
        assert buscar(motor, "xilografiass", excluidos=frozenset({8})).sugerencia == "xilografia"

    def test_lo_que_un_excluido_dice_en_el_texto_y_otro_en_el_registro_no_delata(self, motor):
        motor.escribir([ficha(7, "Otra", "Nada.", registro="Autora: Xiloteca")])
        antes = buscar(motor, "xilotecca").sugerencia
        motor.escribir([ficha(8, "La xiloteca", "La xiloteca.")])
        assert buscar(motor, "xilotecca", excluidos=frozenset({8})).sugerencia == antes == "xiloteca"

    def test_las_palabras_de_un_documento_excluido_no_desplazan_a_las_demas(self, motor):
        parecidas = " ".join(f"refu{a}iad{b}x" for a in "abcdef" for b in "abcdefgh")
        motor.escribir([ficha(8, "Una", parecidas)])
        resultado = buscar(motor, "refujiadox", excluidos=frozenset({8}))
        assert resultado.sugerencia == "refugiados"


@pytest.mark.parametrize(
    ("consulta", "sugerencia"),
    [
        ("pasap* fronetra -asilo", "pasap* frontera -asilo"),
        ("fronetra -remeass", "frontera -remeass"),
        ("fronetra institucion:remeass", "frontera institucion:remeass"),
    ],
)
def test_solo_se_corrigen_las_palabras_que_se_piden(motor, consulta, sugerencia):
    motor.escribir([ficha(4, "Nota", "La frontera.", instituciones=("remeass",))])
    assert buscar(motor, consulta).sugerencia == sugerencia


def test_una_consulta_de_disparates_no_se_corrige_entera(motor):
    resultado = buscar(motor, "remeass " * 3 + " ".join(f"fronetra{letra}" for letra in "abcdefghijklmn"))
    assert sum(aviso.mensaje.count("» por «") for aviso in resultado.avisos) <= MAXIMO_DE_CORRECCIONES


class TestLaNormaCitada:
    """Un número de norma escrito en la consulta trae su norma, aunque no tenga las demás palabras."""

    @pytest.fixture
    def motor(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir(
            [
                ficha(1, "Reglamento de aduanas", "Se aprueba.", numero="126-2000-EF"),
                ficha(2, "Circular", "El artículo 4 del D.S. 126-2000-EF sobre aduanas en 2009."),
                ficha(3, "Ley de tasas", "Se aprueba.", numero="69-2001-MTC-15-04"),
                ficha(4, "Circular segunda", "El artículo 4 de la ley.", numero="2009"),
            ]
        )
        return motor

    def test_la_norma_sale_junto_a_quien_la_cita(self, motor):
        assert set(hallados(motor, "artículo 4 del D.S. Nº 126-2000-EF")) == {1, 2}

    def test_da_lo_mismo_el_punto_que_el_guion(self, motor):
        assert hallados(motor, "R.M. Nº 069-2001-MTC-15.04")[0] == 3

    @pytest.mark.parametrize(
        "consulta", ["artículo Y 126-2000-EF", "artículo 126-2000-EF titulo:circular", "126-2000-EF -aduanas"]
    )
    def test_lo_que_se_exige_expresamente_manda(self, motor, consulta):
        assert 1 not in hallados(motor, consulta)

    def test_un_anio_no_es_un_numero_de_norma(self, motor):
        assert hallados(motor, "aduanas 2009") == [2]

    def test_el_numero_de_una_norma_oculta_no_trae_nada(self, motor):
        motor.escribir([ficha(1, "Reglamento", "Nada", numero="126-2000-EF", marcas=("personal",))])
        assert hallados(motor, "artículo 4 del D.S. 126-2000-EF") == [2]
        assert set(hallados(motor, "artículo 4 del D.S. 126-2000-EF", PERSONAL)) == {1, 2}


def test_quien_escribe_una_frase_entera_la_encuentra_primero_sin_comillas(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    revuelto = "Comunicar el estado a su interés y, en suspenso, al interés del estado. "
    literal = "Se suspenderá en el interés del estado comunicar. " + "Más. " * 12
    relleno = [ficha(numero, "Relleno", "Nada que ver.") for numero in range(3, 20)]
    motor.escribir([ficha(1, "Revuelto", revuelto), ficha(2, "Literal", "Otra cosa.", literal), *relleno])
    aciertos = buscar(motor, "en el interés del estado comunicar").aciertos
    assert [(acierto.documento, acierto.pasajes[0].pagina) for acierto in aciertos] == [(2, 2), (1, 1)]


class TestQuisoDecir:
    """Donde hay resultados, lo que quizá se quiso decir sólo se ofrece."""

    @pytest.fixture
    def motor(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir(
            [
                ficha(1, "Informe", "El retorno y la reinsersión laboral."),
                *(
                    ficha(n, "Ley", "El retorno y la reinserción laboral de los migrantes.")
                    for n in range(2, 30)
                ),
                ficha(40, "Casas", "El cónsul vive en su casa.", "El consulado.", "La casa."),
                ficha(41, "Cazas", "La caza de animales."),
            ]
        )
        return motor

    @pytest.mark.parametrize(
        ("consulta", "propuesta"),
        [
            ("reinsersión", "reinserción"),
            ("retorno reinsersión", "retorno reinserción"),
            ('"reinsersión laboral"', '"reinserción laboral"'),
            ("reinsersion -asilo tipo:decreto", "reinserción -asilo tipo:decreto"),
            ("caza O migrantez", "caza O migrantes"),
        ],
    )
    def test_se_ofrece_la_palabra_parecida_y_mucho_mas_usada(self, motor, consulta, propuesta):
        resultado = buscar(motor, consulta)
        assert (resultado.propuesta, resultado.sugerencia) == (propuesta, None)
        assert 0 < resultado.total < buscar(motor, propuesta).total
        assert not resultado.avisos

    @pytest.mark.parametrize(
        "consulta", ["reinserción", "caza", "casa", "cónsul", "consulado", "laborales", "*", ""]
    )
    def test_lo_corriente_o_lo_que_no_se_parece_bastante_no_se_toca(self, motor, consulta):
        assert buscar(motor, consulta).propuesta is None

    def test_no_se_ofrece_una_palabra_vacia(self, motor):
        motor.escribir([ficha(n, "", "cada retorno sobre todo") for n in range(61, 90)])
        assert "cada" not in (buscar(motor, "caña migrantes").sugerencia or "")
        assert buscar(motor, "retorno sobr laboral").sugerencia == "retorno sobre laboral"
        motor.escribir([ficha(60, "Flora", "La caña.")])
        assert buscar(motor, "caña").propuesta is None
        assert "cada" not in (buscar(motor, "caña migrantes").sugerencia or "")

    def test_no_se_ofrece_lo_que_ya_se_busco_corregido(self, motor):
        resultado = buscar(motor, "migrantez")
        assert (resultado.sugerencia, resultado.propuesta) == ("migrantes", None)

    def test_si_cada_palabra_esta_por_su_lado_no_se_cambia_ninguna_y_se_ofrece_lo_que_las_reune(self, motor):
        resultado = buscar(motor, "migrantes reinsersión")
        assert (resultado.sugerencia, resultado.propuesta) == (None, "migrantes reinserción")
        assert {1, 2} < {
            acierto.documento for acierto in buscar(motor, "migrantes reinsersión", por_pagina=50).aciertos
        }
        assert [aviso.mensaje for aviso in resultado.avisos] == [
            "Ningún documento tiene todas las palabras. Se muestran los que tienen alguna."
        ]

    def test_lo_que_se_exige_expresamente_tampoco_se_cambia(self, motor):
        resultado = buscar(motor, "migrantes Y reinsersión")
        assert (resultado.total, resultado.sugerencia) == (0, None)
        assert resultado.propuesta == "migrantes Y reinserción"

    def test_si_se_pide_tal_cual_no_se_cambia_nada(self, motor):
        resultado = buscar(motor, "migrantes reinsersión", corregir=False)
        assert (resultado.sugerencia, resultado.total) == (None, 0)

    @pytest.mark.parametrize("lector", [ANONIMO, PERSONAL])
    def test_lo_oculto_no_hace_mas_usada_a_una_palabra(self, motor, lector):
        ocultos = [ficha(n, "Reservado", "La caxa.", marcas=("personal",)) for n in range(50, 90)]
        motor.escribir(ocultos)
        assert buscar(motor, "caza", lector).propuesta is None
        motor.escribir([ficha(n, "Público", "La caxa.") for n in range(50, 90)])
        assert buscar(motor, "caza", lector).propuesta == "caxa"


def test_no_se_enmienda_hacia_lo_que_solo_dicen_otros_paises(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([
        ficha(1, "Ordenanza de Vitacura", "La municipalidad de Vitacura.", pais="CL"),
        ficha(2, "Remesas", "Las remesas de los migrantes.", pais="GT"),
        ficha(3, "Refugiados", "Los refugiados.", pais="INT"),
    ])  # fmt: skip
    for consulta in ("vitacora", "vitacura remeass"):
        resultado = buscar(motor, consulta, del_pais="GT")
        dichas = f"{resultado.sugerencia} {resultado.propuesta}"
        assert "vitacura" not in dichas.replace("vitacura remesas", "")
    assert buscar(motor, "vitacora", del_pais="CL").sugerencia == "vitacura"
    assert buscar(motor, "vitacora de Chile", del_pais="GT").sugerencia is not None
    assert buscar(motor, "refujiados", del_pais="GT").sugerencia == "refugiados"


def test_un_nombre_con_su_apellido_no_se_enmienda(motor):
    assert buscar(motor, "acuerdos de Gil Remeass").sugerencia is None
    assert buscar(motor, "Ley de Migracoin").sugerencia == "Ley de migración"
    assert buscar(motor, "ley de Migracoin").sugerencia == "ley de migración"
