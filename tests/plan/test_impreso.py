"""El plan impreso trae todo el plan, literal, y con los mismos datos da los mismos octetos."""

import zipfile
from io import BytesIO

from docx import Document
from pypdf import PdfReader

from centro_doc.plan.impreso import escribir_docx, escribir_pdf
from centro_doc.plan.impreso.contenido import pasaje
from centro_doc.plan.lectura import planes_de_fabrica

PLAN = planes_de_fabrica()[0]


def _junto(texto: str) -> str:
    return "".join(texto.split())


def _textos_que_debe_traer() -> list[str]:
    marco, documento = PLAN.datos["marco_estrategico"], PLAN.datos["documento"]
    diagnostico = [r["texto"] for lista in PLAN.datos["diagnostico"].values() for r in lista]
    propios = [marco["vision"], marco["mision"], documento["temporalidad"]["texto"], PLAN.estado]
    enunciados = marco["objetivos_operativos_enunciado"]
    return [*propios, *diagnostico, *enunciados, *(pasaje(nodo) for nodo in PLAN.nodos)]


def test_el_pdf_trae_literal_todo_el_plan_en_varias_paginas() -> None:
    lector = PdfReader(BytesIO(escribir_pdf(PLAN)))
    assert len(lector.pages) > 5
    texto = _junto(" ".join(pagina.extract_text() for pagina in lector.pages))
    assert [t for t in _textos_que_debe_traer() if _junto(t) not in texto] == []
    assert "celdadeactividadesestávacíaeneloriginal" in texto
    assert "quedasinterminareneloriginal" in texto


def test_el_pdf_trae_titulo_indice_y_la_fecha_no_depende_del_dia() -> None:
    lector = PdfReader(BytesIO(escribir_pdf(PLAN)))
    assert lector.metadata is not None
    assert lector.metadata.title == "PLAN ESTRATEGICO 2009-2012, COMISION DE MIGRANTES"
    assert lector.metadata.subject == "(BORRADOR / VERSION 12 DE MAYO 2009)"
    titulos = [nodo["/Title"] for nodo in lector.outline if isinstance(nodo, dict)]
    assert titulos == ["Diagnóstico", "Marco estratégico", *(f"Objetivo operativo {n}" for n in range(1, 5))]


def test_el_docx_trae_literal_todo_el_plan() -> None:
    documento = Document(BytesIO(escribir_docx(PLAN)))
    celdas = [celda.text for tabla in documento.tables for fila in tabla.rows for celda in fila.cells]
    textos = {_junto(t) for t in [*celdas, *(parrafo.text for parrafo in documento.paragraphs)]}
    assert [t for t in _textos_que_debe_traer() if _junto(t) not in textos] == []
    assert documento.core_properties.language == "es-GT"


def test_los_mismos_datos_dan_los_mismos_octetos() -> None:
    assert escribir_pdf(PLAN) == escribir_pdf(PLAN)
    docx = escribir_docx(PLAN)
    assert docx == escribir_docx(PLAN)
    with zipfile.ZipFile(BytesIO(docx)) as partes:
        assert {parte.date_time for parte in partes.infolist()} == {(1980, 1, 1, 0, 0, 0)}
