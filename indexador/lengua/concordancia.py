"""Las formas de una misma palabra que sólo se distinguen en número o género."""

import re
from functools import lru_cache

_NUMERO = frozenset({("", "s"), ("", "es"), ("ces", "z")})
_GENERO = frozenset(
    {("", "a"), ("", "as"), ("a", "es"), ("as", "es"), ("a", "o"), ("as", "o"), ("a", "os"), ("as", "os")}
)
_VARIA_EN_GENERO = re.compile(r"[aeiou][drn]$")
_FINALES = ("", "a", "as", "ces", "es", "o", "os", "s", "z")


def es_la_misma(una: str, otra: str) -> bool:
    """¿Se distinguen sólo en número o género? «deportación» y «deportado» tienen igual raíz, y no lo son.

    >>> es_la_misma("legislador", "legisladoras"), es_la_misma("legislador", "legislacion")
    (True, False)
    """
    if una == otra:
        return True
    largo = min(len(una), len(otra))
    comun = next((lugar for lugar in range(largo) if una[lugar] != otra[lugar]), largo)
    colas = (una[comun:], otra[comun:])
    par = (min(colas), max(colas))
    return par in _NUMERO or (par in _GENERO and bool(_VARIA_EN_GENERO.search(una[:comun])))


@lru_cache(maxsize=1024)
def formas_de(forma: str) -> tuple[str, ...]:
    """Una forma plegada y cuantas podrían ser la misma palabra en otro número o género, existan o no.

    >>> formas_de("retornado")
    ('retornado', 'retornada', 'retornadas', 'retornados')
    >>> formas_de("juez")
    ('juez', 'jueces')
    """
    bases = [forma.removesuffix(final) for final in _FINALES if forma.endswith(final)]
    posibles = dict.fromkeys(f"{base}{final}" for base in bases for final in _FINALES if len(base) > 1)
    otras = (una for una in posibles if una != forma and es_la_misma(forma, una) and _se_escribe(una))
    return (forma, *sorted(otras))


def _se_escribe(forma: str) -> bool:
    """Las reglas de plural, a ciegas, darían también «retornadoes» y «juezs»."""
    return not re.search(r"(?:[aeiou]es|[^aeiou]s|zes|zs)$", forma)
