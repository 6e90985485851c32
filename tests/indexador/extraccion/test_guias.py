"""Los puntos guía se borran de la imagen, y sólo ellos."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from indexador.extraccion.guias import con_guias, sin_guias

LETRA = ImageFont.load_default(46)
RENGLONES = ("Artículo 1. Objeto", "Mississippi, illimani; minimum...", "a. i. u. e. o.")


def hoja(guia):
    """Una página de 1200 por 400 a 300 puntos por pulgada, con esa guía de cada renglón a su número."""
    imagen = Image.new("L", (1200, 400), 255)
    lapiz = ImageDraw.Draw(imagen)
    for n, renglon in enumerate(RENGLONES):
        lapiz.text((40, 40 + 110 * n), renglon, 0, LETRA)
        lapiz.text((1100, 40 + 110 * n), str(n + 7), 0, LETRA)
        inicio = 60 + lapiz.textlength(renglon, LETRA)
        veces = int((1080 - inicio) / lapiz.textlength(guia, LETRA)) if guia else 0
        lapiz.text((inicio, 40 + 110 * n), guia * veces, 0, LETRA)
    return imagen


@pytest.mark.parametrize("guia", [".", " .", ". . "])
def test_se_borran_los_puntos_y_no_cambia_ninguna_letra(guia):
    limpia = sin_guias(hoja(guia), 300)
    assert np.array_equal(np.asarray(limpia), np.asarray(hoja("")))


def test_lo_que_no_tiene_guias_queda_igual():
    assert np.array_equal(np.asarray(sin_guias(hoja(""), 300)), np.asarray(hoja("")))


@pytest.mark.parametrize(
    ("leido", "tiene"),
    [
        ("Artículo 1 ....oooocccnnn 3\nArtículo 2 ........ 5\nAnexo ooooocoo.oo 9", True),
        ("Nombre: ........ firma\nCooperación con la Comisión... y el Congreso... de la República...", False),
        ("El coronel reconoció a Concepción. Ver ooo", False),
    ],
)
def test_se_buscan_solo_si_lo_leido_parece_de_un_indice(leido, tiene):
    assert con_guias(leido) == tiene
