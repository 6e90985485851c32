"""Hace una carpeta de archivos hostiles de todos los formatos: `hostiles.py DESTINO [--semilla 1]`.

De cada formato, uno bueno y ése mismo estropeado: cortado a cada diez por ciento, con bytes cambiados al
azar, con ceros en medio, repetido, y con la extensión de otro. Además bombas (ZIP dentro de ZIP, XML que se
multiplica, flujos que se inflan), árboles de páginas que se muerden la cola, cifrados y nombres raros.
`extraccion.py DESTINO` los lee y dice qué fue de cada uno.
"""

import argparse
import io
import random
import sys
import zipfile
import zlib
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import docx
import pypdf
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

_FRASE = "El Congreso de la República decreta la Ley de Migración número 44-2016, artículo 12. "
_CORTES = range(10, 100, 10)
_AZARES = 6
_MB = 1_000_000


def un_pdf(paginas: int = 3) -> bytes:
    """Páginas de un renglón."""
    salida = io.BytesIO()
    lienzo = Canvas(salida, pagesize=(612, 792), invariant=1)
    for n in range(paginas):
        lienzo.drawString(72, 700, f"{_FRASE}{n}")
        lienzo.showPage()
    lienzo.save()
    return salida.getvalue()


def un_docx() -> bytes:
    """Un párrafo y una tabla."""
    documento = docx.Document()
    documento.add_paragraph(_FRASE * 20)
    documento.add_table(rows=3, cols=3).cell(1, 1).text = _FRASE
    salida = io.BytesIO()
    documento.save(salida)
    return salida.getvalue()


def un_xlsx() -> bytes:
    """Cien filas."""
    libro = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relaciones = "http://schemas.openxmlformats.org/package/2006/relationships"
    de_oficina = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    filas = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="inlineStr"><is><t>{_FRASE}</t></is></c></row>'
        for n in range(1, 101)
    )
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        paquete.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{libro}" xmlns:r="{de_oficina}"><sheets>'
            '<sheet name="Hoja" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        paquete.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{relaciones}"><Relationship Id="r1" Type="{de_oficina}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        paquete.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relaciones}"><Relationship Id="r1" Type="{de_oficina}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        paquete.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{libro}"><sheetData>{filas}</sheetData></worksheet>',
        )
    return salida.getvalue()


def un_zip(**miembros: bytes) -> bytes:
    """Un comprimido con esos miembros."""
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, contenido in miembros.items():
            paquete.writestr(nombre.replace("__", "."), contenido)
    return salida.getvalue()


def un_odt() -> bytes:
    """Un párrafo."""
    oficina = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    texto = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    cuerpo = f"<text:p>{_FRASE * 20}</text:p>"
    contenido = (
        f'<office:document-content xmlns:office="{oficina}" xmlns:text="{texto}"><office:body>'
        f"<office:text>{cuerpo}</office:text></office:body></office:document-content>"
    )
    return un_zip(mimetype=b"application/vnd.oasis.opendocument.text", content__xml=contenido.encode())


def un_epub() -> bytes:
    """Un capítulo."""
    contenedor = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="c.opf"/></rootfiles></container>'
    )
    paquete = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w") as libro:
        libro.writestr("mimetype", "application/epub+zip")
        libro.writestr("META-INF/container.xml", contenedor)
        libro.writestr("c.opf", paquete)
        libro.writestr("a.xhtml", f"<html><body><p>{_FRASE * 20}</p></body></html>")
    return salida.getvalue()


def un_correo() -> bytes:
    """Con un PDF adjunto."""
    correo = EmailMessage()
    correo["Subject"], correo["From"], correo["To"] = "Envío de la ley", "a@x.gt", "b@x.gt"
    correo.set_content(_FRASE * 5)
    correo.add_attachment(un_pdf(1), maintype="application", subtype="pdf", filename="ley.pdf")
    return correo.as_bytes()


def una_imagen(formato: str) -> bytes:
    """Dos renglones dibujados."""
    imagen = Image.new("L", (900, 300), 255)
    ImageDraw.Draw(imagen).text((40, 60), _FRASE[:40], fill=0, font_size=36)
    salida = io.BytesIO()
    imagen.save(salida, formato)
    return salida.getvalue()


def buenos() -> dict[str, bytes]:
    """Uno de cada formato, por su extensión."""
    pagina = f"<html><body><h1>Ley</h1><p>{_FRASE * 20}</p></body></html>"
    return {
        "pdf": un_pdf(),
        "docx": un_docx(),
        "xlsx": un_xlsx(),
        "odt": un_odt(),
        "epub": un_epub(),
        "eml": un_correo(),
        "rtf": (r"{\rtf1\ansi " + _FRASE * 20 + "}").encode("cp1252"),
        "html": pagina.encode(),
        "txt": (_FRASE * 40).encode(),
        "md": f"# Ley\n\n{_FRASE * 20}".encode(),
        "zip": un_zip(ley__pdf=un_pdf(1), nota__txt=_FRASE.encode()),
        "png": una_imagen("PNG"),
        "jpg": una_imagen("JPEG"),
        "tif": una_imagen("TIFF"),
        "webp": una_imagen("WEBP"),
    }


def estropeados(azar: random.Random) -> Iterator[tuple[str, bytes]]:
    """Los buenos, cada uno estropeado de varias maneras."""
    todos = buenos()
    otras = list(todos)
    for n, (extension, contenido) in enumerate(todos.items()):
        yield f"bueno.{extension}", contenido
        for parte in _CORTES:
            yield f"cortado-{parte}.{extension}", contenido[: len(contenido) * parte // 100]
        for vez in range(_AZARES):
            yield f"azar-{vez}.{extension}", _al_azar(contenido, azar, 4**vez)
        medio = len(contenido) // 2
        yield f"ceros.{extension}", contenido[: medio // 2] + bytes(medio) + contenido[medio // 2 + medio :]
        yield f"doble.{extension}", contenido * 2
        yield f"al-reves.{extension}", contenido[::-1]
        yield f"era-{extension}.{otras[(n + 1) % len(otras)]}", contenido
        yield f"era-{extension}.sin-extension", contenido


def _al_azar(contenido: bytes, azar: random.Random, cuantos: int) -> bytes:
    cambiado = bytearray(contenido)
    for _ in range(cuantos):
        cambiado[azar.randrange(len(cambiado))] = azar.randrange(256)
    return bytes(cambiado)


def bombas() -> Iterator[tuple[str, bytes]]:
    """Lo que se infla o se multiplica."""
    inflador = zlib.compressobj(9)
    relleno = b"".join([inflador.compress(bytes(100 * _MB)) for _ in range(12)]) + inflador.flush()
    yield (
        "flujo.pdf",
        _pdf_crudo(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>",
            flujo=("/Filter/FlateDecode", relleno),
        ),
    )
    objetos = "".join(f"{n} 0 " for n in range(200_000))
    yield (
        "objetos.pdf",
        _pdf_crudo(
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[]/Count 0>>",
            flujo=("/Type/ObjStm/N 200000/First 5/Filter/FlateDecode", zlib.compress(objetos.encode())),
        ),
    )
    ecos = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    risa = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "ja">{ecos}]><a>&e11;</a>'
    yield "risa.docx", _con_parte(un_docx(), "word/document.xml", risa.encode())
    yield "risa.odt", un_zip(mimetype=b"application/vnd.oasis.opendocument.text", content__xml=risa.encode())
    yield "inflado.docx", _con_parte(un_docx(), "word/document.xml", b"<a>" + b" " * (400 * _MB) + b"</a>")
    yield "hondo.docx", _con_parte(un_docx(), "word/document.xml", b"<a>" * 200_000)
    capa = un_zip(ceros__txt=bytes(200 * _MB))
    for _ in range(4):
        capa = un_zip(**{f"{n}__zip": capa for n in range(10)})
    yield "capas.zip", capa
    muchos = io.BytesIO()
    with zipfile.ZipFile(muchos, "w") as paquete:
        for n in range(20_000):
            paquete.writestr(f"{n}.txt", "x")
    yield "veinte-mil.zip", muchos.getvalue()
    yield "llaves.rtf", b"{\\rtf1 " + b"{" * 300_000
    yield "etiquetas.html", b"<div>" * 300_000
    yield "renglon.txt", b"a" * (60 * _MB)
    enorme = io.BytesIO()
    Image.new("1", (40_000, 40_000)).save(enorme, "PNG")
    yield "enorme.png", enorme.getvalue()


def ciclos() -> Iterator[tuple[str, bytes]]:
    """Árboles y referencias que se muerden la cola, y páginas sin medida."""
    raiz = "<</Type/Catalog/Pages 2 0 R>>"
    hoja = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]"
    yield "se-muerde.pdf", _pdf_crudo(raiz, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")
    yield (
        "dos-se-muerden.pdf",
        _pdf_crudo(
            raiz, "<</Type/Pages/Kids[3 0 R]/Count 9>>", "<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 9>>"
        ),
    )
    yield (
        "contenido-de-si.pdf",
        _pdf_crudo(raiz, "<</Type/Pages/Kids[3 0 R]/Count 1>>", f"{hoja}/Contents 3 0 R>>"),
    )
    forma = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 4 0 R>>>>/Length 5>>"
    yield (
        "forma-en-si.pdf",
        _pdf_crudo(
            raiz,
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            f"{hoja}/Contents 5 0 R/Resources<</XObject<</F 4 0 R>>>>>>",
            f"{forma}\nstream\n/F Do\nendstream",
            "<</Length 5>>\nstream\n/F Do\nendstream",
        ),
    )
    yield "millones.pdf", _pdf_crudo(raiz, "<</Type/Pages/Kids[3 0 R]/Count 99999999>>", f"{hoja}>>")
    yield (
        "sin-medida.pdf",
        _pdf_crudo(
            raiz,
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9e30 -9e30]>>",
        ),
    )
    yield "hondo.pdf", _pdf_crudo(raiz, "[" * 100_000)


def cifrados() -> Iterator[tuple[str, bytes]]:
    """Con contraseña para abrir, y con un cifrado que nadie conoce."""
    for algoritmo in ("RC4-40", "RC4-128", "AES-128", "AES-256"):
        escritor = pypdf.PdfWriter(clone_from=io.BytesIO(un_pdf()))
        escritor.encrypt("secreta", algorithm=algoritmo)
        salida = io.BytesIO()
        escritor.write(salida)
        yield f"clave-{algoritmo.lower()}.pdf", salida.getvalue()
    yield "cifrado-raro.pdf", salida.getvalue().replace(b"/Standard", b"/Adobe.PK")
    yield (
        "clave.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") * 40,
    )


def raros() -> Iterator[tuple[str, bytes]]:
    """Nombres que estorban, y archivos que no son de nadie."""
    yield "a" * 200 + ".pdf", un_pdf()
    yield "con espacios  y ñandú «raro»\u202efdp.exe", un_pdf()
    yield "-rf.pdf", un_pdf()
    yield ".pdf", un_pdf()
    yield "salto\nde renglón.txt", _FRASE.encode()
    yield "vacio.pdf", b""
    yield "un-byte.docx", b"P"
    yield "solo-firma.pdf", b"%PDF-1.7"
    yield "solo-firma.docx", b"PK\x03\x04"
    yield "programa.pdf", b"MZ\x90\x00" + bytes(4_000)
    yield "ruido.bin", random.Random(7).randbytes(200_000)
    yield "ruido.pdf", b"%PDF-1.4\n" + random.Random(8).randbytes(200_000)
    yield (
        "afuera.zip",
        un_zip(**{"../../afuera__txt": b"x", "/etc/afuera__txt": b"x", "C:\\afuera__txt": b"x"}),
    )


def _pdf_crudo(*objetos: str, flujo: tuple[str, bytes] | None = None) -> bytes:
    """Un PDF sin tabla: los lectores la reconstruyen."""
    partes = [f"{n} 0 obj\n{cuerpo}\nendobj\n".encode() for n, cuerpo in enumerate(objetos, start=1)]
    if flujo is not None:
        datos = f"{len(objetos) + 1} 0 obj\n<<{flujo[0]}/Length {len(flujo[1])}>>\nstream\n".encode()
        partes.append(datos + flujo[1] + b"\nendstream\nendobj\n")
    return b"%PDF-1.5\n" + b"".join(partes) + b"trailer\n<</Root 1 0 R/Size 99>>\n%%EOF\n"


def _con_parte(paquete: bytes, parte: str, contenido: bytes) -> bytes:
    salida = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(paquete)) as bueno,
        zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as nuevo,
    ):
        for nombre in bueno.namelist():
            nuevo.writestr(nombre, contenido if nombre == parte else bueno.read(nombre))
    return salida.getvalue()


def principal() -> int:
    """Orden de consola."""
    partes = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    partes.add_argument("destino", type=Path)
    partes.add_argument("--semilla", type=int, default=1)
    elegido = partes.parse_args()
    elegido.destino.mkdir(parents=True, exist_ok=True)
    cuantos = 0
    for grupo in (estropeados(random.Random(elegido.semilla)), bombas(), ciclos(), cifrados(), raros()):
        for nombre, contenido in grupo:
            Path(elegido.destino, nombre).write_bytes(contenido)
            cuantos += 1
    print(f"{cuantos} archivos en {elegido.destino}")
    return 0


if __name__ == "__main__":
    sys.exit(principal())
