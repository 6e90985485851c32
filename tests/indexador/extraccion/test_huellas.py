"""Lo que un archivo dice de quien lo hizo, y dónde se tomaron sus fotos."""

import io
import zipfile

import pikepdf
import pytest
from docx import Document
from PIL import Image

from indexador.extraccion import Opciones
from indexador.extraccion.docx import leer_docx
from indexador.extraccion.huellas import LLEVA_DENTRO, avisos_de_huellas, huellas
from indexador.extraccion.imagenes_sueltas import leer_imagen
from indexador.extraccion.odf import leer_ods, leer_odt
from indexador.extraccion.pdf import leer_pdf
from indexador.extraccion.pptx import leer_pptx
from indexador.extraccion.rtf import leer_rtf
from indexador.extraccion.xlsx import leer_xlsx

SIN_OCR = Opciones(plazo=0.0)
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfx="http://ns.adobe.com/pdfx/1.3/"
 pdfx:Company="Bufete Pérez"><dc:creator><rdf:Seq><rdf:li>Juana Pérez</rdf:li><rdf:li>Luis Gil</rdf:li>
</rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
ODT = """<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<office:meta><meta:initial-creator>Juana Pérez</meta:initial-creator><dc:creator>Luis Gil</dc:creator>
<meta:printed-by>Marta Sic</meta:printed-by></office:meta></office:document-meta>"""
NUCLEO = """<p:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:p="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">
<dc:creator>openpyxl</dc:creator><p:lastModifiedBy>Luis Gil</p:lastModifiedBy></p:coreProperties>"""
DOCUMENTO = """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:body><w:p><w:r><w:t>Acta</w:t></w:r></w:p></w:body></w:document>"""
CONTENIDO = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>
<text:p>Acta</text:p></office:text></office:body></office:document-content>"""


def foto(*, lugar=True, autor=""):
    exif = Image.Exif()
    if autor:
        exif[0x013B] = autor
    if lugar:
        exif.get_ifd(0x8825)[1] = "N"
    salida = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(salida, "JPEG", exif=exif)
    return salida.getvalue()


def pdf(ruta, *, info=None, xmp="", fotos=(), **guardar):
    with pikepdf.new() as hecho:
        hecho.add_blank_page(page_size=(200, 300))
        imagenes = pikepdf.Dictionary()
        for numero, una in enumerate(fotos):
            imagen = pikepdf.Stream(hecho, una)
            imagen.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image})
            imagen.update({"/Width": 60, "/Height": 80, "/BitsPerComponent": 8})
            imagen.update({"/ColorSpace": pikepdf.Name.DeviceRGB, "/Filter": pikepdf.Name.DCTDecode})
            imagenes[f"/F{numero}"] = hecho.make_indirect(imagen)
        hecho.pages[0].obj["/Resources"] = pikepdf.Dictionary(XObject=imagenes)
        if xmp:
            hecho.Root.Metadata = hecho.make_stream(
                xmp.encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
            )
        for clave, valor in (info or {}).items():
            hecho.docinfo[clave] = valor
        hecho.save(ruta, **guardar)
    return ruta


def lleva(texto):
    return texto.propiedades.get(LLEVA_DENTRO, "")


def test_se_dice_cada_dato_una_vez_y_nada_de_las_cuentas_sin_nombre():
    dichos = [("autor", "Ana"), ("autor", " Ana\n"), ("autor", "Luis"), ("empresa", "Microsoft Office User")]
    assert huellas(dichos) == {LLEVA_DENTRO: "autor «Ana» y «Luis»"}
    assert huellas([("autor", "Usuario"), ("empresa", " - ")]) == {}
    assert huellas([("autor", "x" * 500)])[LLEVA_DENTRO] == f"autor «{'x' * 99}…»"
    assert avisos_de_huellas({}) == []
    assert avisos_de_huellas(huellas(dichos)) == [
        "El archivo lleva dentro: autor «Ana» y «Luis». Quien lo descargue puede verlo."
    ]


def test_lo_que_dice_un_documento_de_word(tmp_path):
    documento = Document()
    documento.core_properties.author = "Juana Pérez"
    documento.core_properties.last_modified_by = "Luis Gil"
    documento.save(str(tmp_path / "a.docx"))
    with zipfile.ZipFile(tmp_path / "a.docx") as viejo, zipfile.ZipFile(tmp_path / "b.docx", "w") as nuevo:
        for nombre in viejo.namelist():
            crudo = viejo.read(nombre)
            if nombre == "docProps/app.xml":
                crudo = crudo.replace(b"</Properties>", b"<Company>Bufete</Company></Properties>")
            nuevo.writestr(nombre, crudo)
    texto = leer_docx(tmp_path / "b.docx", SIN_OCR)
    assert lleva(texto) == "autor «Juana Pérez»; último en modificarlo «Luis Gil»; empresa «Bufete»"


def test_lo_que_dicen_una_hoja_un_odt_y_un_rtf(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as paquete:
        paquete.writestr("xl/workbook.xml", "<workbook><sheets/></workbook>")
        paquete.writestr("docProps/core.xml", NUCLEO)
    assert lleva(leer_xlsx(tmp_path / "a.xlsx", SIN_OCR)) == "último en modificarlo «Luis Gil»"
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as paquete:
        paquete.writestr("meta.xml", ODT)
        paquete.writestr("content.xml", CONTENIDO)
    assert lleva(leer_odt(tmp_path / "a.odt", SIN_OCR)) == (
        "autor «Juana Pérez»; último en modificarlo «Luis Gil»; quien lo imprimió «Marta Sic»"
    )
    crudo = r"{\rtf1{\info{\author Juana}{\operator Luis}{\*\company Bufete}}Acta\par}"
    (tmp_path / "a.rtf").write_text(crudo, encoding="latin-1")
    assert lleva(leer_rtf(tmp_path / "a.rtf", SIN_OCR)) == (
        "autor «Juana»; último en modificarlo «Luis»; empresa «Bufete»"
    )


@pytest.mark.parametrize(
    ("leer", "partes"),
    [
        (leer_docx, {"word/document.xml": DOCUMENTO, "word/media/image1.jpeg": foto(autor="Marta Sic")}),
        (leer_pptx, {"ppt/presentation.xml": "<p/>", "ppt/media/image1.jpeg": foto(autor="Marta Sic")}),
        (leer_xlsx, {"xl/workbook.xml": "<w/>", "xl/media/image1.jpeg": foto(autor="Marta Sic")}),
        (leer_odt, {"content.xml": CONTENIDO, "Pictures/1.jpg": foto(autor="Marta Sic")}),
        (leer_ods, {"content.xml": CONTENIDO, "Pictures/1.jpg": foto(autor="Marta Sic")}),
    ],
)
def test_las_fotos_que_van_dentro_de_un_documento_de_oficina(tmp_path, leer, partes):
    carpeta = next(reversed(partes)).rpartition("/")[0]
    mas = {f"{carpeta}/danada.jpeg": b"\xff\xd8\xff\xe1nada", f"{carpeta}/b.jpeg": foto(lugar=False)}
    with zipfile.ZipFile(tmp_path / "a", "w") as paquete:
        for nombre, dice in (partes | mas).items():
            paquete.writestr(nombre, dice)
    texto = leer(tmp_path / "a", SIN_OCR)
    assert lleva(texto) == "autor de una imagen «Marta Sic»"
    assert any("lleva 1 imagen que dice dónde se tomó (GPS)." in uno for uno in texto.avisos)


@pytest.mark.parametrize("guardar", [{}, {"encryption": pikepdf.Encryption(owner="x", user="")}])
def test_lo_que_dice_un_pdf_de_sí_y_en_su_xmp(tmp_path, guardar):
    ruta = pdf(tmp_path / "a.pdf", info={"/Author": "Juana Pérez", "/Company": "UNO"}, xmp=XMP, **guardar)
    assert lleva(leer_pdf(ruta, SIN_OCR)) == (
        "autor «Juana Pérez» y «Luis Gil»; empresa «UNO» y «Bufete Pérez»"
    )


def test_las_fotos_de_un_pdf_que_dicen_dónde_y_quién(tmp_path):
    fotos = [foto(autor="Marta Sic"), foto(lugar=False), foto()]
    texto = leer_pdf(pdf(tmp_path / "a.pdf", fotos=fotos), SIN_OCR)
    assert lleva(texto) == "autor de una imagen «Marta Sic»"
    assert any("lleva 2 imágenes que dicen dónde se tomaron (GPS)." in uno for uno in texto.avisos)
    limpio = leer_pdf(pdf(tmp_path / "b.pdf", fotos=[foto(lugar=False)]), SIN_OCR)
    assert lleva(limpio) == "" and not any("GPS" in uno for uno in limpio.avisos)


def test_el_autor_de_una_foto_suelta(tmp_path):
    (tmp_path / "a.jpg").write_bytes(foto(autor="Marta Sic"))
    texto = leer_imagen(tmp_path / "a.jpg", SIN_OCR)
    assert lleva(texto) == "autor de la imagen «Marta Sic»"
    assert any("el lugar donde se tomó (GPS)" in uno for uno in texto.avisos)


@pytest.mark.parametrize(
    "xmp", ["<x", XMP.replace("<?xpacket", "<!DOCTYPE a [<!ENTITY b 'c'>]><?xpacket", 1)]
)
def test_un_xmp_mal_hecho_no_impide_leer(tmp_path, xmp):
    assert leer_pdf(pdf(tmp_path / "a.pdf", xmp=xmp), SIN_OCR).paginas
