"""De qué año es la cifra de un pasaje, que no tiene por qué ser el del documento que la trae."""

import re

from indexador.lengua.palabras import plegar

_PIDE = re.compile(
    r"\bcuant[ao]s?\b|\b(?:cifras?|estadisticas?|porcentajes?|poblacion|estimacion(?:es)?|numero de)\b"
)
_CIFRA = re.compile(
    r"(?<![\d.,/-])(?:\d{1,3}(?:[,. ]\d{3})+|\d{5,})(?![\d/-])|\bmill(?:[oó]n|ones)\b|\d\s*%"
    r"|\bpor\s+ciento\b",
    re.IGNORECASE,
)
_ANIO = re.compile(r"(?<![\d.,/–-])(?:1[89]|20)\d\d(?![\d/–-]|[.,]\d)")
_ORACION = re.compile(r"(?<=[.;!?])\s+(?=[A-ZÁÉÍÓÚÑ«“\"¿¡])|\n\s*\n")


def pide_cifras(consulta: str) -> bool:
    """¿Se pregunta cuántos hay de algo, o por una cifra?"""
    return _PIDE.search(plegar(consulta)) is not None


def anios_de_las_cifras(texto: str) -> tuple[int, ...] | None:
    """Los años que se dicen en las oraciones que dan una cifra; `None` si ninguna la da.

    >>> anios_de_las_cifras("En 2017 se estimaban 1,458,000 guatemaltecos. El informe es de 2018.")
    (2017,)
    >>> anios_de_las_cifras("Son 25,000 personas."), anios_de_las_cifras("En 2008 vivían muchos.")
    ((), None)
    """
    con_cifra = [dicho for dicho in _ORACION.split(texto) if _CIFRA.search(dicho)]
    if not con_cifra:
        return None
    return tuple(dict.fromkeys(int(anio) for dicho in con_cifra for anio in _ANIO.findall(dicho)))
