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
_CABECERA = re.compile(
    rb"\A(?:[!-9;-~]{1,70}:[ \t][^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){2,}(?=\r?\n|\Z)", re.I
)
_DE_CORREO = re.compile(
    rb"^(?:Received|Return-Path|Delivered-To|MIME-Version|Message-ID|X-Mozilla-Status|From|Date|Subject|To):",
    re.I | re.M,
)
_BUZON = re.compile(rb"\AFrom [^\r\n]{1,200}\r?\n")


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


def es_correo(cabeza: bytes, nombre: str) -> bool:
    """Si empieza por cabeceras de correo: tres de las suyas, o dos si además se llama `.eml`."""
    hallada = _CABECERA.match(sin_lo_de_delante(cabeza)[:32_768])
    if hallada is None or nombre.lower().endswith((".mht", ".mhtml")):
        return False
    suyas = {una.lower() for una in _DE_CORREO.findall(hallada[0])}
    return len(suyas) >= (2 if nombre.lower().endswith(".eml") else 3)


def sin_lo_de_delante(correo: bytes) -> bytes:
    """Un correo desde su primera cabecera: sin marca de orden, renglones vacíos ni el «From » de un buzón."""
    return _BUZON.sub(b"", correo.lstrip(codecs.BOM_UTF8 + b"\r\n"), count=1)


def es_markdown(nombre: str) -> bool:
    """Sólo lo dice el nombre: por dentro es texto corriente."""
    return nombre.lower().endswith((".md", ".markdown"))


def texto_con_otro_formato(cabeza: bytes, nombre: str) -> str:
    """Lo que es un texto que no se lee tal cual (XML, página archivada), o vacío si es texto corriente."""
    if nombre.lower().endswith((".mht", ".mhtml")):
        return "una página web archivada (MHTML)"
    if cabeza.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"<?xml"):
        return "un archivo XML"
    return ""
