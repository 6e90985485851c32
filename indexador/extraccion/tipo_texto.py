"""Si unos bytes son texto, y qué clase de texto."""

import codecs
import re

_MARCAS = (
    codecs.BOM_UTF8,
    codecs.BOM_UTF32_LE,
    codecs.BOM_UTF32_BE,
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
)
_CONTROLES = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<(?:head|body)[\s>].{0,4000}</?\w", re.IGNORECASE | re.DOTALL
)
_ETIQUETA = re.compile(rb"<(?:p|div|h[1-6]|table|ul|br|span|a|title|meta)\b[^<>]*>", re.IGNORECASE)
_CORREO = re.compile(rb"\A(?:(?:Received|Return-Path|Delivered-To|MIME-Version|Message-ID|From - ):? )", re.I)


def es_texto(cabeza: bytes, *, entero: bool) -> bool:
    """Si los primeros bytes se pueden leer como texto: con marca de orden, UTF-8 o una página de 8 bits."""
    if cabeza.startswith(_MARCAS[1:]):
        return True
    if b"\0" in cabeza:
        return False
    controles = len(cabeza) - len(cabeza.translate(None, _CONTROLES))
    if controles * 200 > len(cabeza):
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(cabeza, final=entero)
    except UnicodeDecodeError:
        return _parece_de_ocho_bits(cabeza)
    return True


def _parece_de_ocho_bits(cabeza: bytes) -> bool:
    """En cp1252 el español lleva a lo sumo una de cada diez letras con acento; un binario, la mitad."""
    altos = sum(1 for byte in cabeza if byte >= 0x80)
    return altos * 4 < len(cabeza)


def es_html(cabeza: bytes, nombre: str) -> bool:
    """Por su marca, o por sus etiquetas si además se llama `.html`."""
    if b"\0" in cabeza[:4096]:
        cabeza = cabeza.replace(b"\0", b"")
    cuerpo = cabeza[:8192]
    hallada = _HTML.search(cuerpo)
    if hallada is not None and b"<" in cuerpo[:512]:
        return cuerpo[: hallada.start()].count(b"<") < 12
    return nombre.lower().endswith((".html", ".htm", ".xhtml")) and _ETIQUETA.search(cuerpo) is not None


def texto_con_otro_formato(cabeza: bytes, nombre: str) -> str:
    """Lo que es un texto que no se lee tal cual (correo, XML…), o vacío si es texto corriente."""
    if _CORREO.match(cabeza) or nombre.lower().endswith((".eml", ".mht", ".mhtml")):
        return "un correo electrónico (EML)"
    if cabeza.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"<?xml"):
        return "un archivo XML"
    return ""
