"""La imagen que se da al OCR: derecha y sin sombra, y el camino de vuelta a la página."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from indexador.extraccion.enderezar import enderezar, sin_ruido, sin_sombra, torcedura_de
from indexador.ficha import Palabra

ANCHO, ALTO = 1700, 2200
MARCA = (300, 400, 420, 440)


def hoja():
    """Una hoja con renglones y, en `MARCA`, un recuadro negro."""
    imagen = Image.new("L", (ANCHO, ALTO), 255)
    trazo = ImageDraw.Draw(imagen)
    for n in range(28):
        trazo.text((200, 500 + 52 * n), "La persona migrante tiene derecho a ser oída", fill=0, font_size=32)
    trazo.rectangle(MARCA, fill=0)
    return imagen


@pytest.mark.parametrize("angulo", [-3.0, -1.5, 0.5, 1.5, 4.0])
def test_se_halla_la_torcedura_de_los_renglones(angulo):
    torcida = hoja().rotate(angulo, Image.Resampling.BICUBIC, fillcolor=255)
    assert torcedura_de(torcida) == pytest.approx(angulo, abs=0.11)


@pytest.mark.parametrize("imagen", [Image.new("L", (800, 800), 255), Image.new("L", (800, 800), 0), hoja()])
def test_lo_derecho_y_lo_que_no_tiene_renglones_no_se_tuerce(imagen):
    assert enderezar(imagen).torcedura == 0


@pytest.mark.parametrize(("angulo", "giro"), [(1.5, 0), (-2.5, 0), (0, 1), (0, 2), (1.5, 3), (-1.5, 2)])
def test_las_cajas_de_lo_enderezado_caen_sobre_la_pagina(angulo, giro):
    como_llego = (
        hoja().rotate(angulo, Image.Resampling.BICUBIC, fillcolor=255).rotate(-90 * giro, expand=True)
    )
    derecha = enderezar(como_llego, giro)
    assert derecha.imagen.size == (ANCHO, ALTO)
    caja = (MARCA[0] / ANCHO, MARCA[1] / ALTO, MARCA[2] / ANCHO, MARCA[3] / ALTO)
    vista = derecha.en_la_pagina(Palabra(0, 5, *caja))
    recorte = como_llego.crop(
        (
            round(vista.x0 * como_llego.width),
            round(vista.y0 * como_llego.height),
            round(vista.x1 * como_llego.width),
            round(vista.y1 * como_llego.height),
        )
    )
    assert np.mean(np.asarray(recorte) < 128) > 0.8
    assert recorte.width * recorte.height < 1.6 * (MARCA[2] - MARCA[0]) * (MARCA[3] - MARCA[1])


def test_la_sombra_de_una_foto_se_quita_y_una_hoja_pareja_no_se_toca():
    pareja = hoja()
    assert sin_sombra(pareja) is pareja
    luz = np.linspace(0.35, 0.95, ANCHO)[None, :]
    oscura = Image.fromarray((np.asarray(pareja) * luz).astype(np.uint8))
    papel = np.asarray(sin_sombra(oscura))[1990:2190]
    assert np.percentile(papel, 95) - np.percentile(papel, 5) < 25


def test_un_recuadro_negro_no_es_sombra():
    negra = hoja()
    ImageDraw.Draw(negra).rectangle((0, 1200, ANCHO, ALTO), fill=0)
    assert sin_sombra(negra) is negra


def test_el_filtro_quita_los_puntos_sueltos_y_deja_los_trazos():
    ruidosa = np.asarray(hoja()).copy()
    ruidosa[5:300:7, 5::7] = 0
    limpia = np.asarray(sin_ruido(Image.fromarray(ruidosa)))
    assert limpia[5:300].min() == 255
    assert limpia[420, 360] == 0
