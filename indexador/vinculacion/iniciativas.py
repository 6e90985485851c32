"""Si un papel es una iniciativa de ley, o lo que se dictamina u opina de una.

El producto «iniciativas de ley gestionadas» lo prueban esos papeles, y no la ley vigente ni el estudio que
tratan de lo mismo. Por reglas sobre el comienzo del texto, donde un papel dice qué es.
"""

import re
from collections.abc import Sequence

from indexador.ficha import Pagina

_TIPOS = frozenset({"iniciativa", "anteproyecto", "proyecto_decreto"})
_COMIENZO = 400
_DE_LEY = r"(?:iniciativa|anteproyecto|proyecto de (?:ley|decreto))"
_ES_UNA = re.compile(
    r"^\W*(?:anteproyecto|proyecto de (?:ley|decreto)|iniciativa\s+(?:de (?:ley|decreto|reformas?)|n[úu]mero"
    r"|n[o.º°]|\d|con registro|que (?:dispone|propone|busca|pretende|aprueba|reforma|crea)))\b",
    re.IGNORECASE,
)
_DE_UNA = re.compile(
    r"^.{0,120}?\b(?:dict[áa]men(?:es)?|opini[óo]n(?:es)?|observaciones|comentarios|enmiendas?)\b"
    rf"[^.;]{{0,120}}?\b{_DE_LEY}\b",
    re.IGNORECASE | re.DOTALL,
)
"""«Dictamen favorable a la iniciativa 4126», «Observaciones de la asociación al anteproyecto de…»."""
_SE_GESTIONA = re.compile(
    rf"^\W*exposici[óo]n de motivos\b|^\W*dict[áa]men\b.{{0,350}}?\b{_DE_LEY}\b"
    r"|\b(?:present(?:ar|amos|an|[óo])|someter|sometemos|registrar)\b[^.;]{0,120}?"
    rf"\b(?:{_DE_LEY}|proyecto de reformas?)\b",
    re.IGNORECASE | re.DOTALL,
)
"""El papel que la funda, el que la dictamina en varias oraciones y el que la presenta."""


def es_de_iniciativa(paginas: Sequence[Pagina], titulo: str, tipo: str) -> bool:
    """¿Es una iniciativa o un anteproyecto de ley, o un dictamen o una opinión sobre uno?

    >>> es_de_iniciativa([Pagina(1, "Iniciativa que dispone aprobar la Ley Bono Migrante.")], "", "")
    True
    """
    dichos = (titulo, *(pagina.texto[:_COMIENZO] for pagina in paginas[:1]))
    return tipo in _TIPOS or any(
        _ES_UNA.match(dicho) or _DE_UNA.match(dicho) or _SE_GESTIONA.search(dicho) for dicho in dichos
    )
