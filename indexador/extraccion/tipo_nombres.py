"""Cómo se llama en español lo que no se puede leer."""

from importlib import import_module
from pathlib import Path

_FIRMAS = (
    (b"MZ", "un programa de Windows (EXE)"),
    (b"\x7fELF", "un programa de Linux"),
    (b"\xcf\xfa\xed\xfe", "un programa de macOS"),
    (b"\xca\xfe\xba\xbe", "un programa de Java o de macOS"),
    (b"#!", "un programa (guion de órdenes)"),
    (b"GIF8", "una imagen (GIF)"),
    (b"BM", "una imagen (BMP)"),
    (b"8BPS", "una imagen de Photoshop (PSD)"),
    (b"%!PS", "un archivo PostScript (PS)"),
    (b"AT&TFORM", "un documento DjVu"),
    (b"7z\xbc\xaf\x27\x1c", "un archivo comprimido (7z)"),
    (b"Rar!", "un archivo comprimido (RAR)"),
    (b"\x1f\x8b", "un archivo comprimido (GZIP)"),
    (b"BZh", "un archivo comprimido (BZIP2)"),
    (b"\xfd7zXZ\0", "un archivo comprimido (XZ)"),
    (b"PK\x05\x06", "un archivo comprimido (ZIP) sin nada dentro"),
    (b"ID3", "una grabación de sonido (MP3)"),
    (b"OggS", "una grabación (OGG)"),
    (b"SQLite format 3\0", "una base de datos SQLite"),
    (b"\xffWPC", "un documento de WordPerfect"),
    (b"\x00\x01\x00\x00Standard Jet DB", "una base de datos de Access (MDB)"),
)
_POR_EXTENSION = {
    "mp4": "un video (MP4)",
    "m4a": "una grabación de sonido (M4A)",
    "mov": "un video (MOV)",
    "avi": "un video (AVI)",
    "mkv": "un video (MKV)",
    "mp3": "una grabación de sonido (MP3)",
    "wav": "una grabación de sonido (WAV)",
    "heic": "una imagen de teléfono (HEIC)",
    "heif": "una imagen de teléfono (HEIC)",
    "tar": "un archivo comprimido (TAR)",
    "wps": "un documento de Works",
}
_BM_TAMANO_MINIMO = 26
_CONFIANZA = 0.4
"""Por debajo, puremagic se fía de dos bytes."""


def nombre_por_firma(cabeza: bytes) -> str:
    """Lo que dicen los primeros bytes, o vacío. Las firmas cortas se confirman, para no negar un texto."""
    if cabeza.startswith((b"RIFF", b"RIFX")):
        return "una grabación de sonido (WAV)" if cabeza[8:12] == b"WAVE" else "un video (AVI)"
    if cabeza[4:8] == b"ftyp":
        return "una imagen de teléfono (HEIC)" if cabeza[8:11] == b"hei" else "un video (MP4)"
    for firma, que_es in _FIRMAS:
        if cabeza.startswith(firma) and not (firma in {b"MZ", b"BM", b"ID3", b"BZh"} and _imprimible(cabeza)):
            return que_es
    return ""


def nombre_en_espanol(ruta: Path) -> str:
    """Lo que dice puremagic de un archivo binario sin firma conocida."""
    puremagic = import_module("puremagic")  # sólo aquí: cargarla cuesta más que leer un archivo chico
    try:
        halladas = puremagic.magic_file(str(ruta))
    except (puremagic.PureError, ValueError):
        halladas = []
    seguras = [h.extension.lstrip(".").lower() for h in halladas if h.confidence >= _CONFIANZA]
    extension = seguras[0] if seguras else ""
    if extension in _POR_EXTENSION:
        return _POR_EXTENSION[extension]
    return (
        f"un archivo de tipo {extension.upper()}" if extension.isalnum() else "un archivo binario desconocido"
    )


def _imprimible(cabeza: bytes) -> bool:
    """Si empieza como texto («BMV informa…», «MZ-4»): sin ceros ni controles en los primeros bytes."""
    return all(byte >= 0x20 or byte in b"\t\r\n" for byte in cabeza[:_BM_TAMANO_MINIMO])
