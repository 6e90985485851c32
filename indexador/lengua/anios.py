"""El año suelto de una consulta: «voto en el extranjero 2009», «informe anual 2008 de CONAMIGUA»."""

import re

from indexador.lengua.palabras import plegar

_SUELTO = re.compile(
    r"(?<![\w/.,:–-])(?:(?:del?|en|el|los|para)\s+)*(?:años?\s+)?(?P<anio>(?:1[89]|20)\d\d)(?![\w/–-]|[.,]\d)",
    re.IGNORECASE,
)
_DE_NUMERO = frozenset(
    {"numero", "no", "n", "nro", "num", "iniciativa", "decreto", "acuerdo", "expediente", "registro"}
    | {"articulo", "art", "arts", "ley", "resolucion", "convenio", "agenda", "pagina", "p", "entre", "y", "a"}
)
"""Lo que, justo antes de una cifra, dice que es un número y no un año; o que el año es de un intervalo."""
_MATERIA = re.compile(r"[^\W\d_]{3,}")


def separar_anio(consulta: str) -> tuple[str, int] | None:
    """La consulta sin su único año suelto, y el año; nada si no lo hay, hay varios o no queda qué buscar.

    >>> separar_anio("informe anual de 2008 de CONAMIGUA")
    ('informe anual de CONAMIGUA', 2008)
    >>> separar_anio("Decreto 46-2007"), separar_anio("iniciativa 1985"), separar_anio("de 2005 a 2009")
    (None, None, None)
    """
    hallados = list(_SUELTO.finditer(consulta))
    if len(hallados) != 1:
        return None
    (suyo,) = hallados
    antes = [plegar(palabra) for palabra in re.findall(r"\w+", consulta[: suyo.start()])]
    resto = " ".join(f"{consulta[: suyo.start()]} {consulta[suyo.end() :]}".split()).strip(" ,;:")
    if (antes and antes[-1] in _DE_NUMERO) or not _MATERIA.search(resto):
        return None
    return resto, int(suyo["anio"])
