"""PPTX: una página por diapositiva, en el orden de la presentación."""

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion.limites import Opciones
from indexador.extraccion.pptx import leer_pptx
from tests.indexador.extraccion import hechos
from tests.indexador.extraccion.test_extraccion_xlsx import R, relaciones

ESPACIOS = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ' + R
)


def forma(*parrafos, puesto=""):
    dentro = "".join(f"<a:p><a:r><a:t>{p}</a:t></a:r></a:p>" for p in parrafos)
    return f'<p:sp><p:ph type="{puesto}"/><p:txBody>{dentro}</p:txBody></p:sp>'


def pptx(ruta, partes):
    orden = '<p:sldId id="256" r:id="b"/><p:sldId id="257" r:id="a"/>'
    raiz = f"<p:presentation {ESPACIOS}><p:sldIdLst>{orden}</p:sldIdLst></p:presentation>"
    return hechos.con_partes(
        ruta,
        {
            "ppt/presentation.xml": raiz.encode(),
            "ppt/_rels/presentation.xml.rels": relaciones(
                ("a", "slide", "slides/slide1.xml"), ("b", "slide", "slides/slide2.xml")
            ),
        }
        | {nombre: xml if isinstance(xml, bytes) else xml.encode() for nombre, xml in partes.items()},
    )


def test_el_orden_las_tablas_las_notas_y_lo_oculto(tmp_path):
    tabla = (
        "<a:tbl><a:tr><a:tc><a:p><a:r><a:t>País</a:t></a:r></a:p></a:tc>"
        "<a:tc><a:p><a:r><a:t>Retornos</a:t></a:r></a:p></a:tc></a:tr></a:tbl>"
    )
    ruta = pptx(
        tmp_path / "a.pptx",
        {
            "ppt/slides/slide1.xml": f'<p:sld {ESPACIOS} show="0">{forma("Segunda")}</p:sld>',
            "ppt/slides/slide2.xml": f"<p:sld {ESPACIOS}>{forma('Primera', 'Título')}{tabla}</p:sld>",
            "ppt/slides/_rels/slide2.xml.rels": relaciones(
                ("n", "notesSlide", "../notesSlides/n.xml"), ("c", "comments", "../comments/c.xml")
            ),
            "ppt/notesSlides/n.xml": f"<p:notes {ESPACIOS}>{forma('7', puesto='sldNum')}{forma('Recordar')}"
            "</p:notes>",
            "ppt/comments/c.xml": f"<p:cmLst {ESPACIOS}><p:cm/></p:cmLst>",
        },
    )
    texto = leer_pptx(ruta, Opciones())
    assert [(p.etiqueta, p.texto) for p in texto.paginas] == [
        ("diapositiva 1", "Primera\nTítulo\nPaís Retornos\n\nNotas:\nRecordar"),
        ("diapositiva 2", "Segunda"),
    ]
    assert "1 comentario, 1 diapositiva oculta y 1 diapositiva con notas" in texto.avisos[0]


def test_una_diapositiva_que_falta_deja_su_pagina_y_sin_presentacion_no_hay_nada(tmp_path):
    texto = leer_pptx(pptx(tmp_path / "a.pptx", {}), Opciones())
    assert [p.origen for p in texto.paginas] == ["sin_texto", "sin_texto"]
    with pytest.raises(NoExtraible):
        leer_pptx(hechos.con_partes(tmp_path / "b.pptx", {"ppt/x.xml": b"<x/>"}), Opciones())
