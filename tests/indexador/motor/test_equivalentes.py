"""Lo que el tesauro dice que vale lo mismo se halla con cualquiera de sus nombres."""

from collections.abc import Iterator

import pytest
from motor_de_prueba import ANONIMO, PERSONAL, ficha

from indexador.consulta import Consulta, Resultado
from indexador.lengua import Grupo, Tesauro
from indexador.motor import MotorWhoosh, resaltado

TESAURO = Tesauro(
    [
        Grupo(("DGM", "Dirección General de Migración"), "sigla"),
        Grupo(("Instituto Guatemalteco de Migración", "Dirección General de Migración"), "nombre_anterior"),
        Grupo(("Ley de Migración", "Decreto 95-98"), "nombre_popular"),
        Grupo(("deportado", "retornado"), "sinonimo"),
        Grupo(("trabajador migrante", "trabajador migratorio"), "sinonimo"),
        Grupo(("indocumentado", "sin documentos", "niñez no acompañada"), "sinonimo"),
        Grupo(("diputado", "legislador", "congresista"), "sinonimo"),
        Grupo(("remesa", "envío familiar"), "sinonimo"),
        Grupo(("remesa", "giro"), "afin"),
    ]
)
TEXTOS = {
    1: "La Dirección General de Migración rinde su informe.",
    2: "La DGM rinde su informe anual.",
    3: "El Instituto Guatemalteco de Migración rinde cuentas.",
    4: "Reforma el Decreto 95-98 del Congreso.",
    5: "Es ley de la República, y habla de la migración.",
    6: "Atención a los deportados en el aeropuerto.",
    7: "Atención a las retornadas en la frontera.",
    8: "Derechos de los trabajadores migratorios.",
    9: "Los trabajadores, y aparte el control migratorio del Estado en la frontera.",
    10: "Una dirección general de otra cosa.",
    11: "Rige la Ley de Migración.",
    12: "Entrega de documentos al portador de otro documento.",
    13: "Personas sin documentos en tránsito.",
    14: "De las niñeces no acompañadas.",
    15: "Niñez acompañada.",
    16: "El Congreso y su función legislativa, según la legislación.",
    17: "Una congresista y dos legisladoras.",
    18: "Recibe giros cada mes.",
    19: "Recibe envíos familiares cada mes.",
    21: "Recibe remesas cada mes.",
}


@pytest.fixture(scope="module")
def motor(tmp_path_factory: pytest.TempPathFactory) -> MotorWhoosh:
    motor = MotorWhoosh.abrir(tmp_path_factory.mktemp("equivalentes"))
    oculta = ficha(20, "", "Nota reservada sobre la DGM y los retornados.", marcas=("personal",))
    motor.escribir([*(ficha(numero, "", texto) for numero, texto in TEXTOS.items()), oculta])
    return motor


def pedir(motor: MotorWhoosh, texto: str, marcas: frozenset[str] = ANONIMO, **opciones: int) -> Resultado:
    return motor.buscar(Consulta(texto, marcas, tesauro=TESAURO, por_pagina=50, **opciones))


def hallar(motor: MotorWhoosh, texto: str, marcas: frozenset[str] = ANONIMO) -> list[int]:
    return [acierto.documento for acierto in pedir(motor, texto, marcas).aciertos]


@pytest.mark.parametrize(
    ("consulta", "documentos"),
    [
        ("DGM", {1, 2}),
        ("D.G.M.", {1, 2}),
        ("dirección general de migración", {1, 2, 3}),
        ("instituto guatemalteco de migración", {1, 3}),
        ("DGM anual", {2}),
        ("dirección general de migración anual", {2}),
        ("deportado", {6, 7}),
        ("retornados", {6, 7}),
        ("retornados frontera", {7}),
        ("trabajador migrante", {8}),
        ("decreto 95-98", {4, 11}),
        ("ley de migración", {4, 5, 11}),
        ("indocumentado", {13, 14}),
        ("diputado", {17}),
        ("remesas", {18, 19, 21}),
        ("giro", {18, 21}),
    ],
)
def test_un_nombre_halla_los_demas(motor: MotorWhoosh, consulta: str, documentos: set[int]) -> None:
    assert set(hallar(motor, consulta)) == documentos


def test_lo_escrito_va_delante_de_lo_que_vale_por_ello(motor: MotorWhoosh) -> None:
    assert hallar(motor, "deportados")[0] == 6
    assert hallar(motor, "retornadas")[0] == 7
    assert hallar(motor, "DGM")[0] == 2


def test_lo_afin_pesa_menos_que_lo_que_quiere_decir_lo_mismo(motor: MotorWhoosh) -> None:
    assert hallar(motor, "recibe remesas") == [21, 19, 18]


@pytest.mark.parametrize(
    "consulta", ['"dirección general de migración"', '"DGM"', "=deportados", "titulo:DGM"]
)
def test_lo_que_se_pide_tal_cual_no_se_amplia(motor: MotorWhoosh, consulta: str) -> None:
    sin_tesauro = motor.buscar(Consulta(consulta, ANONIMO, por_pagina=50))
    assert hallar(motor, consulta) == [acierto.documento for acierto in sin_tesauro.aciertos]


def test_lo_que_se_excluye_no_excluye_a_sus_equivalentes(motor: MotorWhoosh) -> None:
    assert 7 in hallar(motor, "atención -deportados")


def test_el_equivalente_se_marca_en_el_texto(motor: MotorWhoosh) -> None:
    def marcado(consulta: str, numero: int) -> Iterator[str]:
        texto = TEXTOS[numero]
        for inicio, fin in resaltado.marcas(texto, pedir(motor, consulta).resaltar):
            yield texto[inicio:fin]

    assert list(marcado("DGM", 1)) == ["Dirección General de Migración"]
    assert list(marcado("dirección general de migración", 2)) == ["DGM"]
    assert list(marcado("deportados", 7)) == ["retornadas"]
    assert list(marcado("trabajador migrante", 8)) == ["trabajadores", "migratorios"]


def test_lo_oculto_no_se_halla_por_un_equivalente_ni_cambia_nada(motor: MotorWhoosh) -> None:
    assert 20 not in hallar(motor, "deportados")
    assert 20 in hallar(motor, "deportados", PERSONAL)
    puntajes = {a.documento: a.puntaje for a in pedir(motor, "deportados").aciertos}
    del_personal = {a.documento: a.puntaje for a in pedir(motor, "deportados", PERSONAL).aciertos}
    assert puntajes == {documento: del_personal[documento] for documento in puntajes}


def test_un_texto_pegado_con_muchas_expresiones_no_cuesta_sin_medida(motor: MotorWhoosh) -> None:
    assert pedir(motor, "DGM deportado trabajador migrante " * 400).total >= 0
