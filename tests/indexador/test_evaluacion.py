import json
import lzma
from datetime import date
from pathlib import Path

import pytest

from indexador.evaluacion import (
    ConsultaJuzgada,
    DocumentoJuzgado,
    buscador_del_motor,
    evaluar,
    indexar,
    leer_consultas,
    leer_corpus,
    linea_de_base,
    muestra,
    pasajes,
)
from indexador.motor import MotorWhoosh

CORPUS = [
    DocumentoJuzgado(
        "d1", "Ley de Migración", date(2016, 10, 18), "ley", "44-2016", "Los migrantes tienen derechos."
    ),
    DocumentoJuzgado("d2", "Ley del Agua", None, "", "", "El agua es de todos."),
    DocumentoJuzgado(
        "d3", "Código Penal", date(1973, 7, 5), "decreto", "17-73", "Quien robe agua será penado."
    ),
]
CONSULTAS = [
    ConsultaJuzgada("q1", "migrantes", frozenset({"d1"}), "palabra"),
    ConsultaJuzgada("q2", "agua", frozenset({"d3"}), "palabra"),
    ConsultaJuzgada("q3", "inexistente", frozenset({"d2"}), "nada"),
]


@pytest.fixture
def coleccion(tmp_path: Path) -> tuple[Path, Path]:
    corpus, consultas = tmp_path / "corpus.jsonl.xz", tmp_path / "consultas.jsonl"
    with lzma.open(corpus, "wt", encoding="utf-8") as archivo:
        for d in CORPUS:
            fecha = d.fecha.isoformat() if d.fecha else None
            dato = {
                "id": d.id,
                "titulo": d.titulo,
                "fecha": fecha,
                "tipo": d.tipo,
                "numero": d.numero,
                "texto": d.texto,
            }
            archivo.write(json.dumps(dato) + "\n")
    consultas.write_text(
        "".join(
            json.dumps(
                {"id": q.id, "consulta": q.consulta, "relevantes": sorted(q.relevantes), "tipo": q.tipo}
            )
            + "\n"
            for q in CONSULTAS
        ),
        encoding="utf-8",
    )
    return corpus, consultas


def test_la_coleccion_se_lee_comprimida_o_no(coleccion):
    assert list(leer_corpus(coleccion[0])) == CORPUS
    assert leer_consultas(coleccion[1]) == CONSULTAS


def test_las_medidas_son_por_tipo_y_en_conjunto(tmp_path):
    motor = MotorWhoosh.abrir(tmp_path)
    avances: list[int] = []
    indexar(motor, CORPUS, avances.append)
    assert avances == [3]
    informe = evaluar("centro", buscador_del_motor(motor), CONSULTAS)
    assert informe.por_tipo["palabra"].consultas == 2
    assert informe.por_tipo["palabra"].mrr == pytest.approx((1 + 1 / 2) / 2)
    assert informe.por_tipo["palabra"].exhaustividad == 1
    assert informe.por_tipo["nada"].mrr == 0
    assert informe.total.exhaustividad == pytest.approx(2 / 3)
    assert 0 < informe.total.mediana <= informe.total.p95


def test_la_linea_de_base_busca_cualquiera_de_las_palabras():
    buscar = linea_de_base(CORPUS)
    assert buscar("migrantes inexistente") == ["d1"]
    assert buscar("¿?") == []


def test_sin_consultas_el_informe_queda_en_cero():
    assert evaluar("nadie", lambda _: [], []).total.consultas == 0


def test_la_muestra_es_siempre_la_misma_y_trae_lo_que_sus_consultas_piden():
    documentos, consultas = muestra(CORPUS, CONSULTAS, documentos=2, cuantas=1)
    assert (documentos, consultas) == muestra(CORPUS, CONSULTAS, documentos=2, cuantas=1)
    assert len(documentos) == 2
    assert consultas[0].relevantes <= {documento.id for documento in documentos}


@pytest.mark.parametrize("texto", ["", "corto", "palabra " * 2_000, "x" * 10_000, "x" * 2_999 + " y"])
def test_los_pasajes_cubren_el_texto_sin_encimarse(texto):
    partes = pasajes(texto)
    assert "".join(parte.texto for parte in partes) == texto
    assert [parte.numero for parte in partes] == list(range(1, len(partes) + 1))
    assert all(texto[p.inicio : p.fin] == p.texto and len(p.texto) <= 3_000 for p in partes)
