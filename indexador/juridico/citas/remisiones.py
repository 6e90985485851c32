"""Las remisiones sin nombre ni número: «esta Ley», «dicho cuerpo legal», «la citada ley», «la misma»."""

from typing import NamedTuple

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import CONJUNCIONES, DETERMINANTES

PROPIA, DE_ANTES = "propia", "de_antes"
_LEYES = ("DC", "DL", "DS", "DANC", "DG")
_ACUERDOS = ("AG", "AM", "AMN", "AIGM", "ATSE", "AL", "AJD")
_FAMILIAS: dict[str, tuple[str, ...]] = {
    "ley": _LEYES,
    "codigo": _LEYES,
    "decreto": _LEYES,
    "constitucion": ("CPRG",),
    "reglamento": _ACUERDOS,
    "acuerdo": _ACUERDOS,
    "convenio": ("TR",),
    "convencion": ("TR",),
    "tratado": ("TR",),
    "pacto": ("TR",),
    "protocolo": ("TR",),
    "declaracion": ("TR",),
    "instrumento": ("TR", *_LEYES),
    "estatuto": (*_LEYES, *_ACUERDOS),
    "norma": (*_LEYES, *_ACUERDOS, "TR"),
    "normativa": (*_LEYES, *_ACUERDOS, "TR"),
    "ordenamiento": (*_LEYES, *_ACUERDOS),
    "cuerpo": (*_LEYES, *_ACUERDOS, "CPRG", "TR"),
    "iniciativa": ("INI",),
    "": (*_LEYES, *_ACUERDOS, "CPRG", "TR"),
}
"""Qué clases de norma puede ser cada sustantivo; vacío es «la misma»."""
DECRETOS = frozenset({"decreto", "decretos"})
FEMENINOS = frozenset({
    "ley", "leyes", "constitucion", "convencion", "declaracion", "iniciativa", "norma", "normativa",
})  # fmt: skip
MASCULINOS = frozenset(_FAMILIAS) - FEMENINOS - DECRETOS - {""}
MISMA = frozenset({"misma", "mismo"})
_LEY_ROTA = frozenset({"ey", "l~y", "iey", "lev", "lcy", "leyes"})
_DIVISIONES = frozenset({"titulo", "capitulo", "seccion", "libro"})
_PROPIOS = frozenset({"esta", "este", "presente"})
_DE_ANTES = frozenset({
    "dicha", "dicho", "misma", "mismo", "citada", "citado", "referida", "referido", "mencionada",
    "mencionado", "relacionada", "relacionado", "indicada", "indicado", "aludida", "aludido", "precitada",
    "precitado", "expresada", "susodicha", "susodicho", "aquella", "esa", "ese", "identificada",
    "identificado",
})  # fmt: skip
REMITEN = _PROPIOS | (_DE_ANTES - {"misma", "mismo", "esa", "ese", "aquella", "identificada", "identificado"})
"""Con qué palabras puede empezar una remisión que va delante de sus artículos.

«Dicha ley, en su artículo 5».
"""
_CIERRAN = CONJUNCIONES | {",", ".", ";", ")", ":", ""}
_ADVERBIOS = frozenset({"antes", "ya", "arriba", "supra", "previamente"})


class Remision(NamedTuple):
    """`clase` es `PROPIA` o `DE_ANTES`; `sustantivo`, lo que se dijo que es, y dónde termina.

    `adjetivo` es el que remite: «dicha», «misma».
    """

    clase: str
    sustantivo: str
    fin: int
    adjetivo: str = ""


def remision(f: Fichas, lugar: int) -> Remision | None:
    """La remisión que empieza ahí, ya sin «de» ni «la»."""
    lugar += f.formas[lugar] in DETERMINANTES
    forma = f.formas[lugar]
    if forma in _PROPIOS and (sustantivo := _sustantivo(f, lugar + 1)):
        return Remision(PROPIA, sustantivo[0], sustantivo[1])
    if forma in _PROPIOS and f.formas[lugar + 1] in _DIVISIONES:
        return Remision(PROPIA, "", lugar + 2)
    adjetivo = lugar + (forma in _ADVERBIOS)
    if f.formas[adjetivo] in _DE_ANTES:
        if sustantivo := _sustantivo(f, adjetivo + 1):
            return Remision(DE_ANTES, sustantivo[0], sustantivo[1], f.formas[adjetivo])
        suelta = f.formas[adjetivo] in MISMA
        cierra = f.formas[adjetivo + 1] in _CIERRAN
        return Remision(DE_ANTES, "", adjetivo + 1, f.formas[adjetivo]) if suelta and cierra else None
    if sustantivo := _sustantivo(f, lugar):
        tras = sustantivo[1] + (f.formas[sustantivo[1]] in _ADVERBIOS)
        if f.formas[tras] in _DE_ANTES - {"esa", "ese", "aquella", "identificada", "identificado"}:
            return Remision(DE_ANTES, sustantivo[0], tras + 1, f.formas[tras])
    return None


def _sustantivo(f: Fichas, lugar: int) -> tuple[str, int] | None:
    """El sustantivo de norma que está ahí y dónde termina: «Ley», «cuerpo legal», «Decreto Ley»."""
    forma = f.formas[lugar]
    if forma in _LEY_ROTA:
        return "ley", lugar + 1
    if forma == "cuerpo":
        legal = f.formas[lugar + 1] in {"legal", "normativo", "juridico"}
        return (forma, lugar + 2) if legal else None
    if not forma or forma not in _FAMILIAS:
        return None
    fin = lugar + 1
    if f.formas[fin] in {"legal", "juridico", "juridica", "legales", "internacional", "fundamental"}:
        fin += 1
    if forma == "decreto" and f.formas[fin] == "ley":
        fin += 1
    if forma == "constitucion" and f.formas[fin] == "politica":
        fin += 1
    return forma, fin


def propia_de(sustantivo: str, clave: str) -> bool:
    """Si el documento de esa clave puede llamarse así a sí mismo: una iniciativa, como lo que propone."""
    return puede_ser(sustantivo, clave) or clave.startswith("INI-")


def puede_ser(sustantivo: str, clave: str) -> bool:
    """Si a la norma de esa clave se le puede llamar así; vacío es «la misma»."""
    return clave.partition("-")[0] in _FAMILIAS[sustantivo]
