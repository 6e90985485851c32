"""Qué artículo de un texto es cuál del otro: por su número si se parecen, y si no, por lo que comparten."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import log, sqrt

from indexador.juridico.unidades import Unidad
from indexador.lengua import plegar

_MISMO_NUMERO = 0.3
"""Parte de las palabras que comparten los de igual número para ser el mismo sin mirar más."""
_PARECIDAS = 0.5
_ALGO_PARECIDAS = 0.2
"""Parte de su peso que comparten dos artículos de leyes distintas para enseñar uno junto al otro."""
_COMUN = 8
"""En cuántas unidades de un texto puede estar una frase y aún decir algo de ellas."""
_FRASE = 3


def emparejar(unas: Sequence[Unidad], otras: Sequence[Unidad]) -> dict[int, int]:
    """Los pares, por su lugar en cada texto. Tiempo lineal en los textos.

    Dos que sólo tienen en común el número son el mismo si los dos textos son en lo demás el mismo: la mitad
    de sus unidades se corresponde.
    """
    suyas, ajenas = [Counter(_palabras(una)) for una in unas], [Counter(_palabras(una)) for una in otras]
    con_numero = list(_mismo_numero(unas, otras))
    parejas = {n: m for n, m in con_numero if _igualdad(suyas[n], ajenas[m]) >= _MISMO_NUMERO}
    faltan = [n for n in range(len(unas)) if n not in parejas]
    hechas = set(parejas.values())
    sobran = [m for m in range(len(otras)) if m not in hechas]
    parejas |= _por_parecido(unas, otras, faltan, sobran)
    hechas = set(parejas.values())
    if 2 * len(parejas) >= min(len(unas), len(otras)):
        parejas |= {n: m for n, m in con_numero if n not in parejas and m not in hechas}
    return parejas


def mas_parecidas(una: Unidad, otras: Sequence[Unidad], cuantas: int = 3) -> tuple[int, ...]:
    """Las que más palabras poco comunes comparten con ella, por su lugar y de más a menos; quizá ninguna.

    Una palabra pesa más cuantas menos la traen (Spärck Jones, 1972), y las de todas no pesan. Tiempo lineal.
    """
    suyas = set(_palabras(una))
    ajenas = [set(_palabras(otra)) for otra in otras]
    veces = Counter(palabra for palabras in ajenas for palabra in palabras)
    peso = {palabra: log((1 + len(otras)) / (1 + veces[palabra])) for palabra in suyas}
    total = sum(peso.values())
    grados = [
        (sum(peso[p] for p in suyas & palabras) / sqrt(total * _peso(palabras, veces, len(otras)) or 1.0), -n)
        for n, palabras in enumerate(ajenas)
    ]
    return tuple(-n for grado, n in sorted(grados, reverse=True)[:cuantas] if grado >= _ALGO_PARECIDAS)


def _peso(palabras: Iterable[str], veces: Mapping[str, int], cuantas: int) -> float:
    return sum(log((1 + cuantas) / (1 + veces[palabra])) for palabra in palabras)


def _palabras(una: Unidad) -> list[str]:
    return plegar(una.cuerpo).split()


def _mismo_numero(unas: Sequence[Unidad], otras: Sequence[Unidad]) -> Iterator[tuple[int, int]]:
    """Los que sólo uno de cada texto lleva."""
    veces = [Counter(una.clave for una in texto) for texto in (unas, otras)]
    donde = {otra.clave: lugar for lugar, otra in enumerate(otras)}
    for lugar, una in enumerate(unas):
        if una.clave and veces[0][una.clave] == 1 == veces[1][una.clave]:
            yield lugar, donde[una.clave]


def _igualdad(una: Counter[str], otra: Counter[str]) -> float:
    total = una.total() + otra.total()
    return 2 * (una & otra).total() / total if total else 1.0


def _por_parecido(
    unas: Sequence[Unidad], otras: Sequence[Unidad], faltan: Iterable[int], sobran: Iterable[int]
) -> dict[int, int]:
    frases = {m: _frases(otras[m]) for m in sobran}
    indice: dict[tuple[str, ...], list[int]] = {}
    for m, suyas in frases.items():
        for frase in suyas:
            indice.setdefault(frase, []).append(m)
    posibles: list[tuple[float, int, int]] = []
    for n in faltan:
        suyas = _frases(unas[n])
        comunes = Counter(m for f in suyas for m in indice.get(f, ()) if len(indice[f]) <= _COMUN)
        for m, cuantas in comunes.most_common(_COMUN):
            grado = 2 * cuantas / (len(suyas) + len(frases[m]))
            if grado >= _PARECIDAS:
                posibles.append((-grado, n, m))
    parejas: dict[int, int] = {}
    hechas: set[int] = set()
    for _, n, m in sorted(posibles):
        if n not in parejas and m not in hechas:
            parejas[n] = m
            hechas.add(m)
    return parejas


def _frases(una: Unidad) -> set[tuple[str, ...]]:
    palabras = _palabras(una)
    return {tuple(palabras[n : n + _FRASE]) for n in range(max(1, len(palabras) - _FRASE + 1))}
