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
CONSULTA = {"id": "q1", "consulta": "migración", "relevantes": ["d1"], "tipo": "titulo"}


@pytest.fixture
def coleccion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path / "datos"))
    corpus, consultas = tmp_path / "corpus.jsonl", tmp_path / "consultas.jsonl"
    corpus.write_text(json.dumps(DOCUMENTO) + "\n", encoding="utf-8")
    consultas.write_text(json.dumps(CONSULTA) + "\n", encoding="utf-8")
    return [str(corpus), str(consultas)]


def test_evaluar_da_las_medidas_del_centro_y_de_la_linea_de_base(coleccion, capsys):
    assert cli.principal(["evaluar", *coleccion]) == 0
    salida = capsys.readouterr().out
    assert "SQLite FTS5 (línea de base)" in salida
    assert salida.count("todas                    1   1.000   1.000") == 2


def test_evaluar_una_muestra_en_json(coleccion, capsys):
    assert cli.principal(["evaluar", *coleccion, "--documentos", "1", "--preguntas", "1", "--json"]) == 0
    informes = [json.loads(linea) for linea in capsys.readouterr().out.splitlines()]
    assert [informe["total"]["mrr"] for informe in informes] == [1.0, 1.0]
    assert informes[0]["por_tipo"]["titulo"]["consultas"] == 1


def test_evaluar_sin_archivo_o_con_uno_ajeno_lo_dice(coleccion, capsys):
    assert cli.principal(["evaluar", "/no/existe.jsonl", coleccion[1]]) == 1
    assert "no se pudo leer /no/existe.jsonl" in capsys.readouterr().err
    assert cli.principal(["evaluar", coleccion[1], coleccion[1]]) == 1
    assert "no tiene la forma esperada" in capsys.readouterr().err
