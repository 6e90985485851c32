import io
import json

import pytest

from centro_doc import cli

TEXTO = (
    "Acta de la sesión.\f\n"
    "La Comisión recibió el informe anual de CONAMIGUA de 2008, que manda el Decreto 46-2007.\n\n"
    "Se acordó el orden del día."
)


@pytest.fixture
def orden(tmp_path, monkeypatch, capsys):
    """Corre la orden con un texto por la entrada estándar; devuelve su código y lo que escribió."""
    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path / "datos"))

    def correr(texto, *opciones, archivo="-"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(texto.encode())))
        codigo = cli.principal(["vinculos", archivo, *opciones])
        dicho = capsys.readouterr()
        return codigo, dicho.out, dicho.err

    return correr


def test_el_json_dice_el_nodo_su_pagina_y_un_pasaje_literal_sin_preparar_la_base(orden, tmp_path):
    codigo, salida, _ = orden(TEXTO, "--json")
    halladas = {una["nodo"]: una for una in json.loads(salida)}
    assert codigo == 0
    assert {"AG2", "OO3.A2.1"} <= halladas.keys()
    tema = halladas["AG2"]
    pagina = TEXTO.split("\f")[tema["pagina"] - 1]
    assert tema["pagina"] == 2 and tema["pasaje"] in pagina
    assert "informe anual de CONAMIGUA" in tema["pasaje"]
    assert 0.4 <= tema["confianza"] <= 1
    assert {"termino", "norma", "institucion"} <= {razon["clase"] for razon in tema["razones"]}
    assert list(tema) == ["nodo", "confianza", "pagina", "pasaje", "razones"]
    assert not list((tmp_path / "datos").glob("*.db"))


def test_el_umbral_calla_lo_poco_seguro_y_todos_no_calla_nada(orden):
    seguras = json.loads(orden(TEXTO, "--json", "--umbral", "0,9")[1])
    todas = json.loads(orden(TEXTO, "--json", "--todos")[1])
    assert all(una["confianza"] >= 0.9 for una in seguras)
    assert len(todas) > len(seguras)
    assert [una["confianza"] for una in todas] == sorted((u["confianza"] for u in todas), reverse=True)


def test_sin_json_se_lee_en_espanol(orden):
    _, salida, _ = orden(TEXTO)
    assert "AG2  Ley de CONAMIGUA" in salida
    assert "p. 2 «La Comisión recibió" in salida
    assert "· dice «informe anual de CONAMIGUA»" in salida


def test_un_documento_ajeno_no_recibe_nada_y_se_dice(orden):
    assert json.loads(orden("Ley de tránsito: los vehículos circularán por la derecha.", "--json")[1]) == []
    assert "no prueba ningún tema" in orden("Regularización tributaria de los contribuyentes.")[1]
    assert orden("", "--json")[1] == "[]\n"


def test_un_archivo_llano_o_de_otra_clase_se_lee(orden, tmp_path):
    for nombre in ("nota.txt", "nota.md"):
        archivo = tmp_path / nombre
        archivo.write_text("Ley para el voto en el extranjero de los guatemaltecos.", encoding="utf-8")
        assert json.loads(orden("", "--json", archivo=str(archivo))[1])[0]["nodo"] == "AG3"


@pytest.mark.parametrize("errado", [("--umbral", "2"), ("--umbral", "mucho"), ("--jurisdiccion", "ZZ")])
def test_un_argumento_errado_se_dice_y_falla(orden, errado, capsys):
    with pytest.raises(SystemExit) as salida:
        orden(TEXTO, *errado)
    assert salida.value.code == 2
    assert errado[1] in capsys.readouterr().err


def test_un_archivo_que_no_esta_o_no_se_lee_se_dice(orden, tmp_path):
    codigo, _, error = orden("", archivo=str(tmp_path / "nada.txt"))
    assert (codigo, "no se pudo leer" in error) == (1, True)
    roto = tmp_path / "roto.pdf"
    roto.write_bytes(b"%PDF-1.4 roto")
    codigo, _, error = orden("", archivo=str(roto))
    assert (codigo, error.startswith("centro-doc: ")) == (1, True)
