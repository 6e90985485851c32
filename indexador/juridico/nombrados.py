"""Los nombres de quienes presentan una iniciativa: sin el trato de cada uno y sin «y compañeros»."""

import re
from difflib import SequenceMatcher

from indexador.lengua.plano import forma, plano

_TRATO = forma(
    r"[^\w]*(?:(?:el|la|los|las)[.,\s]+)?(?:representantes?|diputad[oa]s?|senor(?:es)?|"
    r"ciudadan[oa]s?)(?:\s+al\s+congreso)?(?:\s+de\s+la\s+rep[uú]blica(?:\s+de\s+guatemala)?)?[\s,:]+"
)
_LOS_DEMAS = re.compile(r"[\s,]+[yv]\s+(?:dem[aá]s\s+)?(?P<quienes>\S{6,13}?)\W*$", re.IGNORECASE)
_SIN_NOMBRE = ("companeros", "companeras", "firmantes")
_PARECIDO = 0.75
"""Cuánto ha de parecerse a una de ésas la mal leída: «CONPAÑEROS», 0.9; el apellido Cisneros, 0.67."""


def nombrados(escrito: str) -> tuple[list[str], bool]:
    """Los nombres, y si «y compañeros» se leyó bien o no está.

    >>> nombrados("los representantes Julia Ruano, Mario Peña y conpañeros")
    (['Julia Ruano', 'Mario Peña'], False)
    >>> nombrados("EL ORGANISMO EJECUTIVO.")
    (['ORGANISMO EJECUTIVO'], True)
    """
    nombres, claro = _sin_los_demas(escrito)
    trato = _TRATO.match(nombres.lower())
    if trato:
        lista = _personas(nombres[trato.end() :])
    else:
        lista = [re.sub(r"^(?:el|la|los|las)[.,]?\s+", "", nombres, flags=re.IGNORECASE).strip(" .:")]
    return [nombre for nombre in lista if nombre], claro


def _sin_los_demas(escrito: str) -> tuple[str, bool]:
    """Los nombres sin «y compañeros» o «y demás firmantes», y si esas palabras se leyeron bien o no están."""
    resto = _LOS_DEMAS.search(escrito)
    if resto is None:
        return escrito, True
    leida = plano(resto["quienes"])
    parecido = max(SequenceMatcher(None, leida, palabra).ratio() for palabra in _SIN_NOMBRE)
    if parecido < _PARECIDO:
        return escrito, True
    return escrito[: resto.start()], parecido > _UNA_LETRA_MENOS


_UNA_LETRA_MENOS = 0.94
"""«compañero», que también es palabra."""


def _personas(escrito: str) -> list[str]:
    """Los nombres de una enumeración; el trato de cada uno no cuenta."""
    trozos = re.split(r"\s*[,;]\s*|\s+[yY]\s+", escrito)
    return [
        _TRATO.sub("", trozo.strip(" .:"), count=1) if _TRATO.match(trozo.lower()) else trozo.strip(" .:")
        for trozo in trozos
    ]
