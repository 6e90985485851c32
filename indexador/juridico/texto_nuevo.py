"""Lo que un artículo reformador pone entre comillas: dónde empieza y acaba, también con mal OCR.

Los lugares son puntos de código del texto recibido. No se enmienda nada de lo que queda dentro.
"""

import re
from itertools import pairwise

Tramo = tuple[int, int]
"""Inicio y fin, este excluido."""

_COMILLAS = "\"“”„«»•'‘’`´"
_APERTURA = re.compile(rf"[\s{_COMILLAS}·.~_/\-]*(?:[^\W\d_]?[ ]?(?=[Aa][rR][tT1]))?")
_CIERRE = re.compile(
    rf"[\s{_COMILLAS}·~]*[{_COMILLAS}·~][\s{_COMILLAS}·~]*(?P<punto>[.;])?[\s{_COMILLAS}·~]*\Z"
)
_COMILLA_MAL_LEIDA = re.compile(r"(?<=\.)\s+(?:n|N|ff?|Q)\s*\Z")
"""Una letra suelta tras el punto final es la comilla de cierre de un OCR."""
_AL_FINAL_DE_RENGLON = re.compile(r"(?:(?<=[.;:)])|(?<=\w))[\"”»][ \t.;,]*(?=\n|\Z)")
_ACABA_BIEN = re.compile(r"[\w.;:)%-]\Z")
_SIGNOS_SUELTOS = re.compile(r"[~<>?\\/|'·]{2}")
_MOTA = re.compile(
    r"(?<=[^\W_])[ ]?·(?![^\W_])(?=[ ]?[\n.,;]|\Z)|(?<=[^\W_])·(?=[ ])|(?<=[ ])·[ ]?(?=[^\W_])"
    r"|(?<=[^\s.:;]\n)·[ ]?(?=[^\W_])"
)
_LETRAS = re.compile(r"[^\W\d_]{3}")
_LITERAL = re.compile(rf"^[\s{_COMILLAS}]{{0,4}}(?P<letra>[a-zñ]{{1,2}})[ ]?[)}}](?=\s)", re.MULTILINE)


def sin_motas(texto: str) -> str:
    """El texto sin los puntos medios que el escáner dejó sueltos o pegados al borde de una palabra.

    Sólo se quita el signo, que en un texto legal no dice nada; lo que está dentro de una palabra («p·blico»,
    «recurso~») está en lugar de una letra que no se sabe, y queda. También el que abre un renglón tras un
    punto, que puede ser la viñeta de una lista.

    >>> sin_motas("la · información ·anual de· la\\nRepública; p·blico.\\n· Una.")
    'la información anual de la\\nRepública; p·blico.\\n· Una.'
    """
    return _MOTA.sub("", texto)


def cuerpo_citado(texto: str, inicio: int, fin: int) -> tuple[Tramo, ...]:
    """Lo citado entre dos lugares, sin las comillas que lo abren y lo cierran.

    Son dos tramos si el punto final va detrás de la comilla: `económica".`

    >>> texto = 'así: "Artículo 7. Es económica".'
    >>> "".join(texto[a:b] for a, b in cuerpo_citado(texto, 4, len(texto)))
    'Artículo 7. Es económica.'
    """
    abre = _APERTURA.match(texto, inicio, fin)
    desde = abre.end() if abre else inicio
    hasta = desde + len(texto[desde:fin].rstrip())
    cierre = _CIERRE.search(texto[:hasta], max(desde, hasta - 40))
    if cierre is None:
        mal_leida = _COMILLA_MAL_LEIDA.search(texto[:hasta], max(desde, hasta - 6))
        return ((desde, mal_leida.start() if mal_leida else hasta),) if desde < hasta else ()
    if cierre["punto"] and texto[cierre.start() - 1] not in ".;":
        return (desde, cierre.start()), cierre.span("punto")
    return ((desde, cierre.start()),) if desde < cierre.start() else ()


def acaba_ilegible(cuerpo: str) -> bool:
    """¿Dejó el OCR el final en signos sueltos, de modo que no se sabe cómo acaba?"""
    return _ACABA_BIEN.search(cuerpo) is None or _SIGNOS_SUELTOS.search(cuerpo, len(cuerpo) - 12) is not None


def sigue_otra_cosa(citado: str) -> bool:
    """¿Se cierran las comillas y detrás sigue un texto que ya no es lo citado?

    La comilla que cierra es la que acaba renglón y no cierra una palabra abierta dentro.
    """
    abierto = citado.lstrip()[:1] in _COMILLAS
    dentro = citado[len(citado) - len(citado.lstrip()) + 1 :] if abierto else citado
    for hallada in _AL_FINAL_DE_RENGLON.finditer(dentro):
        antes = dentro[: hallada.start()]
        cierra_palabra = (antes.count('"') + antes.count("“") + antes.count("«")) % 2 == 1
        if abierto and not cierra_palabra and _LETRAS.search(dentro, hallada.end()):
            return True
    return False


def literales_citadas(texto: str, inicio: int) -> list[tuple[str, tuple[Tramo, ...]]]:
    """Cada literal de un texto citado que no es más que literales, con sus tramos; si no, ninguna."""
    halladas = list(_LITERAL.finditer(texto, inicio))
    if not halladas or texto[inicio : halladas[0].start("letra")].strip(_COMILLAS + " \n\t·~"):
        return []
    limites = [*(una.start("letra") for una in halladas), len(texto)]
    return [
        (una["letra"], cuerpo_citado(texto, desde, hasta))
        for una, (desde, hasta) in zip(halladas, pairwise(limites), strict=True)
    ]
