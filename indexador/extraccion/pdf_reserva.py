"""El lector de reserva: pypdf, más lento y sin cajas, para los PDF que PDFium no abre o que lo hacen caer."""

import logging
import struct
import zlib
from pathlib import Path

from pypdf import PdfReader
from pypdf import __version__ as version_de_pypdf
from pypdf.errors import DeprecationError, PyPdfError

from indexador.extraccion.fallas import pdf_danado, pdf_protegido
from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import limpiar
from indexador.ficha import Pagina, Texto

_FALLAS = (
    DeprecationError,
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""Lo que pypdf deja escapar ante un archivo mal hecho."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def leer_con_pypdf(ruta: Path, opciones: Opciones) -> Texto:
    """Las páginas que pypdf puede leer; levanta `NoExtraible` si ninguna."""
    try:
        lector = PdfReader(ruta, strict=False)
        if lector.is_encrypted and not lector.decrypt(opciones.clave):
            raise pdf_protegido()
        total = len(lector.pages)
    except _FALLAS as error:
        raise pdf_danado() from error
    paginas, rotas = [], 0
    for indice in range(min(total, opciones.paginas)):
        texto = _texto(lector, indice)
        rotas += texto is None
        limpio = limpiar(texto or "")
        origen = "nativo" if limpio else "sin_texto"
        paginas.append(Pagina(indice + 1, limpio, f"p. {indice + 1}", origen=origen))
    if not paginas or rotas == len(paginas):
        raise pdf_danado()
    avisos = [
        "El archivo tiene errores: se leyó con el lector de reserva y no se puede marcar sobre la imagen."
    ]
    if rotas:
        avisos.append(f"El archivo está dañado: {rotas} de {total} páginas no se pudieron leer.")
    return Texto(tuple(paginas), f"pypdf {version_de_pypdf}", {}, tuple(avisos))


def _texto(lector: PdfReader, indice: int) -> str | None:
    try:
        return lector.pages[indice].extract_text()
    except _FALLAS:
        return None
