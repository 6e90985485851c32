from datetime import date

import pytest
from motor_de_prueba import PERSONAL, buscar, ficha, hallados

from indexador.consulta import Cuenta, Filtros, Reparto
from indexador.motor import MotorWhoosh
from indexador.motor.documentos import _MASCARAS_GUARDADAS
from indexador.motor.nodos import Campo

DOCUMENTOS = [
    ficha(
        1,
        "ley uno",
        tipo="decreto",
        fecha=date(2008, 5, 1),
        temas=("AG1", "AG2"),
        actividades=("OO1", "OO1.A1"),
    ),
    ficha(
        2, "ley dos", tipo="decreto", fecha=date(2009, 1, 31), temas=("AG2",), instituciones=("CONAMIGUA",)
    ),
    ficha(3, "ley tres", tipo="acta", fecha=date(2009, 2, 1), acceso="publica_oficio", actividades=("OO1",)),
    ficha(4, "otra cosa", tipo="acta", fecha=None),
]


@pytest.fixture(scope="module")
def motor(tmp_path_factory):
    motor = MotorWhoosh.abrir(tmp_path_factory.mktemp("indice"))
    motor.escribir(DOCUMENTOS)
    return motor


def faceta(motor, nombre: str, texto: str = "", filtros: Filtros | None = None) -> dict[str, int]:
    cuentas = buscar(motor, texto, filtros=filtros).facetas[nombre]
    return {cuenta.valor: cuenta.documentos for cuenta in cuentas}


def test_cada_faceta_cuenta_los_documentos_hallados(motor):
    assert faceta(motor, "tipo", "ley") == {"decreto": 2, "acta": 1}
    assert faceta(motor, "tema", "ley") == {"AG2": 2, "AG1": 1}
    assert faceta(motor, "actividad", "ley") == {"OO1": 2, "OO1.A1": 1}
    assert faceta(motor, "institucion", "ley") == {"CONAMIGUA": 1}
    assert faceta(motor, "acceso", "ley") == {"publica": 2, "publica_oficio": 1}
    assert faceta(motor, "anio", "ley") == {"2009": 2, "2008": 1}


def test_van_de_mas_a_menos_y_los_anios_del_ultimo_al_primero(motor):
    facetas = buscar(motor, "").facetas
    assert facetas["tema"] == (Cuenta("AG2", 2), Cuenta("AG1", 1))
    assert facetas["tipo"] == (Cuenta("acta", 2), Cuenta("decreto", 2))
    assert facetas["anio"] == (Cuenta("2009", 2), Cuenta("2008", 1))


def test_los_valores_sin_documentos_no_salen(motor):
    assert faceta(motor, "tema", "tres") == {}


def test_una_faceta_no_se_cuenta_con_su_propio_filtro(motor):
    filtros = Filtros(tipos=("acta",))
    assert hallados(motor, "", filtros=filtros) == [3, 4]
    assert faceta(motor, "tipo", "", filtros) == {"acta": 2, "decreto": 2}
    assert faceta(motor, "anio", "", filtros) == {"2009": 1}


def test_el_intervalo_de_fechas_es_el_filtro_de_los_anios(motor):
    filtros = Filtros(desde=date(2009, 1, 1), hasta=date(2009, 1, 31))
    assert hallados(motor, "", filtros=filtros) == [2]
    assert faceta(motor, "anio", "", filtros) == {"2009": 2, "2008": 1}
    assert faceta(motor, "tipo", "", filtros) == {"decreto": 1}


@pytest.mark.parametrize(
    ("filtros", "documentos"),
    [
        (Filtros(tipos=("acta", "decreto")), [3, 2, 1, 4]),
        (Filtros(temas=("AG2",)), [2, 1]),
        (Filtros(temas=("AG1", "AG2"), tipos=("decreto",)), [2, 1]),
        (Filtros(actividades=("OO1.A1",)), [1]),
        (Filtros(instituciones=("CONAMIGUA",)), [2]),
        (Filtros(accesos=("publica_oficio",)), [3]),
        (Filtros(desde=date(2009, 2, 1)), [3]),
        (Filtros(hasta=date(2008, 12, 31)), [1]),
        (Filtros(tipos=("no existe",)), []),
    ],
)
def test_los_filtros_suman_dentro_de_un_campo_y_restringen_entre_campos(motor, filtros, documentos):
    assert hallados(motor, "", filtros=filtros) == documentos


def test_el_filtro_restringe_tambien_totales_y_pasajes(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([ficha(1, "", "ley", tipo="acta"), ficha(2, "", "ley", "ley", tipo="oficio")])
    resultado = buscar(motor, "ley", filtros=Filtros(tipos=("acta",)))
    assert (resultado.total, resultado.total_pasajes) == (1, 1)


def test_un_reparto_ajeno_al_indice_filtra_y_se_cuenta_sin_su_propio_filtro(motor):
    clases = {"vigente": frozenset({1, 3, 99}), "derogada": frozenset({2}), "desconocido": frozenset()}
    filtros = Filtros(tipos=("decreto",), vigencia=Reparto(clases, frozenset({"vigente"})))
    assert hallados(motor, "ley", filtros=filtros) == [1]
    assert faceta(motor, "vigencia", "ley", filtros) == {"vigente": 1, "derogada": 1}
    assert faceta(motor, "tipo", "ley", filtros) == {"decreto": 1, "acta": 1}
    assert "vigencia" not in buscar(motor, "ley").facetas


def test_solo_los_documentos_que_se_den(motor):
    assert hallados(motor, "", filtros=Filtros(documentos=frozenset({3, 1, 77}))) == [3, 1]
    assert hallados(motor, "", filtros=Filtros(documentos=frozenset())) == []


def test_los_filtros_de_una_vista_se_calculan_una_vez_y_ninguno_cambia_a_otro(motor):
    vista = motor._vista("publico")
    antes = [vista.con_valores(Campo.TIPO, frozenset({"acta"})), vista.entre(date(2005, 1, 1), None)]
    copias = [mascara.copy() for mascara in antes]
    for _ in range(2):
        faceta(motor, "tipo", "", Filtros(tipos=("acta",), desde=date(2005, 1, 1)))
    ahora = [vista.con_valores(Campo.TIPO, frozenset({"acta"})), vista.entre(date(2005, 1, 1), None)]
    assert all(una is otra for una, otra in zip(antes, ahora, strict=True))
    assert all((una == otra).all() for una, otra in zip(copias, ahora, strict=True))


def test_las_mascaras_recordadas_de_una_vista_estan_acotadas(motor):
    vista = motor._vista("publico")
    for dia in range(1, 1_000):
        vista.entre(date.fromordinal(dia), None)
    assert len(vista._mascaras) <= _MASCARAS_GUARDADAS


class TestEnGrupos:
    """Los aciertos juntos por lo que tienen en una faceta, sin perder su orden dentro de cada grupo."""

    @pytest.fixture
    def motor(self, tmp_path):
        motor = MotorWhoosh.abrir(tmp_path)
        motor.escribir(
            [
                ficha(1, "Ley", "Uno", tipo="ley", fecha=date(2009, 1, 1), temas=("AG2",)),
                ficha(2, "Ley", "Uno", tipo="ley", fecha=date(2011, 1, 1), temas=("AG2", "AG1")),
                ficha(3, "Ley", "Uno", tipo="acta", fecha=date(2009, 5, 1)),
                ficha(4, "Ley", "Uno", tipo="", fecha=None),
                ficha(5, "Ley", "Uno", tipo="ley", fecha=date(2010, 1, 1), marcas=("personal",)),
            ]
        )
        return motor

    @pytest.mark.parametrize(
        ("por", "grupos", "documentos"),
        [
            ("tipo", [("ley", 2), ("acta", 1), ("", 1)], [2, 1, 3, 4]),
            ("anio", [("2011", 1), ("2009", 2), ("", 1)], [2, 3, 1, 4]),
            ("tema", [("AG1", 1), ("AG2", 1), ("", 2)], [2, 1, 3, 4]),
            ("", [], [2, 3, 1, 4]),
            ("institucion", [], [2, 3, 1, 4]),
        ],
    )
    def test_los_grupos_van_en_su_orden_y_cuentan_todo_el_resultado(self, motor, por, grupos, documentos):
        resultado = buscar(motor, "uno", orden="fecha_desc", agrupar=por)
        assert [(g.valor, g.documentos) for g in resultado.grupos] == grupos
        assert [a.documento for a in resultado.aciertos] == documentos

    def test_las_paginas_siguen_de_un_grupo_al_otro(self, motor):
        paginas = [
            buscar(motor, "uno", orden="fecha_asc", agrupar="tipo", pagina=n, por_pagina=2) for n in (1, 2)
        ]
        assert [a.documento for p in paginas for a in p.aciertos] == [1, 2, 3, 4]

    def test_lo_oculto_no_hace_grupo(self, motor):
        assert {g.valor for g in buscar(motor, "uno", agrupar="anio").grupos} == {"2011", "2009", ""}
        assert "2010" in {g.valor for g in buscar(motor, "uno", PERSONAL, agrupar="anio").grupos}

    def test_sin_nada_hallado_no_hay_grupos(self, motor):
        assert buscar(motor, "zanahoria", agrupar="tema", corregir=False).grupos == ()


@pytest.mark.parametrize("anios", [(2001, 2001), (2002, 2004), (2001, 2011)])
def test_un_filtro_no_cambia_el_puntaje_ni_los_pasajes_de_lo_que_queda(tmp_path, anios):
    motor = MotorWhoosh.abrir(tmp_path)
    for n in range(1, 13):
        paginas = ("ley migratoria " * (n % 3 + 1), "la ley y la norma migratoria", "ley " * n)
        motor.escribir([ficha(n, "Ley migratoria" if n % 4 == 0 else f"norma {n}", *paginas[n % 2 :])])
    todos = {a.documento: a for a in buscar(motor, "ley migratoria", por_pagina=50).aciertos}
    filtros = Filtros(desde=date(anios[0], 1, 1), hasta=date(anios[1], 12, 31))
    quedan = buscar(motor, "ley migratoria", filtros=filtros, por_pagina=50)
    assert {a.documento for a in quedan.aciertos} == set(range(anios[0] - 2000, anios[1] - 1999))
    assert all(acierto == todos[acierto.documento] for acierto in quedan.aciertos)
    assert quedan.total_pasajes == sum(acierto.total_pasajes for acierto in quedan.aciertos)
