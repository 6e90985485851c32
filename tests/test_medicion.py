import json
from pathlib import Path

import pytest

from centro_doc import cli

DOCUMENTO = {
    "id": "d1",
    "titulo": "Ley de Migración",
    "fecha": None,
    "tipo": "ley",
    "numero": "44-2016",
    "texto": "x",
}
CONSULTAS = [
    {"id": "q1", "consulta": "migración", "relevantes": ["d1"], "tipo": "titulo"},
    {"id": "q2", "consulta": "agua", "relevantes": ["d1"], "tipo": "tema"},
]


@pytest.fixture
def coleccion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path / "datos"))
    corpus, consultas = tmp_path / "corpus.jsonl", tmp_path / "consultas.jsonl"
    corpus.write_text(json.dumps(DOCUMENTO) + "\n", encoding="utf-8")
    consultas.write_text("".join(json.dumps(c) + "\n" for c in CONSULTAS), encoding="utf-8")
    return [str(corpus), str(consultas)]


def test_evaluar_mide_solo_el_centro_si_no_se_le_pide_un_rival(coleccion, capsys):
    assert cli.principal(["evaluar", *coleccion]) == 0
    salida = capsys.readouterr().out
    assert salida.startswith("centro: 1 documentos")
    assert "todas                    2   0.500   0.500   0.500" in salida
    assert "fts5" not in salida
    assert "«agua»" not in salida


def test_evaluar_contra_un_rival_en_json_con_sus_fallos(coleccion, capsys):
    assert cli.principal(["evaluar", *coleccion, "--contra", "fts5", "--json", "--fallos"]) == 0
    informes = [json.loads(linea) for linea in capsys.readouterr().out.splitlines()]
    assert [informe["nombre"] for informe in informes] == ["centro", "fts5"]
    assert [informe["total"]["mrr"] for informe in informes] == [0.5, 0.5]
    assert informes[0]["por_tipo"]["titulo"]["consultas"] == 1
    assert informes[0]["fallos"] == [
        {"tipo": "tema", "consulta": "agua", "esperados": ["d1"], "primero": None, "lugar": None}
    ]
    assert informes[0]["titulos"] == {"d1": "Ley de Migración"}
    assert informes[0]["indice"]["mb_memoria"] > 10


def test_evaluar_una_muestra_con_textos_sustituidos_y_sus_fallos(coleccion, capsys, tmp_path):
    sustitutos = tmp_path / "ocr.jsonl"
    sustitutos.write_text(json.dumps({"id": "d1", "texto": "agua"}) + "\n", encoding="utf-8")
    orden = ["evaluar", *coleccion, "--documentos", "1", "--preguntas", "2", "--fallos"]
    assert cli.principal(orden) == 0
    salida = capsys.readouterr().out
    assert "tema: 1 de 1 no traen primero lo esperado" in salida
    assert "«agua»: no vino entre los diez primeros" in salida
    assert "se esperaba  d1  Ley de Migración" in salida
    assert "vino primero nada" in salida
    assert cli.principal([*orden, "--sustituir", str(sustitutos)]) == 0
    assert "1.000   1.000   1.000" in capsys.readouterr().out


def test_evaluar_sin_archivo_o_con_uno_ajeno_lo_dice(coleccion, capsys):
    assert cli.principal(["evaluar", "/no/existe.jsonl", coleccion[1]]) == 1
    assert "no se pudo leer /no/existe.jsonl" in capsys.readouterr().err
    assert cli.principal(["evaluar", coleccion[1], coleccion[1]]) == 1
    assert "no tiene la forma esperada" in capsys.readouterr().err


def test_evaluar_contra_un_rival_que_no_esta_instalado_lo_dice(coleccion, capsys, monkeypatch, tmp_path):
    (tmp_path / "tantivy.py").write_text("raise ImportError", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    assert cli.principal(["evaluar", *coleccion, "--contra", "tantivy"]) == 1
    assert "falta el paquete «tantivy»" in capsys.readouterr().err
