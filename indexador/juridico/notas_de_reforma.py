"""Las notas que un editor intercala en el texto de una norma: «*Reformado por el Artículo 2, del Decreto…».

No son texto de la norma: dicen qué le pasó al artículo al que siguen. Una sin asterisco lo es si el
párrafo empieza por lo que le pasó y nombra la norma o el expediente que lo hizo.
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
    rf"""\n[ \t]{{0,40}}(?P<marca>\*{{1,3}}|\(\*{{1,3}}\))?[ \t]?\(?
        (?:{_COSA}[ ])?(?:{_HECHO}|se[ ](?:adicion|reform|derog|suprim|modific|agreg)\w{{1,6}})(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_QUIEN_LO_HIZO = re.compile(
    r"\bpor (?:el|la|los)\s[^.]{0,80}?(?:Decreto|Ley|Acuerdo)\b|\bExpediente\s|\bD\.?O\.?F\b", re.IGNORECASE
)
_RENGLONES = 8


def notas(texto: str, pagina: int) -> Iterator[Marca]:
    """Las notas de una página, en orden, cada una hasta el fin de su párrafo."""
    acaba = 0
    for hallada in _NOTA.finditer("\n" + texto):
        inicio = hallada.end() - 1 - len(hallada[0].lstrip())
        if inicio < acaba:
            continue
        fin = _fin_de_parrafo(texto, hallada.end() - 1)
        if hallada["marca"] or _lo_es_sin_marca(texto, inicio, fin):
            acaba = fin
            yield Marca(pagina, inicio, fin, marcas.NOTA, "Nota de reforma", acaba=(pagina, fin))


def _lo_es_sin_marca(texto: str, inicio: int, fin: int) -> bool:
    """La que no lleva asterisco abre párrafo, no ordena («Se reforma…») y dice quién lo hizo."""
    antes = texto[max(0, inicio - 2) : inicio]
    dice = texto[inicio:fin].lstrip("(")
    if (
        antes.strip()
        or antes.count("\n") != len(antes)
        or not dice[:1].isupper()
        or dice[:3].lower() == "se "
    ):
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
