"""¿Puede una palabra ser otra mal leída? Cuánto se apartan para un reconocimiento, y cuál parece palabra.

Es la distancia de edición en que cuesta poco lo que un reconocimiento confunde: las letras de las tablas con
que el indexador entiende un texto mal leído, las que comparten forma, dos que juntas parecen otra (rn y m), y
un trazo delgado de más o de menos. Lo que no es palabra se conoce por sus letras: las de una palabra del
español, aunque ninguna lista la traiga, van de tres en tres como en las que sí.
"""

from collections import Counter
from functools import cache, lru_cache

from indexador.juridico.confusiones import POR_OTRA, existentes
from indexador.lengua.plano import CONFUSIONES, plano

CONFUNDIDA, DE_FORMA, TRAZO, CUALQUIERA = 0.25, 0.4, 0.5, 1.0
"""Lo que cuesta una letra: confundida, de igual forma que otra, delgada de más o de menos, o cualquiera."""
_DELGADAS = frozenset("il1tfjrc!|")
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
_DE_DOS = frozenset(
    {
        *((juntas, una) for juntas, una in _JUNTAS),
        *((plano(leido), plano(letra)) for leido, letra in POR_OTRA if len(leido) == 2),
        *(("ni", "m"), ("in", "m"), ("nn", "m"), ("cl", "d"), ("ri", "n"), ("il", "u"), ("lo", "b")),
    }
)
_PARTE, _PARTE_DE_PALABRA = 0.25, 0.15
"""Lo que puede costar leer mal una palabra, por cada una de sus letras; y si las dos lo parecen."""
_MINIMO = 0.5
"""Y lo que se admite en la más corta."""
_RECONOCIBLE = 4
"""Letras desde las que una palabra se conoce por su forma."""
_TERNAS = 2
"""Palabras que han de llevar tres letras seguidas para que parezcan de palabra."""
_CONOCIDAS = 0.8
"""Parte de las ternas de una palabra que han de verse en otras (0–1)."""
_VOCALES = frozenset("aeiouy")


def forma(letras: str) -> str:
    """Las letras, con una sola para las que un reconocimiento confunde."""
    for juntas, una in _JUNTAS:
        letras = letras.replace(juntas, una)
    return letras.translate(_FORMAS)


def es_mala_lectura(una: str, otra: str) -> bool:
    """¿Se apartan sólo lo que una mala lectura? Las dos, planas: sin tildes y en minúsculas."""
    parte = _PARTE_DE_PALABRA if parece_palabra(una) and parece_palabra(otra) else _PARTE
    return forma(una) == forma(otra) or costo(una, otra) <= max(_MINIMO, parte * max(len(una), len(otra)))


@lru_cache(maxsize=4096)
def costo(una: str, otra: str) -> float:
    """Lo que cuesta leer una por otra.

    >>> costo("menores", "rnenorcs"), costo("opinion", "0pini6n"), costo("sin", "con")
    (0.5, 0.5, 2.0)
    """
    filas = [[0.0]]
    for letra in otra:
        filas[0].append(filas[0][-1] + _suelta(letra))
    for i, letra in enumerate(una, 1):
        fila = [filas[-1][0] + _suelta(letra)]
        for j, suya in enumerate(otra, 1):
            opciones = [
                filas[-1][j - 1] + _cambio(letra, suya),
                filas[-1][j] + _suelta(letra),
                fila[-1] + _suelta(suya),
            ]
            if i > 1 and (una[i - 2 : i], suya) in _DE_DOS:
                opciones.append(filas[i - 2][j - 1] + CONFUNDIDA)
            if j > 1 and (otra[j - 2 : j], letra) in _DE_DOS:
                opciones.append(filas[i - 1][j - 2] + CONFUNDIDA)
            fila.append(min(opciones))
        filas.append(fila)
    return filas[-1][-1]


def parece_palabra(letras: str) -> bool:
    """¿Tiene las letras de una palabra del español, exista o no?

    >>> parece_palabra("repatriados"), parece_palabra("rnigrantc"), parece_palabra("xtwkpzbm")
    (True, False, False)
    """
    if not letras.isalpha() or _VOCALES.isdisjoint(letras):
        return False
    suyas = _ternas_de(letras)
    return len(suyas & _ternas()) >= _CONOCIDAS * len(suyas)


def leida_como(letras: str) -> frozenset[str]:
    """Las palabras que existen y que, mal leídas, pueden dar estas letras; ella sola, si existe.

    >>> sorted(leida_como("dcberan")), sorted(leida_como("deberan")), sorted(leida_como("xtwkpzbm"))
    (['deberan'], ['deberan'], [])
    """
    return frozenset({letras}) if letras in existentes() else _de_cada_forma().get(forma(letras), frozenset())


@cache
def _de_cada_forma() -> dict[str, frozenset[str]]:
    halladas: dict[str, set[str]] = {}
    for palabra in existentes():
        if len(palabra) >= _RECONOCIBLE:
            halladas.setdefault(forma(palabra), set()).add(palabra)
    return {una: frozenset(palabras) for una, palabras in halladas.items()}


@cache
def _ternas() -> frozenset[str]:
    """Las tres letras seguidas que se ven en las palabras que existen, también al empezar y al acabar."""
    cuenta = Counter(terna for palabra in existentes() for terna in _ternas_de(palabra))
    return frozenset(terna for terna, cuantas in cuenta.items() if cuantas >= _TERNAS)


def _ternas_de(palabra: str) -> set[str]:
    orlada = f" {palabra} "
    return {orlada[n : n + 3] for n in range(len(orlada) - 2)}


def _suelta(letra: str) -> float:
    return TRAZO if letra in _DELGADAS else CUALQUIERA


@cache
def _cambio(una: str, otra: str) -> float:
    if una == otra:
        return 0.0
    if frozenset((una, otra)) in _confundidas():
        return CONFUNDIDA
    return DE_FORMA if una.translate(_FORMAS) == otra.translate(_FORMAS) else CUALQUIERA


@cache
def _confundidas() -> frozenset[frozenset[str]]:
    de_una = ((plano(leido), plano(letra)) for leido, letra in POR_OTRA if len(leido) == 1)
    de_tabla = ((letra, leida) for letra, leidas in CONFUSIONES.items() for leida in leidas)
    return frozenset(frozenset(par) for par in (*de_una, *de_tabla))
