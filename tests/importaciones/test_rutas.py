"""Una ruta con octetos que no son UTF-8 se escribe como texto y vuelve a ser ella."""

import os
from pathlib import Path

import pytest

from centro_doc.importaciones import rutas


@pytest.mark.parametrize(
    ("octetos", "escrita"),
    [
        (b"actas/acci\xf3n.txt", "actas/acci\N{REPLACEMENT CHARACTER}f3n.txt"),
        ("actas/acción.txt".encode(), "actas/acción.txt"),
        (
            "raro \N{REPLACEMENT CHARACTER}f3".encode(),
            "raro \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}f3",
        ),
        (b"\xff\xfe", "\N{REPLACEMENT CHARACTER}ff\N{REPLACEMENT CHARACTER}fe"),
    ],
)
def test_de_lo_escrito_se_vuelve_a_la_ruta(octetos, escrita):
    ruta = Path(os.fsdecode(octetos))
    assert rutas.escribir(ruta) == escrita
    assert rutas.leer(escrita) == ruta
