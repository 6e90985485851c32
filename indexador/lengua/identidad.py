"""Cómo se presenta en un texto el número de un documento de identidad, y qué forma tiene cada uno.

Código único de identificación: trece cifras, 4-5-4; la novena verifica las ocho primeras y las cuatro últimas
son el departamento y el municipio (Registro Nacional de las Personas). Cédula de vecindad: orden (una letra y
el número del departamento) y registro. Carné: de siete a nueve cifras. Móvil: ocho.
"""

import re
from dataclasses import dataclass

MUNICIPIOS = (17, 8, 16, 16, 14, 14, 19, 8, 24, 21, 9, 30, 33, 21, 8, 17, 14, 5, 11, 11, 7, 17)
"""Cuántos tiene cada departamento, en el orden del código único de identificación (01 es Guatemala)."""

NUMERO = r"(?i:n[uú]m(?:ero)?s?\b\.?|n(?:ro|o)?s?\.?[º°]\.?|n(?:ro|o)s?\b\.?|#)"
_ANTES = r"(?:(?P<antes>n[uú]m(?:ero)?s?\.?|n(?:ro|o)s?\.)\s+del?\s+(?:su\s+)?)?"
HUECO = r"(?:[\s:()_…–—-]++|\.\s?\.[.\s]*+)*+"
PRESENTA = re.compile(
    rf"(?P<hueco>{HUECO}(?:,\s*+)?)(?P<verbo>(?i:es|con)\s+(?:(?i:el)\s+)?)?"
    rf"(?:(?P<numero>{NUMERO})(?P<tras>{HUECO}))?"
)
"""Lo que cabe entre el rótulo y la cifra; la coma y el «con», sólo si después se dice «número»."""
SIGUE = re.compile(
    rf"(?:\s*+[,;/]\s*+(?:(?i:y|e|o|ó|u)\s+)?|\s+(?i:y|e|o|ó|u)\s+)(?:(?i:el\s+)?{NUMERO}\s*+)?"
)
RENGLON = re.compile(r"[ \t]*+\n[ \t]*+")
ES_CUENTA = re.compile(
    r"\s+(?:de\s+)?(?:person|migrant|guatemaltec|retornad|deportad|ciudadan|usuari|afiliad"
    r"|habitant|suscriptor|abonad|línea|unidad|ejemplar|documento|solicitud|trámit|libra|quintal|kilo|tonelada"
    r"|quetzal|dólar|millon|mil)\w*s\b",
    re.IGNORECASE,
)
"""Lo que sigue a un recuento o a una medida, que no son el número de nadie."""
ANYO = r"(?:19|20)\d\d"
FIN = r"(?!\w|[.,]\d{1,3}(?!\d)|/\d{1,4}(?!\d)|[–-]\d|\s?%)"
CORTE = r"(?:[ \t]*+(?:[–-]?[ \t]*+\n|[–-])[ \t]*+|[ \t])"
_CUI = rf"\d{{4}}(?:{CORTE}|\.)?\d{{5}}(?:{CORTE}|\.)?\d{{4}}"


@dataclass(frozen=True, slots=True)
class Documento:
    """Cómo se dice un dato (`rotulo`) y la forma de su número (`dato`).

    `huellas` son lo que el rótulo lleva en minúsculas: no se busca donde no está. La forma `dicho` sólo vale
    si se dice «número» (o «:», con el rótulo en singular).
    """

    clase: str
    huellas: tuple[str, ...]
    rotulo: re.Pattern[str]
    dato: re.Pattern[str]
    dicho: re.Pattern[str] | None = None


def _rotulo(forma: str) -> re.Pattern[str]:
    return re.compile(rf"\b{_ANTES}(?:{forma})", re.IGNORECASE)


def _orden_y_registro(registro: str) -> re.Pattern[str]:
    """La forma de los dos números de una cédula: «orden A-1 y registro 12,345», «A-1 12,345»."""
    return re.compile(
        rf"(?i:(?:de\s+)?[oó]rden(?:es)?\s+(?:{NUMERO}\s*+)?)?"
        rf"(?P<orden>[A-UÑ]\s?[–-]?\s?(?:2[0-2]|1\d|[1-9]))(?!\d)[\s,;:()]*+"
        rf"(?i:y\s+)?(?i:(?:con|de)\s+)?(?i:el\s+)?(?:{NUMERO}\s*+)?(?i:de\s+)?(?i:{registro})"
        rf"(?:{NUMERO}\s*+)?[\s:(]*+(?P<dato>\d{{1,3}}(?:[.,]\d{{3}}){{1,2}}|\d{{3,7}}){FIN}"
    )


_CARNE = (
    rf"(?!{ANYO}[ –-]?{ANYO}{FIN})"
    rf"(?:\d{{7,9}}|{ANYO}(?:{CORTE}\d{{5}}|[–-]\d{{3,4}})|\d\d[–-]\d{{5,7}}"
    rf"|\d{{3,4}}-\d\d-(?!{ANYO}{FIN})\d{{3,6}})"
)
_DE_QUIEN = (
    r"(?:\s+(?:estudiantil|universitario|de\s+(?:(?:el|la)\s+)?(?:estudiante|universidad|usac))(?:es|s)?)"
)
_DE_QUE_PASAPORTE = (
    r"(?:ordinari|diplom[aá]tic|oficial|vigente|temporal|provisional|\w{3,20}(?:eñ|ens|an|tec))\w{0,3}"
)
DOCUMENTOS = (
    Documento(
        "número de carné",
        ("carn", "acad"),
        _rotulo(
            rf"carn(?:é|et)(?P<plural>s)?\b{_DE_QUIEN}?|carnes?{_DE_QUIEN}"
            r"|carnes?(?=\s+(?:n[uú]m|n(?:ro|o)s?\.|n\.?[º°]|#))|registro\s+acad[eé]mico"
            rf"|carne(?=:?\s{{0,3}}{ANYO}[ –-]?\d{{5}}{FIN})"
        ),
        re.compile(rf"(?P<dato>{_CARNE}){FIN}"),
    ),
    Documento(
        "número de DPI",
        ("dpi", "d.p.i", "cui", "c.u.i", "identificaci", "único", "unico"),
        _rotulo(
            r"d\.\s?p\.\s?i\b\.?|dpi\b|c\.\s?u\.\s?i\b\.?|cui\b|documentos?\s+personal(?:es)?\s+de\s+identificaci[oó]n"
            r"|c[oó]digos?\s+[uú]nicos?(?:\s+de\s+identificaci[oó]n(?:\s+personal)?)?"
        ),
        re.compile(rf"(?P<dato>(?P<cui>{_CUI})){FIN}"),
    ),
    Documento(
        "número de cédula de vecindad",
        ("dula",),
        _rotulo(r"c[eé]dula(?P<plural>s)?\s+de\s+(?:vecindad|identidad)"),
        _orden_y_registro(r"(?:registros?\s*+)?"),
        re.compile(
            rf"(?i:(?:de\s+)?registro\s+(?:{NUMERO}\s*+)?)?"
            rf"(?P<dato>(?<!:)(?<!: )(?:\d,\d{{3}}|\d{{2,3}}),\d{{3}}|\d{{5,7}}){FIN}"
        ),
    ),
    Documento(
        "número de cédula de vecindad",
        ("orden",),
        _rotulo(r"(?=orden\s)"),
        _orden_y_registro(r"registros?\s*+"),
    ),
    Documento(
        "número de cédula de vecindad",
        ("dula",),
        _rotulo(r"c[eé]dula(?!\s+de\s)"),
        _orden_y_registro(r"(?:registros?\s*+)?"),
    ),
    Documento(
        "número de pasaporte",
        ("pasaporte",),
        _rotulo(rf"pasaporte(?P<plural>s)?\b(?:\s+{_DE_QUE_PASAPORTE}\b)?"),
        re.compile(rf"(?P<dato>[A-Z]{{1,3}}-?\d{{6,9}}){FIN}"),
        re.compile(rf"(?P<dato>(?:[A-Z]{{1,3}}[ -]?)?(?:\d{{6,9}}|\d{{3}} \d{{3}} \d{{3}})){FIN}"),
    ),
    Documento(
        "número de afiliación",
        ("afiliaci",),
        _rotulo(
            r"afiliaci(?:ón|on|one(?P<plural>s))\b"
            r"(?:\s+(?:(?:al?|del?)\s+)?(?:IGSS|(?:Instituto\s+Guatemalteco\s+de\s+)?Segur(?:o|idad)\s+Social))?"
        ),
        re.compile(rf"(?P<dato>(?!{ANYO}[ –-]?{ANYO}{FIN})(?:\d{{8,13}}|\d{{1,4}}-\d{{5,9}}(?:-\d)?)){FIN}"),
    ),
    Documento(
        "teléfono móvil",
        ("cel", "móvil", "movil", "fono"),
        _rotulo(
            r"(?<!telefonía )(?<!telefonia )"
            r"(?:celular(?:e(?P<plural>s))?|cels?|m[oó]vil(?:es)?)(?![^\W\d_])\.?"
            r"(?:\s+(?:personal|particular)(?:es)?)?|tel[eé]fonos?\s+(?:personal|particular)(?:es)?"
        ),
        re.compile(
            rf"(?P<dato>(?:\(?\+?502\)?[ -]?)?(?!{ANYO}[ –-]?{ANYO}{FIN})"
            rf"(?:[2-9]\d{{3}}{CORTE}?(?:\d{{4}}|\d\d[ .-]\d\d)"
            rf"|[2-9]\d(?P<par>[ .-])\d\d(?P=par)\d\d(?P=par)\d\d)){FIN}"
        ),
    ),
)
CUI_SUELTO = re.compile(
    rf"(?<!\w)(?<!\d[.,/–-])(?P<cui>\d{{13}}|\d{{4}}{CORTE}\d{{5}}{CORTE}\d{{4}})(?!\s+(?i:total)){FIN}"
)
DE_OTRA_COSA = re.compile(
    r"(?:\b(?:cuenta|partida|factura|expediente|contrato|rengl[oó]n|estructura|serie|boleta|cheque|folio|gu[ií]a"
    r"|referencia|c[oó]digo|monto|total|suma|cantidad|nog|nit|isbn|issn|pbx|fax|tel[eé]fono|tel)s?\b\.?(?:\s+[^\W\d]{2,20})?"
    rf"|[Qq$€])\.?{HUECO}(?:{NUMERO}{HUECO})?$",
    re.IGNORECASE,
)
"""Lo que presenta a un número como el de otra cosa, justo antes de él."""
ANTES_DE_UN_NUMERO = 80


def cifras(numero: str) -> str:
    """Las de un número escrito en grupos, seguidas."""
    return "".join(filter(str.isdigit, numero))


def es_de_un_municipio(cui: str) -> bool:
    """Las cuatro últimas de las trece cifras son un departamento y un municipio suyo."""
    departamento, municipio = int(cui[9:11]), int(cui[11:])
    return 1 <= departamento <= len(MUNICIPIOS) and 1 <= municipio <= MUNICIPIOS[departamento - 1]


def se_verifica(cui: str) -> bool:
    """La novena cifra es el resto entre 11 de las ocho primeras por 2, 3, … 9."""
    return sum(int(cifra) * peso for peso, cifra in enumerate(cui[:8], 2)) % 11 == int(cui[8])
