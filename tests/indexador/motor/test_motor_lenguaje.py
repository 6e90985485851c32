"""Lo que encuentran la cercanía, los comodines, los parecidos, las fechas y los artículos, y qué se marca."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from motor_de_prueba import ANONIMO, PERSONAL, buscar, ficha, hallados

from indexador.ficha import Ficha
from indexador.motor import MotorWhoosh
from indexador.motor.resaltado import marcas

CODIGO = (
    "Artículo 4. La persona migrante y su familia.",
    "Artículo 12. El estatuto de refugiado se pide",
    "ante la autoridad migratoria. Refugio y asilo.",
)
INFORME = "El Código habla del refugio. Los inmigrantes y la repatriación laboral de los migrantes."


def _articulos(una: Ficha, *etiquetas: str) -> Ficha:
    fragmentos = zip(una.fragmentos, etiquetas, strict=True)
    return replace(una, fragmentos=tuple(replace(f, etiqueta=etiqueta) for f, etiqueta in fragmentos))


DOCUMENTOS = [
    _articulos(
        ficha(
            1, "Código de Migración", *CODIGO, numero="44-2016", fechas={"publicacion": date(2016, 10, 18)}
        ),
        "Artículo 4",
        "Artículo 12",
        "Artículo 12",
    ),
    ficha(2, "Informe", INFORME, fechas={"publicacion": date(2012, 5, 31), "sesion": date(2010, 1, 1)}),
    _articulos(ficha(3, "Otra ley", "Artículo 12. Las remesas."), "Artículo 12"),
    _articulos(
        ficha(4, "Oculta", "Artículo 12. La zanahoria refugiada.", marcas=("personal",)), "Artículo 12"
    ),
]


@pytest.fixture(scope="module")
def motor(tmp_path_factory: pytest.TempPathFactory) -> MotorWhoosh:
    carpeta: Path = tmp_path_factory.mktemp("lenguaje")
    motor = MotorWhoosh.abrir(carpeta)
    motor.escribir(DOCUMENTOS)
    return motor


@pytest.mark.parametrize(
    ("consulta", "documentos"),
    [
        ("articulo:12", [1, 3]),
        ("norma:44-2016 articulo:12", [1]),
        ("articulo:12 refugio", [1]),
        ("articulo:4 refugio", []),
        ("código articulo:4", [1]),
        ("articulo:12 -refugio", [3]),
        ("articulo:(4 O 12) familia", [1]),
        ("estatuto CERCA/2 refugiado", [1]),
        ("estatuto CERCA/7 autoridad", [1]),
        ("estatuto CERCA/6 autoridad", []),
        ('"refugiado ante"~2', [1]),
        ('"refugiado ante"~1', []),
        ('"ante refugiado"~9', []),
        ("*migrante*", [1, 2]),
        ("inmi*es", [2]),
        ("repatriasion~", [2]),
        ("=refugio", [1, 2]),
        ("=refugiado", [1]),
        ("publicacion:2012..", [1, 2]),
        ("publicacion:..2012-05-31", [2]),
        ("publicacion:..2012-05-30", []),
        ("sesion:2010", [2]),
        ("vigencia:2010", []),
        ("texto:código", [2]),
        ("titulo:(código O informe) refugio", [1, 2]),
    ],
)
def test_se_encuentra(motor: MotorWhoosh, consulta: str, documentos: list[int]) -> None:
    assert sorted(hallados(motor, consulta, corregir=False)) == documentos


def test_de_un_articulo_solo_se_muestran_sus_fragmentos(motor: MotorWhoosh) -> None:
    (acierto,) = buscar(motor, "norma:44-2016 articulo:12").aciertos
    assert [pasaje.fragmento for pasaje in acierto.pasajes] == [2, 3]
    (acierto,) = buscar(motor, "articulo:12 estatuto").aciertos
    assert [pasaje.fragmento for pasaje in acierto.pasajes] == [2]


@pytest.mark.parametrize(
    ("consulta", "marcado"),
    [
        ("inmi*es", ["inmigrantes"]),
        ("repatriasion~", ["repatriación"]),
        ("laboral CERCA/3 migrantes", ["laboral", "migrantes"]),
        ('"repatriación migrantes"~3', ["repatriación", "migrantes"]),
        ("=refugio", ["refugio"]),
    ],
)
def test_se_marca_lo_que_se_encontro(motor: MotorWhoosh, consulta: str, marcado: list[str]) -> None:
    resultado = buscar(motor, consulta)
    assert 2 in [acierto.documento for acierto in resultado.aciertos]
    assert [INFORME[inicio:fin] for inicio, fin in marcas(INFORME, resultado.resaltar)] == marcado


def test_lo_mal_escrito_se_corrige_tambien_junto_a_un_operador(motor: MotorWhoosh) -> None:
    resultado = buscar(motor, "repatriasion CERCA/4 migrantes")
    assert resultado.sugerencia == "repatriación CERCA/4 migrantes"
    assert [acierto.documento for acierto in resultado.aciertos] == [2]


@pytest.mark.parametrize("consulta", ["zanahori*", "*nahoria", "zanaoria~", "articulo:12 zanahoria"])
def test_lo_oculto_no_se_halla_ni_por_una_parte_de_la_palabra(motor: MotorWhoosh, consulta: str) -> None:
    assert hallados(motor, consulta, ANONIMO, corregir=False) == []
    assert hallados(motor, consulta, PERSONAL, corregir=False) == [4]


@pytest.mark.parametrize(
    ("consulta", "documentos"),
    [
        ("artículo 3", {1, 2, 3, 4, 5}),
        ("artículo 3º", {1, 2, 3, 4, 5}),
        ("artículo 3.º", {1, 2, 3, 4, 5}),
        ('"artículo 3º derecho"', {1, 2, 3}),
        ("artículo 3a", {1, 2, 3, 4, 5}),
        ("artículo 3A", {4}),
    ],
)
def test_un_ordinal_y_su_numero_se_hallan_uno_a_otro(
    tmp_path: Path, consulta: str, documentos: set[int]
) -> None:
    motor = MotorWhoosh.abrir(tmp_path)
    textos = ("3º. Derecho", "3.º Derecho", "3. Derecho", "3a. Derechos", "3-A. Derechos", "46. Derecho")
    motor.escribir([ficha(n, "", f"Artículo {texto}") for n, texto in enumerate(textos, start=1)])
    assert set(hallados(motor, consulta, corregir=False)) == documentos


@pytest.mark.parametrize("consulta", ["C. A.", "C.A.", "CA", "Guatemala, C. A.", '"Guatemala C. A."'])
def test_una_sigla_de_letras_separadas_se_halla_de_cualquier_manera(tmp_path: Path, consulta: str) -> None:
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir(
        [ficha(1, "", "En Guatemala, C. A., a la fecha."), ficha(2, "", "En Guatemala, C.A. y ya.")]
    )
    assert set(hallados(motor, consulta, corregir=False)) == {1, 2}


@pytest.mark.parametrize(
    ("consulta", "documentos"),
    [
        ("ana.lopez@oim.int", {1}),
        ("Ana.Lopez@OIM.int", {1}),
        ("=ana.lopez@oim.int", {1}),
        ('"ana.lopez@oim.int"', {1}),
        ("escriba ana.lopez@oim.int", {1}),
        ("-ana.lopez@oim.int escriba", {4}),
        ("ana.lopez@oim", {1}),
        ("ana.lopez", {1, 2}),
        ("*@oim.int", {1}),
        ("ana.lop*", {1, 2}),
        ("oim.int", {1}),
        ("lopez oim", {1, 2}),
        ("congreso.gob.gt", {3}),
        ("https://www.congreso.gob.gt/", {3}),
        ("www.congreso.gob.gt/leyes", {3}),
        ("congreso.gob", {3}),
        ("OP-AG4-2009-017", {4}),
        ("op-ag4-2009-17", {4}),
        ("OP-AG4-*", {4}),
        ("AG4-2009-017", {4}),
    ],
)
def test_lo_que_lleva_signos_se_halla_entero_y_por_sus_palabras(
    tmp_path: Path, consulta: str, documentos: set[int]
) -> None:
    motor = MotorWhoosh.abrir(tmp_path)
    textos = (
        "Escriba a ana.lopez@oim.int.",
        "Ana trabaja con Lopez en OIM; el int. gob. congreso",
        "Vea http://www.congreso.gob.gt/leyes, del gob.",
        "Escriba la opinión OP-AG4-2009-017.",
        "Op. del Congreso, gt. y gob. AG4",
    )
    motor.escribir([ficha(n, "", texto) for n, texto in enumerate(textos, start=1)])
    resultado = buscar(motor, consulta, corregir=False)
    assert {acierto.documento for acierto in resultado.aciertos} == documentos


@pytest.mark.parametrize(
    ("consulta", "marcado"),
    [
        ("ana.lopez@oim.int", ["ana.lopez@oim.int"]),
        ("=ana.lopez@oim.int", ["ana.lopez@oim.int"]),
        ("oim", ["oim"]),
    ],
)
def test_un_correo_se_marca_entero(tmp_path: Path, consulta: str, marcado: list[str]) -> None:
    motor = MotorWhoosh.abrir(tmp_path)
    texto = "Ana escribió a ana.lopez@oim.int ayer."
    motor.escribir([ficha(1, "", texto)])
    lugares = marcas(texto, buscar(motor, consulta).resaltar)
    assert [texto[inicio:fin] for inicio, fin in lugares] == marcado


def test_un_correo_que_solo_dice_un_documento_oculto_no_cambia_lo_que_otros_hallan(tmp_path: Path) -> None:
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir(
        [ficha(1, "", "Ana López, OIM, int."), ficha(2, "", "ana.lopez@oim.int", marcas=("personal",))]
    )
    assert hallados(motor, "ana.lopez@oim.int") == [1]
    assert set(hallados(motor, "ana.lopez@oim.int", PERSONAL)) == {1, 2}
