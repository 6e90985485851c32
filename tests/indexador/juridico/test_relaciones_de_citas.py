"""Qué hace el texto con lo que cita: la relación es la del que habla, y nadie se reforma a sí mismo."""

import pytest

from indexador.juridico.citas import Cita, Contexto, hallar
from tests.indexador.juridico.nombres_de_citas import NOMBRES


def _citas(texto: str, documento: str | None = None) -> tuple[Cita, ...]:
    return hallar(texto, Contexto(documento), NOMBRES)


def _relaciones(texto: str, documento: str | None = None) -> dict[str, str]:
    return {str(o): cita.relacion for cita in _citas(texto, documento) for o in cita.objetivos}


@pytest.mark.parametrize(
    "articulos",
    [
        "los artículos 10 y 11, así como la literal b) del artículo 12, del",
        "los artículos 10 y 11, al igual que el artículo 12, del",
        "los artículos: 10, 11, y el epígrafe del Capítulo II del",
        "el artículo 10, excepto la literal b), del",
        "el artículo 10 y siguientes hasta el 12 del",
        "el artículo 10 - Integración - del",
    ],
)
def test_lo_que_un_decreto_manda_derogar_no_es_suyo(articulos):
    relaciones = _relaciones(f"Se derogan {articulos} Decreto Número 46-2007.", "DC-30-2020")
    assert {objetivo.partition("#")[0] for objetivo in relaciones} == {"DC-46-2007"}
    assert set(relaciones.values()) == {"deroga"}


def test_lo_que_se_dice_del_articulo_derogado_no_es_lo_que_se_manda():
    relaciones = _relaciones(
        "Se deroga el artículo 3, reformado por el Decreto 10-2015, del Decreto 95-98.", "DC-30-2020"
    )
    assert relaciones == {"DC-95-1998#3": "deroga", "DC-10-2015": "reformado_por", "DC-95-1998": "deroga"}


def test_el_articulo_tras_el_que_se_adiciona_otro_no_se_adiciona():
    texto = "Se adiciona un artículo 3 Bis, a continuación del artículo 3, al Decreto Número 46-2007."
    assert _relaciones(texto, "DC-30-2020") == {"DC-46-2007#3-bis": "adiciona", "DC-46-2007#3": ""}


def test_sin_otra_norma_en_la_oracion_el_articulo_sigue_siendo_del_documento():
    assert _relaciones("Quedan reformadas las prácticas según el artículo 5.", "DC-46-2007") == {
        "DC-46-2007#5": "de_conformidad_con"
    }


def test_cada_inciso_de_una_derogatoria_deroga():
    texto = (
        "Se derogan del Decreto Número 95-98 los artículos siguientes:\n"
        "a) El Título I y los artículos 1 y 2.\n"
        "b) El Título II y los artículos del 3 al 11.\nc) El Título III y los artículos del 12 al 45."
    )
    assert _relaciones(texto, "DC-44-2016") == dict.fromkeys(
        ("DC-95-1998", "DC-95-1998#1", "DC-95-1998#2", "DC-95-1998#3..11", "DC-95-1998#12..45"), "deroga"
    )


@pytest.mark.parametrize(
    ("texto", "relacion"),
    [
        ("la Ley de Migración y su Reglamento, Acuerdo Gubernativo 529-99", ""),
        ("DICTAMEN FAVORABLE CON MODIFICACIONES a la iniciativa 4126", ""),
        ("No se reforma el artículo 103 de la Ley de Migración", ""),
        ("Reformas a la Constitución......70", ""),
        ("Se suprime el artículo 103 de la Ley de Migración", "deroga"),
        ("REFORMAS AL DECRETO NÚMERO 95-98", "reforma"),
        ("REGLAMENTO DE LA LEY DE CONAMIGUA", "reglamenta"),
    ],
)
def test_la_relacion_es_la_del_texto_que_habla(texto, relacion):
    assert _citas(texto)[-1].relacion == relacion


@pytest.mark.parametrize(
    "texto",
    [
        'ARTÍCULO 1. Se publica: "DECRETO NÚMERO 5-2022. Artículo 1. Se reforma el artículo 103 del Decreto '
        '95-98."',
        "ARTÍCULO 1. Se publica:\n“DECRETO NÚMERO 5-2022\nARTÍCULO 1. Vigencia.\nARTÍCULO 2. Se reforma el "
        "artículo 103 del Decreto 95-98.”",
        "Conforme el Decreto 5-2022, que reforma el artículo 103 del Decreto 95-98",
        "El Decreto 5-2022 del Congreso de la República reforma el artículo 103 del Decreto 95-98",
        "CONSIDERANDO: Que el Decreto 5-2022, Reformas al Decreto 95-98, entró en vigor",
        "Que el «Decreto 5-2022, Reformas a la Ley de Migración» entró en vigor",
    ],
)
def test_lo_que_otro_decreto_reforma_no_lo_reforma_el_que_lo_cuenta(texto):
    assert _citas(texto, "DC-12-2023")[-1].relacion == ""


@pytest.mark.parametrize(
    ("texto", "documento"),
    [
        ("DECRETO NÚMERO 5-2022, REFORMAS AL DECRETO 95-98", "DC-5-2022"),
        ("El presente Decreto reforma el artículo 103 del Decreto 95-98", "DC-5-2022"),
        ('Se aprueba: "ARTÍCULO 1. Se reforma el artículo 103 del Decreto 95-98."', "INI-4126"),
        ('"Se reforma el artículo 103 del Decreto 95-98"', None),
        (
            'ARTÍCULO 1. Se reforma el artículo 4 del Decreto 46-2007, así: "Artículo 4. Otro.\n'
            "ARTÍCULO 2. Se reforma el artículo 103 del Decreto 95-98.",
            "DC-5-2022",
        ),
    ],
)
def test_lo_que_reforma_quien_habla_aunque_haya_comillas_lo_reforma_el(texto, documento):
    assert _citas(texto, documento)[-1].relacion == "reforma"


@pytest.mark.parametrize(
    "texto",
    [
        "{} el artículo 9, adicionado por el Decreto 12-2012, de la Ley de Migración",
        "{} el artículo 9, que fue adicionado por el Decreto 12-2012, de la Ley de Migración",
        "{} el artículo 9 (reformado por el artículo 2 del Decreto 12-2012) de la Ley de Migración",
    ],
)
def test_el_que_adiciono_un_articulo_no_es_la_ley_de_que_es(texto):
    suelto, adiciono, ley = _citas(texto.format("según"))
    assert [str(uno) for uno in suelto.objetivos] == ["DC-95-1998#9"]
    assert adiciono.relacion.endswith("_por") and not ley.relacion.endswith("_por")
    suelto, adiciono, ley = _citas(texto.format("Se reforma"))
    assert (suelto.relacion, ley.relacion) == ("reforma", "reforma") and adiciono.relacion.endswith("_por")


@pytest.mark.parametrize(
    ("texto", "relacion"),
    [
        ("Quedan sin efecto los artículos 5 y 6 del Decreto 95-98", "deroga"),
        ("Se deja sin efecto el Acuerdo Gubernativo 383-2001", "deroga"),
        ("Se abroga el artículo 5 del Decreto 95-98", "deroga"),
        ("el artículo 5, dejado sin efecto por el Decreto 44-2016", "derogado_por"),
        ("el acto sin efecto según el Decreto 95-98", "de_conformidad_con"),
    ],
)
def test_dejar_sin_efecto_es_derogar(texto, relacion):
    assert _citas(texto)[-1].relacion == relacion
