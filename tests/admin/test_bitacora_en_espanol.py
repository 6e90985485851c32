"""La bitácora se lee en español, aunque en la base las palabras vayan sin tildes."""

import ast
from pathlib import Path

import pytest

from centro_doc.admin.vistas import PALABRAS, en_palabras, nombre_de_accion

RAIZ = Path(__file__).resolve().parents[2] / "centro_doc"


def _acciones() -> set[str]:
    """Los literales que el código anota como acción: el tercer argumento, o el segundo, de cada `anotar`."""
    halladas = set()
    for archivo in RAIZ.rglob("*.py"):
        for nodo in ast.walk(ast.parse(archivo.read_text(encoding="utf-8"))):
            nombre = getattr(
                getattr(nodo, "func", None), "attr", getattr(getattr(nodo, "func", None), "id", "")
            )
            if isinstance(nodo, ast.Call) and "anotar" in nombre:
                textos = (a.value for a in nodo.args if isinstance(a, ast.Constant))
                halladas |= {uno for uno in textos if isinstance(uno, str) and "_" in uno}
    return halladas


def test_ninguna_accion_se_lee_sin_sus_tildes() -> None:
    palabras = {palabra for accion in _acciones() for palabra in accion.split("_")}
    assert len(palabras) > 40
    piden = {p for p in palabras if p.endswith(("cion", "sion")) or p.startswith("anad")}
    assert piden <= PALABRAS.keys()
    assert {"pagina", "indice", "vinculo"} <= PALABRAS.keys()


@pytest.mark.parametrize(
    ("guardado", "dicho"),
    [
        ("archivo_anadido", "archivo añadido"),
        ("por_catalogar", "por catalogar"),
        ("plan:2009-2012:OO4.A4.1", "OO4.A4.1"),
        ("tema:AG2", "AG2"),
        ("Lo pidió la Junta: urgente_ya", "Lo pidió la Junta: urgente_ya"),
        ("CD-00012", "CD-00012"),
    ],
)
def test_lo_guardado_se_dice_en_palabras(guardado: str, dicho: str) -> None:
    assert en_palabras(guardado) == dicho


def test_la_accion_empieza_con_mayuscula() -> None:
    assert nombre_de_accion("operacion_hecha") == "Operación hecha"
