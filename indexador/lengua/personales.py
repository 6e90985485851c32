"""Los datos que identifican a un particular en un texto: su carné, su DPI, su cédula, su pasaporte, su móvil.

Son datos personales (Ley de Acceso a la Información Pública, Decreto 57-2008, artículos 9.1, 30 y 31) y no se
difunden sin consentimiento. Sólo se toma por tal un número al que una palabra presenta como eso, o el que
tiene la forma de un código único de identificación: «Decreto 46-2007» o «artículo 8» no lo son.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

TACHA = "█"
"""Con lo que se cubre cada letra o cifra: el texto mide lo mismo, y lo demás sigue en su lugar."""

_DICE_NUMERO = (
    r"[\s:.,;(–-]*(?:(?:es|el|con|y|de)\s+)*(?:(?:n[uú]m(?:ero)?s?|n[oº°]|nro)\.?\s*[º°]?)?[\s:.#(–-]*"
)
_CIFRAS_DE_CARNE = r"(?!\d{1,4}-(?:19|20)\d\d(?![\d-]))\d[\d-]{4,16}\d(?![\d-])"
_CUI = r"\d{4}[ .-]?\d{5}[ .-]?\d{4}(?!\d)"
_DEPARTAMENTO_Y_MUNICIPIO = r"(?:0[1-9]|1\d|2[0-2])(?:0[1-9]|[1-3]\d)"
_FORMAS = (
    (
        "número de carné",
        ("carn", "acad"),
        re.compile(
            r"\b(?:carn[eé]t?s?(?:\s+(?:estudiantil|universitario|de\s+\w+)){0,2}|registro\s+acad[eé]mico)"
            rf"{_DICE_NUMERO}(?P<dato>{_CIFRAS_DE_CARNE})",
            re.IGNORECASE,
        ),
    ),
    (
        "número de DPI",
        ("dpi", "d.p.i", "cui", "c.u.i", "identificaci"),
        re.compile(
            r"\b(?:d\.?p\.?i|c\.?u\.?i|documento\s+personal\s+de\s+identificaci[oó]n"
            rf"|c[oó]digo\s+[uú]nico\s+de\s+identificaci[oó]n)\b[^\d\n]{{0,60}}(?P<dato>{_CUI})",
            re.IGNORECASE,
        ),
    ),
    (
        "número de DPI",
        (),
        re.compile(rf"(?<![\d-])(?P<dato>\d{{4}}[ -]\d{{5}}[ -]{_DEPARTAMENTO_Y_MUNICIPIO})(?![\d-])"),
    ),
    (
        "número de cédula de vecindad",
        ("vecindad",),
        re.compile(
            r"\bc[eé]dula\s+de\s+vecindad\b[^\d\n]{0,60}"
            r"(?P<dato>[A-ZÑ]\s?[-–]?\s?\d{1,2}\D{1,40}\d[\d.,]{2,10}\d|\d[\d.,]{2,10}\d)",
            re.IGNORECASE,
        ),
    ),
    (
        "número de pasaporte",
        ("pasaporte",),
        re.compile(
            rf"\bpasaportes?(?:\s+\w+)?{_DICE_NUMERO}(?P<dato>[A-Z]{{0,3}}[ -]?\d{{6,9}}(?![\d-]))",
            re.IGNORECASE,
        ),
    ),
    (
        "número de afiliación",
        ("afiliaci",),
        re.compile(
            r"\bafiliaci[oó]n(?:\s+(?:al?|del?)\s+(?:IGSS|seguro\s+social))?"
            rf"{_DICE_NUMERO}(?P<dato>\d[\d-]{{6,14}}\d)",
            re.IGNORECASE,
        ),
    ),
    (
        "teléfono móvil",
        ("celular", "móvil", "movil", "fono"),
        re.compile(
            r"\b(?:celular(?:es)?|m[oó]vil(?:es)?|tel[eé]fono\s+(?:personal|particular))"
            rf"{_DICE_NUMERO}(?P<dato>(?:\(?\+?502\)?[ -]?)?\d{{4}}[ -]?\d{{4}}(?![\d-]))",
            re.IGNORECASE,
        ),
    ),
)
"""Cómo se dice cada dato, lo que su forma lleva en minúsculas (no se busca donde no está) y la forma."""
_EN_GRUPOS = (re.compile(r" \d{5} \d{4}"), re.compile(r"-\d{5}-\d{4}"))
"""Lo que lleva un código único de identificación en grupos: hallarlo cuesta menos que la forma entera."""
_VARIOS: Mapping[str, str] = {"número": "números", "teléfono móvil": "teléfonos móviles"}
_UNA = re.compile(r"\w")
_HAY_CIFRAS = re.compile(r"\d[\d.,-]?\d[\d.,-]?\d")


@dataclass(frozen=True, slots=True)
class DatoPersonal:
    """Un dato y dónde está; `clase`, como se le dice: «número de carné»."""

    clase: str
    inicio: int
    fin: int


def datos_personales(texto: str) -> tuple[DatoPersonal, ...]:
    """Los de un texto, en orden y sin encimarse.

    >>> datos_personales("Tesis de Ana Prueba, carné No. 200112345, sobre el Decreto 46-2007.")
    (DatoPersonal(clase='número de carné', inicio=31, fin=40),)
    """
    if _HAY_CIFRAS.search(texto) is None:
        return ()
    llano, en_grupos = texto.lower(), any(forma.search(texto) for forma in _EN_GRUPOS)
    hallados = [
        DatoPersonal(clase, *hallado.span("dato"))
        for clase, huellas, forma in _FORMAS
        if (any(una in llano for una in huellas) if huellas else en_grupos)
        for hallado in forma.finditer(texto)
    ]
    hallados.sort(key=lambda uno: (uno.inicio, -uno.fin))
    return tuple(_sin_encimarse(hallados))


def sin_datos_personales(texto: str) -> str:
    """El texto con cada letra y cifra de esos datos cubierta; mide lo mismo.

    >>> sin_datos_personales("carné 200112345, DPI 2345 67890 0101")
    'carné █████████, DPI ████ █████ ████'
    """
    hallados = datos_personales(texto)
    if not hallados:
        return texto
    partes, desde = [], 0
    for uno in hallados:
        partes += [texto[desde : uno.inicio], _UNA.sub(TACHA, texto[uno.inicio : uno.fin])]
        desde = uno.fin
    return "".join((*partes, texto[desde:]))


def cuantos(datos: Sequence[DatoPersonal]) -> Iterator[str]:
    """Cuántos hay de cada clase: «1 número de carné», «3 números de DPI»."""
    for clase in dict.fromkeys(uno.clase for uno in datos):
        veces = sum(uno.clase == clase for uno in datos)
        yield f"{veces} {clase if veces == 1 else _en_plural(clase)}"


def _en_plural(clase: str) -> str:
    uno = next(uno for uno in _VARIOS if clase.startswith(uno))
    return clase.replace(uno, _VARIOS[uno], 1)


def _sin_encimarse(hallados: Sequence[DatoPersonal]) -> Iterator[DatoPersonal]:
    hasta = 0
    for uno in hallados:
        if uno.inicio >= hasta:
            yield uno
            hasta = uno.fin
