"""Imágenes sueltas: una página por cuadro, medidas de hoja, dibujo y lo dañado."""

import io

import pytest
from PIL import Image, ImageDraw

from indexador.errores import NoExtraible
from indexador.extraccion import cuadros, lienzo
from indexador.extraccion.imagenes_sueltas import leer_imagen
from indexador.extraccion.limites import Opciones

SIN_OCR = Opciones(plazo=0.0)


def hoja(texto="Niñez", tamano=(850, 1100), modo="L"):
    imagen = Image.new("L", tamano, 255)
    ImageDraw.Draw(imagen).text((60, 60), texto, fill=0, font_size=60)
    return imagen.convert(modo)


@pytest.mark.parametrize(
    ("formato", "modo"),
    [
        ("png", "RGBA"),
        ("png", "P"),
        ("png", "1"),
        ("png", "I;16"),
        ("png", "LA"),
        ("jpeg", "CMYK"),
        ("jpeg", "RGB"),
        ("webp", "RGB"),
        ("tiff", "F"),
    ],
)
def test_cada_formato_y_modo_da_una_pagina_dibujable(tmp_path, formato, modo):
    ruta = tmp_path / "a"
    hoja(modo=modo).save(ruta, formato)
    texto = leer_imagen(ruta, SIN_OCR)
    assert [(p.numero, p.etiqueta) for p in texto.paginas] == [(1, "p. 1")]
    assert texto.extractor.startswith("imagen 1, pdfium")
    dibujada = Image.open(io.BytesIO(lienzo.Lienzo().dibujar(ruta, 1, 425, "png")))
    assert dibujada.size == (425, 550)
    assert dibujada.getpixel((400, 500)) == (255, 255, 255)
    assert dibujada.convert("L").getextrema()[0] < 100


def test_un_tiff_de_varias_hojas_da_sus_paginas_y_sus_medidas(tmp_path):
    ruta = tmp_path / "a.tif"
    primera, segunda = hoja(), hoja(tamano=(600, 400))
    primera.save(ruta, "TIFF", save_all=True, append_images=[segunda], dpi=(100, 100))
    texto = leer_imagen(ruta, SIN_OCR)
    assert [(p.ancho, p.alto) for p in texto.paginas] == [(612.0, 792.0), (432.0, 288.0)]
    assert lienzo.Lienzo().medir(ruta, 2) == (432.0, 288.0)
    with pytest.raises(NoExtraible):
        lienzo.Lienzo().dibujar(ruta, 3, 480)


def test_una_foto_acostada_se_endereza_y_dice_donde_se_tomo(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    hoja(tamano=(1100, 850), modo="RGB").save(tmp_path / "a.jpg", exif=exif)
    texto = leer_imagen(tmp_path / "a.jpg", SIN_OCR)
    assert texto.paginas[0].ancho < texto.paginas[0].alto
    assert any("el lugar donde se tomó (GPS)" in aviso for aviso in texto.avisos)


def test_sin_medida_creible_se_toma_por_una_hoja(tmp_path):
    hoja(tamano=(3300, 2550)).save(tmp_path / "a.png", dpi=(72, 72))
    assert leer_imagen(tmp_path / "a.png", SIN_OCR).paginas[0].ancho == pytest.approx(792, abs=1)


def test_de_un_tiff_roto_se_lee_lo_que_se_puede_y_el_roto_entero_se_dice(tmp_path):
    ruta = tmp_path / "a.tif"
    hoja().save(ruta, "TIFF", save_all=True, append_images=[hoja("Dos", (500, 500))])
    ruta.write_bytes(ruta.read_bytes()[:-1000])
    texto = leer_imagen(ruta, SIN_OCR)
    assert len(texto.paginas) >= 1
    for crudo in (b"\x89PNG\r\n\x1a\n" + bytes(80), b"\xff\xd8\xff\xe0" + bytes(80), b"II*\0" + b"\xff" * 80):
        (tmp_path / "x").write_bytes(crudo)
        with pytest.raises(NoExtraible) as error:
            leer_imagen(tmp_path / "x", SIN_OCR)
        assert error.value.codigo == "danado"


def test_una_imagen_desmedida_no_se_abre(tmp_path, monkeypatch):
    monkeypatch.setattr(cuadros, "PIXELES_MAXIMOS", 1000)
    hoja().save(tmp_path / "a.png")
    with pytest.raises(NoExtraible) as error:
        leer_imagen(tmp_path / "a.png", SIN_OCR)
    assert error.value.codigo == "limite_memoria"


def test_la_que_pillow_toma_por_una_bomba_se_dice_enorme_y_no_danada(tmp_path, monkeypatch):
    hoja().save(tmp_path / "a.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(NoExtraible) as error:
        leer_imagen(tmp_path / "a.png", SIN_OCR)
    assert error.value.codigo == "limite_memoria"


def test_no_se_prueban_otros_formatos_aunque_pillow_los_sepa(tmp_path):
    hoja(modo="P").save(tmp_path / "a.gif", "GIF")
    with pytest.raises(NoExtraible):
        leer_imagen(tmp_path / "a.gif", SIN_OCR)
