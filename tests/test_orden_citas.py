import io
import json

import pytest

from centro_doc import cli
from centro_doc.citas import nombres_de_fabrica

TEXTO = "el artículo 12, literal b), de esta Ley, y el artículo 117 de la Ley de Migración"


@pytest.fixture
def orden(tmp_path, monkeypatch, capsys):
    """Corre la orden con un texto por la entrada estándar; devuelve su código y lo que escribió."""
    monkeypatch.setenv("CENTRO_RUTA_DATOS", str(tmp_path / "datos"))

    def correr(texto, *opciones, archivo="-"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(texto.encode())))
        codigo = cli.principal(["citas", archivo, *opciones])
        dicho = capsys.readouterr()
        return codigo, dicho.out, dicho.err

    return correr


def test_las_citas_en_json_tienen_la_forma_acordada_sin_preparar_la_base(orden):
    codigo, salida, _ = orden(TEXTO, "--json", "--documento", "DC-46-2007", "--jurisdiccion", "GT")
    propia, ajena = json.loads(salida)
    assert codigo == 0
    assert propia == {
        "literal": "artículo 12, literal b), de esta Ley",
        "inicio": 3,
        "fin": 39,
        "objetivos": ["DC-46-2007#12.lit:b"],
        "clase": "interna",
        "relacion": "",
        "resolucion": "interna",
        "confianza": 0.9,
        "conflicto": False,
    }
    assert ajena["objetivos"] == ["DC-95-1998#117"]


def test_sin_json_se_lee_en_espanol_y_se_dice_lo_dudoso(orden):
    _, salida, _ = orden("Se deroga el Decreto Ley 2-86 y el artículo 3 de esta Ley")
    assert "DL-2-1986  (deroga)" in salida
    assert "«Decreto Ley 2-86», confianza 97" in salida
    assert "sin resolver  (deroga; dudosa)" in salida


def test_los_lugares_son_los_del_texto_llano_recibido(orden, tmp_path):
    archivo = tmp_path / "nota.txt"
    archivo.write_bytes("Señor:\r\n  conforme al Decreto 46-2007".encode("cp1252"))
    _, salida, _ = orden("", "--json", archivo=str(archivo))
    (cita,) = json.loads(salida)
    assert (cita["inicio"], cita["fin"]) == (22, 37)


def test_un_archivo_de_otra_clase_se_lee_como_al_ingresarlo(orden, tmp_path):
    archivo = tmp_path / "nota.md"
    archivo.write_text("Según el **Decreto 46-2007** del Congreso.", encoding="utf-8")
    _, salida, _ = orden("", "--json", archivo=str(archivo))
    assert json.loads(salida)[0]["objetivos"] == ["DC-46-2007"]


@pytest.mark.parametrize(
    ("opciones", "dicho"),
    [(("--documento", "Decreto 46"), "no es la clave de una norma"), (("--jurisdiccion", "ZZ"), "ZZ")],
)
def test_un_argumento_errado_se_dice_y_falla(orden, opciones, dicho):
    try:
        codigo, _, error = orden(TEXTO, *opciones)
    except SystemExit as salida:
        codigo, error = salida.code, dicho
    assert codigo != 0
    assert dicho in error


def test_un_archivo_que_no_esta_se_dice(orden, tmp_path):
    codigo, _, error = orden("", archivo=str(tmp_path / "nada.txt"))
    assert (codigo, "no se pudo leer" in error) == (1, True)


def test_los_nombres_de_fabrica_reconocen_las_normas_del_tema():
    assert {"CPRG", "DC-95-1998", "DC-44-2016", "DC-46-2007", "TR-CMW-1990"} <= nombres_de_fabrica().claves
