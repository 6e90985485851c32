"""El formato se reconoce por el contenido, y lo que no se lee se llama por su nombre."""

import zipfile

import pytest

from indexador.errores import NoExtraible
from indexador.extraccion import TipoDeArchivo, directorio_zip, reconocer
from indexador.extraccion.tipo_formatos import EXTENSIONES
from tests.indexador.extraccion import hechos


def con(ruta, contenido):
    ruta.write_bytes(contenido)
    return ruta


def rechazo(ruta, nombre=""):
    with pytest.raises(NoExtraible) as error:
        reconocer(ruta, nombre)
    return error.value


@pytest.mark.parametrize(
    ("contenido", "nombre", "tipo"),
    [
        (b"%PDF-1.7\n", "a.txt", TipoDeArchivo.PDF),
        (b"basura al principio\n%PDF-1.4", "a.pdf", TipoDeArchivo.PDF),
        (b"\x00\x01\x02\xff 1 0 obj <<>> \x00\x05", "sin-cabecera.pdf", TipoDeArchivo.PDF),
        (b"<!DOCTYPE html><html></html>", "a.pdf", TipoDeArchivo.HTML),
        ("<!doctype html><html>ñ</html>".encode("utf-16"), "a", TipoDeArchivo.HTML),
        (b"<p>Sin cabeza</p>", "a.HTM", TipoDeArchivo.HTML),
        (b"<body><p>x</p></body>", "", TipoDeArchivo.HTML),
        (b"<p>Sin cabeza</p>", "a.txt", TipoDeArchivo.TXT),
        (b"{\\rtf1\\ansi Hola}", "a.doc", TipoDeArchivo.RTF),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.pdf", TipoDeArchivo.PNG),
        (b"\xff\xd8\xff\xe0" + bytes(50), "a", TipoDeArchivo.JPEG),
        (b"II*\0" + bytes(50), "a", TipoDeArchivo.TIFF),
        (b"MM\0*" + bytes(50), "a", TipoDeArchivo.TIFF),
        (b"RIFF\x00\x00\x00\x00WEBP" + bytes(50), "a", TipoDeArchivo.WEBP),
        (b"MIME-Version: 1.0\r\nSubject: Hola\r\nFrom: a\r\n\r\nHola", "a.txt", TipoDeArchivo.EML),
        (b"From a@b Tue Apr 5\nFrom: a\nTo: b\nDate: c\n\nHola", "", TipoDeArchivo.EML),
        (b"Subject: Hola\nFrom: a\n\nHola", "a.eml", TipoDeArchivo.EML),
        (b"Subject: Hola\nFrom: a\n\nHola", "a.txt", TipoDeArchivo.TXT),
        (b"To: la comision\nFrom: aqui\nDate: hoy, lunes\nsigue el texto", "a.txt", TipoDeArchivo.TXT),
        (b"# Informe", "a.md", TipoDeArchivo.MARKDOWN),
        (b"# Informe", "a.txt", TipoDeArchivo.TXT),
        ("Niñez".encode(), "a.pdf", TipoDeArchivo.TXT),
        ("La niñez migrante de Guatemala".encode("cp1252"), "a.txt", TipoDeArchivo.TXT),
        ("Niñez".encode("utf-16"), "a.txt", TipoDeArchivo.TXT),
        (b"MZ-4 es el nombre de la mesa de trabajo", "a.txt", TipoDeArchivo.TXT),
        (b"BM informa que la sesion sera el lunes", "a.txt", TipoDeArchivo.TXT),
        (("á" * 40_000).encode()[:70_001], "a.txt", TipoDeArchivo.TXT),
    ],
)
def test_se_reconoce_por_el_contenido(tmp_path, contenido, nombre, tipo):
    assert reconocer(con(tmp_path / "x", contenido), nombre) is tipo


def test_un_docx_es_un_zip_con_documento_de_word(tmp_path):
    tipo = reconocer(hechos.docx(tmp_path / "a.bin", "x"), "a.pdf")
    assert tipo is TipoDeArchivo.DOCX
    assert tipo.extension == ".docx"
    assert "wordprocessingml" in tipo.mime


def ole(*flujos):
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(600)
        + b"".join(f.encode("utf-16-le") + bytes(40) for f in flujos)
    )


@pytest.mark.parametrize(
    ("contenido", "dice"),
    [
        (b"MZ\x90\x00" + bytes(300), "un programa de Windows (EXE)"),
        (b"\x7fELF\x02\x01" + bytes(300), "un programa de Linux"),
        (b"#!/bin/sh\necho hola\n", "un programa (guion de órdenes)"),
        (b"RIFF\x00\x00\x00\x00AVI " + bytes(50), "un video (AVI)"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "una imagen de teléfono (HEIC)"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(50), "un video (MP4)"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(50), "un archivo comprimido (7z)"),
        (b"PK\x05\x06" + bytes(18), "un archivo comprimido (ZIP) sin nada dentro"),
        (ole("Quill"), "una publicación de Publisher (PUB)"),
        (ole("Workbook"), "un libro de Excel antiguo (XLS)"),
        (ole("OtraCosa"), "un archivo antiguo de Office"),
        (b"<?xml version='1.0'?><datos/>", "un archivo XML"),
    ],
)
def test_lo_que_no_se_lee_se_llama_por_su_nombre(tmp_path, contenido, dice):
    error = rechazo(con(tmp_path / "x", contenido), "informe.pdf")
    assert error.codigo == "formato"
    assert error.motivo == f"«informe.pdf» es {dice}, no un PDF."
    assert error.salida


def test_con_su_propio_nombre_no_se_le_corrige(tmp_path):
    error = rechazo(con(tmp_path / "x", ole("Quill")), "boletin.pub")
    assert error.motivo == "«boletin.pub» es una publicación de Publisher (PUB)."
    assert rechazo(con(tmp_path / "x", ole("Quill"))).motivo.startswith("El archivo es")


@pytest.mark.parametrize(
    ("partes", "tipo"),
    [
        ({"xl/workbook.xml": b""}, TipoDeArchivo.XLSX),
        ({"ppt/presentation.xml": b""}, TipoDeArchivo.PPTX),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, TipoDeArchivo.ODT),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, TipoDeArchivo.ODS),
        ({"mimetype": b"application/epub+zip"}, TipoDeArchivo.EPUB),
        ({"mimetype": b"x" * 300, "a.pdf": b""}, TipoDeArchivo.ZIP),
        ({"word/leame.txt": b"", "xl/x.xml": b""}, TipoDeArchivo.ZIP),
    ],
)
def test_los_otros_zip_se_distinguen(tmp_path, partes, tipo):
    assert reconocer(hechos.con_partes(tmp_path / "x", partes), "x.zip") is tipo


@pytest.mark.parametrize(
    ("partes", "dice"),
    [
        ({"META-INF/MANIFEST.MF": b"", "A.class": b""}, "un programa de Java (JAR)"),
        ({"visio/document.xml": b""}, "un dibujo de Visio (VSDX)"),
        ({"mimetype": b"application/vnd.oasis.opendocument.presentation"}, "de LibreOffice (ODP)"),
    ],
)
def test_un_zip_que_es_otra_cosa_se_llama_por_su_nombre(tmp_path, partes, dice):
    assert dice in rechazo(hechos.con_partes(tmp_path / "x", partes), "x.zip").motivo


def test_un_doc_antiguo_se_reconoce_aunque_no_haya_con_que_leerlo(tmp_path):
    assert reconocer(con(tmp_path / "x", ole("WordDocument")), "x.doc") is TipoDeArchivo.DOC


def test_cada_formato_tiene_su_tipo_mime_y_su_extension_en_el_formulario():
    assert len({tipo.mime for tipo in TipoDeArchivo}) == len(TipoDeArchivo)
    assert {tipo.extension for tipo in TipoDeArchivo} <= set(EXTENSIONES)


def test_lo_que_lleva_un_pdf_sin_comprimir_dentro_no_es_un_pdf(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_STORED) as paquete:
        paquete.writestr("acta.pdf", b"%PDF-1.4 acta")
    assert reconocer(tmp_path / "a.zip", "a.zip") is TipoDeArchivo.ZIP
    correo = b"From: a\nTo: b\nSubject: c\n\nPego lo que dice:\n%PDF-1.4"
    assert reconocer(con(tmp_path / "x", correo), "c.eml") is TipoDeArchivo.EML
    de_la_red = b"HTTP/1.1 200 OK\r\nServer: x\r\nDate: y\r\nTo: z\r\n\r\n%PDF-1.4"
    assert reconocer(con(tmp_path / "y", de_la_red), "a.pdf") is TipoDeArchivo.PDF


def test_un_office_con_contrasena_es_protegido(tmp_path):
    assert rechazo(con(tmp_path / "x", ole("EncryptedPackage")), "x.docx").codigo == "protegido"


def test_un_archivo_vacio_o_de_ceros_se_explica(tmp_path):
    vacio = rechazo(con(tmp_path / "x", b""), "oficio.pdf")
    assert (vacio.codigo, vacio.motivo) == ("vacio", "«oficio.pdf» está vacío: pesa 0 bytes.")
    ceros = rechazo(con(tmp_path / "x", bytes(5000)), "oficio.pdf")
    assert ceros.codigo == "danado"
    assert "ceros" in ceros.motivo


def test_un_zip_cortado_esta_danado(tmp_path):
    entero = hechos.docx(tmp_path / "a.docx", "x").read_bytes()
    assert rechazo(con(tmp_path / "x", entero[:2000]), "a.docx").codigo == "danado"


def test_un_zip_con_demasiadas_entradas_no_se_carga(tmp_path, monkeypatch):
    monkeypatch.setattr(directorio_zip, "ENTRADAS_MAXIMAS", 1)
    ruta = hechos.con_partes(tmp_path / "x", {"a": b"", "b": b""})
    assert "demasiadas cosas" in rechazo(ruta, "x.docx").motivo


def test_un_binario_sin_firma_se_nombra_como_se_pueda(tmp_path):
    basura = b"\x01\x00\xfe\x7f\x24\xc2" + bytes(range(1, 200))
    assert "binario desconocido" in rechazo(con(tmp_path / "x", basura)).motivo
    cinta = bytes(257) + b"ustar\x0000" + bytes(300)
    assert "TAR" in rechazo(con(tmp_path / "x", b"nombre" + cinta[6:]), "x").motivo
    otro = con(tmp_path / "y", b"wOFF" + bytes(300))
    assert "de tipo WOFF" in rechazo(otro).motivo


def test_lo_que_lleva_bytes_que_no_son_de_su_formato_esta_danado_y_no_es_de_otro(tmp_path):
    """Un correo con un cero en medio no es «un archivo de tipo EML»: eso es lo que sí se lee."""
    ruta = tmp_path / "carta.eml"
    ruta.write_bytes(b"Subject: Hola\nFrom: a@b.gt\nTo: c@d.gt\n\nCuerpo\0 de la carta\n")
    with pytest.raises(NoExtraible) as error:
        reconocer(ruta, "carta.eml")
    assert error.value.codigo == "danado"
    assert "dice ser un EML, pero por dentro no lo es" in error.value.motivo
    assert "PDF" in error.value.salida
