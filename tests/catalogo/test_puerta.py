"""La puerta decide por el contenido; los nombres se limpian y se muestran."""

import io
import zipfile

import pytest
from archivos import docx, pdf, pdf_con_clave

from centro_doc.catalogo.nombres import (
    LARGO,
    limpiar_nombre,
    nombre_con_carpeta,
    sin_carpeta,
    titulo_de_nombre,
    titulo_propuesto,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _zip(*nombres: str) -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as comprimido:
        for nombre in nombres:
            comprimido.writestr(nombre, "x")
    return salida.getvalue()


@pytest.mark.parametrize(
    ("nombre", "datos", "tipo"),
    [
        ("a.pdf", pdf("hola"), "application/pdf"),
        ("a.exe", pdf("hola"), "application/pdf"),
        ("cortado.pdf", pdf("hola" * 50)[:400], "application/pdf"),
        ("clave.pdf", pdf_con_clave("hola"), "application/pdf"),
        ("a.txt", "Artículo 1. Añada".encode(), "text/plain"),
        ("a.html", b"<!doctype html><html><body>hola</body></html>", "text/html"),
        ("carta.rtf", b"{\\rtf1 hola}", "application/rtf"),
        ("foto.pdf", b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, "image/png"),
        ("varios.zip", _zip("a.pdf", "b.pdf"), "application/zip"),
        ("cortada.xlsx", _zip("xl/workbook.xml")[:-30], XLSX),
    ],
)
def test_entra_lo_que_se_lee_sea_cual_sea_su_nombre(llegar, nombre, datos, tipo):
    llegada = llegar(nombre, datos)
    assert (llegada.tipo, llegada.motivo) == (tipo, "")
    assert llegada.guardado.tamano == len(datos)


def test_un_docx_entra_y_cortado_tambien_para_que_su_falla_se_vea(llegar):
    entero = docx("hola")
    assert llegar("a.docx", entero).tipo.endswith("wordprocessingml.document")
    assert llegar("cortado.docx", entero[: len(entero) // 2]).tipo.endswith("wordprocessingml.document")
    assert llegar("cortado.zip", entero[: len(entero) // 2]).guardado is None


@pytest.mark.parametrize(
    ("nombre", "datos"),
    [
        ("vacio.pdf", b""),
        ("Ley.pdf", b"MZ\x90\x00" + b"\x00" * 200),
        ("guion.txt", b"\x7fELF" + b"\x00" * 200),
        ("foto.pdf", b"GIF89a" + b"\x00" * 200),
        ("boletin.pub", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
        ("programa.zip", _zip("META-INF/MANIFEST.MF")),
        ("cortado.zip", _zip("a.pdf", "b.pdf")[:-30]),
        ("ceros.bin", bytes(range(256)) * 40),
    ],
)
def test_lo_que_no_se_lee_se_rechaza_con_motivo_y_salida_y_no_se_guarda(llegar, deposito, nombre, datos):
    llegada = llegar(nombre, datos)
    assert llegada.guardado is None
    assert llegada.motivo.endswith(".")
    assert llegada.salida.endswith(".")
    assert list(deposito.listar()) == []


def test_uno_demasiado_grande_se_corta_y_dice_cuanto_pesa_y_el_limite(llegar, deposito):
    llegada = llegar("grande.pdf", b"%PDF-1.4" + b"x" * 2_000_000, limite=1_000_000)
    assert llegada.motivo == "El archivo pesa 2 MB y el límite es 1 MB."
    assert list(deposito.listar()) == []


@pytest.mark.parametrize(
    ("crudo", "limpio"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Documentos\\Ley de migración.pdf", "Ley de migración.pdf"),
        ("carpeta/", "carpeta"),
        ("a\x00b\nc\x1b[31m.pdf", "ab c[31m.pdf"),
        ("factura\u202efdp.exe", "facturafdp.exe"),
        ("  .oculto.pdf ", "oculto.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("..", "sin nombre"),
        ("\u200b", "sin nombre"),
        (None, "sin nombre"),
    ],
)
def test_los_nombres_se_limpian(crudo, limpio):
    assert limpiar_nombre(crudo) == limpio


def test_un_nombre_larguisimo_se_acorta_y_conserva_su_extension():
    nombre = limpiar_nombre("á" * 500 + ".pdf")
    assert len(nombre) == LARGO
    assert nombre.endswith("….pdf")
    assert len(limpiar_nombre("x" * 500)) == LARGO


@pytest.mark.parametrize(
    ("crudo", "limpio"),
    [
        ("a/a.txt", "a › a.txt"),
        ("b\\a.txt", "b › a.txt"),
        ("../../tmp/ESCAPE.txt", "tmp › ESCAPE.txt"),
        ("C:\\Windows\\a.txt", "Windows › a.txt"),
        ("/etc/x\u202e.txt", "etc › x.txt"),
        ("acta.txt", "acta.txt"),
        ("..", "sin nombre"),
        ("x" * 150 + "/cerca/" + "y" * 20 + ".txt", "cerca › " + "y" * 20 + ".txt"),
    ],
)
def test_lo_que_venia_en_una_carpeta_la_conserva_saneada(crudo, limpio):
    assert nombre_con_carpeta(crudo) == limpio == limpiar_nombre(limpio)
    assert titulo_de_nombre(limpio) == titulo_de_nombre(sin_carpeta(limpio))


@pytest.mark.parametrize(
    ("propio", "titulo"),
    [
        ("Ley de Migración y Extranjería", "Ley de Migración y Extranjería"),
        ("Microsoft Word - documento final.doc", "Ley 44 2016"),
        ("untitled", "Ley 44 2016"),
        ("Doc1", "Ley 44 2016"),
        ("C:\\x\\ley final.docx", "Ley 44 2016"),
        ("12345 6789", "Ley 44 2016"),
        ("", "Ley 44 2016"),
        (None, "Ley 44 2016"),
        ("x" * 400, "Ley 44 2016"),
    ],
)
def test_el_titulo_propuesto_sale_del_archivo_si_parece_un_titulo(propio, titulo):
    assert titulo_propuesto("Ley_44_2016.pdf", propio) == titulo


def test_un_nombre_que_es_solo_extension_sirve_de_titulo():
    assert titulo_de_nombre("_.pdf") == "_.pdf"
