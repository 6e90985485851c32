"""Qué es un archivo, por su contenido. El nombre sólo sirve para decirlo mejor."""

import mmap
import zipfile
from enum import StrEnum
from pathlib import Path

from indexador.errores import NoExtraible
from indexador.extraccion.directorio_zip import directorio_razonable
from indexador.extraccion.tipo_nombres import nombre_en_espanol, nombre_por_firma
from indexador.extraccion.tipo_texto import es_html, es_texto, texto_con_otro_formato

_CABEZA = 64 * 1024
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_POR_FLUJO = (
    ("EncryptedPackage", ""),
    ("WordDocument", "un documento de Word antiguo (DOC)"),
    ("Quill", "una publicación de Publisher (PUB)"),
    ("PowerPoint Document", "una presentación de PowerPoint antigua (PPT)"),
    ("Workbook", "un libro de Excel antiguo (XLS)"),
    ("Book", "un libro de Excel antiguo (XLS)"),
    ("VisioDocument", "un dibujo de Visio (VSD)"),
    ("__properties_version1.0", "un correo de Outlook (MSG)"),
)
_ZIP_POR_PARTE = (
    ("xl/", "un libro de Excel (XLSX)"),
    ("ppt/", "una presentación de PowerPoint (PPTX)"),
    ("visio/", "un dibujo de Visio (VSDX)"),
    ("META-INF/MANIFEST.MF", "un programa de Java (JAR)"),
    ("AndroidManifest.xml", "una aplicación de Android (APK)"),
)
_ZIP_POR_MIME = {
    "application/vnd.oasis.opendocument.text": "un documento de LibreOffice (ODT)",
    "application/vnd.oasis.opendocument.spreadsheet": "una hoja de cálculo de LibreOffice (ODS)",
    "application/vnd.oasis.opendocument.presentation": "una presentación de LibreOffice (ODP)",
    "application/epub+zip": "un libro electrónico (EPUB)",
}


class TipoDeArchivo(StrEnum):
    """Los formatos de los que se saca texto."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    TXT = "txt"

    @property
    def mime(self) -> str:
        """El tipo MIME con que se sirve."""
        return _MIME[self]

    @property
    def extension(self) -> str:
        """Con su punto: `.pdf`."""
        return f".{self.value}"


_MIME = {
    TipoDeArchivo.PDF: "application/pdf",
    TipoDeArchivo.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    TipoDeArchivo.HTML: "text/html",
    TipoDeArchivo.TXT: "text/plain",
}


def reconocer(ruta: Path, nombre: str = "") -> TipoDeArchivo:
    """El formato de un archivo.

    Levanta `NoExtraible`: `vacio`, `protegido` (Office cifrado), `danado` (un ZIP roto que dice ser DOCX)
    o `formato`, con lo que el archivo es en realidad.
    """
    with ruta.open("rb") as archivo:
        cabeza = archivo.read(_CABEZA)
    if not cabeza:
        raise NoExtraible(
            "vacio", f"{_cita(nombre)} está vacío: pesa 0 bytes.", "Compruebe el original y súbalo de nuevo."
        )
    if b"%PDF-" in cabeza[:1024]:
        return TipoDeArchivo.PDF
    if cabeza.startswith(_ZIP):
        return _de_zip(ruta, nombre)
    if cabeza.startswith(_OLE):
        raise _de_ole(ruta, nombre)
    return _de_lo_demas(ruta, cabeza, nombre)


def _de_lo_demas(ruta: Path, cabeza: bytes, nombre: str) -> TipoDeArchivo:
    firma = nombre_por_firma(cabeza)
    if firma:
        raise _no_se_lee(nombre, firma)
    if es_texto(cabeza, entero=len(cabeza) < _CABEZA):
        if es_html(cabeza, nombre):
            return TipoDeArchivo.HTML
        otro = texto_con_otro_formato(cabeza, nombre)
        if otro:
            raise _no_se_lee(nombre, otro)
        return TipoDeArchivo.TXT
    if nombre.lower().endswith(".pdf") and b" obj" in cabeza:
        return TipoDeArchivo.PDF
    if not cabeza.strip(b"\0"):
        raise NoExtraible(
            "danado",
            f"{_cita(nombre)} sólo tiene ceros: la copia o la descarga se cortó.",
            "Copie otra vez el original y súbalo de nuevo.",
        )
    raise _no_se_lee(nombre, nombre_en_espanol(ruta))


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
    if any(parte.lower().startswith("word/document") and parte.endswith(".xml") for parte in nombres):
        return TipoDeArchivo.DOCX
    if mime in _ZIP_POR_MIME:
        raise _no_se_lee(nombre, _ZIP_POR_MIME[mime])
    for parte, que_es in _ZIP_POR_PARTE:
        if any(n.startswith(parte) for n in nombres):
            raise _no_se_lee(nombre, que_es)
    raise NoExtraible(
        "formato",
        f"{_cita(nombre)} es un archivo comprimido (ZIP) con {len(nombres)} archivos dentro.",
        "Descomprímalo en su equipo y suba lo que trae.",
    )


def _mime_declarado(paquete: zipfile.ZipFile) -> str:
    """Lo que dice la parte `mimetype` de ODF y EPUB."""
    if "mimetype" not in paquete.namelist() or paquete.getinfo("mimetype").file_size > 200:
        return ""
    return paquete.read("mimetype").decode("ascii", errors="replace").strip()


def _de_ole(ruta: Path, nombre: str) -> NoExtraible:
    """Los formatos antiguos de Office, por el nombre de su flujo principal (UTF-16 en el directorio)."""
    with ruta.open("rb") as archivo, mmap.mmap(archivo.fileno(), 0, access=mmap.ACCESS_READ) as datos:
        halladas = [que for flujo, que in _OLE_POR_FLUJO if datos.find(flujo.encode("utf-16-le")) >= 0]
    if halladas and not halladas[0]:
        return NoExtraible(
            "protegido",
            f"{_cita(nombre)} es un documento de Office protegido con contraseña y no se puede leer.",
            "Quítele la contraseña (Archivo, Información, Proteger documento) y súbalo de nuevo.",
        )
    return _no_se_lee(nombre, halladas[0] if halladas else "un archivo antiguo de Office")


def _no_se_lee(nombre: str, que_es: str) -> NoExtraible:
    extension = nombre.rpartition(".")[2].upper() if "." in nombre else ""
    dice = f", no un {extension}" if extension in {"PDF", "DOCX", "HTML", "TXT"} else ""
    return NoExtraible(
        "formato",
        f"{_cita(nombre)} es {que_es}{dice}.",
        "El centro lee PDF, DOCX, HTML y TXT: guárdelo en uno de esos formatos y súbalo de nuevo.",
    )


def _cita(nombre: str) -> str:
    return f"«{nombre}»" if nombre else "El archivo"
