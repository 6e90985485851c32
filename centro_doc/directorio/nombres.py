"""Reconocer en el directorio la institución que un documento nombra a su manera."""

import re
import unicodedata
from collections.abc import Iterable

from centro_doc.directorio.modelos import Institucion

_SOBRA = re.compile(r"^(?:el|la|los|las) |(?: c a| de guatemala)$")


def casar(nombre: str, instituciones: Iterable[Institucion]) -> Institucion | None:
    """La institución que se llama así, por su nombre, su sigla o una variante; `None` si ninguna o varias.

    No distinguen las mayúsculas, las tildes, la puntuación, el artículo ni «de Guatemala» al final.

    >>> casar("EL CONGRESO DE LA REPÚBLICA", ())
    """
    buscado = reducir(nombre)
    halladas = [
        una
        for una in instituciones
        if buscado and buscado in {reducir(otro) for otro in (una.nombre, una.sigla, *una.variantes)}
    ]
    return halladas[0] if len(halladas) == 1 else None


def reducir(nombre: str) -> str:
    """Un nombre en lo que lo distingue.

    >>> reducir("EL CONGRESO DE LA REPÚBLICA DE GUATEMALA, C. A.")
    'congreso de la republica'
    """
    partes = unicodedata.normalize("NFKD", nombre.casefold())
    letras = "".join(p if p.isalnum() else " " for p in partes if not unicodedata.combining(p))
    limpio, antes = " ".join(letras.split()), ""
    while limpio != antes:
        limpio, antes = _SOBRA.sub("", limpio), limpio
    return limpio
