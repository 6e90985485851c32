"""Qué quedó en lugar de cada palabra: ella, ella mal leída, ruido, u otra palabra.

Se alinean las letras de dos textos y cada palabra se compara con lo que quedó en su lugar. Una mala lectura
la estropea, la parte o la pega, y rara vez escribe otra que existe: si las dos existen, en la lengua o en el
documento, es otra («menores» y «mayores», «favorable» y «desfavorable»); si no, es ella cuando difieren en
lo que un reconocimiento confunde (`malas_lecturas`). Lo que se puso o se quitó entero es otra cosa, salvo que
ni siquiera parezca palabra. La letra de un inciso y el número romano son un dato.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from centro_doc.vinculos.malas_lecturas import es_mala_lectura, forma, leida_como, parece_palabra
from indexador.juridico.confusiones import existe

PALABRA = re.compile(r"[^\W_]+")
_CON_SENTIDO = 4
"""Letras desde las que es palabra la que sólo lo parece."""
_CORTA = 2
"""Letras de las palabras que, aunque existan, se creen mal leídas si se parecen: «la» y «ta»."""
_TROZO = 2
"""Letras de más, al empezar o al acabar, con que una palabra ya es otra: «nacional» y «binacional»."""
_BASTAN = 4
"""Letras que dos palabras comparten en su lugar para compararlas juntas."""
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
_NUMERO_DE_PUNTO = re.compile(r"(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,5})")
_TRAS_EL_NUMERO = re.compile(r"[\"”»']?\s?(?:\)|[.°º]-?(?!\d)|-|\n|$)")


@dataclass(frozen=True, slots=True)
class Vocablo:
    """Una palabra sin tildes y en minúsculas.

    `dato`: es la letra de un inciso o un número romano. `numera`: numera un punto, al empezar su renglón.
    """

    letras: str
    dato: bool
    numera: bool = False


def vocablos(texto: str) -> list[Vocablo]:
    """Las palabras de un texto, en su orden."""
    dichos = (
        Vocablo(sin_tildes(una[0]), _es_dato(texto, una), numera(texto, una))
        for una in PALABRA.finditer(texto)
    )
    return [uno for uno in dichos if uno.letras]


def palabras_en_ruido(
    antes: Sequence[Vocablo], ahora: Sequence[Vocablo], del_documento: Container[str] = frozenset()
) -> int | None:
    """Cuántas palabras quedaron en ruido; `None`, si en lugar de alguna quedó otra, o una se puso o se quitó.

    `del_documento`: otras palabras que existen, sin tildes y en minúsculas.
    """
    ruido = 0
    for viejas, nuevas in _en_lugar(antes, ahora):
        como = _Par(viejas, nuevas, del_documento)
        if como.es_otra:
            return None
        ruido += como.ruido
    return ruido


@lru_cache(maxsize=8192)
def sin_tildes(palabra: str) -> str:
    """En minúsculas y sólo letras y cifras, sin sus marcas."""
    plegada = unicodedata.normalize("NFKD", palabra.casefold())
    return "".join(letra for letra in plegada if letra.isalnum())


def numera(texto: str, palabra: re.Match[str]) -> bool:
    """¿Es el número o la letra de un punto de una lista, al empezar su renglón?"""
    if not _NUMERO_DE_PUNTO.fullmatch(palabra[0]) or not _TRAS_EL_NUMERO.match(texto, palabra.end()):
        return False
    delante = texto[: palabra.start()].rstrip(" \t\"“«'(*•·—-")
    return not delante or delante[-1] in "\n\f"


def _es_dato(texto: str, palabra: re.Match[str]) -> bool:
    escrita = palabra[0]
    romano = bool(_ROMANO.fullmatch(escrita.lower())) and (escrita.isupper() or escrita.islower())
    if romano and escrita.isupper() and len(escrita) > 1:
        return True
    if not (romano or (len(escrita) == 1 and escrita.isalpha())):
        return False
    delante = texto[max(0, palabra.start() - _ANTES) : palabra.start()]
    return bool(_CIERRA.match(texto, palabra.end()) or _PRESENTA.search(delante))


class _Par:
    """Unas palabras y las que quedaron en su lugar."""

    def __init__(
        self, viejas: Sequence[Vocablo], nuevas: Sequence[Vocablo], del_documento: Container[str]
    ) -> None:
        self._viejas, self._nuevas, self._del_documento = viejas, nuevas, del_documento
        self._una, self._otra = ("".join(v.letras for v in lado) for lado in (viejas, nuevas))

    @property
    def es_otra(self) -> bool:
        """¿Son palabras distintas, y no las mismas mal leídas, partidas o pegadas, ni ruido?"""
        if self._una == self._otra:
            return False
        if not self._una or not self._otra:
            return any(self._tiene_sentido(v) for v in (*self._viejas, *self._nuevas))
        datos = self._datos()
        if datos is not None:
            return datos
        todas = (*self._viejas, *self._nuevas)
        largas = max(len(self._una), len(self._otra)) > _CORTA
        if forma(self._una) == forma(self._otra):
            return largas and all(existe_o_deriva(v.letras) for v in todas)
        if all(self._existe(v.letras) for v in todas) or self._le_sobra_un_trozo() or self._se_leen_otras():
            return True
        return not (es_mala_lectura(self._una, self._otra) or self._una_es_ruido())

    @property
    def ruido(self) -> int:
        """Cuántas quedaron en ruido, si no son otras."""
        if self._una == self._otra or (self._una and self._otra and es_mala_lectura(self._una, self._otra)):
            return 0
        return max(sum(not v.numera for v in lado) for lado in (self._viejas, self._nuevas))

    def _datos(self) -> bool | None:
        """Si son datos, la letra de un inciso o un romano: ¿son otros?"""
        if len(self._viejas) != 1 or len(self._nuevas) != 1:
            return None
        vieja, nueva = self._viejas[0], self._nuevas[0]
        if not (vieja.dato or nueva.dato):
            return None
        if (vieja.dato and nueva.dato) or len(self._una) == len(self._otra) == 1:
            return self._una.isalpha() and self._otra.isalpha()
        return not es_mala_lectura(self._una, self._otra)

    def _le_sobra_un_trozo(self) -> bool:
        """¿Una es la otra, que existe o lo parece, con letras de más al empezar o al acabar?"""
        corta, larga = sorted((self._una, self._otra), key=len)
        sobra = len(larga) - len(corta) >= _TROZO and (larga.startswith(corta) or larga.endswith(corta))
        return sobra and (self._existe(corta) or (len(corta) >= _CON_SENTIDO and parece_palabra(corta)))

    def _se_leen_otras(self) -> bool:
        """¿Es cada una de las dos una mala lectura de palabras que existen, y distintas?"""
        vieja, nueva = leida_como(self._una), leida_como(self._otra)
        return bool(vieja and nueva) and vieja.isdisjoint(nueva)

    def _una_es_ruido(self) -> bool:
        if not (self._una + self._otra).isalpha() or max(len(self._una), len(self._otra)) < _CON_SENTIDO:
            return False
        return any(not any(self._tiene_sentido(v) for v in lado) for lado in (self._viejas, self._nuevas))

    def _tiene_sentido(self, palabra: Vocablo) -> bool:
        if palabra.numera:
            return False
        letras = palabra.letras
        if palabra.dato or (len(letras) > 1 and self._existe(letras)):
            return True
        return len(letras) >= _CON_SENTIDO and (parece_palabra(letras) or bool(leida_como(letras)))

    def _existe(self, letras: str) -> bool:
        return letras in self._del_documento or existe_o_deriva(letras)


def existe_o_deriva(palabra: str) -> bool:
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
    """Qué palabra de uno comparte lugar con cuál del otro: unas letras, o la mitad de la más corta."""
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
        if cuantas >= _BASTAN or 2 * cuantas >= min(len(antes[a].letras), len(ahora[b].letras))
    )
