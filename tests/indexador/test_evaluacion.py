import json
import lzma
from datetime import date
from pathlib import Path

import pytest

from indexador.evaluacion import corrida, rivales
from indexador.evaluacion.centro import Centro, ficha
from indexador.evaluacion.coleccion import (
    Coleccion,
    ConsultaJuzgada,
    DocumentoJuzgado,
    leer_consultas,
    leer_corpus,
    muestra,
)
from indexador.evaluacion.construccion import construir
from indexador.evaluacion.medidas import Fallo, evaluar, percentil
from indexador.evaluacion.rivales import Fts5, RivalAusente, Tantivy, WhooshDeSerie

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


def _escribir(ruta: Path, datos: list[dict]) -> Path:
    abrir = lzma.open if ruta.suffix == ".xz" else open
    with abrir(ruta, "wt", encoding="utf-8") as archivo:
        archivo.writelines(json.dumps(dato) + "\n" for dato in datos)
    return ruta


@pytest.fixture
def coleccion(tmp_path: Path) -> Coleccion:
    documentos = [
        {
            "id": d.id,
            "titulo": d.titulo,
            "fecha": d.fecha.isoformat() if d.fecha else None,
            "tipo": d.tipo,
            "numero": d.numero,
            "texto": d.texto,
        }
        for d in CORPUS
    ]
    consultas = [
        {"id": q.id, "consulta": q.consulta, "relevantes": sorted(q.relevantes), "tipo": q.tipo}
        for q in CONSULTAS
    ]
    return Coleccion(
        _escribir(tmp_path / "corpus.jsonl.xz", documentos),
        _escribir(tmp_path / "consultas.jsonl", consultas),
    )


def test_la_coleccion_se_lee_comprimida_o_no(coleccion):
    assert list(leer_corpus(coleccion.corpus)) == CORPUS
    assert leer_consultas(coleccion.consultas) == CONSULTAS
    assert coleccion.tamano() == 3


def test_los_sustitutos_cambian_el_texto_y_nada_mas(coleccion, tmp_path):
    sustitutos = _escribir(tmp_path / "ocr.jsonl.xz", [{"id": "d2", "texto": "E1 agva"}])
    documentos, _ = Coleccion(coleccion.corpus, coleccion.consultas, sustitutos).leer()
    assert [(d.titulo, d.texto) for d in documentos] == [
        (d.titulo, "E1 agva" if d.id == "d2" else d.texto) for d in CORPUS
    ]


def test_la_muestra_es_siempre_la_misma_y_trae_lo_que_sus_consultas_piden():
    ids = [documento.id for documento in CORPUS]
    documentos, consultas = muestra(ids, CONSULTAS, documentos=2, cuantas=1)
    assert (documentos, consultas) == muestra(ids, CONSULTAS, documentos=2, cuantas=1)
    assert len(documentos) == 2
    assert consultas[0].relevantes <= documentos


def test_una_muestra_de_la_coleccion_se_lee_igual(coleccion):
    documentos, consultas = Coleccion(coleccion.corpus, coleccion.consultas, documentos=2, preguntas=1).leer()
    assert (len(list(documentos)), len(consultas)) == (2, 1)


def test_las_medidas_son_por_tipo_y_en_conjunto(tmp_path):
    centro = Centro(tmp_path)
    avances: list[int] = []
    costo = construir(centro, CORPUS, tmp_path, avances.append)
    assert (avances, costo.documentos) == ([3], 3)
    aciertos = evaluar(centro.buscar, CONSULTAS)
    assert aciertos.por_tipo["palabra"].consultas == 2
    assert aciertos.por_tipo["palabra"].mrr == pytest.approx((1 + 1 / 2) / 2)
    assert aciertos.por_tipo["palabra"].exhaustividad == 1
    assert aciertos.por_tipo["palabra"].precision == 0.5
    assert aciertos.por_tipo["nada"].mrr == 0
    assert aciertos.total.exhaustividad == pytest.approx(2 / 3)
    assert 0 < aciertos.total.mediana <= aciertos.total.p95 <= aciertos.total.maximo


def test_los_fallos_dicen_que_se_esperaba_que_vino_y_en_que_lugar(tmp_path):
    centro = Centro(tmp_path)
    construir(centro, CORPUS, tmp_path)
    assert evaluar(centro.buscar, CONSULTAS).fallos == (
        Fallo("nada", "inexistente", ("d2",), primero=None, lugar=None),
        Fallo("palabra", "agua", ("d3",), primero="d2", lugar=2),
    )


def test_el_costo_de_construir_se_mide_en_texto_disco_memoria_y_tiempo(tmp_path):
    costo = construir(Centro(tmp_path), CORPUS, tmp_path)
    assert costo.mb_texto == sum(len((d.titulo + d.texto).encode()) for d in CORPUS) / 1e6
    assert costo.indice_por_texto == costo.mb_indice / costo.mb_texto > 0
    assert costo.mb_memoria > 10
    assert costo.mb_por_segundo_pared == costo.mb_texto / costo.segundos_pared > 0


def test_un_documento_juzgado_se_parte_como_un_archivo_de_texto():
    largo = DocumentoJuzgado("d9", "Largo", None, "ley", "", "Una oración cualquiera.\r\n" * 1_000)
    fragmentos = ficha(1, largo).fragmentos
    assert [fragmento.numero for fragmento in fragmentos] == list(range(1, len(fragmentos) + 1))
    assert len(fragmentos) > 5
    assert "\r" not in fragmentos[0].texto


@pytest.mark.parametrize("rival", [WhooshDeSerie, Tantivy, Fts5])
def test_un_rival_busca_cualquiera_de_las_palabras_y_prefiere_el_titulo(tmp_path, rival):
    if rival is Tantivy:
        pytest.importorskip("tantivy")
    contendiente = rival(tmp_path)
    construir(contendiente, CORPUS, tmp_path)
    assert contendiente.buscar("migrantes inexistente") == ["d1"]
    assert contendiente.buscar("agua penado")[0] in {"d2", "d3"}
    assert list(contendiente.buscar("agua")) == ["d2", "d3"]
    assert list(contendiente.buscar("¿?")) == []


@pytest.mark.parametrize("rival", [WhooshDeSerie, Tantivy])
def test_los_rivales_con_raices_hallan_el_singular_sin_acento(tmp_path, rival):
    if rival is Tantivy:
        pytest.importorskip("tantivy")
    contendiente = rival(tmp_path)
    construir(contendiente, CORPUS, tmp_path)
    assert list(contendiente.buscar("migracion")) == ["d1"]
    assert list(contendiente.buscar("derecho")) == ["d1"]


def test_whoosh_de_serie_aguanta_la_palabra_que_lo_tira(tmp_path):
    contendiente = WhooshDeSerie(tmp_path)
    construir(contendiente, [DocumentoJuzgado("d", "Ague", None, "", "", "ague")], tmp_path)
    assert contendiente.buscar("ague") == ["d"]


def test_si_falta_tantivy_se_dice(tmp_path, monkeypatch):
    monkeypatch.setattr(rivales, "tantivy", None)
    with pytest.raises(RivalAusente, match="falta el paquete «tantivy»"):
        Tantivy(tmp_path)


def test_una_corrida_trae_los_titulos_de_lo_que_fallo(coleccion):
    informe = corrida.medir("centro", coleccion)
    assert informe.aciertos.total.consultas == 3
    assert informe.titulos == {"d2": "Ley del Agua", "d3": "Código Penal"}


def test_sin_consultas_las_medidas_quedan_en_cero():
    assert evaluar(lambda _: [], []).total.consultas == 0


def test_el_percentil_es_uno_de_los_valores():
    assert [percentil(range(100), parte) for parte in (0.0, 0.5, 0.95, 1.0)] == [0, 50, 95, 99]
