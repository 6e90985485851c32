"""Las palabras fijas de una cita, y cómo reconocerlas cuando las leyó mal un OCR.

Una palabra mal leída sólo se compara donde la cita ya la espera (ante un número, dentro de un nombre), y
nunca si existe en el vocabulario: «acuerda» no es «acuerdo» ni «litoral» es «literal».
"""

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.confusiones import existe
from indexador.juridico.objetivos import AGREGADOS
from indexador.lengua import meses

ARTICULO = frozenset({"articulo", "art"})
ARTICULOS = frozenset({"articulos", "arts", "artos"})
SUSTANTIVOS = ARTICULO | ARTICULOS | {"arto"}
DE = frozenset({"de", "del", "dei", "def", "dela", "delos", "deia"})
DETERMINANTES = frozenset({"el", "la", "los", "las", "ia", "ei", "nuestra"})
CONJUNCIONES = frozenset({"y", "e", "o", "u"})
ENLACES = DE | DETERMINANTES
LIGAN = ENLACES | CONJUNCIONES
INTRODUCEN_NORMA = ENLACES | {"al"}
"""Lo que va justo antes de la norma de que se habla: «del Decreto», «al Código»."""
ROTULOS = frozenset(
    {"numero", "numeros", "no", "nos", "nro", "nros", "num", "nums", "nº", "n", "numer", "numera"}
)
SUFIJOS = frozenset(AGREGADOS)
MESES = frozenset((*meses.MESES, meses.SETIEMBRE))
LETRAS_DE_SUBDIVISION = "abcdefghijklmnñopqrstuvwxyz"
_ANTE_NUMERO = (
    "articulo",
    "articulos",
    "decreto",
    "decretos",
    "acuerdo",
    "acuerdos",
    "gubernativo",
    "gubernativos",
    "ministerial",
    "ministeriales",
    "legislativo",
    "iniciativa",
    "expediente",
    "expedientes",
    "numero",
    "numeros",
    "literal",
    "literales",
    "numeral",
    "inciso",
    "parrafo",
)
_ANTE_LETRA = ("literal", "literales", "inciso", "incisos")
_TRAS_NUMERO = ("literal", "literales", "numeral", "numerales", "inciso", "incisos", "parrafo", "bis")
_MINIMO, _MAXIMO, _DOS, _TRES = 5, 16, 6, 10
_COLA = "culo"
_LARGO_DE_ARTICULO = range(6, 10)


@lru_cache(maxsize=1 << 14)
def parecida(forma: str, candidatas: tuple[str, ...]) -> str:
    """La candidata a que se parece una palabra que no existe; vacío si a ninguna o a varias.

    >>> parecida("deereto", ("decreto", "articulo")), parecida("decreta", ("decreto",))
    ('decreto', '')
    """
    if not _MINIMO <= len(forma) <= _MAXIMO or existe(forma):
        return ""
    tope = 3 if len(forma) >= _TRES else 2 if len(forma) >= _DOS else 1
    distancias = [
        (Levenshtein.distance(forma, candidata, score_cutoff=tope), candidata) for candidata in candidatas
    ]
    cerca = sorted(par for par in distancias if par[0] <= tope)
    if cerca and (len(cerca) == 1 or cerca[0][0] < cerca[1][0]):
        return cerca[0][1]
    mal_leido = forma.endswith(_COLA) and len(forma) in _LARGO_DE_ARTICULO
    return "articulo" if mal_leido and "articulo" in candidatas else ""


def enderezar(fichas: Fichas) -> None:
    """Pone en su forma las palabras fijas mal leídas junto a un número, a «número» o a la letra de «b)»."""
    formas = fichas.formas
    for lugar in range(1, fichas.largo):
        forma = formas[lugar]
        en_cifras = fichas.numero(lugar)
        if forma in _ROTULOS_LARGOS or en_cifras:
            antes = lugar - 2 if formas[lugar - 1] in ".-º" and lugar > 1 else lugar - 1
            if (mejor := _enderezada(formas[antes], _ANTE_NUMERO)) and antes >= 0:
                formas[antes] = mejor
                if mejor in _ROTULOS_LARGOS and (otra := _enderezada(formas[antes - 1], _ANTE_NUMERO)):
                    formas[antes - 1] = otra
            if en_cifras and (mejor := _enderezada(formas[lugar + 1], _TRAS_NUMERO)):
                formas[lugar + 1] = mejor
        elif forma == ")" and len(formas[lugar - 1]) == 1 and lugar > 1:
            formas[lugar - 2] = _enderezada(formas[lugar - 2], _ANTE_LETRA) or formas[lugar - 2]


_ROTULOS_LARGOS = frozenset({"numero", "numeros"})
_OTRAS = frozenset({"versiculo", "versiculos"})
_FIJAS = frozenset(_ANTE_NUMERO) | frozenset(_TRAS_NUMERO)


def _enderezada(forma: str, candidatas: tuple[str, ...]) -> str:
    if len(forma) < _MINIMO or forma in _FIJAS or forma in _OTRAS or not forma[0].isalpha():
        return ""
    return _ROTAS.get(forma) or parecida(forma, candidatas)


_ROTAS = {"ni.mero": "numero", "nu.mero": "numero", "art(culo": "articulo", "art|culo": "articulo"}
