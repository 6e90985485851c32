"""¿Quedó una palabra en lugar de otra? Una mala lectura la estropea; rara vez escribe otra que existe.

Se alinean las letras de dos textos y cada palabra se compara con lo que quedó en su lugar. Si las dos son
palabras que existen y no difieren sólo en lo que un reconocimiento confunde, es otra palabra: «menores» y
«mayores», «favorable» y «desfavorable». Lo mismo la letra de un inciso y el número romano, que son un dato.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from indexador.juridico.confusiones import existe

PALABRA = re.compile(r"[^\W_]+")
_FORMAS = str.maketrans(
    {
        **dict.fromkeys("ce06", "o"),
        **dict.fromkeys("uh", "n"),
        **dict.fromkeys("l1tfjr|!", "i"),
        **dict.fromkeys("g9", "q"),
        **dict.fromkeys("y", "v"),
        "5": "s",
        "8": "b",
        "2": "z",
    }
)
"""Cada letra, por la forma que comparte con las que un reconocimiento confunde con ella."""
_JUNTAS = (("rn", "m"), ("ci", "a"), ("vv", "w"))
"""Y las que juntas parecen otra: rn y m, ci y á."""
_CON_SENTIDO = 4
"""Letras desde las que una palabra no es un artículo ni una preposición corta."""
_PREFIJO = re.compile(r"(?:des|dis|in|im|ir|anti|contra|re|i)(?=[^\W\d_]{4})")
"""Con los que se forma otra palabra, las más veces la contraria, de una que existe."""
_ROMANO = re.compile(r"(?=[ivxlcdm])m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
_PRESENTA = re.compile(
    r"\b(?:incisos?|literal(?:es)?|letras?|numeral(?:es)?|apartados?|anexos?|libros?|t[ií]tulos?|cap[ií]tulos?"
    r"|secci[oó]n|secciones|fracci[oó]n|fracciones|partes?|grupos?|tomos?)\s+[\"“«'(]?$",
    re.IGNORECASE,
)
_CIERRA = re.compile(r"[\"”»']?\s?\)")
_ANTES = 16
"""Caracteres que se miran delante de una letra para saber si es la de un inciso."""


@dataclass(frozen=True, slots=True)
class Vocablo:
    """Una palabra sin tildes y en minúsculas; `dato`, si es la letra de un inciso o un número romano."""

    letras: str
    dato: bool


def vocablos(texto: str) -> list[Vocablo]:
    """Las palabras de un texto, en su orden."""
    dichos = (Vocablo(sin_tildes(una[0]), _es_dato(texto, una)) for una in PALABRA.finditer(texto))
    return [uno for uno in dichos if uno.letras]


def hay_otra_palabra(
    antes: Sequence[Vocablo], ahora: Sequence[Vocablo], del_documento: Container[str] = frozenset()
) -> bool:
    """¿Alguna palabra que existe, en la lengua o en el documento, tiene en su lugar otra que existe?"""
    return any(_son_otras(viejas, nuevas, del_documento) for viejas, nuevas in _en_lugar(antes, ahora))


def forma(letras: str) -> str:
    """Las letras, con una sola para las que un reconocimiento confunde."""
    for juntas, una in _JUNTAS:
        letras = letras.replace(juntas, una)
    return letras.translate(_FORMAS)


def sin_tildes(palabra: str) -> str:
    """En minúsculas y sólo letras y cifras, sin sus marcas."""
    plegada = unicodedata.normalize("NFKD", palabra.casefold())
    return "".join(letra for letra in plegada if letra.isalnum())


def _es_dato(texto: str, palabra: re.Match[str]) -> bool:
    escrita = palabra[0]
    romano = bool(_ROMANO.fullmatch(escrita.lower())) and (escrita.isupper() or escrita.islower())
    if romano and escrita.isupper() and len(escrita) > 1:
        return True
    if not (romano or (len(escrita) == 1 and escrita.isalpha())):
        return False
    delante = texto[max(0, palabra.start() - _ANTES) : palabra.start()]
    return bool(_CIERRA.match(texto, palabra.end()) or _PRESENTA.search(delante))


def _son_otras(
    viejas: Sequence[Vocablo], nuevas: Sequence[Vocablo], del_documento: Container[str] = frozenset()
) -> bool:
    """¿Son palabras distintas, y no las mismas mal leídas, partidas o pegadas?"""
    una, otra = "".join(v.letras for v in viejas), "".join(v.letras for v in nuevas)
    if not una or not otra or una == otra:
        return False
    if len(viejas) == len(nuevas) == 1 and (viejas[0].dato or nuevas[0].dato):
        datos = viejas[0].dato and nuevas[0].dato
        return una.isalpha() and otra.isalpha() and (datos or len(una) == len(otra) == 1)
    if forma(una) == forma(otra):
        return False
    corta, larga = sorted(max(len(v.letras) for v in lado) for lado in (viejas, nuevas))
    if larga < _CON_SENTIDO or corta < _CON_SENTIDO - 1:
        return False
    return all(_existe(v.letras) or v.letras in del_documento for v in (*viejas, *nuevas))


def _existe(palabra: str) -> bool:
    """También la que se forma de una que existe con un prefijo, o su plural."""
    sueltas = {palabra, _PREFIJO.sub("", palabra, count=1) if _PREFIJO.match(palabra) else palabra}
    return any(existe(s) or (s.endswith("s") and len(s) > _CON_SENTIDO and existe(s[:-1])) for s in sueltas)


def _en_lugar(
    antes: Sequence[Vocablo], ahora: Sequence[Vocablo]
) -> list[tuple[Sequence[Vocablo], Sequence[Vocablo]]]:
    """Cada grupo de palabras con el que quedó en su lugar; de un lado puede no haber ninguna."""
    lazos = _lazos(antes, ahora)
    grupos: list[tuple[Sequence[Vocablo], Sequence[Vocablo]]] = []
    vieja = nueva = 0
    while lazos:
        desde, hacia = lazos[0]
        fin, final, cuantos = desde, hacia, 0
        for a, b in lazos:
            if a > fin and b > final:
                break
            fin, final, cuantos = max(fin, a), max(final, b), cuantos + 1
        grupos.append((antes[vieja:desde], ahora[nueva:hacia]))
        grupos.append((antes[desde : fin + 1], ahora[hacia : final + 1]))
        vieja, nueva, lazos = fin + 1, final + 1, lazos[cuantos:]
    return [*grupos, (antes[vieja:], ahora[nueva:])]


def _lazos(antes: Sequence[Vocablo], ahora: Sequence[Vocablo]) -> list[tuple[int, int]]:
    """Qué palabra de uno comparte lugar con cuál del otro, al menos en la mitad de la más corta."""
    de_antes = [n for n, v in enumerate(antes) for _ in v.letras]
    de_ahora = [n for n, v in enumerate(ahora) for _ in v.letras]
    juntas: Counter[tuple[int, int]] = Counter()
    for tramo in Levenshtein.opcodes("".join(v.letras for v in antes), "".join(v.letras for v in ahora)):
        if tramo.tag in {"equal", "replace"}:
            mias = de_antes[tramo.src_start : tramo.src_end]
            juntas.update(zip(mias, de_ahora[tramo.dest_start : tramo.dest_end], strict=True))
    return sorted(
        (a, b)
        for (a, b), cuantas in juntas.items()
        if 2 * cuantas >= min(len(antes[a].letras), len(ahora[b].letras))
    )
