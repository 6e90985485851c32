"""Los nombres de los archivos que llegan, y el título que se propone a partir de ellos."""

import re
import unicodedata

LARGO = 180
"""Letras que se guardan de un nombre."""
SIN_NOMBRE = "sin nombre"
_INVISIBLES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SEPARADORES = re.compile(r"[/\\]+")
_CRUDO = re.compile("[\udc80-\udcff]")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_TITULO_INUTIL = re.compile(
    r"(?i)\A(untitled|sin t[ií]tulo|documento?\s?\d*|document\s?\d*|microsoft word.*|doc\d+|scan.*|escan.*|"
    r"slide \d+|presentaci[oó]n\d*|.*\.(docx?|pdf|indd|qxd|p65|rtf|odt|cdr)|[\W\d_]*|https?:.*)\Z"
)


def limpiar_nombre(crudo: str | None) -> str:
    """El último tramo de la ruta, sin caracteres invisibles ni de dirección, y de un largo razonable.

    Conserva la extensión. Si no queda nada, `sin nombre`.
    """
    tramos = [_visible(tramo).strip(" .") for tramo in _SEPARADORES.split(_legible(crudo or ""))]
    nombre = next((tramo for tramo in reversed(tramos) if tramo), SIN_NOMBRE)
    if len(nombre) <= LARGO:
        return nombre
    extension = _EXTENSION.search(nombre)
    cola = extension.group() if extension else ""
    return nombre[: LARGO - len(cola) - 1].rstrip() + "…" + cola


def titulo_de_nombre(nombre: str) -> str:
    """«Informe_retornos_2010.pdf» → «Informe retornos 2010»."""
    sin_extension = _EXTENSION.sub("", nombre)
    return " ".join(sin_extension.replace("_", " ").split()) or nombre


def titulo_propuesto(nombre: str, propio: str | None) -> str:
    """El título que el archivo dice de sí mismo, si parece un título; si no, el de su nombre."""
    candidato = " ".join(_visible(propio or "").split())
    if 8 <= len(candidato) <= 300 and " " in candidato and not _TITULO_INUTIL.match(candidato):
        return candidato
    return titulo_de_nombre(nombre)


def _legible(nombre: str) -> str:
    """El nombre con los octetos que no son UTF-8 (PEP 383) leídos como cp1252, el de Windows en español."""
    return _CRUDO.sub(lambda h: bytes([ord(h[0]) - 0xDC00]).decode("cp1252", "replace"), nombre)


def _visible(texto: str) -> str:
    normal = unicodedata.normalize("NFC", texto)
    letras = (" " if c.isspace() else c for c in normal)
    return " ".join("".join(c for c in letras if unicodedata.category(c) not in _INVISIBLES).split())
