"""Quién emite el documento, quién lo firma, en qué lengua está y de qué país es."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from indexador.juridico.hojas import Cabeza, Hoja
from indexador.juridico.propuesta import Propuesta
from indexador.lengua.plano import forma

_ORGANOS = forma(
    r"(?:(?:el|la|los|las) )?(?P<organo>(?:«congreso de la republica»|«asamblea nacional constituyente»|"
    r"«junta directiva»"
    r"|(?:vice ?)?«president»[ea](?: «constitucional»)? de la «republica»|«presidencia de la republica»|"
    r"«jefe de estado»|"
    r"«jefe de gobierno»"
    r"|«ministr»[oa] de|«ministerio de»|«tribunal supremo electoral»|«corte de constitucionalidad»|"
    r"«corte suprema de justicia»"
    r"|«autoridad migratoria nacional»|«procurador»|«procuraduria»|«consejo nacional»|«instituto»|"
    r"«secretaria»|«direccion general»"
    r"|«comision» (?:de|del|extraordinaria|especifica|presidencial)|«universidad»|«asamblea general»|"
    r"«municipalidad»|«contraloria»"
    r"|«organizacion»|«defensoria»|«mesa nacional»|«pastoral»|«asociacion»|«fundacion»)[^\n:;.]{0,110})"
)
_AUTOR = forma(
    r"(?:^|\n)\s{0,12}(?:«autor»(?:es|as?)?|«elaborado» por|por|«ponente»|«presentad»[oa] por|"
    r"«consultor»[a]?)\s?:?\s{1,3}(?P<quien>[^\n]{6,120})"
)
_NOMBRE = forma(r"(?:[A-ZÁÉÍÓÚÑ][\wáéíóúñÁÉÍÓÚÑ'.-]+(?:\s+|$)){2,6}|(?:[A-ZÁÉÍÓÚÑ]{2,}\.?(?:\s+|$)){2,6}")
_FRECUENTES = {
    "es": frozenset(
        {
            "de",
            "la",
            "que",
            "el",
            "en",
            "los",
            "del",
            "las",
            "por",
            "para",
            "una",
            "con",
            "se",
            "al",
            "lo",
            "como",
            "su",
            "es",
        }
    ),
    "en": frozenset(
        {
            "the",
            "of",
            "and",
            "to",
            "in",
            "for",
            "is",
            "that",
            "on",
            "by",
            "with",
            "as",
            "be",
            "this",
            "shall",
            "are",
        }
    ),
    "pt": frozenset(
        {
            "de",
            "que",
            "do",
            "da",
            "em",
            "os",
            "para",
            "uma",
            "com",
            "nao",
            "dos",
            "das",
            "no",
            "na",
            "ao",
            "pelo",
        }
    )
    - frozenset({"de", "que", "para"}),
}
_PAISES = (
    ("GT", forma(r"«guatemala»|«centro america»|conamigua")),
    ("ES", forma(r"boletin oficial del estado|reino de espana|\bboe\b|dado en madrid|madrid, (?:a )?\d")),
    ("PE", forma(r"el peruano|republica del peru|lima, (?:a )?\d|en lima, a|\bspij\b|\bperu\b")),
    ("CL", forma(r"republica de chile|\bchile\b|biblioteca del congreso nacional")),
    ("MX", forma(r"estados unidos mexicanos|diario oficial de la federacion|\bmexico\b")),
    ("HN", forma(r"\bhonduras\b|\bla gaceta\b")),
    ("SV", forma(r"\bel salvador\b")),
    ("CR", forma(r"\bcosta rica\b")),
    ("NI", forma(r"\bnicaragua\b")),
    ("US", forma(r"united states|\bcongress\b")),
)
_MINIMO = 12


_COMISION = forma(
    r"(?:(?:el|la|las|los) )?(?P<organo>«comision»(?:[e]?[s5])? (?:de|del|extraordinaria|"
    r"especifica)[^\n:;.,]{0,110})"
)


def comision(cabeza: Cabeza) -> Iterator[Propuesta]:
    """La comisión que dictamina o se reúne, por el renglón que la nombra."""
    for hoja, renglon in cabeza.renglones[:30]:
        hallazgo = _COMISION.match(renglon.plano)
        if hallazgo:
            inicio, fin = renglon.inicio + hallazgo.start("organo"), renglon.inicio + hallazgo.end("organo")
            valor = hoja.texto[inicio:fin].rstrip(" ,-")
            for campo in ("comision", "emisor"):
                yield hoja.propuesta(campo, valor, inicio, inicio + len(valor), 0.85)
            return


def del_documento(cabeza: Cabeza, desde: int = 0) -> Iterator[Propuesta]:
    """El órgano que la cabeza nombra al comienzo de un renglón, con su nombre literal.

    Se busca primero del renglón `desde` (el encabezado) en adelante: lo de antes suele ser de quien publica.
    """
    renglones = cabeza.renglones[:120]
    for hoja, renglon in (*renglones[desde:], *renglones[:desde]):
        hallazgo = _ORGANOS.match(renglon.plano)
        if hallazgo:
            inicio = renglon.inicio + hallazgo.start("organo")
            fin = renglon.inicio + hallazgo.end("organo")
            valor = hoja.texto[inicio:fin].rstrip(" ,-")
            yield hoja.propuesta("emisor", " ".join(valor.split()), inicio, inicio + len(valor), 0.8)
            return


def autores(paginas: Sequence[Hoja]) -> Iterator[Propuesta]:
    """Los autores que una portada rotula; sin rótulo no se adivina."""
    for hoja in paginas[:3]:
        hallazgo = _AUTOR.search(hoja.plano[:3_000])
        if hallazgo is None:
            continue
        escrito = hoja.texto[hallazgo.start("quien") : hallazgo.end("quien")].strip(" .:")
        nombres = [parte.strip() for parte in re.split(r"\s*[,;]\s*|\s+y\s+", escrito) if parte.strip()]
        if nombres and all(_NOMBRE.match(nombre) for nombre in nombres):
            inicio = hoja.texto.index(escrito, hallazgo.start("quien"))
            yield hoja.propuesta("autores", "\n".join(nombres), inicio, inicio + len(escrito), 0.7)
            return


def idioma(paginas: Sequence[Hoja]) -> Iterator[Propuesta]:
    """`es`, `en` o `pt`, por las palabras más corrientes de lo primero que trae texto."""
    for hoja in paginas:
        palabras = re.findall(r"[a-z]+", hoja.plano[:8_000])
        cuentas = Counter({clave: sum(p in lista for p in palabras) for clave, lista in _FRECUENTES.items()})
        (clave, veces), (_, segundas) = cuentas.most_common(2)
        if veces < 3:
            continue
        seguro = veces >= _MINIMO and veces > 1.4 * segundas
        literal = hoja.texto[:80].split("\n")[0]
        nota = "" if seguro else "Hay pocas palabras para saberlo."
        yield hoja.propuesta("idioma", clave, 0, len(literal), 0.95 if seguro else 0.5, nota)
        return


def jurisdiccion(paginas: Sequence[Hoja]) -> Iterator[Propuesta]:
    """El país (ISO 3166) que la cabeza o el cierre nombran más veces."""
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
