"""Qué es un archivo, por su contenido. El nombre sólo sirve para decirlo mejor."""

import mmap
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from indexador.errores import NoExtraible
from indexador.extraccion.directorio_zip import directorio_razonable
from indexador.extraccion.tipo_formatos import LEIDOS, TipoDeArchivo
from indexador.extraccion.tipo_nombres import nombre_en_espanol, nombre_por_firma
from indexador.extraccion.tipo_texto import es_correo, es_html, es_markdown, es_texto, texto_con_otro_formato

__all__ = ["TipoDeArchivo", "reconocer"]

_CABEZA = 64 * 1024
_PDF = b"%PDF-"
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOC = "un documento de Word antiguo (DOC)"
_OLE_POR_FLUJO = (
    ("EncryptedPackage", ""),
    ("WordDocument", _DOC),
    ("Quill", "una publicación de Publisher (PUB)"),
    ("PowerPoint Document", "una presentación de PowerPoint antigua (PPT)"),
    ("Workbook", "un libro de Excel antiguo (XLS)"),
    ("Book", "un libro de Excel antiguo (XLS)"),
    ("VisioDocument", "un dibujo de Visio (VSD)"),
    ("__properties_version1.0", "un correo de Outlook (MSG)"),
)
_ZIP_POR_PARTE = (
    ("visio/", "un dibujo de Visio (VSDX)"),
    ("META-INF/MANIFEST.MF", "un programa de Java (JAR)"),
    ("AndroidManifest.xml", "una aplicación de Android (APK)"),
)
_ZIP_DE_OFFICE = (
    ("word/document", TipoDeArchivo.DOCX),
    ("xl/workbook", TipoDeArchivo.XLSX),
    ("ppt/presentation", TipoDeArchivo.PPTX),
)
_ODF = "application/vnd.oasis.opendocument"
_ZIP_POR_MIME = {
    f"{_ODF}.text": TipoDeArchivo.ODT,
    f"{_ODF}.text-template": TipoDeArchivo.ODT,
    f"{_ODF}.spreadsheet": TipoDeArchivo.ODS,
    f"{_ODF}.spreadsheet-template": TipoDeArchivo.ODS,
    "application/epub+zip": TipoDeArchivo.EPUB,
}
_OTRO_MIME = {f"{_ODF}.presentation": "una presentación de LibreOffice (ODP)"}
_FIRMAS = (
    (b"{\\rtf", TipoDeArchivo.RTF),
    (b"\xff\xd8\xff", TipoDeArchivo.JPEG),
    (b"\x89PNG\r\n\x1a\n", TipoDeArchivo.PNG),
    (b"II*\0", TipoDeArchivo.TIFF),
    (b"MM\0*", TipoDeArchivo.TIFF),
    (b"II+\0", TipoDeArchivo.TIFF),
    (b"MM\0+", TipoDeArchivo.TIFF),
)


def reconocer(ruta: Path, nombre: str = "") -> TipoDeArchivo:
    """El formato de un archivo.

    Levanta `NoExtraible`: `vacio`, `protegido` (Office cifrado), `danado` (un ZIP roto) o `formato`, con lo
    que el archivo es en realidad.
    """
    with ruta.open("rb") as archivo:
        cabeza = archivo.read(_CABEZA)
    if not cabeza:
        raise NoExtraible(
            "vacio", f"{_cita(nombre)} está vacío: pesa 0 bytes.", "Compruebe el original y súbalo de nuevo."
        )
    if cabeza.startswith(_PDF):
        return TipoDeArchivo.PDF
    if cabeza.startswith(_ZIP):
        return _de_zip(ruta, nombre)
    if cabeza.startswith(_OLE):
        return _de_ole(ruta, nombre)
    if cabeza.startswith(b"RIFF") and cabeza[8:12] == b"WEBP":
        return TipoDeArchivo.WEBP
    for principio, tipo in _FIRMAS:
        if cabeza.startswith(principio):
            return tipo
    if _PDF in cabeza[:1024] and not es_correo(cabeza, nombre):
        return (
            TipoDeArchivo.PDF
        )  # los lectores de PDF perdonan lo que venga antes, como las cabeceras de la red
    return _de_lo_demas(ruta, cabeza, nombre)


def _de_lo_demas(ruta: Path, cabeza: bytes, nombre: str) -> TipoDeArchivo:
    firma = nombre_por_firma(cabeza)
    if firma:
        raise _no_se_lee(nombre, firma)
    if es_texto(cabeza, entero=len(cabeza) < _CABEZA):
        if es_correo(cabeza, nombre):
            return TipoDeArchivo.EML
        if es_html(cabeza, nombre):
            return TipoDeArchivo.HTML
        otro = texto_con_otro_formato(cabeza, nombre)
        if otro:
            raise _no_se_lee(nombre, otro)
        return TipoDeArchivo.MARKDOWN if es_markdown(nombre) else TipoDeArchivo.TXT
    if nombre.lower().endswith(".pdf") and b" obj" in cabeza:
        return TipoDeArchivo.PDF
    if not cabeza.strip(b"\0"):
        raise NoExtraible(
            "danado",
            f"{_cita(nombre)} sólo tiene ceros: la copia o la descarga se cortó.",
            "Copie otra vez el original y súbalo de nuevo.",
        )
    que_es = nombre_en_espanol(ruta)
    dicho = que_es.rpartition(" ")[2]
    if dicho.lower() in set(TipoDeArchivo):
        raise NoExtraible(
            "danado",
            f"{_cita(nombre)} dice ser un {dicho}, pero por dentro no lo es: está dañado, "
            "o es de una versión que ya no se lee.",
            "Ábralo en su equipo para comprobarlo; si ahí se lee, guárdelo como PDF y súbalo.",
        )
    raise _no_se_lee(nombre, que_es)


def _de_zip(ruta: Path, nombre: str) -> TipoDeArchivo:
    try:
        if not directorio_razonable(ruta):
            raise _no_se_lee(nombre, "un archivo comprimido (ZIP) con demasiadas cosas dentro")
        with zipfile.ZipFile(ruta) as paquete:
            nombres = paquete.namelist()
            mime = _mime_declarado(paquete)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise NoExtraible(
            "danado",
            f"{_cita(nombre)} está dañado o incompleto: la copia o la descarga se cortó.",
            "Ábralo en su equipo para comprobarlo; si también falla, pida otra copia y súbala.",
        ) from error
    return _por_sus_partes(nombres, mime, nombre)


def _por_sus_partes(nombres: Sequence[str], mime: str, nombre: str) -> TipoDeArchivo:
    """Lo que dice ser (ODF y EPUB lo declaran) o, si no, lo que sus partes delatan; si nada, un ZIP."""
    if mime in _ZIP_POR_MIME:
        return _ZIP_POR_MIME[mime]
    if mime in _OTRO_MIME:
        raise _no_se_lee(nombre, _OTRO_MIME[mime])
    for principio, tipo in _ZIP_DE_OFFICE:
        if any(parte.lower().startswith(principio) and parte.endswith(".xml") for parte in nombres):
            return tipo
    for principio, que_es in _ZIP_POR_PARTE:
        if any(parte.startswith(principio) for parte in nombres):
            raise _no_se_lee(nombre, que_es)
    return TipoDeArchivo.ZIP


def _mime_declarado(paquete: zipfile.ZipFile) -> str:
    """Lo que dice la parte `mimetype` de ODF y EPUB."""
    if "mimetype" not in paquete.namelist() or paquete.getinfo("mimetype").file_size > 200:
        return ""
    return paquete.read("mimetype").decode("ascii", errors="replace").strip()


def _de_ole(ruta: Path, nombre: str) -> TipoDeArchivo:
    """Los formatos antiguos de Office, por el nombre de su flujo principal (UTF-16 en el directorio)."""
    with ruta.open("rb") as archivo, mmap.mmap(archivo.fileno(), 0, access=mmap.ACCESS_READ) as datos:
        halladas = [que for flujo, que in _OLE_POR_FLUJO if datos.find(flujo.encode("utf-16-le")) >= 0]
    if halladas[:1] == [_DOC]:
        return TipoDeArchivo.DOC
    if halladas and not halladas[0]:
        raise NoExtraible(
            "protegido",
            f"{_cita(nombre)} es un documento de Office protegido con contraseña y no se puede leer.",
            "Quítele la contraseña (Archivo, Información, Proteger documento) y súbalo de nuevo.",
        )
    raise _no_se_lee(nombre, halladas[0] if halladas else "un archivo antiguo de Office")


def _no_se_lee(nombre: str, que_es: str) -> NoExtraible:
    extension = nombre.rpartition(".")[2].upper() if "." in nombre else ""
    conocida = extension.lower() in set(TipoDeArchivo) and not re.search(rf"\b{extension}\b", que_es)
    dice = f", no un {extension}" if conocida else ""
    return NoExtraible(
        "formato",
        f"{_cita(nombre)} es {que_es}{dice}.",
        f"El centro lee {LEIDOS}: guárdelo en uno de esos formatos y súbalo de nuevo.",
    )


def _cita(nombre: str) -> str:
    return f"«{nombre}»" if nombre else "El archivo"
