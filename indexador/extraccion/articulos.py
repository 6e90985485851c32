"""Dónde empieza cada artículo en el texto de una página, por cómo empieza el renglón.

Sólo encabeza un artículo el renglón que lo nombra y lo cierra: «Artículo 12. Objeto», «ARTICULO 1o.-»,
«Art. 5.-», «ARTÍCULO PRIMERO». El que sólo lo menciona («el Artículo 5 de la Ley») sigue siendo prosa,
también si el corte de renglón lo dejó al principio.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_ORDINALES = (
    r"[uú]nico|primer[oa]|segundo|tercer[oa]|cuarto|quinto|sexto|s[eé]ptimo|octavo|noveno|und[eé]cimo"
    r"|duod[eé]cimo|(?:d[eé]cimo|vig[eé]simo|trig[eé]simo|cuadrag[eé]simo|quincuag[eé]simo)"
    r"(?:\s*(?:primero|segundo|tercero|cuarto|quinto|sexto|s[eé]ptimo|octavo|noveno))?"
)
_AGREGADOS = r"bis|ter|qu[aá]ter|quinquies|sexies|septies|octies|nonies|decies"
_ENCABEZADO = re.compile(
    rf"""
    ^[ \t]{{0,80}}[^\w\n]{{0,4}}[^\W\d_]?             # comillas, o lo que el OCR leyó en su lugar
    A(?:(?:rt|RT)[iíIÍ1l|(]?(?:cul|CUL)[oO0]|(?:rt|RT)\.)[ \t]{{0,4}}
    (?P<numero>\d{{1,4}}|(?i:{_ORDINALES})\b|[IVXLC]{{1,7}}\b)
    (?P<ordinal>[ \t]?(?:[oaºª°]|ro|do|er|to|mo)(?=[\s.\-–—:;)*]))?
    (?:\.?[ \t]{{0,4}}[-–—]?[ \t]{{0,4}}(?P<agregado>(?i:{_AGREGADOS})\b|[A-H]\b(?=[ \t]{{0,4}}[.:\-–—])))?
    (?P<cierre>[ \t]{{0,4}}(?:[.:;)°·*]|[-–—](?![ \t]{{0,4}}\d))[ \t.\-–—:*·_]*)?
    (?P<resto>[^\n]*)
    """,
    re.MULTILINE | re.VERBOSE,
)
_GUIA = re.compile(r"(?:\.[ ]?){4,}\s*\d*\s*$|…{2,}\s*\d*\s*$")
"""Los puntos que en un índice llevan del epígrafe a su página."""
_SIGUE_PROSA = re.compile(
    r"(?:de|del|al?|y|e|o|u|en|que|se|inciso|literal|numeral|p[aá]rrafo|constitucional)\b", re.IGNORECASE
)
_QUEDO_ABIERTO = re.compile(
    r"(?:\b(?:el|del|al|los|las|la|un|este|esta|presente|citado|dicho|referido|mencionado|anterior|siguiente"
    r"|y|e|o|u|en|con|por|según|de|a|que|su|sus|ver|véase|conforme)|,)\s*$",
    re.IGNORECASE,
)
_DIVISION = re.compile(r"[^\w\n]{0,3}(?:LIBRO|T[IÍ]TULO|CAP[IÍ]TULO|SECCI[OÓ]N|PARTE)\b", re.IGNORECASE)
_CON_TILDE = {
    "unico": "único",
    "septimo": "séptimo",
    "decimo": "décimo",
    "undecimo": "undécimo",
    "duodecimo": "duodécimo",
    "vigesimo": "vigésimo",
    "trigesimo": "trigésimo",
    "cuadragesimo": "cuadragésimo",
    "quincuagesimo": "quincuagésimo",
    "quater": "quáter",
}
_CIFRAS = re.compile(r"\d+|[IVXLC]+")
_PRIMEROS = frozenset({"1", "I", "primero", "único"})
_RENGLONES_DE_DIVISION = 8
_LARGO_DE_EPIGRAFE = 90
_LARGO_DE_COLA = 80
"""Lo que se mira del final de un renglón: que sea larguísimo no cuesta más."""


@dataclass(frozen=True, slots=True)
class Encabezado:
    """Un artículo que empieza en `inicio` y cómo se llama: «Artículo 12 bis»."""

    inicio: int
    etiqueta: str


def encabezados(texto: str) -> Iterator[Encabezado]:
    """Los artículos que empiezan en el texto de una página, en orden.

    `inicio` abarca el título o capítulo que encabeza al artículo. Los renglones de un índice no cuentan.
    """
    desde = 0
    for hallado in _ENCABEZADO.finditer(texto):
        if _encabeza(texto, hallado):
            yield Encabezado(_con_su_division(texto, desde, hallado.start()), _etiqueta(hallado))
            desde = hallado.end()


def es_articulado(todos: Sequence[Encabezado]) -> bool:
    """¿Son los artículos de una norma? Si no se siguen unos a otros, son citas sueltas en otro escrito."""
    numeros = [encabezado.etiqueta.split()[1] for encabezado in todos]
    if not numeros or numeros[0] in _PRIMEROS:
        return bool(numeros)
    enteros = [int(numero) for numero in numeros if numero.isdigit()]
    return any(despues == antes + 1 for antes, despues in pairwise(enteros))


def _encabeza(texto: str, hallado: re.Match[str]) -> bool:
    resto = hallado["resto"].strip()
    if _GUIA.search(resto[-_LARGO_DE_COLA:]) or (_SIGUE_PROSA.match(resto) and not resto[0].isupper()):
        return False
    if hallado["cierre"] is None and resto and not (resto[0].isupper() or resto[0] in "\"“«'"):
        return False
    if hallado["numero"].isdigit() and hallado["cierre"] and resto[:1].isdigit() and "." in hallado["cierre"]:
        return False
    return not _QUEDO_ABIERTO.search(_renglon_anterior(texto, hallado.start()))


def _renglon_anterior(texto: str, lugar: int) -> str:
    """El renglón inmediato, vacío si lo separa un párrafo."""
    antes = texto.rfind("\n", 0, lugar)
    if antes < 0 or texto[antes - 1 : antes] == "\n":
        return ""
    return texto[max(antes - _LARGO_DE_COLA, texto.rfind("\n", 0, antes) + 1) : antes]


def _con_su_division(texto: str, desde: int, inicio: int) -> int:
    """El comienzo del capítulo (o título, o sección) cuyo nombre ocupa los renglones de encima, si lo hay."""
    mejor = lugar = inicio
    for _ in range(_RENGLONES_DE_DIVISION):
        if lugar <= desde:
            break
        comienzo = max(desde, texto.rfind("\n", 0, lugar - 1) + 1)
        renglon = texto[comienzo:lugar].strip()
        if len(renglon) > _LARGO_DE_EPIGRAFE or renglon.endswith((".", ";", ":", ",")):
            break
        if _DIVISION.match(renglon):
            mejor = comienzo
        lugar = comienzo
    return mejor


def _etiqueta(hallado: re.Match[str]) -> str:
    numero, agregado = hallado["numero"], hallado["agregado"]
    if not _CIFRAS.fullmatch(numero):
        numero = " ".join(_CON_TILDE.get(parte, parte) for parte in numero.lower().split())
    if agregado:
        minuscula = agregado.lower()
        numero += f" {agregado if len(agregado) == 1 else _CON_TILDE.get(minuscula, minuscula)}"
    return f"Artículo {numero}"
