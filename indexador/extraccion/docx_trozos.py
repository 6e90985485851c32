"""Los trozos ajenos de un DOCX (`altChunk`): el DOCX, RTF, HTML o texto metido sin convertir."""

import email
from collections.abc import Callable
from email.message import Message
from email.policy import compat32

from indexador.extraccion.docx_cuerpo import Hallazgos
from indexador.extraccion.html import decodificar_html, texto_de_html
from indexador.extraccion.ooxml import relaciones
from indexador.extraccion.paquete import Paquete
from indexador.extraccion.rtf_cuerpo import CuerpoRtf
from indexador.extraccion.txt import decodificar

_ZIP, _RTF = b"PK\x03\x04", b"{\\rtf"
_FALLAS = (AttributeError, LookupError, TypeError, ValueError, RecursionError)
"""Lo que el módulo `email` deja escapar ante un MHT mal formado."""


def trozos(
    paquete: Paquete, principal: str, hallazgos: Hallazgos, leer_docx: Callable[[bytes], str | None]
) -> dict[str, str]:
    """El texto de cada trozo por su relación; el que no se sabe leer queda fuera.

    `leer_docx` da el texto de un DOCX y suma lo oculto en él; lo de los demás se suma aquí a `hallazgos`.
    """
    leidos = {}
    for identificador, (clase, parte) in relaciones(paquete, principal).items():
        crudo = paquete.bytes_de(parte) if clase == "aFChunk" else None
        if crudo is None:
            continue
        if crudo.startswith(_ZIP):
            texto = leer_docx(crudo)
        else:
            texto = _texto(parte.rpartition(".")[2].lower(), crudo, hallazgos)
        if texto is not None:
            leidos[identificador] = texto
    return leidos


def _texto(extension: str, crudo: bytes, hallazgos: Hallazgos) -> str | None:
    if crudo.lstrip().startswith(_RTF):
        return _de_rtf(crudo, hallazgos)
    if extension in {"mht", "mhtml"}:
        crudo, extension = _html_de_mht(crudo), "html"
    if extension in {"htm", "html", "xhtml"}:
        pagina = texto_de_html(decodificar_html(crudo))
        hallazgos.ocultos += pagina.ocultos
        return pagina.texto
    return decodificar(crudo)[0] if extension == "txt" else None


def _de_rtf(crudo: bytes, hallazgos: Hallazgos) -> str:
    cuerpo = CuerpoRtf()
    cuerpo.recorrer(crudo.decode("latin-1"))
    hallazgos.sumar(Hallazgos(cuerpo.cambios, cuerpo.ocultos, comentarios=cuerpo.comentarios))
    return "\n".join([*cuerpo.paginas(), *dict.fromkeys(cuerpo.membretes)])


def _html_de_mht(crudo: bytes) -> bytes:
    try:
        paginas = (
            parte.get_payload(decode=True)
            for parte in email.message_from_bytes(crudo, policy=compat32).walk()
            if isinstance(parte, Message) and parte.get_content_type() == "text/html"
        )
        return next((pagina for pagina in paginas if isinstance(pagina, bytes)), b"")
    except _FALLAS:
        return b""
