"""A qué apunta una cita: una norma y, detrás de «#», un artículo y su subdivisión.

`DC-95-1998#117`, `CPRG#t7` (serie transitoria), `DC-101-1997#33-ter`, `ANT#8..12` (un rango de la norma antes
citada), `ANT#2.num:3.lit:b`, `CPRG#171.lit:i`, `REL-1` (el artículo anterior al que cita).
"""

import re
from dataclasses import dataclass

from indexador.lengua.palabras import plegar

AGREGADOS = (
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "nonies",
    "decies",
)
"""Los adverbios con que se numera lo que se intercala, en su orden."""
ANTECEDENTE = "ANT"
"""«La citada ley», cuando no hay antes una norma a la que pueda referirse."""
ANTERIOR, PRESENTE, SIGUIENTE = "REL-1", "REL-0", "REL+1"
"""El artículo anterior al que cita, él mismo y el siguiente."""
PASOS = {f"REL{paso:+}": paso for paso in range(-9, 10) if paso} | {PRESENTE: 0}
"""Cuántos artículos hay del que cita al citado: «los dos artículos anteriores» son `REL-2` y `REL-1`."""
SIN_RESOLVER = "SIN_RESOLVER"
"""Hay cita, pero su número está tan dañado o errado que la norma la debe elegir una persona."""
ORDINARIA, TRANSITORIA = "ordinaria", "transitoria"

_OBJETIVO = re.compile(
    r"(?P<norma>[A-Z][A-Z0-9_+-]*)"
    r"(?:#(?P<serie>t?)(?P<articulo>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\.\.(?P<hasta>[a-z0-9]+(?:-[a-z0-9]+)*))?)?"
    r"(?P<partes>(?:\.[a-z]+:[a-zñ0-9]+)*)\Z"
)
_ARTICULO = re.compile(r"(?P<n>\d+)(?:-(?P<agregado>[a-z]+))?\Z")


@dataclass(frozen=True, slots=True)
class Objetivo:
    """Una norma, por su clave, y quizá un artículo o un rango de ellos y su subdivisión, de fuera adentro.

    `articulo` va canónico («17», «17-bis», «12-a»). Las clases de subdivisión son `lit`, `num`, `inc` y
    `par`.
    """

    norma: str
    articulo: str = ""
    hasta: str = ""
    serie: str = ORDINARIA
    subdivision: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        marca = "t" if self.serie == TRANSITORIA else ""
        articulo = f"#{marca}{self.articulo}" if self.articulo else ""
        hasta = f"..{self.hasta}" if self.hasta else ""
        return f"{self.norma}{articulo}{hasta}" + "".join(f".{c}:{v}" for c, v in self.subdivision)


def leer_objetivo(texto: str) -> Objetivo | None:
    """El objetivo escrito, o `None` si no tiene su forma.

    >>> str(leer_objetivo("DC-101-1997#27..45-bis")), leer_objetivo("CPRG#t7").serie
    ('DC-101-1997#27..45-bis', 'transitoria')
    """
    hallado = _OBJETIVO.match(texto)
    if hallado is None:
        return None
    serie = TRANSITORIA if hallado["serie"] else ORDINARIA
    partes = tuple(
        (clase, valor)
        for clase, _, valor in (parte.partition(":") for parte in hallado["partes"].split(".") if parte)
    )
    return Objetivo(hallado["norma"], hallado["articulo"] or "", hallado["hasta"] or "", serie, partes)


def orden_de_articulo(articulo: str) -> tuple[int, int, str]:
    """Con qué se ordenan los artículos.

    17 < 17-bis < 17-ter < 17-quater < 18. Los que no son cifras, al final.

    >>> sorted(["18", "17-ter", "17", "17-quater", "17-bis"], key=orden_de_articulo)
    ['17', '17-bis', '17-ter', '17-quater', '18']
    """
    hallado = _ARTICULO.match(plegar(articulo).replace(" ", "-"))
    if hallado is None:
        return _ULTIMO, 0, articulo
    agregado = hallado["agregado"] or ""
    lugar = AGREGADOS.index(agregado) + 1 if agregado in AGREGADOS else len(AGREGADOS) + 1 if agregado else 0
    return int(hallado["n"]), lugar, agregado


_ULTIMO = 1_000_000
