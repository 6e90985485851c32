"""Los trozos ajenos de un DOCX (`altChunk`): el HTML o el texto que otro programa metió sin convertir."""

import email
from email.message import Message
from email.policy import compat32

from indexador.extraccion.html import decodificar_html, texto_de_html
from indexador.extraccion.ooxml import relaciones
from indexador.extraccion.paquete import Paquete
from indexador.extraccion.txt import decodificar

_FALLAS = (AttributeError, LookupError, TypeError, ValueError, RecursionError)
"""Lo que el módulo `email` deja escapar ante un MHT mal formado."""


def trozos(paquete: Paquete, principal: str) -> dict[str, str]:
    """El texto de cada trozo por su relación; el que no es HTML, MHT ni texto queda fuera."""
    leidos = {}
    for identificador, (clase, parte) in relaciones(paquete, principal).items():
        crudo = paquete.bytes_de(parte) if clase == "aFChunk" else None
        texto = None if crudo is None else _texto(parte.rpartition(".")[2].lower(), crudo)
        if texto is not None:
            leidos[identificador] = texto
    return leidos


def _texto(extension: str, crudo: bytes) -> str | None:
    if extension in {"mht", "mhtml"}:
        crudo, extension = _html_de_mht(crudo), "html"
    if extension in {"htm", "html", "xhtml"}:
        return texto_de_html(decodificar_html(crudo)).texto
    return decodificar(crudo)[0] if extension == "txt" else None


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
