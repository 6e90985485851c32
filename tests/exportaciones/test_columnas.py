"""Las columnas estrechas no parten palabras si caben, y el DOCX no lleva nada de otro programa."""

import zipfile
from io import BytesIO

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from centro_doc.comun.docx_nuevo import docx_nuevo
from centro_doc.encuadernacion import letra
from centro_doc.encuadernacion.columnas import anchos
from centro_doc.encuadernacion.obra import Tabla

LIBRE = 468.0
LARGO = "Una razón que se dice despacio y con muchas palabras para que ocupe casi toda la hoja. " * 4
TABLA = Tabla(
    "Índice",
    ("Código", "Clase", "Qué dice", "Responsable", "Cumplimiento"),
    (("OO2.P1.1", "Desconocido", LARGO, "CONAMIGUA", "Pendiente"),),
)


@pytest.fixture(autouse=True)
def _letras() -> None:
    letra.cargar()


def _palabra(n: int) -> float:
    de_celda = [stringWidth(p, letra.CELDA.fontName, 8.8) for f in TABLA.filas for p in f[n].split()]
    return max(*de_celda, stringWidth(TABLA.columnas[n], letra.CABEZA.fontName, 8.8))


def test_cada_columna_da_para_su_palabra_mas_larga() -> None:
    hallados = anchos(TABLA, LIBRE)
    assert sum(hallados) == pytest.approx(LIBRE)
    assert all(ancho >= _palabra(n) + 8 for n, ancho in enumerate(hallados))
    assert max(hallados) == hallados[2]


def test_si_no_caben_enteras_solo_parten_las_mas_largas() -> None:
    huella = "a" * 64
    hallados = anchos(Tabla("", ("Uno", "Dos", "Tres"), ((huella, huella, "corta"),)), LIBRE)
    assert sum(hallados) == pytest.approx(LIBRE)
    assert hallados[2] >= stringWidth("corta", letra.CELDA.fontName, 8.8) + 8
    assert hallados[0] == hallados[1]


def test_el_docx_no_dice_que_lo_hizo_otro_programa() -> None:
    salida = BytesIO()
    docx_nuevo().save(salida)
    with zipfile.ZipFile(salida) as partes:
        assert not {uno for uno in partes.namelist() if uno.startswith("docProps/")} - {"docProps/core.xml"}
        assert not any(b"Macintosh" in partes.read(uno) for uno in partes.namelist())
