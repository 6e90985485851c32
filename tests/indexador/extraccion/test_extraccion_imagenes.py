"""Imágenes de página: se dibujan aparte, y un archivo mal hecho no tumba a quien las pide."""

import io
import json
import os
from concurrent.futures import ThreadPoolExecutor

import pypdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from indexador.errores import NoExtraible
from indexador.extraccion import dibujante, imagenes
from indexador.extraccion.imagenes import Dibujante
from indexador.extraccion.lienzo import ANCHO_MAXIMO, PIXELES_MAXIMOS, Lienzo
from tests.indexador.extraccion import hechos


@pytest.fixture(scope="module")
def aparte():
    """Un dibujante de verdad, en su proceso."""
    el_dibujante = Dibujante()
    yield el_dibujante
    el_dibujante.cerrar()


@pytest.fixture
def lienzo():
    el_lienzo = Lienzo()
    yield el_lienzo
    el_lienzo.cerrar()


@pytest.fixture
def ley(tmp_path):
    return hechos.pdf(tmp_path / "ley.pdf", ["Primera", "Segunda"])


@pytest.mark.parametrize("formato", ["webp", "png", "jpeg"])
def test_la_pagina_sale_del_ancho_pedido(aparte, ley, formato):
    imagen = Image.open(io.BytesIO(aparte.dibujar(ley, 2, 400, formato)))
    assert imagen.format == formato.upper()
    assert imagen.size == (400, 518)
    assert imagen.convert("L").getextrema()[0] < 100


def test_la_medida_cuenta_el_giro(aparte, ley, tmp_path):
    escritor = pypdf.PdfWriter(clone_from=ley)
    escritor.pages[0].rotate(90)
    escritor.write(tmp_path / "g.pdf")
    escritor.close()
    assert aparte.medir(ley, 1) == (612.0, 792.0)
    assert aparte.medir(tmp_path / "g.pdf", 1) == (792.0, 612.0)


def test_lo_que_no_se_puede_dibujar_se_dice_y_lo_siguiente_sale(aparte, ley, tmp_path):
    (tmp_path / "roto.pdf").write_bytes(b"%PDF-1.4 nada")
    for ruta, pagina in ((tmp_path / "roto.pdf", 1), (ley, 3), (ley, 0), (tmp_path / "no-existe.pdf", 1)):
        with pytest.raises(NoExtraible) as error:
            aparte.dibujar(ruta, pagina, 400)
        assert error.value.codigo == "danado"
    assert aparte.dibujar(ley, 1, 400)


def test_si_el_proceso_se_cae_otro_toma_su_lugar(ley):
    el_dibujante = Dibujante()
    assert el_dibujante.dibujar(ley, 1, 100)
    el_dibujante._proceso.kill()
    el_dibujante._proceso.wait()
    assert el_dibujante.dibujar(ley, 1, 100)
    el_dibujante.cerrar()


def test_un_proceso_ocioso_se_va_y_vuelve_cuando_hace_falta(ley):
    el_dibujante = Dibujante(ocioso=0.01)
    assert el_dibujante.dibujar(ley, 1, 100)
    assert el_dibujante._proceso.wait(20) == 0
    assert el_dibujante.dibujar(ley, 1, 100)
    el_dibujante.cerrar()


def test_si_se_cae_siempre_la_pagina_no_se_puede_dibujar(ley):
    sin_sitio = Dibujante(memoria=2**70)
    with pytest.raises(NoExtraible) as error:
        sin_sitio.dibujar(ley, 1, 400)
    sin_sitio.cerrar()
    assert "hace fallar" in error.value.motivo


def test_una_pagina_que_no_termina_se_abandona(ley):
    impaciente = Dibujante(segundos=0.0)
    with pytest.raises(NoExtraible) as error:
        impaciente.dibujar(ley, 1, 400)
    assert error.value.codigo == "limite_tiempo"
    impaciente.cerrar()


def test_varios_hilos_piden_a_la_vez(aparte, ley):
    with ThreadPoolExecutor(4) as grupo:
        tamanos = list(grupo.map(lambda n: len(aparte.dibujar(ley, 1 + n % 2, 200)), range(12)))
    assert len(set(tamanos)) == 2


def test_las_funciones_del_modulo_usan_un_dibujante_comun(ley):
    assert imagenes.tamano_pagina(ley, 1) == (612.0, 792.0)
    assert imagenes.dibujar(ley, 1, 100)[:4] == b"RIFF"
    imagenes._comun.cerrar()


def test_el_lienzo_no_pasa_de_sus_topes(lienzo, tmp_path):
    for nombre, medidas in (("ancha", (5000, 100)), ("alta", (100, 14_000))):
        hoja = Canvas(str(tmp_path / nombre), pagesize=medidas)
        hoja.rect(1, 1, 50, 50, fill=1)
        hoja.save()
        ancho, alto = Image.open(io.BytesIO(lienzo.dibujar(tmp_path / nombre, 1, 50_000, "jpeg"))).size
        assert ancho <= ANCHO_MAXIMO
        assert ancho * alto <= PIXELES_MAXIMOS * 1.01


def test_un_formato_desconocido_es_un_error_de_quien_llama(lienzo, ley):
    with pytest.raises(ValueError, match="bmp"):
        lienzo.dibujar(ley, 1, 100, "bmp")


def test_el_lienzo_nota_que_el_archivo_cambio(lienzo, ley):
    antes = lienzo.dibujar(ley, 1, 200)
    hechos.pdf(ley, ["Otra cosa muy distinta"])
    assert lienzo.dibujar(ley, 1, 200) != antes


def test_el_dibujante_contesta_bien_o_con_motivo(lienzo, ley):
    bien, contenido = dibujante.atender(lienzo, json.dumps(["medir", str(ley), 1, 0, ""]).encode())
    assert (bien, json.loads(contenido)) == (True, [612.0, 792.0])
    bien, contenido = dibujante.atender(lienzo, json.dumps(["dibujar", str(ley), 9, 100, "png"]).encode())
    assert (bien, json.loads(contenido)[0]) == (False, "danado")


def test_el_dibujante_atiende_hasta_que_le_cierran_la_entrada(ley):
    lectura, escritura = os.pipe()
    with os.fdopen(lectura, "rb", buffering=0) as entrada:
        with os.fdopen(escritura, "wb") as pedidos:
            pedidos.write(json.dumps(["dibujar", str(ley), 1, 50, "png"]).encode() + b"\n")
        salida = io.BytesIO()
        dibujante.servir(entrada, salida, 5.0)
    cabecera, _, imagen = salida.getvalue().partition(b"\n")
    assert json.loads(cabecera) == [True, len(imagen)]
    assert imagen.startswith(b"\x89PNG")
