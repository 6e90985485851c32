import io
import json
import os
import threading

import pytest

from centro_doc import cli
from tests.indexador.juridico.documentos import CARATULA, DECRETO


@pytest.fixture
def sugerir(tmp_path, monkeypatch, capsys):
    """Corre la orden sobre un texto y devuelve su código y lo que escribió."""
    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path / "datos"))

    def correr(texto: str, *opciones: str) -> tuple[int, str, str]:
        archivo = tmp_path / "documento.txt"
        archivo.write_text(texto, encoding="utf-8")
        codigo = cli.principal(["sugerir", str(archivo), *opciones])
        dicho = capsys.readouterr()
        return codigo, dicho.out, dicho.err

    return correr


def test_la_ficha_en_json_trae_cada_valor_con_su_pasaje(sugerir):
    codigo, salida, _ = sugerir(CARATULA, "--json")
    ficha = json.loads(salida)
    assert codigo == 0
    assert ficha["tipo"]["valor"] == "iniciativa"
    assert ficha["numero"] == {
        "valor": "4307",
        "pagina": 1,
        "inicio": CARATULA.index("4307"),
        "fin": CARATULA.index("4307") + 4,
        "literal": "4307",
        "confianza": 1.0,
        "nota": "",
    }
    (fecha,) = ficha["fechas"]
    assert (fecha["clase"], fecha["fecha"], fecha["precision"]) == ("conocimiento_pleno", "2011-04-05", "dia")
    assert fecha["literal"] == "05 DE ABRIL DE 2011"
    assert ficha["emisor"] is None


def test_sin_json_se_lee_en_espanol(sugerir):
    codigo, salida, _ = sugerir(DECRETO)
    assert codigo == 0
    assert "Tipo: Decreto del Congreso" in salida
    assert "Fecha: Sanción: 2007-11-08" in salida
    assert "p. 1 «46-2007», confianza 100" in salida
    assert "Fecha: Entrada en vigor: 2007-11-23  (dudoso)" in salida
    assert "Calculada desde la publicación" in salida


def test_un_texto_que_nada_dice_da_una_ficha_vacia(sugerir):
    _, salida, _ = sugerir("1 2 3\n", "--json")
    ficha = json.loads(salida)
    assert ficha["tipo"] is None
    assert ficha["fechas"] == []


def test_un_archivo_que_no_se_lee_dice_por_que_y_falla(sugerir):
    codigo, salida, error = sugerir("")
    assert codigo == 1
    assert salida == ""
    assert "está vacío" in error


def test_un_archivo_que_no_existe_falla_en_una_linea(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path))
    assert cli.principal(["sugerir", str(tmp_path / "nada.pdf")]) == 1
    assert "no se pudo leer" in capsys.readouterr().err


def test_lo_que_llega_por_la_entrada_o_por_un_tubo_se_lee_igual(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path / "datos"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CARATULA.encode())))
    assert cli.principal(["sugerir", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["numero"]["valor"] == "4307"
    tubo = tmp_path / "tubo"
    os.mkfifo(tubo)
    escritor = threading.Thread(target=tubo.write_text, args=(CARATULA,))
    escritor.start()
    assert cli.principal(["sugerir", str(tubo), "--json"]) == 0
    escritor.join()
    assert json.loads(capsys.readouterr().out)["tipo"]["valor"] == "iniciativa"
