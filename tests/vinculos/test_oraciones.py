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
