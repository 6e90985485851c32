"""Una lectura por OCR cortada a la mitad sigue donde iba: lo ya leído no se lee otra vez."""

import json
from pathlib import Path

import pytest

from indexador.errores import NoExtraible, TurnoCedido
from indexador.extraccion import Opciones, aislado, ocr
from indexador.extraccion.aislado import Cortesia, entorno_del_hijo, extraer_aislado
from indexador.extraccion.cuadrilla import Cuadrilla
from indexador.extraccion.pdf import leer_pdf
from indexador.extraccion.reconocidas import Reconocida, Reconocidas
from indexador.extraccion.relectura import OCR_A_MEDIAS
from indexador.extraccion.turno import Turno
from indexador.ficha import Palabra
from tests.indexador.extraccion.test_extraccion_pdf import escaneada

UNA = Reconocida("Artículo 1.", (Palabra(0, 8, 0.25, 0.5, 0.75, 1.0),), 91.5)
FILA = "5\\t1\\t1\\t1\\t1\\t1\\t1\\t1\\t1\\t1\\t95\\tMigrante"
LEE = """#!/bin/sh
case "$1" in --version) echo "tesseract 9.9"; exit;; --list-langs) echo spa; exit;; esac
echo x >> {veces}
{antes}
printf 'cabecera\\n{fila}\\n'
"""


@pytest.fixture
def tesseract(tmp_path, monkeypatch):
    """Un programa de OCR de mentira que cuenta las páginas que lee."""
    carpeta, veces = tmp_path / "programas", tmp_path / "veces.txt"
    carpeta.mkdir()

    def _poner(antes=""):
        guion = LEE.format(veces=veces, antes=antes.format(veces=veces), fila=FILA)
        (carpeta / "tesseract").write_text(guion)
        (carpeta / "tesseract").chmod(0o755)
        ocr.buscar_ocr.cache_clear()
        veces.unlink(missing_ok=True)
        return lambda: len(veces.read_text().split()) if veces.exists() else 0

    monkeypatch.setenv("PATH", f"{carpeta}:/usr/bin:/bin")
    propia = Cuadrilla(Path(aislado.__file__).parents[2], lambda: entorno_del_hijo(tmp_path))
    monkeypatch.setattr(aislado, "_cuadrilla", propia)
    yield _poner
    propia.cerrar()
    ocr.buscar_ocr.cache_clear()


def test_una_pagina_guardada_vuelve_igual(tmp_path):
    hechas = Reconocidas(tmp_path / "nueva", "tesseract 5")
    assert hechas.buscar(3) is None
    hechas.guardar(3, UNA)
    vuelve = hechas.buscar(3)
    assert (vuelve.texto, vuelve.confianza) == (UNA.texto, UNA.confianza)
    assert vuelve.palabras[0].x0 == pytest.approx(0.25, abs=1e-4)
    assert [r.name for r in (tmp_path / "nueva").iterdir()] == ["3.json"]


@pytest.mark.parametrize("basura", ["", "{}", "[1, 2]", json.dumps(["tesseract 5", "a", 1, "%%"]), "\x00"])
def test_lo_que_no_se_entiende_es_como_si_no_estuviera(tmp_path, basura):
    (tmp_path / "1.json").write_text(basura)
    assert Reconocidas(tmp_path, "tesseract 5").buscar(1) is None


def test_lo_que_dejo_otro_lector_no_se_toma(tmp_path):
    Reconocidas(tmp_path, "tesseract 4").guardar(1, UNA)
    assert Reconocidas(tmp_path, "tesseract 5").buscar(1) is None


def test_sin_carpeta_o_sin_permiso_se_lee_igual(tmp_path):
    (tmp_path / "archivo").write_text("")
    for carpeta in (None, tmp_path / "archivo"):
        hechas = Reconocidas(carpeta, "tesseract 5")
        hechas.guardar(1, UNA)
        assert hechas.buscar(1) is None


def test_lo_que_no_alcanzo_se_retoma_y_solo_se_leen_las_que_faltan(tmp_path, tesseract):
    """El tiempo se acaba al leer la tercera: el plazo queda en el pasado mientras el OCR trabaja."""
    leidas = tesseract()
    archivo, hechas = escaneada(tmp_path / "e.pdf", paginas=4), tmp_path / "hechas"
    previas = leer_pdf(archivo, Opciones(paginas=2, reconocidas=hechas))
    assert [p.origen for p in previas.paginas] == ["ocr", "ocr"]
    assert leidas() == 2
    cortada = leer_pdf(archivo, Opciones(plazo=0.0, reconocidas=hechas))
    assert [p.origen for p in cortada.paginas] == ["ocr", "ocr", "sin_texto", "sin_texto"]
    assert cortada.propiedades[OCR_A_MEDIAS] == "2"
    assert "las páginas 3 y 4: son imagen y el OCR no terminó a tiempo" in cortada.avisos[1]
    assert leidas() == 2
    entera = leer_pdf(archivo, Opciones(reconocidas=hechas))
    assert [p.texto for p in entera.paginas] == ["Migrante"] * 4
    assert OCR_A_MEDIAS not in entera.propiedades
    assert leidas() == 4
    assert entera.extractor == cortada.extractor


def test_muerto_el_proceso_que_lee_las_paginas_leidas_quedan(tmp_path, tesseract):
    """Al leer la tercera página, el OCR mata a quien lo llamó: como si el sistema lo hubiera cortado."""
    leidas = tesseract('[ "$(wc -l < {veces})" -lt 3 ] || kill -9 $PPID')
    archivo, hechas = escaneada(tmp_path / "e.pdf", paginas=4), tmp_path / "hechas"
    with pytest.raises(NoExtraible):
        extraer_aislado(archivo, "e.pdf", reconocidas=hechas)
    assert leidas() == 3
    leidas = tesseract()
    texto = extraer_aislado(archivo, "e.pdf", reconocidas=hechas)
    assert [p.texto for p in texto.paginas] == ["Migrante"] * 4
    assert leidas() == 2


def test_si_otro_espera_cede_entre_paginas_y_termina_sin_leer_ninguna_dos_veces(tmp_path, tesseract):
    """Espera alguien siempre: la primera vez cede sin leer nada; después, cada vez lee algo más."""
    leidas = tesseract()
    archivo, hechas = escaneada(tmp_path / "e.pdf", paginas=4), tmp_path / "hechas"

    def leer(*, estreno):
        return extraer_aislado(
            archivo, "e.pdf", reconocidas=hechas, cortesia=Cortesia(lambda: True, estreno=estreno)
        )

    with pytest.raises(TurnoCedido):
        leer(estreno=True)
    assert leidas() == 0
    texto, cesiones = None, 0
    while texto is None:
        antes = leidas()
        try:
            texto = leer(estreno=False)
        except TurnoCedido:
            cesiones += 1
            assert leidas() > antes
    assert [p.texto for p in texto.paginas] == ["Migrante"] * 4
    assert leidas() == 4


def test_sin_nadie_que_espere_no_cede(tmp_path, tesseract):
    leidas = tesseract()
    archivo = escaneada(tmp_path / "e.pdf", paginas=2)
    texto = extraer_aislado(
        archivo, "e.pdf", reconocidas=tmp_path / "hechas", cortesia=Cortesia(lambda: False, estreno=True)
    )
    assert [p.origen for p in texto.paginas] == ["ocr", "ocr"]
    assert leidas() == 2


def test_no_cede_mientras_lo_que_guarda_no_pese_mas_que_volver_a_empezar(tmp_path):
    """Una página que falla, o que no cupo en el disco, no es avanzar."""
    (tmp_path / "esperan").touch()
    turno = Turno(tmp_path / "esperan", estreno=False)
    turno.mirar()
    turno.avanzo(60.0)
    with pytest.raises(TurnoCedido):
        turno.mirar()
