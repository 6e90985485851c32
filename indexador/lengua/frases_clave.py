"""Las frases de un texto que más dicen de él, tal como están: lo que sirve para resumirlo sin inventar nada.

No se redacta: se eligen oraciones enteras por lo que repiten de lo que dice el documento y por los verbos con
que un escrito propone, pide o resuelve. Quedan en su orden, cada una con su lugar.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexador.lengua.analizador import analizar

CORTA, LARGA = 40, 600
"""Letras de una oración: una más corta no dice nada sola; una más larga no es de extracto."""
_CORTE = re.compile(r"(?<=[.!?])(?<!\bNo\.)(?<!\bart\.)(?<!\bArt\.)\s+(?=[A-ZÁÉÍÓÚÑ«“\"¿¡\d])|\n\s*\n")
_DISPONE = re.compile(
    r"\b(?:propon(?:e|en|emos)|recom(?:ienda|iendan|endamos)|solicit(?:a|an|amos)|pid(?:e|en)|ped(?:imos)"
    r"|conclu(?:ye|yen|imos)|opin(?:a|an|amos)|consider(?:a|an|amos)|resuelve|acuerd(?:a|an)|dictamina|decreta"
    r"|se\s+(?:reforma|deroga|adiciona|crea|emite)n?|tiene\s+por\s+objeto|rechaz(?:a|an)|exig(?:e|en|imos)"
    r"|compromete(?:n)?|presentar[aá]n?)\b",
    re.IGNORECASE,
)
_DISPONER, _ABRIR = 1.5, 1.15
"""Cuánto vale más la oración que dispone algo, y la primera."""


@dataclass(frozen=True, slots=True)
class FraseClave:
    """Una oración literal y dónde está: su página y sus puntos de código en ella."""

    pagina: int
    inicio: int
    fin: int
    texto: str


def frases_clave(paginas: Sequence[tuple[int, str]], cuantas: int) -> tuple[FraseClave, ...]:
    """A lo sumo `cuantas` oraciones de unas páginas (número y texto), en el orden en que están."""
    todas = [frase for numero, texto in paginas for frase in _oraciones(numero, texto)]
    notas = _notas(todas)
    elegidas = sorted(range(len(todas)), key=lambda lugar: (-notas[lugar], lugar))[:cuantas]
    return tuple(todas[lugar] for lugar in sorted(elegidas))


def frase_que_dispone(paginas: Sequence[tuple[int, str]]) -> FraseClave | None:
    """La oración con que un escrito más claramente propone, pide o resuelve; nada si ninguna lo hace."""
    todas = [frase for numero, texto in paginas for frase in _oraciones(numero, texto)]
    notas = _notas(todas)
    disponen = [lugar for lugar, frase in enumerate(todas) if dispone(frase.texto)]
    return todas[max(disponen, key=lambda lugar: (notas[lugar], -lugar))] if disponen else None


def dispone(texto: str) -> bool:
    """¿Propone, pide o resuelve algo?

    >>> dispone("MENAMIG propone que el Consejo tenga voto"), dispone("El artículo 14 no basta")
    (True, False)
    """
    return _DISPONE.search(texto) is not None


def _notas(todas: Sequence[FraseClave]) -> list[float]:
    """Lo que vale cada oración de un escrito para decir de qué trata."""
    raices = [[t.raiz for t in analizar(frase.texto) if not t.vacia and t.forma.isalpha()] for frase in todas]
    veces = Counter(raiz for suyas in raices for raiz in set(suyas))
    return [
        sum(veces[raiz] for raiz in set(suyas)) / (len(set(suyas)) + 5)
        * (_DISPONER if dispone(frase.texto) else 1.0)
        * (_ABRIR if lugar == 0 else 1.0)
        for lugar, (frase, suyas) in enumerate(zip(todas, raices, strict=True))
    ]  # fmt: skip


def _oraciones(numero: int, texto: str) -> Iterator[FraseClave]:
    desde = 0
    for corte in (*_CORTE.finditer(texto), None):
        hasta = corte.start() if corte is not None else len(texto)
        trozo = texto[desde:hasta]
        inicio = desde + len(trozo) - len(trozo.lstrip())
        dicho = " ".join(trozo.split())
        if CORTA <= len(dicho) <= LARGA and not dicho.isupper():
            yield FraseClave(numero, inicio, desde + len(trozo.rstrip()), dicho)
        desde = corte.end() if corte is not None else hasta
