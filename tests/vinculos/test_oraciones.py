"""Hasta dónde llega la oración de un pasaje."""

import pytest

from centro_doc.vinculos.oraciones import Oracion, como_sigue


@pytest.mark.parametrize(
    "abreviada",
    [
        "art. 5",
        "núm. 5",
        "Arts. 5 y 6",
        "Sr. Cónsul",
        "EE. UU. y México",
        "No. 5",
        "etc. visto",
        "D. C. o S. A.",
    ],
)
def test_el_punto_de_una_abreviatura_no_acaba_la_oracion(abreviada):
    lado = f"Otra cosa. Rige el {abreviada} y"
    negado = f"Otra cosa. No rige el {abreviada} y"
    assert como_sigue((lado, lado), ("hoy.", "hoy.")) == Oracion.MISMA
    assert como_sigue((lado, negado), ("hoy.", "hoy.")) != Oracion.MISMA


def test_lo_de_otra_oracion_no_es_de_la_suya():
    assert como_sigue(("No rige hoy. El", "Sí rige hoy. El"), ("hoy.", "hoy.")) == Oracion.MISMA


@pytest.mark.parametrize(
    ("lado", "otro"),
    [
        ("Informe. Año 2014:", "Informe. Año 2024:"),
        ("Informe. El señor Pérez: «", "Informe. El señor Gómez: «"),
        ("Es así. Texto vigente:", "Es así. Texto derogado:"),
        (
            "Es así. No acepta la comisión técnica del Congreso de la República en su dictamen final que",
            "Es así. Sí acepta la comisión técnica del Congreso de la República en su dictamen final que",
        ),
    ],
)
def test_lo_que_presenta_al_pasaje_es_de_su_oracion_por_lejos_que_empiece(lado, otro):
    assert como_sigue((lado, lado), (". Fin.", ". Fin.")) == Oracion.MISMA
    assert como_sigue((lado, otro), (". Fin.", ". Fin.")) != Oracion.MISMA


@pytest.mark.parametrize(
    ("lado", "otro"),
    [
        (
            ", en la forma, con los requisitos y en los plazos que se fijen , sin más salvedad. Fin.",
            ", en la forma, con los requisitos y en los plazos que se fijen , excepto los menores. Fin.",
        ),
        ("; y así se hará. Fin.", "; pero esto no se hará. Fin."),
        (". (Vigente.) Fin.", ". (Derogado.) Fin."),
    ],
)
def test_lo_que_se_opone_al_pasaje_es_de_su_oracion_hasta_donde_acaba(lado, otro):
    assert como_sigue(("Fin. Que", "Fin. Que"), (lado, lado)) == Oracion.MISMA
    assert como_sigue(("Fin. Que", "Fin. Que"), (lado, otro)) != Oracion.MISMA
