"""El título entero de un documento cerrado se reconoce como se escriba; el corriente, no es seña."""

import unicodedata

import pytest
from fabrica import sembrar_documento
from sqlalchemy import select

from centro_doc.catalogo.titulos_dichos import NADA, callados, con_su_titulo
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.plan.modelos import Nodo

PUBLICO = frozenset({"publico"})
TITULO = "Situación  de la niñez, Ñandú"


@pytest.mark.parametrize(
    "dicho",
    [
        TITULO,
        "Sobre la SITUACIÓN DE LA NIÑEZ ÑANDÚ en 2010",
        "situacion de la ninez nandu",
        "Situación de la niñez «Ñandú»",
        "Situación de\u00a0la niñez:\nÑan\u00addú",
        unicodedata.normalize("NFD", TITULO),
    ],
)
def test_se_calla_y_se_avisa_se_escriba_como_se_escriba(de_fabrica: BaseDeDatos, dicho: str) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 7, TITULO, acceso="interna", marcas=("personal",))
        callan = callados(sesion, ["Otra cosa que se dice", dicho], PUBLICO)
        assert callan.en_vez(dicho, "—") == "—" and callan.en_vez("Otra cosa que se dice") != ""
        assert con_su_titulo(sesion, dicho, frozenset({"personal"})) == {"CD-00007"}
        assert con_su_titulo(sesion, dicho, frozenset({"grupo:AG1"})) == frozenset()


@pytest.mark.parametrize(
    ("titulo", "dicho"),
    [
        ("Acta de reunión", "Para el acta de reunión del 5"),
        ("Oficio de remisión", "Con oficio de remisión"),
        ("Situación de la niñez ñandú", "La situación de la niñez ñandúes"),
        ("Z" * 60_000, "Z" * 59_999),
    ],
)
def test_no_se_calla_lo_que_puede_decirse_sin_nombrarlo(
    de_fabrica: BaseDeDatos, titulo: str, dicho: str
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 7, titulo, acceso="interna", marcas=("personal",))
        assert callados(sesion, [dicho], PUBLICO).en_vez(dicho) == dicho


def test_tambien_el_titulo_corto_y_el_de_lo_retirado(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 7, "Oficio", titulo_corto=TITULO, acceso="interna", marcas=("personal",))
        sembrar_documento(
            sesion, 8, "Encuesta retirada de albergues", estado="retirado", marcas=("personal",)
        )
        dichos = [f"Sobre {TITULO}", "De la encuesta retirada de albergues"]
        callan = callados(sesion, dichos, PUBLICO)
        assert [callan.en_vez(uno) for uno in dichos] == ["", ""]


@pytest.mark.parametrize("nombre", ["Dirección General de Migración", "Ley de CONAMIGUA y sus reformas"])
def test_ni_el_nombre_de_una_institucion_o_de_algo_del_plan(de_fabrica: BaseDeDatos, nombre: str) -> None:
    with transaccion(de_fabrica) as sesion:
        if nombre.startswith("Ley"):
            sesion.scalars(select(Nodo)).first().texto = nombre
        sembrar_documento(sesion, 7, nombre.upper(), acceso="interna", marcas=("personal",))
        assert callados(sesion, [f"Que la {nombre} informe"], PUBLICO) == NADA


def test_ni_el_que_es_tambien_titulo_de_uno_que_se_ve(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 7, TITULO, acceso="interna", marcas=("personal",))
        sembrar_documento(sesion, 8, TITULO.upper())
        assert callados(sesion, [TITULO], PUBLICO).en_vez(TITULO) == TITULO
