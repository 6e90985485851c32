"""Las tablas de un DOCX, fila a fila y celda a celda: combinadas, anidadas y partidas entre páginas."""

import pytest
from docx import Document

from indexador.extraccion import TipoDeArchivo, extraer
from tests.indexador.extraccion import hechos

SALTO = "<w:r><w:lastRenderedPageBreak/></w:r>"


def celda(*parrafos, formato=""):
    cuerpo = "".join(
        f"<w:p>{''.join(SALTO if t == '|' else f'<w:r><w:t>{t}</w:t></w:r>' for t in p)}</w:p>"
        for p in (p if isinstance(p, tuple) else (p,) for p in parrafos)
    )
    return f"<w:tc><w:tcPr>{formato}</w:tcPr>{cuerpo}</w:tc>"


def tabla(*filas):
    cuerpo = "".join(f"<w:tr>{''.join(fila)}</w:tr>" for fila in filas)
    return f"<w:tbl>{cuerpo}</w:tbl>"


def paginas(tmp_path, cuerpo):
    ruta = hechos.docx_crudo(tmp_path / "t.docx", cuerpo)
    return [pagina.texto for pagina in extraer(ruta, TipoDeArchivo.DOCX).paginas]


def test_la_celda_de_varios_parrafos_va_entera_antes_que_la_siguiente(tmp_path):
    cuerpo = tabla((celda("uno", "dos"), celda("tres", "cuatro")), (celda("cinco"), celda("seis")))
    assert paginas(tmp_path, cuerpo) == ["uno dos tres cuatro\ncinco seis"]


def test_las_celdas_combinadas_a_lo_ancho_y_a_lo_alto_se_leen_una_vez(tmp_path):
    documento = Document()
    hecha = documento.add_table(rows=3, cols=3)
    for fila in range(3):
        for columna in range(3):
            hecha.cell(fila, columna).text = f"{fila}{columna}"
    hecha.cell(0, 0).merge(hecha.cell(1, 0)).text = "alta"
    hecha.cell(2, 1).merge(hecha.cell(2, 2)).text = "ancha"
    documento.save(str(tmp_path / "c.docx"))
    leida = extraer(tmp_path / "c.docx", TipoDeArchivo.DOCX).paginas[0].texto
    assert leida.split() == ["alta", "01", "02", "11", "12", "20", "ancha"]


def test_la_tabla_anidada_se_lee_dentro_de_su_celda(tmp_path):
    dentro = tabla((celda("a1"), celda("a2")), (celda("b1"), celda("b2")))
    con_tabla = f"<w:tc><w:p><w:r><w:t>antes</w:t></w:r></w:p>{dentro}<w:p/></w:tc>"
    leida = paginas(tmp_path, tabla((celda("primera"), con_tabla, celda("última")), (celda("fin"),)))
    assert leida[0].split() == ["primera", "antes", "a1", "a2", "b1", "b2", "última", "fin"]


@pytest.mark.parametrize(
    ("fila", "quedan"),
    [
        ((celda(("|", "uno")), celda("dos")), ["antes", "uno dos\ndespués"]),
        ((celda(("|", "uno")), celda(("|", "dos"))), ["antes", "uno dos\ndespués"]),
        ((celda(("uno", "|", "sigue")), celda(("dos", "|", "va"))), ["antes\nuno dos", "sigue va\ndespués"]),
        ((celda("corta"), celda(("larga", "|", "sigue"))), ["antes\ncorta larga", "sigue\ndespués"]),
        ((celda(("larga", "|", "sigue")), celda("corta")), ["antes\nlarga corta", "sigue\ndespués"]),
        ((celda(("a", "|", "b", "|", "c")), celda(("x", "|", "y"))), ["antes\na x", "b y", "c\ndespués"]),
    ],
    ids=[
        "pasa entera",
        "pasa entera, con dos señales",
        "se parte",
        "sigue la segunda",
        "sigue la primera",
        "tres páginas",
    ],
)
def test_la_fila_que_sigue_en_otra_pagina_deja_en_cada_una_lo_suyo(tmp_path, fila, quedan):
    cuerpo = tabla((celda("antes"),), fila, (celda("después"),))
    assert paginas(tmp_path, cuerpo) == quedan


def test_la_celda_suelta_de_un_documento_mal_hecho_no_se_pierde(tmp_path):
    assert paginas(tmp_path, f"<w:tbl>{celda('suelta')}</w:tbl>{celda('otra')}")[0].split() == [
        "suelta",
        "otra",
    ]
