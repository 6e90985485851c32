"""Lo que encabeza un cuadro: su título, la unidad, el año, las columnas y los rótulos de sus grupos.

El extractor da un cuadro por renglones: las celdas de una fila van separadas por una raya, por varios blancos
o por uno solo, y en las de cifras la última lo es.
"""

import re

_CELDAS = re.compile(r"\S\s*(?:\||\t|[ ]{2,})\s*\S")
_ACABA_EN_CIFRA = re.compile(
    r"(?:^|[\s|])[(\-–−+]?(?:Q|US\$|\$|€)?\s?(?![1lI2][9O0][\dOSlIB]{2}\W*$)\d[\d.,OoSlIB]*\s?%?\)?[\s|]*$"
)
_TITULO = re.compile(r"\W*(?:cuadro|tabla|gr[aá]fic[ao]|anexo)\b", re.IGNORECASE)
_ENCIMA = 5
"""Renglones seguidos, sobre las filas, que pueden ser su encabezado."""
_FIN = re.compile(r"[.;]\W*$")


def encabezado_de_cuadro(antes: str, propio: str) -> tuple[str, int]:
    """Los renglones que dicen qué son sus filas, y cuántos caracteres hay de donde acaban al pasaje.

    `antes`: el texto hasta el pasaje. `propio`: el renglón en que empieza; si no es una fila, nada.
    """
    if not es_fila(propio):
        return "", 0
    renglones = antes.splitlines(keepends=True)
    lejos, seguidos = len(renglones.pop()) if not antes.endswith("\n") and renglones else 0, 0
    hallados: list[tuple[int, str]] = []
    filas: list[tuple[int, str]] = []
    for renglon in reversed(renglones):
        if es_fila(renglon):
            seguidos = 0
            filas.append((lejos, renglon))
        elif renglon.strip():
            seguidos += 1
            hallados.append((lejos, renglon))
        lejos += len(renglon)
        if seguidos >= _ENCIMA or (seguidos and _FIN.search(renglon) and not _TITULO.match(renglon)):
            break
    if filas and not _ACABA_EN_CIFRA.search(filas[-1][1]):
        hallados.append(filas[-1])
    hallados.sort(reverse=True)
    return "".join(dicho for _, dicho in hallados).strip(), min((uno for uno, _ in hallados), default=0)


def es_fila(renglon: str) -> bool:
    """¿Es un renglón de un cuadro: acaba en una cifra que no es un año, o va en celdas?"""
    return not _TITULO.match(renglon) and bool(
        _ACABA_EN_CIFRA.search(renglon.rstrip()) or _CELDAS.search(renglon.strip())
    )
