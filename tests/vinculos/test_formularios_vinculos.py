"""Lo que se lee de los formularios de vínculos, y lo que se rechaza con su campo."""

import pytest

from centro_doc.comun.errores import DatosInvalidos
from centro_doc.vinculos.formularios import Cita, DatosVinculo, datos_motivo, datos_vinculo

BUENO = {"destino": " AG2 ", "relacion": "sustenta", "p": "3", "pasaje": " un pasaje largo ", "inicio": "40"}


def test_un_formulario_completo() -> None:
    assert datos_vinculo(BUENO) == DatosVinculo("AG2", "sustenta", Cita(3, "un pasaje largo", 40))


def test_sin_javascript_no_llega_el_punto_de_inicio() -> None:
    assert datos_vinculo(BUENO | {"inicio": ""}).cita == Cita(3, "un pasaje largo")


def test_un_motivo_basta() -> None:
    datos = datos_vinculo({"destino": "AG2", "motivo": " Norma principal "})
    assert datos == DatosVinculo("AG2", "sustenta", None, "Norma principal")


@pytest.mark.parametrize(
    ("cambios", "campo"),
    [
        ({"relacion": "adora"}, "relacion"),
        ({"destino": " "}, "destino"),
        ({"pasaje": ""}, "pasaje"),
        ({"pasaje": "corto"}, "pasaje"),
        ({"pasaje": "a" * 5000}, "pasaje"),
        ({"p": "tres"}, "p"),
        ({"p": "0"}, "p"),
        ({"p": "9999999999"}, "p"),
    ],
)
def test_cada_error_dice_su_campo(cambios: dict[str, str], campo: str) -> None:
    with pytest.raises(DatosInvalidos) as error:
        datos_vinculo(BUENO | cambios)
    assert list(error.value.campos) == [campo]


def test_quitar_pide_un_motivo() -> None:
    assert datos_motivo({"motivo": " Por error. "}) == "Por error."
    with pytest.raises(DatosInvalidos, match="Escriba el motivo"):
        datos_motivo({})
