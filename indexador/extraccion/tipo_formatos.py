"""Los formatos que se leen: cómo se sirven, con qué extensión y cómo se nombran en los mensajes."""

from enum import StrEnum


class TipoDeArchivo(StrEnum):
    """Los formatos de los que se saca texto. El valor es su extensión, sin punto."""

    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    XLSX = "xlsx"
    ODS = "ods"
    PPTX = "pptx"
    HTML = "html"
    TXT = "txt"
    MARKDOWN = "md"
    EML = "eml"
    EPUB = "epub"
    JPEG = "jpg"
    PNG = "png"
    TIFF = "tif"
    WEBP = "webp"
    ZIP = "zip"

    @property
    def mime(self) -> str:
        """El tipo MIME con que se sirve."""
        return _MIME[self]

    @property
    def extension(self) -> str:
        """Con su punto: `.pdf`."""
        return f".{self.value}"


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
_MIME = {
    TipoDeArchivo.PDF: "application/pdf",
    TipoDeArchivo.DOCX: f"{_OOXML}.wordprocessingml.document",
    TipoDeArchivo.DOC: "application/msword",
    TipoDeArchivo.ODT: f"{_ODF}.text",
    TipoDeArchivo.RTF: "application/rtf",
    TipoDeArchivo.XLSX: f"{_OOXML}.spreadsheetml.sheet",
    TipoDeArchivo.ODS: f"{_ODF}.spreadsheet",
    TipoDeArchivo.PPTX: f"{_OOXML}.presentationml.presentation",
    TipoDeArchivo.HTML: "text/html",
    TipoDeArchivo.TXT: "text/plain",
    TipoDeArchivo.MARKDOWN: "text/markdown",
    TipoDeArchivo.EML: "message/rfc822",
    TipoDeArchivo.EPUB: "application/epub+zip",
    TipoDeArchivo.JPEG: "image/jpeg",
    TipoDeArchivo.PNG: "image/png",
    TipoDeArchivo.TIFF: "image/tiff",
    TipoDeArchivo.WEBP: "image/webp",
    TipoDeArchivo.ZIP: "application/zip",
}
IMAGENES = frozenset({TipoDeArchivo.JPEG, TipoDeArchivo.PNG, TipoDeArchivo.TIFF, TipoDeArchivo.WEBP})
DIBUJABLES = frozenset(tipo.mime for tipo in {TipoDeArchivo.PDF, *IMAGENES})
"""Los tipos MIME cuyas páginas se pueden dibujar."""
EMPAQUETADOS = frozenset(
    {
        TipoDeArchivo.DOCX,
        TipoDeArchivo.ODT,
        TipoDeArchivo.XLSX,
        TipoDeArchivo.ODS,
        TipoDeArchivo.PPTX,
        TipoDeArchivo.EPUB,
    }
)
"""Los documentos que por dentro son un ZIP: cortados, sólo su nombre dice qué eran."""
EXTENSIONES = (*(tipo.extension for tipo in TipoDeArchivo), ".jpeg", ".tiff", ".htm", ".markdown")
"""Las que ofrece el formulario de subida; la puerta mira el contenido."""
LEIDOS = (
    "PDF, Word (DOCX y DOC), ODT, RTF, hojas de cálculo (XLSX y ODS), PPTX, HTML, texto (TXT y Markdown), "
    "correos (EML), EPUB, imágenes (JPEG, PNG, TIFF y WebP) y ZIP"
)
"""Los formatos, dichos en una frase."""
