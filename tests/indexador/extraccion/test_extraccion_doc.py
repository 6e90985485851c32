"""DOC antiguo: con el programa que haya; sin ninguno, un motivo con salida."""

import os
import stat

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion.doc import leer_doc
from indexador.extraccion.limites import Opciones


@pytest.fixture
def programas(tmp_path, monkeypatch):
    """Pone en el camino programas que se llaman como los de verdad y hacen lo que se diga."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.defpath}")

    def _poner(**guiones):
        for nombre, guion in guiones.items():
            ruta = tmp_path / nombre
            ruta.write_text(f"#!/bin/sh\n{guion}\n", encoding="utf-8")
            ruta.chmod(ruta.stat().st_mode | stat.S_IXUSR)

    return _poner


def leer(tmp_path, **opciones):
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    return leer_doc(tmp_path / "a.doc", Opciones(**opciones))


def test_antiword_lee_y_dice_si_hay_algo_oculto(tmp_path, programas):
    programas(
        antiword='echo "La niñez migrante del país"; echo "[pic]"\n[ "$1" = "-s" ] && echo oculto; exit 0',
        catdoc="exit 1",
    )
    texto = leer(tmp_path)
    assert (texto.extractor, texto.paginas[0].texto) == ("doc antiword", "La niñez migrante del país")
    assert texto.avisos == (
        "Antes de publicar, revise el archivo: lleva texto oculto. Quien lo descargue los puede ver.",
    )


def test_si_antiword_no_puede_se_prueba_catdoc_y_sus_paginas(tmp_path, programas):
    programas(antiword="echo no soporto esto; exit 1", catdoc='printf "Primera\\fSegunda"')
    assert [p.texto for p in leer(tmp_path).paginas] == ["Primera", "Segunda"]


@pytest.mark.parametrize("guion", ["exit 1", "printf '\\377\\377\\377\\377'", "exec sleep 30"])
def test_si_ninguno_lo_entiende_esta_danado(tmp_path, programas, guion):
    programas(antiword=guion, catdoc="exit 1")
    with pytest.raises(NoExtraible) as error:
        leer(tmp_path, plazo=0.0)
    assert error.value.codigo == "danado"


def test_sin_programas_se_dice_que_falta_y_que_hacer(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoExtraible) as error:
        leer(tmp_path)
    assert error.value.codigo == "sin_lector"
    assert "antiword" in error.value.salida
