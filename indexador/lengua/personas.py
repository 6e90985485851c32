"""Cuándo un renglón es el nombre de una persona: por los nombres de pila más corrientes en Guatemala."""

import re
from functools import cache
from pathlib import Path

from indexador.lengua.plano import plano

_DATOS = Path(__file__).parent / "datos"
_TITULO = re.compile(
    r"(?:(?:lic(?:da|do)?|dra?|ing|arq|msc|m\.? ?a|ph\.? ?d|prof|br|sr(?:a|ita)?)\.\s?"
    r"|licenciad[oa] |doctora? )+"
)
_ENLACES = frozenset({"de", "del", "la", "las", "los", "y", "e", "i"})
_MENOS, _MAS = 2, 7


@cache
def nombres() -> frozenset[str]:
    """Los nombres de pila, planos."""
    return frozenset(plano(_DATOS.joinpath("nombres.txt").read_text(encoding="utf-8")).split())


@cache
def apellidos() -> frozenset[str]:
    """Los apellidos, planos."""
    return frozenset(plano(_DATOS.joinpath("apellidos.txt").read_text(encoding="utf-8")).split())


def es_persona(escrito: str) -> bool:
    """Si lo escrito es sólo un nombre: de dos a siete palabras con mayúscula, la primera nombre de pila.

    >>> es_persona("Licda. María del Rosario Batz Ajú"), es_persona("JOSÉ MARIO TUN")
    (True, True)
    >>> es_persona("Santos y migrantes del norte"), es_persona("Ley de Migración"), es_persona("Santa Rosa")
    (False, False, False)
    """
    llano = plano(escrito).strip(" .,:;")
    trato = _TITULO.match(llano)
    crudo = escrito.strip(" .,:;")[trato.end() if trato else 0 :]
    palabras = [p.strip(".,") for p in crudo.split()]
    propias = [p for p in palabras if plano(p) not in _ENLACES]
    if not _MENOS <= len(propias) <= _MAS or not all(p[:1].isupper() and p.isalpha() for p in propias):
        return False
    if plano(propias[0]) not in nombres():
        return False
    conocidas = nombres() | apellidos()
    return len(propias) <= 5 or sum(plano(p) in conocidas for p in propias) >= 3
