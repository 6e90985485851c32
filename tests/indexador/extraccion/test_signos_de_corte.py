"""Una palabra partida al final del renglón se busca entera, y lo señalado cae en sus dos pedazos."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexador.consulta import Resaltar
from indexador.extraccion import Opciones, TipoDeArchivo, extraer
from indexador.extraccion.cajas import cajas_de
from indexador.extraccion.limpieza import limpiar, limpiar_palabra
from indexador.lengua.analizador import analizar
from indexador.motor.resaltado import marcas


@pytest.mark.parametrize("corte", ["-\n", "- \n  ", "\xad\n", "¬\n", "¬ \r\n", "‐\n", "-\r\n"])
def test_se_busca_entera_con_cualquier_signo_de_corte_y_se_marca_donde_esta(corte):
    texto = limpiar(f"La protección de la migra{corte}ción infantil")
    assert [t.forma for t in analizar(texto)][4:6] == ["migracion", "infantil"]
    ((inicio, fin),) = marcas(texto, Resaltar(formas=frozenset({"migracion"})))
    assert texto[inicio:fin] == "migra-\nción"


@pytest.mark.parametrize(
    ("crudo", "limpio"),
    [
        ("a ¬ b", "a ¬ b"),
        ("¬\nsolo", "¬\nsolo"),
        ("op\xadcio\xadnal", "opcional"),
        ("46‑2007", "46-2007"),
        ("migra¬\n", "migra¬"),
        ("x¬\n9", "x¬\n9"),
    ],
)
def test_lo_que_no_parte_una_palabra_no_se_toca(crudo, limpio):
    assert limpiar(crudo) == limpio


def test_en_un_pdf_la_palabra_tambien():
    assert [limpiar_palabra(p) for p in ("migra\xad", "migra¬", "¬", "ni\xadñez")] == [
        "migra-",
        "migra-",
        "¬",
        "niñez",
    ]


def test_en_un_pdf_las_cajas_cubren_los_dos_pedazos(tmp_path):
    lienzo = Canvas(str(tmp_path / "a.pdf"), pagesize=(612, 792))
    for n, renglon in enumerate(("Toda persona tiene derecho a la migra-", "ción segura y ordenada")):
        lienzo.drawString(72, 700 - 14 * n, renglon)
    lienzo.showPage()
    lienzo.save()
    pagina = extraer(tmp_path / "a.pdf", TipoDeArchivo.PDF, Opciones()).paginas[0]
    ((inicio, fin),) = marcas(pagina.texto, Resaltar(formas=frozenset({"migracion"})))
    assert pagina.texto[inicio:fin] == "migra-\nción"
    arriba, abajo = cajas_de(pagina.palabras, inicio, fin)
    assert arriba.y1 <= abajo.y0 + 0.01
    assert arriba.x0 > abajo.x0
