"""Las preguntas naturales: qué palabras sólo preguntan y qué palabras dicen lo que se busca.

«¿Qué dice la ley sobre la trata de personas?» busca «la trata de personas». Sólo se quita el comienzo, y
sólo si después queda algo que buscar: en medio de la consulta esas mismas palabras pueden ser materia.
"""

import re

_QUIEN = (
    r"(?:la|el|las|los|una|un|alguna|algún|algun)?\s*"
    r"(?:ley|leyes|norma|normas|normativa|legislaci[oó]n|decreto|reglamento|c[oó]digo|art[ií]culo|iniciativa|documento)s?"
)
_SOBRE = (
    r"(?:sobre|acerca\s+de|respecto\s+(?:de|a)|en\s+cuanto\s+a|relativ[ao]s?\s+a|relacionad[ao]s?\s+con|de)"
)
_VERBO = (
    r"(?:dicen?|establecen?|disponen?|regulan?|se[ñn]alan?|indican?|hablan?|tratan?|mencionan?|contempla[n]?|"
    r"prev[eé]n?|ordenan?|determinan?|rigen?)"
)
_COMIENZOS = (
    rf"qu[eé]\s+{_VERBO}\s+{_QUIEN}\s+{_SOBRE}",
    rf"qu[eé]\s+{_QUIEN}\s+(?:se\s+)?{_VERBO}(?:\s+{_SOBRE})?",
    rf"qu[eé]\s+(?:hay|existe|se\s+(?:dice|sabe|regula))\s+{_SOBRE}",
    rf"(?:en\s+)?(?:qu[eé]|cu[aá]l|cu[aá]les)\s+(?:es|son|fue|fueron)\s+{_QUIEN}\s+(?:que\s+{_VERBO}|{_SOBRE})",
    r"d[oó]nde\s+(?:est[aá]n?|se\s+encuentran?|aparecen?|dice|hay|puedo\s+(?:encontrar|ver|leer))"
    rf"(?:\s+(?:lo|la|el)\s+de|\s+{_SOBRE})?",
    rf"(?:hay|existen?)\s+(?:alguna?s?|una?)?\s*{_QUIEN}\s+(?:que\s+{_VERBO}|{_SOBRE})",
    r"(?:busco|quiero|necesito)(?:\s+(?:saber|ver|leer|encontrar|informaci[oó]n))?"
    rf"(?:\s+{_QUIEN})?(?:\s+{_SOBRE})?",
    r"(?:qu[eé]\s+es|qui[eé]n(?:es)?\s+(?:es|son)|c[oó]mo\s+se\s+(?:regulan?|tramitan?|hacen?))",
)
_PREGUNTA = re.compile(rf"^[¿\s]*(?:{'|'.join(_COMIENZOS)})\b[\s:]*", re.IGNORECASE)
_MATERIA = re.compile(r"[^\W_]{3,}")


def sin_pregunta(consulta: str) -> str:
    """Una consulta, ya limpia y de largo acotado, sin las palabras que sólo preguntan.

    Queda tal cual si no es una pregunta o si no quedaría nada.

    >>> sin_pregunta("¿Qué dice la ley sobre la trata de personas?")
    'la trata de personas?'
    >>> sin_pregunta("qué es")
    'qué es'
    """
    resto = _PREGUNTA.sub("", consulta, count=1)
    return resto if resto != consulta and _MATERIA.search(resto) else consulta
