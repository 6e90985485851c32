"""Los nombres de los archivos que llegan, y el título que se propone a partir de ellos."""

import re
import unicodedata

LARGO = 180
"""Letras que se guardan de un nombre."""
SIN_NOMBRE = "sin nombre"
CARPETA = " › "
"""Lo que separa la carpeta del nombre de un archivo que venía en un comprimido."""
_INVISIBLES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_SEPARADORES = re.compile(r"[/\\]+")
_CRUDO = re.compile("[\udc80-\udcff]")
_UNIDAD = re.compile(r"[A-Za-z]:")
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


def nombre_con_carpeta(crudo: str) -> str:
    """El de un archivo que venía en un comprimido, con las carpetas que lo distinguen de otro igual.

    Sin subidas («..»), unidades ni separadores de ruta. Si no caben, se conservan las más cercanas.

    >>> nombre_con_carpeta("../2011/actas/acta.txt")
    '2011 › actas › acta.txt'
    """
    nombre = limpiar_nombre(crudo)
    tramos = [_visible(tramo).strip(" .") for tramo in _SEPARADORES.split(crudo)]
    carpetas = [tramo for tramo in tramos if tramo and not _UNIDAD.fullmatch(tramo)][:-1]
    for carpeta in reversed(carpetas):
        if len(carpeta) + len(CARPETA) + len(nombre) > LARGO:
            break
        nombre = f"{carpeta}{CARPETA}{nombre}"
    return nombre


def sin_carpeta(nombre: str) -> str:
    """El nombre que el archivo tenía dentro de su carpeta."""
    return nombre.rpartition(CARPETA)[2]


def titulo_de_nombre(nombre: str) -> str:
    """«Informe_retornos_2010.pdf» → «Informe retornos 2010»; la carpeta no es parte del título."""
    nombre = sin_carpeta(nombre)
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
