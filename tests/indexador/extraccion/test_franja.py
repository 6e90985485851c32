"""La franja de una carátula donde debe estar el número de registro. El programa de OCR es de mentira."""

import pytest
from PIL import Image

from indexador.extraccion.franja import con_registro, leer_registro
from indexador.ficha import Palabra

TEXTO = "NÚMERO DE REGISTRO ... S401\nFECHA QUE CONOCIÓ EL PLENO"
PALABRAS = (
    Palabra(0, 6, 0.1, 0.2, 0.2, 0.22),
    Palabra(7, 9, 0.2, 0.2, 0.23, 0.22),
    Palabra(10, 18, 0.24, 0.2, 0.35, 0.22),
    Palabra(23, 27, 0.6, 0.2, 0.65, 0.22),
)
HOJA = Image.new("L", (850, 1100), 250)


def lector(al_lado, debajo):
    """Da, por turno, lo leído de cada recorte: con cifras solas, el de al lado; si no, el de debajo."""
    pendientes = {True: list(al_lado), False: list(debajo)}
    return lambda _recorte, opciones: pendientes["-c" in opciones].pop(0)


@pytest.mark.parametrize(
    ("al_lado", "debajo", "numero"),
    [
        (["6401", "6401\n"], [], "6401"),
        (["", ""], ["| 6794 |", "6794"], "6794"),
        (["6401", "8401"], ["", ""], None),
        (["64011", "6401"], ["15 de octubre de 2024"] * 2, None),
    ],
    ids=["al lado", "debajo", "no coinciden", "ninguno solo"],
)
def test_el_numero_es_el_que_dos_escalas_leen_igual(al_lado, debajo, numero):
    hallado = leer_registro(HOJA, TEXTO, PALABRAS, lector(al_lado, debajo))
    assert (hallado and hallado.numero) == numero


def test_sin_rotulo_no_se_busca_nada():
    assert leer_registro(HOJA, "DECRETO", PALABRAS, lector([], [])) is None


def test_el_numero_va_tras_su_rotulo_y_las_demas_palabras_siguen_en_su_lugar():
    hallado = leer_registro(HOJA, TEXTO, PALABRAS, lector(["6401"] * 2, []))
    texto, palabras = con_registro(TEXTO, PALABRAS, hallado)
    assert texto.startswith("NÚMERO DE REGISTRO 6401 ... S401\n")
    assert [texto[p.inicio : p.fin] for p in palabras] == ["NÚMERO", "DE", "REGISTRO", "6401", "S401"]
    assert palabras[3].x0 == pytest.approx(0.35)
