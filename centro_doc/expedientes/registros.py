"""Los registros de documentos («CD-00018») que nombra un texto escrito por una persona."""

import re
import unicodedata

_GUIONES = "\\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_NOMBRADO = re.compile(
    rf"(?<![^\W_])CD(?:\s*[{_GUIONES}]\s*(\d+)|\s*(\d{{5,}}))(?![^\W_])",
    re.IGNORECASE,
)
"""Con guion, aunque le falten ceros; sin él, sólo con las cinco cifras: «CD 1» puede ser un disco."""
_CIFRAS = 12
"""Más no las tiene ningún registro."""


def nombrados(texto: str) -> frozenset[str]:
    """Los registros que nombra un texto."""
    return frozenset(en_su_orden(texto))


def en_su_orden(texto: str) -> tuple[str, ...]:
    """Los mismos, en su orden y sin repetir.

    Sin distinguir mayúsculas, con cualquier guion y sin contar lo que no se ve.

    >>> en_su_orden("CD-00018, cd‑18, Cd—00019 y CD00020; no CD 1 ni ABCD-00021")
    ('CD-00018', 'CD-00019', 'CD-00020')
    """
    llano = unicodedata.normalize("NFKC", texto)
    se_ve = "".join(letra for letra in llano if unicodedata.category(letra) != "Cf")
    numeros = ((una[1] or una[2]).lstrip("0") for una in _NOMBRADO.finditer(se_ve))
    return tuple(dict.fromkeys(f"CD-{uno:0>5}" for uno in numeros if uno and len(uno) <= _CIFRAS))
