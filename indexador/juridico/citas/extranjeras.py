"""Las normas de otros países, por su clase y su número.

«Ley N° 29316», «D.S. N° 008-2019-SA», «Orden DEF/707/2020».

El catálogo no las tiene: se dan con poca confianza y con una clave que empieza por `EX` y el país.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import DE, ROTULOS

_CLASES = {
    "ley organica": "LO",
    "ley": "LEY",
    "real decreto ley": "RDLEY",
    "real decreto legislativo": "RDLEG",
    "real decreto": "RD",
    "decreto supremo": "DSUP",
    "decreto legislativo": "DLEG",
    "decreto ley": "DLEY",
    "decreto de urgencia": "DU",
    "decreto ejecutivo": "DEJ",
    "decreto": "DEC",
    "resolucion ministerial": "RM",
    "resolucion suprema": "RSUP",
    "resolucion": "RES",
    "orden": "ORD",
    "ordenanza": "ORZA",
    "circular": "CIR",
    "directiva": "DIR",
    "instruccion": "INS",
    "acuerdo": "ACU",
    "d s": "DSUP",
    "ds": "DSUP",
    "d u": "DU",
    "du": "DU",
    "d leg": "DLEG",
    "dleg": "DLEG",
    "d l": "DLEY",
    "d ley": "DLEY",
    "r m": "RM",
    "rm": "RM",
    "r d e": "RDIR",
    "r d": "RDIR",
    "r vm": "RVM",
    "r v m": "RVM",
    "cir": "CIR",
    "r s": "RSUP",
    "r j": "RJEF",
    "r def": "RES",
    "r super": "RES",
    "r": "RES",
}
"""Cómo empieza cada clase, sin puntos ni guiones → su prefijo."""
_POR_PRIMERA: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _frase in sorted(_CLASES, key=len, reverse=True):
    _POR_PRIMERA.setdefault(_frase.split()[0], []).append((tuple(_frase.split()), _CLASES[_frase]))
PRIMERAS = frozenset(_POR_PRIMERA)
_ENTRE = r"(?:[-–/.] ?| [-–/.](?! ))"
"""Lo que une las partes de un número; con un blanco a cada lado sólo une cifras, y si no es una lista."""
_NUMERO = re.compile(
    r"(?:[A-Z]{1,8}[-/]|\d[A-Z]\d/)?\d{1,7}(?:[.,]\d{3})*"
    rf"(?:(?:(?<!/19\d\d)(?<!/20\d\d){_ENTRE}| [-–/.] )\d{{1,6}}(?![a-z])"
    rf"|{_ENTRE}(?:[A-Z]{{2,14}}(?![A-Z])|[A-Z](?![A-Za-z]|\.[A-Z ])))*"
)
_LARGAS = frozenset({"RES", "CIR", "DIR", "INS", "ORD", "ORZA"})
"""Las que llevan palabras entre la clase y el número: «Resolución de Superintendencia N° …»."""
_MAS_PALABRAS = 10


class Extranjera(NamedTuple):
    """Su clave sin el país («LEY-29316») y dónde termina."""

    clave: str
    fin: int


def leer(f: Fichas, lugar: int) -> Extranjera | None:
    """La norma numerada que empieza ahí; None si no tiene esa forma."""
    segunda = f.formas[f.tras(lugar + 1, ".", "-")]
    for frase, codigo in _POR_PRIMERA.get(f.formas[lugar], ()):
        if len(frase) > 1 and frase[1] != segunda:
            continue
        fin = _tras(f, lugar, frase)
        if fin is None or (len(frase[0]) == 1 and not f.altas(lugar)):
            continue
        if codigo in _LARGAS:
            fin = _tras_nombre(f, fin)
        rotulado = _tras_rotulo(f, fin)
        numero = _NUMERO.match(f.texto, f.inicios[rotulado])
        if numero is None or (rotulado == fin and not _claro(numero[0])):
            return None
        cifras = re.sub(r"[.,](?=\d{3})", "", numero[0]) if "-" not in numero[0] else numero[0]
        partes = [parte.lstrip("0") or "0" for parte in re.split(r"[^A-Za-z0-9]+", cifras) if parte]
        return Extranjera("-".join((codigo, *partes)).upper(), _hasta(f, rotulado, numero.end()))
    return None


def _tras(f: Fichas, lugar: int, frase: tuple[str, ...]) -> int | None:
    for palabra in frase:
        lugar = f.tras(lugar, ".", "-")
        if f.formas[lugar] != palabra:
            return None
        lugar += 1
    return f.tras(lugar, ".") if f.formas[lugar] == "." and f.pegada(lugar) else lugar


def _tras_nombre(f: Fichas, lugar: int) -> int:
    """Tras lo que califica a la clase, si después viene el rótulo del número."""
    for fin in range(lugar, lugar + _MAS_PALABRAS):
        if f.formas[fin] in ROTULOS or f.formas[fin] == "º":
            return fin
        if not (f.palabra(fin) and (f.mayuscula(fin) or f.formas[fin] in DE or len(f.formas[fin]) <= 3)):
            break
    return lugar


def _tras_rotulo(f: Fichas, lugar: int) -> int:
    fin = lugar + (f.formas[lugar] == "," and f.formas[lugar + 1] in ROTULOS)
    while fin - lugar < 5 and (f.formas[fin] in ROTULOS or f.formas[fin] in {"º", ".", ":"}):
        fin += 1
    return fin


@lru_cache(maxsize=1 << 10)
def _claro(numero: str) -> bool:
    """Si se conoce por número de norma sin que diga «N°»: lleva barra, o punto o cinco cifras seguidas."""
    return "/" in numero or re.fullmatch(r"\d{1,3}[.,]\d{3}|\d{5}", numero) is not None or "-" in numero


def _hasta(f: Fichas, lugar: int, fin: int) -> int:
    while f.formas[lugar] and f.inicios[lugar] < fin:
        lugar += 1
    return lugar
