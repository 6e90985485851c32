"""Las remisiones sin nombre ni número: «esta Ley», «dicho cuerpo legal», «la citada ley», «la misma»."""

from collections.abc import Iterable
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
_ADVERBIOS = frozenset({"antes", "ya", "arriba", "supra", "previamente"})


class Remision(NamedTuple):
    """`clase` es `PROPIA` o `DE_ANTES`; `sustantivo`, lo que se dijo que es, y dónde termina."""

    clase: str
    sustantivo: str
    fin: int


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
            return Remision(DE_ANTES, sustantivo[0], sustantivo[1])
        suelta = f.formas[adjetivo] in {"misma", "mismo"}
        cierra = f.formas[adjetivo + 1] in {",", ".", ";", ")", ":", ""} | CONJUNCIONES
        return Remision(DE_ANTES, "", adjetivo + 1) if suelta and cierra else None
    if sustantivo := _sustantivo(f, lugar):
        tras = sustantivo[1] + (f.formas[sustantivo[1]] in _ADVERBIOS)
        if f.formas[tras] in _DE_ANTES - {"esa", "ese", "aquella", "identificada", "identificado"}:
            return Remision(DE_ANTES, sustantivo[0], tras + 1)
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


def propia_de(sustantivo: str, clase: str) -> bool:
    """Si un documento de esa clase puede llamarse así a sí mismo."""
    return clase in _FAMILIAS[sustantivo] or clase == "INI"


def antecedente(sustantivo: str, citadas: Iterable[tuple[str, bool]]) -> str:
    """La última norma citada a que puede referirse, vacía si a ninguna; de cada una, si se dijo código."""
    for clave, es_codigo in citadas:
        clase = clave.partition("-")[0]
        if clase in _FAMILIAS[sustantivo] and (sustantivo != "codigo" or es_codigo):
            return clave
    return ""
