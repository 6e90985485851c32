"""En qué lengua está un documento y de qué país es."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from indexador.juridico.hojas import Hoja
from indexador.juridico.propuesta import Propuesta
from indexador.lengua.plano import forma

_FRECUENTES = {
    clave: frozenset(palabras.split(","))
    for clave, palabras in (
        ("es", "de,la,que,el,en,los,del,las,por,para,una,con,se,al,lo,como,su,es"),
        ("en", "the,of,and,to,in,for,is,that,on,by,with,as,be,this,shall,are"),
        ("pt", "do,da,em,os,uma,com,nao,dos,das,no,na,ao,pelo"),
    )
}
_PAISES = (
    ("GT", forma(r"«guatemala»|«centro america»|conamigua")),
    ("ES", forma(r"boletin oficial del estado|reino de espana|\bboe\b|dado en madrid|madrid, (?:a )?\d")),
    (
        "PE",
        forma(
            r"el peruano|republica del peru|\bperuan[oa]s?\b|decreto supremo"
            r"|lima, (?:a )?\d|en lima, a|\bspij\b|\bperu\b"
        ),
    ),
    ("CL", forma(r"republica de chile|\bchile\b|biblioteca del congreso nacional")),
    ("MX", forma(r"estados unidos mexicanos|diario oficial de la federacion|\bmexico\b")),
    ("HN", forma(r"\bhonduras\b|\bla gaceta\b")),
    ("SV", forma(r"(?<!villa )\bel salvador\b")),
    ("CR", forma(r"\bcosta rica\b")),
    ("NI", forma(r"\bnicaragua\b")),
    ("US", forma(r"united states|\bcongress\b")),
)
_DE_LA_ONU = re.compile(
    r"(?<![\w/])(?:a|e|s|cmw|ccpr|cedaw|crc|cat|cerd|crpd|ced|hri)/(?:c|res|hrc|cn\.\d)/[a-z\d]"
    r"|distr\.\s{0,3}:?\s{0,3}(?:general|reservada|limitada)"
)
"""La signatura o la distribución con que las Naciones Unidas encabezan sus documentos."""
_CABEZA = 600
_MINIMO = 12
_HOJAS_PARA_EL_IDIOMA = 8


def idioma(paginas: Sequence[Hoja]) -> Iterator[Propuesta]:
    """`es`, `en` o `pt`, por las palabras más corrientes de lo primero que trae texto."""
    dudosa = None
    for hoja in paginas[:_HOJAS_PARA_EL_IDIOMA]:
        palabras = re.findall(r"[a-z]+", hoja.plano[:8_000])
        cuentas = Counter({clave: sum(p in lista for p in palabras) for clave, lista in _FRECUENTES.items()})
        (clave, veces), (_, segundas) = cuentas.most_common(2)
        if veces < 3:
            continue
        seguro = veces >= _MINIMO and veces > 1.4 * segundas
        literal = hoja.texto[:80].split("\n")[0]
        if seguro:
            yield hoja.propuesta("idioma", clave, 0, len(literal), 0.95)
            return
        nota = "Hay pocas palabras para saberlo."
        dudosa = dudosa or hoja.propuesta("idioma", clave, 0, len(literal), 0.5, nota)
    if dudosa is not None:
        yield dudosa


def jurisdiccion(paginas: Sequence[Hoja]) -> Iterator[Propuesta]:
    """El país (ISO 3166) que la cabeza o el cierre nombran más veces."""
    if suya := _DE_LA_ONU.search(paginas[0].plano, 0, _CABEZA):
        yield paginas[0].propuesta("jurisdiccion", "INT", *suya.span(), 0.8)
        return
    lugares = [(hoja, 0, min(6_000, len(hoja.texto))) for hoja in paginas[:3]]
    lugares += [(hoja, max(0, len(hoja.texto) - 3_000), len(hoja.texto)) for hoja in paginas[-2:]]
    halladas = [
        (pais, hoja, hallazgo)
        for hoja, desde, hasta in lugares
        for pais, patron in _PAISES
        for hallazgo in patron.finditer(hoja.plano, desde, hasta)
    ]
    if not halladas:
        return
    (pais, veces), *resto = Counter(pais for pais, _, _ in halladas).most_common(2)
    _, hoja, hallazgo = next(hallada for hallada in halladas if hallada[0] == pais)
    claro = not resto or veces > 2 * resto[0][1]
    nota = "" if claro else "El texto nombra varios países."
    yield hoja.propuesta("jurisdiccion", pais, *hallazgo.span(), 0.9 if claro else 0.55, nota)
