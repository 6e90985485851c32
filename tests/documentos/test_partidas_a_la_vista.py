"""Una palabra que el renglón parte se halla entera, y se marca en sus dos mitades dondequiera que se vea."""

import re

import pytest
from docx import Document
from fabrica import sembrar_documento, sembrar_version
from indexado import indexar
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from centro_doc.catalogo.modelos import PaginaGuardada
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.documentos.coincidencias import Memoria
from centro_doc.documentos.consultas import documento_visto
from centro_doc.documentos.visor import visor
from indexador.extraccion import Opciones, TipoDeArchivo, extraer, ocr
from indexador.extraccion.cajas import empaquetar
from indexador.motor.sintaxis import interpretar

RENGLONES = ("La ley garantiza la repa-", "triación digna de las personas", "que retornan al país.")
TSV = """c
1\t1\t0\t0\t0\t0\t0\t0\t1000\t1000\t-1\t
5\t1\t1\t1\t1\t1\t100\t100\t200\t20\t95\tgarantiza
5\t1\t1\t1\t1\t2\t320\t100\t100\t20\t95\trepa-
5\t1\t1\t1\t2\t1\t100\t130\t150\t20\t95\ttriación
5\t1\t1\t1\t2\t2\t270\t130\t100\t20\t95\tdigna
"""


def nativo(destino):
    lienzo = Canvas(str(destino), pagesize=(612, 792))
    for n, renglon in enumerate(RENGLONES):
        lienzo.drawString(72, 700 - 14 * n, renglon)
    lienzo.save()
    return extraer(destino, TipoDeArchivo.PDF)


def escaneado(destino):
    lienzo = Canvas(str(destino), pagesize=(612, 792))
    lienzo.drawImage(ImageReader(Image.new("L", (100, 130), 240)), 0, 0, 612, 792)
    lienzo.save()
    return extraer(destino, TipoDeArchivo.PDF, Opciones())


def de_word(destino):
    documento = Document()
    parrafo = documento.add_paragraph().add_run(RENGLONES[0])
    parrafo.add_break()
    parrafo.add_text(RENGLONES[1])
    documento.save(str(destino))
    return extraer(destino, TipoDeArchivo.DOCX)


def entre_paginas(destino):
    lienzo = Canvas(str(destino), pagesize=(612, 792))
    for renglon in RENGLONES[:2]:
        lienzo.drawString(72, 700, renglon)
        lienzo.showPage()
    lienzo.save()
    return extraer(destino, TipoDeArchivo.PDF)


class OcrDeMentira:
    version = "9.9"

    def leer(self, _pagina, _plazo):
        return ocr.interpretar_tsv(TSV)


@pytest.fixture
def sembrar(bd, config, reloj, tmp_path, monkeypatch):
    """Guarda lo leído de un archivo como el documento público CD-00001 y lo indexa."""
    monkeypatch.setattr(ocr, "buscar_ocr", OcrDeMentira)

    def _sembrar(hacer):
        texto = hacer(tmp_path / "archivo")
        with transaccion(bd) as sesion:
            documento = sembrar_documento(sesion, 1, "Ley de retorno")
            guardado = sembrar_version(sesion, documento, [p.texto for p in texto.paginas])
            for leida, suya in zip(texto.paginas, guardado.paginas, strict=True):
                suya.cajas, suya.ancho, suya.alto = empaquetar(leida.palabras), leida.ancho, leida.alto
        indexar(bd, config, reloj)
        return texto

    return _sembrar


def marcado(html):
    return [
        " ".join(re.sub(r"<[^>]+>", "", m).split())
        for m in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.S)
    ]


@pytest.mark.parametrize("hacer", [nativo, escaneado, de_word])
def test_en_los_resultados_y_en_el_texto_se_marcan_las_dos_mitades(app, sembrar, hacer):
    sembrar(hacer)
    cliente = app.test_client()
    assert "repa- triación" in marcado(cliente.get("/buscar?q=repatriación").text)
    assert "repa- triación" in marcado(cliente.get("/documentos/CD-00001?q=repatriacion&vista=texto").text)


@pytest.mark.parametrize("hacer", [nativo, escaneado])
def test_sobre_la_imagen_hay_una_caja_en_cada_mitad(bd, reloj, sembrar, hacer):
    sembrar(hacer)
    visto = _ver(bd, reloj, pagina=1)
    arriba, abajo = visto.cajas
    assert arriba.y + arriba.h <= abajo.y + abajo.h / 2
    assert arriba.x > abajo.x + 5
    with lectura(bd) as sesion:
        pagina = sesion.query(PaginaGuardada).one()
        assert "repa-\ntriación" in pagina.texto


def test_la_que_parte_el_cambio_de_pagina_se_marca_en_las_dos(app, bd, reloj, sembrar):
    sembrar(entre_paginas)
    primera, segunda = (_ver(bd, reloj, pagina=n) for n in (1, 2))
    assert [len(v.cajas) for v in (primera, segunda)] == [1, 1]
    assert primera.cajas[0].x > segunda.cajas[0].x
    cliente = app.test_client()
    for pagina, mitad in ((1, "repa-"), (2, "triación")):
        html = cliente.get(f"/documentos/CD-00001?q=repatriacion&p={pagina}&vista=texto").text
        assert mitad in marcado(html)


def _ver(bd, reloj, pagina):
    with lectura(bd) as sesion:
        visto = documento_visto(sesion, frozenset({"publico"}), "CD-00001", hoy=reloj.hoy())
        return visor(sesion, visto, Memoria(), interpretar("repatriación").resaltar, pagina=pagina)
