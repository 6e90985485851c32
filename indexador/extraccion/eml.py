"""Lectura de correos EML (RFC 5322 y MIME): su cuerpo es su texto, y cada adjunto se separa.

No se abre ninguna dirección de las que el correo trae ni se cargan sus imágenes.
"""

import email
from collections.abc import Iterator
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32
from email.utils import parsedate_to_datetime
from pathlib import Path

from indexador.errores import NoExtraible
from indexador.extraccion.bolsa import Bolsa
from indexador.extraccion.html import decodificar_html, texto_de_html
from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.paginado import en_partes, numerar
from indexador.extraccion.txt import decodificar
from indexador.ficha import Texto

_CABECERAS = (("From", "De"), ("To", "Para"), ("Cc", "Copia"), ("Date", "Fecha"), ("Subject", "Asunto"))
_EXTENSIONES = {
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/plain": ".txt",
    "image/jpeg": ".jpg",
    "image/png": ".png",
}
_HONDURA = 40
_FALLAS = (MessageError, AttributeError, LookupError, ValueError, TypeError, RecursionError)
"""Lo que el módulo `email` deja escapar ante un correo mal formado."""


def leer_eml(ruta: Path, opciones: Opciones) -> Texto:
    """Cabeceras y cuerpo en partes de unos 3.000 caracteres. Levanta `NoExtraible` (`danado` o `vacio`).

    Las imágenes que el cuerpo muestra entre sus renglones no cuentan como adjuntos.
    """
    try:
        correo = email.message_from_bytes(ruta.read_bytes(), policy=compat32)
        cuerpo, bolsa = _Cuerpo(correo), Bolsa("adjunto_de", opciones)
        for nombre, contenido in cuerpo.adjuntos[: opciones.adjuntos]:
            bolsa.poner(nombre, [contenido])
    except _FALLAS as error:
        raise NoExtraible(
            "danado",
            "El correo está mal formado y no se pudo leer.",
            "Ábralo en su programa de correo, guárdelo como PDF y súbalo.",
        ) from error
    texto = limpiar("\n".join([*_renglones(correo), *cuerpo.lista(), "", *cuerpo.textos]))
    if not texto:
        raise NoExtraible("vacio", "El correo no dice nada.", "Compruebe que es el archivo correcto.")
    partes = list(en_partes(texto))
    avisos = [*opciones.recorte(len(partes), "partes"), *_avisos(cuerpo, bolsa)]
    paginas = numerar(partes[: opciones.paginas], "parte")
    return Texto(paginas, "eml 1", _propiedades(correo), tuple(avisos), tuple(bolsa.adjuntos))


class _Cuerpo:
    """Las partes de un correo repartidas: lo que se lee, los adjuntos y cuántas imágenes van en el texto."""

    def __init__(self, correo: Message) -> None:
        self.textos: list[str] = []
        self.adjuntos: list[tuple[str, bytes]] = []
        self.imagenes = 0
        self._repartir(correo, 0)

    def lista(self) -> list[str]:
        """El renglón que nombra los adjuntos, como lo enseña un programa de correo."""
        nombres = [limpiar(nombre).replace("\n", " ") for nombre, _ in self.adjuntos]
        return [f"Adjuntos: {', '.join(nombres)}"] if nombres else []

    def _repartir(self, parte: Message, hondura: int) -> None:
        if hondura > _HONDURA:
            return
        clase = parte.get_content_type()
        if hondura and (clase == "message/rfc822" or _es_adjunto(parte)):
            self._adjuntar(parte, clase)
        elif parte.is_multipart():
            dentro = [hija for hija in parte.get_payload() if isinstance(hija, Message)]
            elegidas = _preferida(dentro) if clase == "multipart/alternative" else dentro
            for hija in elegidas:
                self._repartir(hija, hondura + 1)
        elif clase == "text/html":
            self.textos.append(texto_de_html(_letras(parte, html=True))[0])
        elif clase.startswith("text/"):
            self.textos.append(_letras(parte, html=False))
        elif clase.startswith("image/") and parte["Content-ID"]:
            self.imagenes += 1
        else:
            self._adjuntar(parte, clase)

    def _adjuntar(self, parte: Message, clase: str) -> None:
        nombre = _legible(parte.get_filename() or "")
        if clase == "message/rfc822":
            dentro = parte.get_payload()
            mensaje = dentro[0] if isinstance(dentro, list) and dentro else parte
            contenido = bytes(mensaje) if isinstance(mensaje, Message) else b""
            nombre = nombre or _legible(mensaje["Subject"] or "") if isinstance(mensaje, Message) else nombre
        else:
            crudo = parte.get_payload(decode=True)
            contenido = crudo if isinstance(crudo, bytes) else b""
        extension = _EXTENSIONES.get(clase, "")
        if not nombre:
            nombre = f"adjunto {len(self.adjuntos) + 1}{extension}"
        elif clase == "message/rfc822" and not nombre.lower().endswith(extension):
            nombre += extension
        self.adjuntos.append((nombre, contenido))


def _es_adjunto(parte: Message) -> bool:
    return parte.get_content_disposition() == "attachment" or (
        not parte.is_multipart()
        and bool(parte.get_filename())
        and not (parte.get_content_maintype() == "image" and parte["Content-ID"])
    )


def _preferida(dentro: list[Message]) -> list[Message]:
    """De las versiones de un mismo cuerpo, el texto sin formato; si no hay, la última, que es la más rica."""
    planas = [hija for hija in dentro if hija.get_content_type() == "text/plain"]
    return planas[:1] or dentro[-1:]


def _letras(parte: Message, *, html: bool) -> str:
    crudo = parte.get_payload(decode=True)
    if not isinstance(crudo, bytes):
        return ""
    declarada = parte.get_content_charset()
    if declarada:
        try:
            return crudo.decode(declarada)
        except (LookupError, UnicodeDecodeError):
            pass
    return decodificar_html(crudo) if html else decodificar(crudo)[0]


def _legible(cabecera: object) -> str:
    """Una cabecera en letras (RFC 2047), en un renglón; lo que no se entiende queda como viene."""
    texto = str(cabecera)
    try:
        texto = str(make_header(decode_header(texto)))
    except (LookupError, ValueError, HeaderParseError, TypeError):
        texto = texto.encode("utf-8", errors="replace").decode("utf-8")
    return " ".join(limpiar(texto).split())


def _renglones(correo: Message) -> Iterator[str]:
    for cabecera, nombre in _CABECERAS:
        if (valor := correo[cabecera]) is not None and (legible := _legible(valor)):
            yield f"{nombre}: {legible}"


def _propiedades(correo: Message) -> dict[str, str]:
    datos = {"titulo": _legible(correo["Subject"] or ""), "autor": _legible(correo["From"] or "")}
    try:
        datos["creado"] = f"{parsedate_to_datetime(str(correo['Date'])):%Y-%m-%d}"
    except (TypeError, ValueError, IndexError):
        datos["creado"] = ""
    return {nombre: valor[:1000] for nombre, valor in datos.items() if valor}


def _avisos(cuerpo: _Cuerpo, bolsa: Bolsa) -> Iterator[str]:
    if len(cuerpo.adjuntos) > len(bolsa.adjuntos) > 0:
        yield f"Sólo se separaron {len(bolsa.adjuntos)} adjuntos: guarde los demás en su equipo y súbalos."
    if cuerpo.imagenes:
        yield f"Las imágenes que van entre los renglones del correo ({cuerpo.imagenes}) no se separaron."
