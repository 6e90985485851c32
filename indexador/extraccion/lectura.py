"""De un archivo de tipo conocido a su texto, en este mismo proceso."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from indexador.errores import NoExtraible
from indexador.extraccion.limites import Opciones
from indexador.extraccion.tipo_formatos import IMAGENES, TipoDeArchivo
from indexador.ficha import Texto

_LECTORES = {
    TipoDeArchivo.PDF: ("indexador.extraccion.pdf", "leer_pdf"),
    TipoDeArchivo.DOCX: ("indexador.extraccion.docx", "leer_docx"),
    TipoDeArchivo.DOC: ("indexador.extraccion.doc", "leer_doc"),
    TipoDeArchivo.ODT: ("indexador.extraccion.odf", "leer_odt"),
    TipoDeArchivo.RTF: ("indexador.extraccion.rtf", "leer_rtf"),
    TipoDeArchivo.XLSX: ("indexador.extraccion.xlsx", "leer_xlsx"),
    TipoDeArchivo.ODS: ("indexador.extraccion.odf", "leer_ods"),
    TipoDeArchivo.PPTX: ("indexador.extraccion.pptx", "leer_pptx"),
    TipoDeArchivo.HTML: ("indexador.extraccion.html", "leer_html"),
    TipoDeArchivo.TXT: ("indexador.extraccion.txt", "leer_txt"),
    TipoDeArchivo.MARKDOWN: ("indexador.extraccion.markdown", "leer_markdown"),
    TipoDeArchivo.EML: ("indexador.extraccion.eml", "leer_eml"),
    TipoDeArchivo.EPUB: ("indexador.extraccion.epub", "leer_epub"),
    **dict.fromkeys(IMAGENES, ("indexador.extraccion.imagenes_sueltas", "leer_imagen")),
    TipoDeArchivo.ZIP: ("indexador.extraccion.zip", "leer_zip"),
}
"""Se cargan por nombre: quien sólo lee un formato no paga los lectores de los demás."""
_SIN_LETRAS = "El archivo no tiene texto que buscar: sus páginas están en blanco o son imagen."
_RESERVA = ("indexador.extraccion.pdf_reserva", "leer_con_pypdf")


def extraer(ruta: Path, tipo: TipoDeArchivo, opciones: Opciones | None = None) -> Texto:
    """El texto de un archivo de tipo conocido. Levanta `NoExtraible`.

    Un PDF que PDFium da por dañado pasa al lector de reserva antes de darlo por perdido.
    """
    texto = _leer(ruta, tipo, opciones or Opciones())
    if any(pagina.texto for pagina in texto.paginas):
        return texto
    return replace(texto, avisos=(*texto.avisos, _SIN_LETRAS))


def _leer(ruta: Path, tipo: TipoDeArchivo, opciones: Opciones) -> Texto:
    if tipo is TipoDeArchivo.PDF and opciones.lector_de_reserva:
        return _lector(*_RESERVA)(ruta, opciones)
    try:
        return _lector(*_LECTORES[tipo])(ruta, opciones)
    except NoExtraible as error:
        if tipo is not TipoDeArchivo.PDF or error.codigo != "danado":
            raise
        return _lector(*_RESERVA)(ruta, opciones)


def _lector(modulo: str, funcion: str) -> Callable[[Path, Opciones], Texto]:
    lector: Callable[[Path, Opciones], Texto] = getattr(import_module(modulo), funcion)
    return lector
