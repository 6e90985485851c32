"""Lo que un lector no puede ver no existe para él: cada respuesta es la que daría un índice sin ello."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from motor_de_prueba import ANONIMO, GRUPO, PERSONAL, buscar, ficha, hallados

from indexador.consulta import Consulta, Filtros, Resultado
from indexador.ficha import Ficha
from indexador.motor import MotorWhoosh

LECTORES = (ANONIMO, PERSONAL, GRUPO, PERSONAL | GRUPO)
VOCABULARIO = [
    "ley",
    "leyes",
    "mesa",
    "migración",
    "migrantes",
    "refugio",
    "de",
    "la",
    "46-2007",
    "secreto",
    "senal",
    "señales",
]
CONSULTAS = [
    *(
        "ley",
        "mesa",
        "senal",
        "señal",
        "secreto",
        "migr*",
        "sec*",
        "46-2007",
        "de",
        "",
        "*",
        "refugio mesa leyes",
    ),
    *('"la ley"', '"ley de migración"', '"secreto"', '"secreto', "(ley O mesa) -refugio"),
    *("ley secreto", "ley O secreto", "ley -secreto", "-secreto"),
    *("decreto:46-2007", "titulo:secreto", "tema:AG2", "tipo:acta", "año:2005", "acceso:interna"),
]

textos = st.lists(st.sampled_from(VOCABULARIO), max_size=8).map(" ".join)


@st.composite
def documentos(draw: st.DrawFn, documento: int) -> Ficha:
    marcas = draw(
        st.sampled_from(
            [("publico",), ("publico",), ("personal",), ("grupo:AG2",), ("personal", "grupo:AG2")]
        )
    )
    return ficha(
        documento,
        draw(textos),
        *draw(st.lists(textos, max_size=3)),
        marcas=marcas,
        numero=draw(st.sampled_from(["", "46-2007"])),
        tipo=draw(st.sampled_from(["acta", "decreto"])),
        acceso="publica" if "publico" in marcas else "interna",
        temas=draw(st.sampled_from([(), ("AG2",)])),
        registro=draw(st.sampled_from(["", "secreto", "mesa"])),
        fecha=draw(st.sampled_from([None, date(2004, 1, 1), date(2005, 6, 1)])),
    )


@st.composite
def colecciones(draw: st.DrawFn) -> list[Ficha]:
    return [draw(documentos(n)) for n in range(1, draw(st.integers(2, 8)) + 1)]


def indice(carpeta: str, fichas: Iterable[Ficha], por_grupo: int = 100) -> MotorWhoosh:
    motor = MotorWhoosh.abrir(carpeta)
    lista = list(fichas)
    for desde in range(0, len(lista), por_grupo):
        motor.escribir(lista[desde : desde + por_grupo])
    return motor


def respuestas(
    motor: MotorWhoosh, marcas: frozenset[str], excluidos: frozenset[int] = frozenset()
) -> list[Resultado]:
    consultas = [Consulta(texto, marcas, excluidos=excluidos) for texto in CONSULTAS]
    consultas.append(Consulta("ley", marcas, Filtros(tipos=("acta",)), orden="titulo", excluidos=excluidos))
    return [replace(motor.buscar(consulta), milisegundos=0.0) for consulta in consultas]


def visible(una: Ficha, marcas: frozenset[str]) -> bool:
    return not una.marcas.isdisjoint(marcas)


pesada = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@given(colecciones(), st.integers(1, 3))
@pesada
def test_las_respuestas_son_las_de_un_indice_sin_lo_oculto(fichas, por_grupo):
    with TemporaryDirectory() as entero, TemporaryDirectory() as parcial:
        con_todo = indice(entero, fichas, por_grupo)
        for n, marcas in enumerate(LECTORES):
            solo_lo_visible = indice(f"{parcial}/{n}", [una for una in fichas if visible(una, marcas)])
            assert respuestas(con_todo, marcas) == respuestas(solo_lo_visible, marcas)


@given(colecciones(), st.data())
@pesada
def test_excluir_da_lo_mismo_que_no_haber_indexado(fichas, datos):
    fuera = frozenset(datos.draw(st.sets(st.sampled_from([una.documento for una in fichas]))))
    with TemporaryDirectory() as entero, TemporaryDirectory() as parcial:
        con_todo = indice(entero, fichas, 2)
        sin_ellos = indice(parcial, [una for una in fichas if una.documento not in fuera])
        for marcas in LECTORES:
            assert respuestas(con_todo, marcas, fuera) == respuestas(sin_ellos, marcas)


@given(colecciones(), st.data())
@pesada
def test_retirar_y_estrechar_dan_lo_mismo_que_un_indice_nuevo(fichas, datos):
    numeros = st.sets(st.sampled_from([una.documento for una in fichas]))
    retirados, estrechados = datos.draw(numeros), datos.draw(numeros)
    ahora = [
        replace(una, publica=False, marcas=frozenset({"personal"})) if una.documento in estrechados else una
        for una in fichas
    ]
    with TemporaryDirectory() as cambiado, TemporaryDirectory() as nuevo:
        motor = indice(cambiado, fichas, 2)
        motor.escribir([una for una in ahora if una.documento in estrechados - retirados], borrar=retirados)
        desde_cero = indice(nuevo, [una for una in ahora if una.documento not in retirados])
        for marcas in LECTORES:
            assert respuestas(motor, marcas) == respuestas(desde_cero, marcas)
        assert motor.revisiones() == desde_cero.revisiones()


def en_disco(carpeta: Path, palabra: str) -> bool:
    return any(
        palabra.encode() in archivo.read_bytes() for archivo in carpeta.rglob("*") if archivo.is_file()
    )


def test_lo_que_se_estrecha_sale_del_vocabulario_publico(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    publico = ficha(1, "palabroja del título", "texto con palabreja", registro="palabrija")
    motor.escribir([publico, ficha(2, "Otro", "texto corriente")])
    assert en_disco(tmp_path / "publico", "palabreja")
    motor.escribir([replace(publico, publica=False, marcas=frozenset({"personal"}))])
    for palabra in ("palabreja", "palabroja", "palabrija"):
        assert not en_disco(tmp_path / "publico", palabra)
        assert en_disco(tmp_path / "restringido", palabra)
        assert hallados(motor, palabra, ANONIMO) == []
        assert hallados(motor, palabra, PERSONAL) == [1]
    assert hallados(motor, "corriente", ANONIMO) == [2]


def test_lo_que_se_retira_sale_del_vocabulario(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([ficha(1, "a", "palabreja"), ficha(2, "b", "corriente")])
    motor.escribir([], borrar=[1])
    assert not en_disco(tmp_path, "palabreja")
    assert hallados(motor, "") == [2]


def acompanado(motor: MotorWhoosh, documento: Ficha) -> None:
    """Lo escribe junto a bastantes más para que su segmento no se una solo con los que vengan."""
    otros = [ficha(n, f"Otro {n}", "texto corriente", marcas=("personal",)) for n in range(100, 130)]
    motor.escribir([documento, *otros])


def confidencial(documento: Ficha) -> Ficha:
    """La ficha sin palabras de un documento que se cierra del todo."""
    marcas = frozenset({"persona:7"})
    return replace(documento, titulo="", publica=False, marcas=marcas, registro="", fragmentos=())


@pytest.mark.parametrize("antes", [("personal",), ("reservada",)])
def test_lo_interno_que_se_vuelve_confidencial_sale_del_disco(tmp_path, antes):
    motor = MotorWhoosh.abrir(tmp_path)
    interno = ficha(1, "palabroja del título", "texto con palabreja", registro="palabrija", marcas=antes)
    acompanado(motor, interno)
    motor.escribir([confidencial(interno)])
    for palabra in ("palabreja", "palabroja", "palabrija"):
        assert not en_disco(tmp_path, palabra)
    assert hallados(motor, "", frozenset({"persona:7"})) == [1]


def test_lo_que_se_retira_sin_publicarse_sale_del_disco(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    acompanado(motor, ficha(1, "palabroja", "palabreja", marcas=("personal",)))
    motor.escribir([], borrar=[1])
    assert not en_disco(tmp_path, "palabreja")


def test_al_cerrarse_un_documento_tampoco_quedan_las_palabras_de_cuando_esperaba(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    recibido = ficha(1, "palabroja", "palabreja", marcas=("personal",))
    acompanado(motor, recibido)
    motor.escribir([replace(recibido, publica=True, marcas=frozenset({"publico"}))])
    motor.escribir([confidencial(recibido)])
    assert not en_disco(tmp_path, "palabreja")


def tamano(archivo: Path) -> int:
    return archivo.stat().st_size


def test_guardar_otra_vez_lo_confidencial_no_reescribe_los_segmentos_de_los_demas(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    interno = ficha(1, "palabroja", "palabreja", marcas=("personal",))
    acompanado(motor, interno)
    motor.escribir([confidencial(interno)])
    de_los_demas = max((tmp_path / "restringido").glob("*.seg"), key=tamano)
    motor.escribir([confidencial(interno)])
    assert de_los_demas.exists()


def test_lo_que_se_publica_deja_de_ser_restringido(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    reservado = ficha(1, "Dictamen", "voto", marcas=("personal",))
    motor.escribir([reservado])
    assert hallados(motor, "voto", ANONIMO) == []
    motor.escribir([replace(reservado, publica=True, marcas=frozenset({"publico"}), revision=2)])
    assert hallados(motor, "voto", ANONIMO) == hallados(motor, "voto", PERSONAL) == [1]
    assert buscar(motor, "voto", PERSONAL).facetas["acceso"][0].documentos == 1
    assert motor.revisiones() == {1: 2}


def test_un_lector_anonimo_no_abre_el_indice_restringido(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([ficha(1, "a", "ley"), ficha(2, "b", "ley", marcas=("personal",))])
    for archivo in (tmp_path / "restringido").iterdir():
        archivo.unlink()
    assert hallados(MotorWhoosh.abrir(tmp_path), "ley", ANONIMO) == [1]
    assert hallados(MotorWhoosh.abrir(tmp_path), "ley", frozenset()) == []


@pytest.mark.parametrize("marcas", LECTORES)
def test_una_palabra_solo_oculta_pesa_como_si_estuviera_en_un_documento(tmp_path, marcas):
    motor = MotorWhoosh.abrir(tmp_path)
    motor.escribir([ficha(n, "", "ley", marcas=("personal", "grupo:AG2")) for n in range(1, 6)])
    motor.escribir([ficha(9, "", "mesa")])
    uno = MotorWhoosh.abrir(tmp_path / "uno")
    uno.escribir([ficha(1, "", "ley", marcas=("personal", "grupo:AG2")), ficha(9, "", "mesa")])
    puntajes = {acierto.puntaje for acierto in buscar(motor, "ley", marcas).aciertos}
    assert puntajes == {acierto.puntaje for acierto in buscar(uno, "ley", marcas).aciertos}


@pytest.mark.parametrize("consulta", ["=perro CERCA/3 =gato", '"perro gato"', "perro CERCA/3 (gato O pez)"])
def test_lo_visible_mas_alla_de_donde_hay_texto_no_abre_lo_oculto(tmp_path, consulta):
    # Las entradas con texto caben en ocho bits, y las que se ven, que sólo tienen título, ya no.
    motor = MotorWhoosh.abrir(tmp_path)
    ocultos = [ficha(n, "", "perro gato", marcas=("persona:9",)) for n in range(1, 128)]
    motor.escribir([*ocultos, *(ficha(n, "Sólo título", marcas=("grupo:AG2",)) for n in range(900, 906))])
    assert buscar(motor, consulta, GRUPO, corregir=False).total == 0
