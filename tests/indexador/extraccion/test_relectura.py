"""Qué páginas de un PDF van al OCR y con qué se queda cada una. El programa de OCR es de mentira."""

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from indexador.extraccion import ocr, relectura
from indexador.extraccion.limites import Opciones
from indexador.extraccion.pdf import leer_pdf
from indexador.extraccion.relectura import Relectura
from tests.indexador.extraccion.test_calidad import BUENA, DE_OCR_SIN_ESPANOL


class OcrDeMentira:
    """Lee siempre lo mismo y cuenta cuántas páginas le dieron."""

    version = "9.9"

    def __init__(self, texto, confianza=95.0):
        self.leida = ocr.PaginaReconocida(texto, (), confianza)
        self.veces = 0

    def leer(self, _pagina, _plazo):
        self.veces += 1
        return self.leida


@pytest.fixture
def con_ocr(monkeypatch):
    """Pone un OCR (o ninguno) en el lugar del de verdad."""

    def _poner(programa):
        monkeypatch.setattr(ocr, "buscar_ocr", lambda: programa)
        return programa

    return _poner


def renglones(texto, ancho=90):
    palabras, actual, salida = texto.split(), "", []
    for palabra in palabras:
        if len(actual) + len(palabra) > ancho:
            salida.append(actual)
            actual = ""
        actual = f"{actual} {palabra}".strip()
    return [*salida, actual]


def pdf(destino, texto, *, escaneado):
    """Una página con ese texto; si es `escaneado`, con una imagen que la cubre."""
    lienzo = Canvas(str(destino), pagesize=(612, 792))
    if escaneado:
        lienzo.drawImage(ImageReader(Image.new("L", (100, 130), 240)), 0, 0, 612, 792)
    for n, renglon in enumerate(renglones(texto)):
        lienzo.drawString(40, 740 - 14 * n, renglon)
    lienzo.save()
    return destino


def leer(ruta):
    return leer_pdf(ruta, Opciones())


def test_la_capa_de_texto_basura_de_un_escaneo_se_cambia_por_la_del_ocr(tmp_path, con_ocr):
    con_ocr(OcrDeMentira(BUENA))
    texto = leer(pdf(tmp_path / "a.pdf", DE_OCR_SIN_ESPANOL, escaneado=True))
    assert (texto.paginas[0].texto, texto.paginas[0].origen) == (BUENA, "ocr")
    assert texto.extractor.endswith(", tesseract 9.9")
    assert "1 traía un texto peor" in texto.avisos[0]


@pytest.mark.parametrize(
    "programa",
    [
        OcrDeMentira(DE_OCR_SIN_ESPANOL),
        OcrDeMentira(BUENA, confianza=40.0),
        OcrDeMentira("La presente iniciativa tiene por objeto garantizar a las personas"),
    ],
    ids=["igual de malo", "sin confianza", "a medias"],
)
def test_si_el_ocr_no_mejora_lo_que_habia_queda_lo_que_habia(tmp_path, con_ocr, programa):
    con_ocr(programa)
    texto = leer(pdf(tmp_path / "a.pdf", DE_OCR_SIN_ESPANOL, escaneado=True))
    assert programa.veces == 1
    assert texto.paginas[0].origen == "nativo"
    assert "exenci6n" in texto.paginas[0].texto
    assert texto.extractor.endswith(", tesseract 9.9")
    assert texto.avisos == ()


@pytest.mark.parametrize(("que", "escaneado"), [(BUENA, True), (DE_OCR_SIN_ESPANOL, False)])
def test_lo_bueno_y_lo_que_nacio_en_una_computadora_no_gastan_en_ocr(tmp_path, con_ocr, que, escaneado):
    programa = con_ocr(OcrDeMentira("otra cosa"))
    texto = leer(pdf(tmp_path / "a.pdf", que, escaneado=escaneado))
    assert programa.veces == 0
    assert texto.paginas[0].origen == "nativo"


def test_un_texto_roto_se_lee_por_ocr_aunque_no_haya_imagen(tmp_path, con_ocr):
    con_ocr(OcrDeMentira(BUENA))
    roto = BUENA.encode().decode("cp1252", errors="replace")
    assert leer(pdf(tmp_path / "a.pdf", roto, escaneado=False)).paginas[0].texto == BUENA


def test_sin_ocr_se_dice_cuantas_paginas_lo_esperan_y_la_mala_conserva_su_texto(tmp_path, con_ocr):
    con_ocr(None)
    texto = leer(pdf(tmp_path / "a.pdf", DE_OCR_SIN_ESPANOL, escaneado=True))
    assert "exenci6n" in texto.paginas[0].texto
    assert texto.propiedades[relectura.OCR_PENDIENTE] == "1"
    assert "de mala calidad, y no hay OCR en este servidor" in texto.avisos[0]


def test_el_ocr_que_se_instala_despues_lo_halla_el_mismo_proceso(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    ocr.olvidar_busqueda()
    assert Relectura(Opciones()).ocr is None
    programa = tmp_path / "tesseract"
    programa.write_text("#!/bin/sh\necho spa\n")
    programa.chmod(0o755)
    assert Relectura(Opciones()).ocr is not None
    ocr.olvidar_busqueda()


def test_sin_paginas_malas_ni_siquiera_se_busca_el_ocr(tmp_path, monkeypatch):
    def estallar():
        raise AssertionError

    monkeypatch.setattr(ocr, "buscar_ocr", estallar)
    texto = leer(pdf(tmp_path / "a.pdf", BUENA, escaneado=False))
    assert relectura.OCR_PENDIENTE not in texto.propiedades


@pytest.mark.parametrize(
    ("numeros", "dice"),
    [
        ([3], "la página 3"),
        ([1, 2, 5], "las páginas 1, 2 y 5"),
        (list(range(1, 13)), "12 páginas (1, 2, 3…)"),
    ],
)
def test_las_paginas_se_nombran_en_espanol(numeros, dice):
    assert relectura.lista(numeros) == dice


_PORTADA = "NUMERO DE REGISTRO {} FECHA QUE CONOCIO EL PLENO: 05 DE ABRIL DE 2011. " + BUENA


@pytest.mark.parametrize(
    ("traia", "dio", "queda"),
    [("", "4307", "4307"), ("43O", "4307", "4307"), ("", "", ""), ("4307", "4301", "4307")],
    ids=["perdido", "roto", "ilegible", "claro"],
)
def test_la_portada_escaneada_que_perdio_su_registro_se_lee_de_la_imagen(
    tmp_path, con_ocr, traia, dio, queda
):
    programa = con_ocr(OcrDeMentira(_PORTADA.format(dio)))
    leida = leer(pdf(tmp_path / "a.pdf", _PORTADA.format(traia), escaneado=True)).paginas[0].texto
    assert " ".join(leida.split()) == " ".join(_PORTADA.format(queda).split())
    assert programa.veces == (traia != "4307")
