"""Lectura de correos EML (RFC 5322 y MIME): su cuerpo es su texto, y cada adjunto se separa.

No se abre ninguna dirección de las que el correo trae ni se cargan sus imágenes. Los nombres de los adjuntos
no van en su texto, que lee y busca todo el que ve el correo: los dice la ficha, a cada quien los que ve.
"""

import email
import re
from collections.abc import Iterator
from email.errors import HeaderParseError, MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.policy import Compat32
from email.utils import parsedate_to_datetime
from pathlib import Path

from indexador.errores import NoExtraible
from indexador.extraccion.bolsa import Bolsa
from indexador.extraccion.html import avisos_de_ocultos, decodificar_html, texto_de_html
from indexador.extraccion.limites import Opciones
from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.paginado import en_partes, numerar
from indexador.extraccion.tipo_texto import sin_lo_de_delante
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
_SIN_TEXTO = "Correo sin texto."
"""Lo que dice el que sólo trae adjuntos."""
_HONDURA = 40
_DISCULPA = 300
_NO_MUESTRA = re.compile(
    r"\bno\s+(?:muestra|soporta|admite|acepta|puede|permite)\b.*\bhtml\b|\bhtml\b.*\b(?:not|no)\b"
    r"|\b(?:not|n't)\s+(?:support|display|show|view|read)\w*\b.*\bhtml\b"
    r"|\bview\s+(?:this|the)\s+(?:e-?mail|message)\b.*\b(?:html|browser)\b",
    re.I | re.S,
)
"""Lo que ponen los programas que sólo escriben HTML en el lugar del texto sin formato."""
_FALLAS = (MessageError, AttributeError, LookupError, ValueError, TypeError, RecursionError)
"""Lo que el módulo `email` deja escapar ante un correo mal formado."""


class _EnLetras(Compat32):
    """Las cabeceras con octetos crudos (RFC 6532, o un programa viejo) se leen como cualquier texto."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """El módulo `email` los trae como sustitutos y por omisión los cambia por signos de duda."""
        if value.isascii():
            return value
        return decodificar(value.encode("utf-8", errors="surrogateescape"))[0]


_POLITICA = _EnLetras()


def leer_eml(ruta: Path, opciones: Opciones) -> Texto:
    """Cabeceras y cuerpo en partes de unos 3.000 caracteres. Levanta `NoExtraible` (`danado` o `vacio`).

    Las imágenes que el cuerpo muestra entre sus renglones no cuentan como adjuntos.
    """
    try:
        correo = email.message_from_bytes(sin_lo_de_delante(ruta.read_bytes()), policy=_POLITICA)
        cuerpo, bolsa = _Cuerpo(correo), Bolsa("adjunto_de", opciones)
        for nombre, contenido in cuerpo.adjuntos[: opciones.adjuntos]:
            bolsa.poner(nombre, [contenido])
    except _FALLAS as error:
        raise NoExtraible(
            "danado",
            "El correo está mal formado y no se pudo leer.",
            "Ábralo en su programa de correo, guárdelo como PDF y súbalo.",
        ) from error
    texto = limpiar("\n".join([*_renglones(correo), "", *cuerpo.textos])) or (
        _SIN_TEXTO if bolsa.adjuntos else ""
    )
    if not texto:
        raise NoExtraible("vacio", "El correo no dice nada.", "Compruebe que es el archivo correcto.")
    partes = list(en_partes(texto))
    avisos = [*opciones.recorte(len(partes), "partes"), *_avisos(cuerpo, bolsa)]
    paginas = numerar(partes[: opciones.paginas], "parte")
    return Texto(paginas, "eml 1", _propiedades(correo), tuple(avisos), tuple(bolsa.adjuntos))


class _Cuerpo:
    """Las partes de un correo repartidas: lo que se lee, los adjuntos y, contados, lo que no se da.

    Son las imágenes que van entre los renglones y los trozos que el HTML no muestra.
    """

    def __init__(self, correo: Message) -> None:
        self.textos: list[str] = []
        self.adjuntos: list[tuple[str, bytes]] = []
        self.imagenes = self.ocultos = 0
        self._repartir(correo, 0)

    def _repartir(self, parte: Message, hondura: int) -> None:
        if hondura > _HONDURA:
            return
        clase = parte.get_content_type()
        if hondura and (clase == "message/rfc822" or _es_adjunto(parte)):
            self._adjuntar(parte, clase)
        elif clase == "message/rfc822" and _va_cifrado(parte):
            interno = email.message_from_bytes(sin_lo_de_delante(_mensaje_de(parte)), policy=_POLITICA)
            self._repartir(interno, hondura + 1)
        elif parte.is_multipart():
            dentro = [hija for hija in parte.get_payload() if isinstance(hija, Message)]
            if clase == "multipart/alternative":
                self._elegir(dentro, hondura + 1)
            else:
                for hija in dentro:
                    self._repartir(hija, hondura + 1)
        elif clase == "text/html":
            pagina = texto_de_html(_letras(parte, html=True))
            self.textos.append(pagina.texto)
            self.ocultos += pagina.ocultos
        elif clase.startswith("text/"):
            self.textos.append(_letras(parte, html=False))
        elif clase.startswith("image/") and parte["Content-ID"]:
            self.imagenes += 1
        else:
            self._adjuntar(parte, clase)

    def _elegir(self, versiones: list[Message], hondura: int) -> None:
        """De las versiones de un mismo cuerpo lee una sola; los adjuntos se toman de todas.

        Apple Mail cuelga los suyos de la versión con formato (RFC 2046, 5.1.4, no lo prohíbe).
        """
        antes, leidas = self.textos, []
        for version in versiones:
            self.textos = []
            self._repartir(version, hondura)
            leidas.append((version.get_content_type(), self.textos))
        self.textos = [*antes, *_preferida(leidas)]

    def _adjuntar(self, parte: Message, clase: str) -> None:
        nombre = _legible(parte.get_filename() or "")
        if clase == "message/rfc822":
            contenido = _mensaje_de(parte)
            asunto = email.message_from_bytes(sin_lo_de_delante(contenido), policy=_POLITICA)["Subject"]
            nombre = nombre or _legible(asunto or "")
        else:
            contenido = _octetos(parte)
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


def _preferida(versiones: list[tuple[str, list[str]]]) -> list[str]:
    """El texto sin formato; si no dice nada, o sólo que hay HTML, el de la última versión que diga algo.

    Una cita de calendario sólo se lee si es lo único que hay.
    """
    con_letras = [(clase, textos) for clase, textos in versiones if any(t.strip() for t in textos)]
    planas = [textos for clase, textos in con_letras if clase == "text/plain" and not _es_disculpa(textos)]
    ricas = [textos for clase, textos in con_letras if not clase.startswith("text/") or clase == "text/html"]
    otras = [textos for _, textos in con_letras]
    return next(iter([*planas, *reversed(ricas), *reversed(otras)]), [])


def _es_disculpa(textos: list[str]) -> bool:
    """Si sólo dice, en un par de renglones, que el correo va en HTML y el programa no lo muestra."""
    texto = " ".join(textos)
    return len(texto) <= _DISCULPA and _NO_MUESTRA.search(texto) is not None


def _octetos(parte: Message) -> bytes:
    crudo = parte.get_payload(decode=True)
    return crudo if isinstance(crudo, bytes) else b""


def _mensaje_de(parte: Message) -> bytes:
    """El correo que va dentro de otro, también si viene en base 64 (RFC 2046, 5.2.1, lo prohíbe y pasa)."""
    dentro = parte.get_payload()
    mensaje = dentro[0] if isinstance(dentro, list) and dentro else parte
    if not isinstance(mensaje, Message):
        return b""
    if mensaje is parte or not _va_cifrado(parte):
        return bytes(mensaje)
    envoltura = Message()
    envoltura["Content-Transfer-Encoding"] = _cifrado(parte)
    envoltura.set_payload(bytes(mensaje).decode("ascii", errors="surrogateescape"))
    return _octetos(envoltura)


def _cifrado(parte: Message) -> str:
    return str(parte["Content-Transfer-Encoding"] or "").strip().lower()


def _va_cifrado(parte: Message) -> bool:
    return _cifrado(parte) in {"base64", "quoted-printable"}


def _letras(parte: Message, *, html: bool) -> str:
    crudo = _octetos(parte)
    declarada = parte.get_content_charset()
    if declarada:
        try:
            return crudo.decode(declarada)
        except (LookupError, ValueError):  # también un nombre con caracteres nulos
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
    yield from avisos_de_ocultos(cuerpo.ocultos)
