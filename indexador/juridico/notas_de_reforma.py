"""Las notas que un editor intercala en el texto de una norma: «*Reformado por el Artículo 2, del Decreto…».

No son texto de la norma: dicen qué le pasó al artículo al que siguen. Una sin asterisco lo es si el
párrafo, o el renglón que sigue a uno acabado, empieza por lo que le pasó y nombra la norma o el expediente
que lo hizo. «Texto original», solo en su renglón, también.
"""

import re
from collections.abc import Iterator

from indexador.juridico import marcas
from indexador.juridico.encabezados_de_articulo import encabeza
from indexador.juridico.marcas import Marca

_HECHO = (
    r"(?:reformad|adicionad|derogad|suprimid|modificad|revocad|sustituid|agregad|suspendid|incorporad)[oa]s?"
    r"|inconstitucional(?:idad)?"
)
_COSA = (
    r"(?:art[ií]culo|p[aá]rrafo|literal|inciso|numeral|fracci[oó]n|ep[ií]grafe|cap[ií]tulo|secci[oó]n|texto)"
    r"(?:e?s)?"
)
_NOTA = re.compile(
    rf"""\n[ \t]{{0,40}}(?P<marca>\*{{1,3}}|\(\*{{1,3}}\))?[ \t]?[(\[]?
        (?:(?:{_COSA}[ ])?(?:{_HECHO}|se[ ](?:adicion|reform|derog|suprim|modific|agreg)\w{{1,6}})(?!\w)
        |(?P<original>texto[ ]original)[)\].]?[ \t]*(?=\n|\Z))""",
    re.VERBOSE | re.IGNORECASE,
)
_QUIEN_LO_HIZO = re.compile(
    r"\b(?:por|mediante|seg[uú]n)\s(?:(?:el|la|los)\s)?[^.]{0,80}?(?:Decreto|Ley|Acuerdo)\b"
    r"|\bExpediente\s|\bD\.?O\.?F\b",
    re.IGNORECASE,
)
_PEGADA = re.compile(
    rf"(?:{_COSA} )?(?:{_HECHO})(?: (?:parcial|total)mente)?,? (?:por|mediante|seg[uú]n|D\.?O\.?F)\b",
    re.IGNORECASE,
)
"""Como empieza la que sigue al artículo sin un renglón en blanco."""
_CON_NUMERO = re.compile(
    r"(?:Decreto|Ley|Acuerdo|Expediente)\b[^\d.]{0,60}\d|\bD\.?O\.?F\.?\s\d", re.IGNORECASE
)
_ACABADO = re.compile(r"(?:\.|\d{1,2}[-/]\d{1,2}[-/]\d{4})[ \t]*\Z")
_DE_UNA_LISTA = re.compile(r"\w{1,4}[.)]")
_CIERRA_PARRAFO = frozenset('.:;)]"”»')
_MARGEN = 80
_RENGLONES = 8


def notas(texto: str, pagina: int) -> Iterator[Marca]:
    """Las notas de una página, en orden, cada una hasta el fin de su párrafo."""
    acaba = 0
    for hallada in _NOTA.finditer("\n" + texto):
        inicio = hallada.end() - 1 - len(hallada[0].lstrip())
        if inicio < acaba:
            continue
        fin = hallada.end() - 1 if hallada["original"] else _fin(texto, hallada, inicio)
        if hallada["original"] or hallada["marca"] or _lo_es_sin_marca(texto, inicio, fin):
            acaba = fin
            yield Marca(pagina, inicio, fin, marcas.NOTA, "Nota de reforma", acaba=(pagina, fin))


def _fin(texto: str, hallada: re.Match[str], inicio: int) -> int:
    """El de su párrafo. La que no lleva asterisco y está pegada a lo demás acaba donde ya dijo quién fue."""
    fin = _fin_de_parrafo(texto, hallada.end() - 1)
    entre_parentesis = texto[inicio] in "(["
    if hallada["marca"] or (_abre_parrafo(texto, inicio) and not entre_parentesis):
        return fin
    acaban = list(_fines_de_renglon(texto, hallada.end() - 1, fin)) or [fin]
    for lugar in acaban:
        if entre_parentesis and texto[inicio:lugar].rstrip(" .")[-1:] in {")", "]"}:
            return lugar
        if not entre_parentesis and _CON_NUMERO.search(texto, inicio, lugar) and _acaba_ahi(texto, lugar):
            return lugar
    return acaban[0]


def _fines_de_renglon(texto: str, lugar: int, fin: int) -> Iterator[int]:
    while lugar < fin:
        salto = texto.find("\n", lugar, fin)
        salto = fin if salto < 0 else salto
        yield salto
        lugar = salto + 1


def _acaba_ahi(texto: str, lugar: int) -> bool:
    """¿Acaba ese renglón en punto o en una fecha, o no sigue su frase el de abajo?"""
    if _ACABADO.search(texto[max(0, lugar - _MARGEN) : lugar]):
        return True
    sigue = texto[lugar : lugar + _MARGEN].strip()
    return not (sigue[:1].islower() or sigue[:1].isdigit()) or _DE_UNA_LISTA.match(sigue) is not None


def _abre_parrafo(texto: str, inicio: int) -> bool:
    antes = texto[max(0, inicio - 2) : inicio]
    return not antes.strip() and antes.count("\n") == len(antes)


def _lo_es_sin_marca(texto: str, inicio: int, fin: int) -> bool:
    """La que no lleva asterisco abre párrafo, no ordena («Se reforma…») y dice quién lo hizo."""
    dice = texto[inicio:fin].lstrip("([")
    if not dice[:1].isupper() or dice[:3].lower() == "se ":
        return False
    if not _abre_parrafo(texto, inicio):
        anterior = texto[max(0, inicio - _MARGEN) : inicio].rstrip()[-1:]
        if anterior not in _CIERRA_PARRAFO or not _PEGADA.match(dice):
            return False
    return _QUIEN_LO_HIZO.search(dice) is not None


def _fin_de_parrafo(texto: str, lugar: int) -> int:
    fin = lugar
    for _ in range(_RENGLONES):
        salto = texto.find("\n", fin)
        if salto < 0:
            return len(texto.rstrip())
        siguiente = texto.find("\n", salto + 1)
        renglon = texto[salto + 1 : len(texto) if siguiente < 0 else siguiente]
        if not renglon.strip() or renglon.lstrip().startswith("*") or encabeza(renglon):
            return salto
        fin = salto + 1 + len(renglon)
    return fin
