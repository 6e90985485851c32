"""Maneras de escribir el número, la parte o el emisor de lo que se cita."""

import pytest

from indexador.juridico.citas import Contexto, hallar
from tests.indexador.juridico.nombres_de_citas import NOMBRES


def _objetivos(texto: str, documento: str | None = None) -> list[str]:
    halladas = hallar(texto, Contexto(documento), NOMBRES)
    return [str(uno) for cita in halladas if cita.confianza >= 0.5 for uno in cita.objetivos]


@pytest.mark.parametrize(
    ("texto", "objetivos"),
    [
        ("el artículo 33 (Bis) de la Ley de Migración", ["33-bis"]),
        ("el artículo 12 (Quáter), literal a), de la Ley de Migración", ["12-quater.lit:a"]),
        ("los artículos 12 (Bis) al 12 (Quáter) de la Ley de Migración", ["12-bis..12-quater"]),
        ("el artículo 4 (Definiciones), en su literal c), de la Ley de Migración", ["4.lit:c"]),
        ("los artículos 4 (Definiciones), literal c), y 5 de la Ley de Migración", ["4.lit:c", "5"]),
        (
            "la literal b) del artículo 12 y los artículos 10 y 11 de la Ley de Migración",
            ["12.lit:b", "10", "11"],
        ),
        (
            "los artículos 10 numerales 1, 4 y 7 y 11 de la Ley de Migración",
            ["10.num:1", "10.num:4", "10.num:7", "11"],
        ),
        (
            "el artículo 10, numerales 1 y 2 y 3 de la Ley de Migración",
            ["10.num:1", "10.num:2", "10.num:3"],
        ),
    ],
)
def test_lo_que_va_entre_parentesis_no_esconde_lo_que_sigue(texto, objetivos):
    assert _objetivos(texto) == [f"DC-95-1998#{uno}" for uno in objetivos]


@pytest.mark.parametrize(
    ("texto", "claves"),
    [
        ("Decreto 106 y Decreto 107, ambos Decretos Leyes", ["DL-106", "DL-107"]),
        ("Decreto 106, Decreto 107 y Decreto 444, todos Decretos Leyes", ["DL-106", "DL-107", "DL-444"]),
        ("los Decretos 106 y 107, ambos del Jefe del Gobierno", ["DL-106", "DL-107"]),
        ("los Decretos 2-89 y 107, el segundo Decreto Ley", ["DC-2-1989", "DL-107"]),
        (
            "el Decreto 2-89 y el 107, el primero del Congreso y el segundo Decreto Ley",
            ["DC-2-1989", "DL-107"],
        ),
        ("Decreto 1-85 de la Asamblea Nal. Constituyente", ["DANC-1-1985"]),
    ],
)
def test_el_emisor_que_se_dice_al_final_es_de_la_que_dice(texto, claves):
    assert _objetivos(texto) == claves


def test_el_numero_de_la_constituyente_abreviada_es_seguro():
    (una,) = hallar("Decreto 1-85 de la Asamblea Nal. Constituyente", Contexto(), NOMBRES)
    assert una.confianza > 0.9


@pytest.mark.parametrize(
    "antes",
    [
        "una",
        "otra",
        "cualquier",
        "borrador de",
        "una iniciativa de",
        "propuesta de",
        "nueva",
        "la nueva",
        "el borrador de la",
    ],
)
def test_una_ley_que_aun_no_existe_no_es_la_que_se_llama_igual(antes):
    assert _objetivos(f"se discutió {antes} Ley de Acceso a la Información Pública") == []


def test_los_articulos_anteriores_son_los_que_se_cuentan():
    assert _objetivos("lo dispuesto en los dos artículos anteriores", "DC-9-2020") == ["REL-2", "REL-1"]
    assert _objetivos("los tres artículos siguientes", "DC-9-2020") == ["REL+1", "REL+2", "REL+3"]
    assert _objetivos("los artículos anteriores", "DC-9-2020") == []
