"""DOC antiguo: con el programa que haya; sin ninguno, un motivo con salida."""

import io
import os
import stat

import pytest
from PIL import Image

from indexador.errores import NoExtraible
from indexador.extraccion.doc import leer_doc
from indexador.extraccion.huellas import LLEVA_DENTRO
from indexador.extraccion.limites import Opciones
from indexador.extraccion.ole import Compuesto, propiedades
from tests.indexador.extraccion.compuesto import compuesto, conjunto


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


def leer(tmp_path, *, octetos=b"\xd0\xcf\x11\xe0", **opciones):
    (tmp_path / "a.doc").write_bytes(octetos)
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


def _foto():
    exif, salida = Image.Exif(), io.BytesIO()
    exif[0x013B] = "Marta Sic"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (60, 80), "white").save(salida, "JPEG", exif=exif)
    return salida.getvalue()


@pytest.mark.parametrize("largo", [0, 4096])
def test_lo_que_dicen_sus_propiedades_y_sus_fotos(tmp_path, programas, largo):
    """Word guarda las propiedades en 4.096 octetos; otros programas, en el flujo de los cortos."""
    programas(antiword='echo "El acta de la mesa de trabajo"', catdoc="exit 1")
    suyas = {
        "\x05SummaryInformation": conjunto({2: "Acta", 4: "Juana Pérez", 8: "Luis Gil"}).ljust(largo, b"\0"),
        "\x05DocumentSummaryInformation": conjunto({14: "Marta", 15: "Бюро"}, pagina=1251),
        "Data": b"\0" * 70 + _foto(),
        "WordDocument": b"\xff\xd8\xff" * 3,
    }
    texto = leer(tmp_path, octetos=compuesto(suyas))
    assert texto.propiedades[LLEVA_DENTRO] == (
        "autor «Juana Pérez»; último en modificarlo «Luis Gil»; responsable «Marta»; empresa «Бюро»; "
        "autor de una imagen «Marta Sic»"
    )
    assert any("lleva 1 imagen que dice dónde se tomó (GPS)." in uno for uno in texto.avisos)


def test_un_compuesto_que_da_vueltas_o_se_corta_no_impide_leer():
    entero = compuesto({"\x05SummaryInformation": conjunto({4: "Juana"}), "Data": b"x" * 9000})
    vueltas = bytearray(entero)
    vueltas[512:1024] = (1).to_bytes(4, "little") * 128
    for octetos in (bytes(vueltas), entero[:700], entero[:60], b"", b"PK"):
        hecho = Compuesto.abrir(octetos)
        assert hecho is None or len(hecho.flujo("Data")) <= 9000
    assert Compuesto.abrir(entero).flujo("Data") == b"x" * 9000
    assert Compuesto.abrir(entero).flujo("no está") == b""
    assert propiedades(b"corto") == {} == propiedades(b"\xff" * 80)
