"""Las partes de un artículo: literales, numerales, incisos y párrafos, antes o después de su número."""

from itertools import product
from typing import NamedTuple

from indexador.juridico.citas.cantidades import ordinal
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import (
    CONJUNCIONES,
    DE,
    DETERMINANTES,
    SUSTANTIVOS,
)
from indexador.juridico.citas.valores_de_parte import APOCOPES, ROMANOS, ULTIMOS, valor_de

Camino = tuple[tuple[str, str], ...]
"""De fuera adentro: `(("num", "3"), ("lit", "b"))`."""
CLASES = (
    dict.fromkeys(("literal", "literales", "lit", "lits", "letra", "letras"), "lit")
    | dict.fromkeys(("inciso", "incisos", "inc", "incs"), "inc")
    | dict.fromkeys(("numeral", "numerales", "subinciso", "subincisos"), "num")
    | dict.fromkeys(("parrafo", "parrafos", "parr"), "par")
)
ORDINALES_EN_CIFRAS = frozenset({"o", "º", "er", "do", "ro", "to"})
_MAS_VALORES, _MAS_ORDINALES = 60, 6
MAS_COMBINACIONES = 40
_LETRAS = "abcdefghijklmnopqrstuvwxyz"


class Parte(NamedTuple):
    """Una clase de subdivisión con los valores que se nombran de ella, y dónde termina."""

    clase: str
    valores: tuple[tuple[str, str], ...]
    fin: int


class Subdivision(NamedTuple):
    """Los caminos nombrados, y dónde terminan."""

    caminos: tuple[Camino, ...]
    fin: int


def parte(f: Fichas, lugar: int, *, de_varios: bool = False) -> Parte | None:
    """Una parte: «literales b) y d)», «numeral 3», «segundo párrafo», «párrafos primero y segundo».

    `de_varios`: va en una lista de artículos, que puede seguir tras sus valores.
    """
    forma = f.formas[lugar]
    if forma in CLASES:
        return _nombrada(f, lugar + 1, CLASES[forma], plural=forma.endswith("s"), de_varios=de_varios)
    if forma == "num" and f.formas[lugar + 1] == "." and f.numero(lugar + 2):
        return _nombrada(f, lugar + 2, "num")
    return _con_ordinales(f, lugar)


def _nombrada(
    f: Fichas, lugar: int, clase: str, *, plural: bool = False, de_varios: bool = False
) -> Parte | None:
    """Los valores de una clase. En singular, un número suelto tras otro ya no es de ella."""
    lugar = f.tras(lugar, ".", ":") if f.formas[lugar] in {".", ":"} and f.pegada(lugar) else lugar
    valores: list[str] = []
    fin, conjunciones = lugar, 0
    while len(valores) < _MAS_VALORES:
        leido = valor_de(f, lugar, clase)
        if leido is None:
            break
        valor, fin = leido
        valores.append(valor)
        if (ultimo := _letra_de_rango(f, valor, fin)) is not None:
            valores += _LETRAS[_LETRAS.index(valor) + 1 : _LETRAS.index(ultimo[0]) + 1]
            fin = ultimo[1]
        lugar = _separador(f, fin)
        if lugar == fin:
            break
        if ";" in f.formas[fin:lugar] and f.numero(lugar) and f.formas[lugar + 1] != ")":
            break
        conjunciones += not CONJUNCIONES.isdisjoint(f.formas[fin:lugar])
        if CLASES.get(f.formas[lugar]) == clase:
            lugar += 1
        elif de_varios and conjunciones > 1 and f.numero(lugar) and f.formas[lugar + 1] != ")":
            break  # «10 numerales 1, 4 y 7 y 11 de la Ley»: otra «y» ya une artículos
        varios = plural and clase == "par" and _cierra(f, lugar)
        cerrado = varios or f.formas[lugar + 1] in {")", "}", "º"}
        if f.numero(lugar) and clase in {"lit", "par"} and not cerrado:
            break
        cerrado = f.formas[lugar + 1] == ")"
        if f.numero(lugar) and clase in {"num", "inc"} and not (cerrado or (plural and _cierra(f, lugar))):
            break
        if f.numero(lugar) and valor.isalpha() and f.formas[lugar + 1] != ")":
            break
    if not valores:
        return None
    return Parte(clase, tuple(_normales(clase, valores)), fin)


def _letra_de_rango(f: Fichas, valor: str, fin: int) -> tuple[str, int] | None:
    """La última letra de «a) a la d)», «a) al d)», y dónde termina; None si no es un rango de letras."""
    lugar = fin + 1 + (f.formas[fin + 1] in DETERMINANTES)
    if f.formas[fin] not in {"a", "al", "hasta"} or lugar == fin + (f.formas[fin] == "a"):
        return None
    letra = f.formas[lugar]
    son = len(letra) == 1 and valor in _LETRAS and letra in _LETRAS and valor < letra
    return (letra, lugar + 2) if son and f.formas[lugar + 1] == ")" else None


def _cierra(f: Fichas, lugar: int) -> bool:
    """Si el número sigue siendo del mismo numeral: no empieza otro artículo ni otra cosa."""
    siguiente = f.formas[lugar + 1]
    return siguiente in {")", ",", ";", ".", "º"} or siguiente in CONJUNCIONES or siguiente in DE


def _separador(f: Fichas, lugar: int) -> int:
    """Tras «,», «y», «, y», también con «el» o «la» después."""
    fin = f.tras(lugar, ",", ";")
    if f.formas[fin] in CONJUNCIONES:
        fin += 1
    if fin > lugar and f.formas[fin] in DETERMINANTES and f.formas[fin + 1] in CLASES:
        fin += 1
    return fin


def _normales(clase: str, valores: list[str]) -> list[tuple[str, str]]:
    """Cada valor con su clase: un inciso con letra es literal, y «1)» entre letras es una l mal leída."""
    letras = [valor for valor in valores if valor.isalpha() and len(valor) <= 2]
    pares = []
    for valor in valores:
        if valor.isdigit() and (clase == "lit" or (letras and clase == "inc")):
            valor = {"1": "l", "0": "o"}.get(valor, valor)
        es_letra = len(valor) <= 2 and valor.isalpha() and clase != "par"
        es_letra = es_letra and not (clase == "num" and set(valor) <= ROMANOS)
        pares.append(("lit" if es_letra else clase, valor))
    return pares


def _con_ordinales(f: Fichas, lugar: int) -> Parte | None:
    """«segundo párrafo», «primer y último párrafos», «2o. párrafo», «tercer inciso»."""
    valores: list[str] = []
    while len(valores) < _MAS_ORDINALES:
        forma = f.formas[lugar]
        if f.numero(lugar) and f.formas[lugar + 1] in ORDINALES_EN_CIFRAS and f.pegada(lugar + 1):
            valor, lugar = str(int(forma[:4])), f.tras(lugar + 2, ".")
        elif forma in ULTIMOS or forma in APOCOPES or ordinal(forma):
            valor, lugar = APOCOPES.get(forma) or ordinal(forma) or ULTIMOS[forma], lugar + 1
        else:
            return None
        valores.append(valor)
        if f.formas[lugar] in CLASES:
            clase = CLASES[f.formas[lugar]]
            return Parte(clase, tuple((clase, valor) for valor in valores), lugar + 1)
        siguiente = f.tras(lugar, ",")
        siguiente += f.formas[siguiente] in CONJUNCIONES
        if siguiente == lugar:
            return None
        lugar = siguiente
    return None


def despues(f: Fichas, lugar: int, *, de_varios: bool = False) -> Subdivision | None:
    """Las subdivisiones que siguen al número; `de_varios`, en una lista de artículos.

    «, numeral 3, literal b)», «literal c)», «a)», «tercer párrafo».
    """
    partes: list[Parte] = []
    fin = lugar
    while len(partes) < 4:
        inicio = f.tras(fin, ",")
        inicio += f.formas[inicio] == "en" and f.formas[inicio + 1] in {"su", "sus", "el", "la", "los", "las"}
        inicio += f.formas[inicio] in {"su", "sus", "el", "la", "los", "las"} and inicio > fin
        una = parte(f, inicio, de_varios=de_varios) or (_suelta(f, inicio) if inicio == fin else None)
        if una is None or (inicio > fin and _es_de_otro(f, una.fin)):
            break
        partes.append(una)
        fin = una.fin
    if not partes:
        return None
    return Subdivision(_combinar(partes), fin)


def _es_de_otro(f: Fichas, fin: int) -> bool:
    """Si lo que sigue dice de qué artículo es: «33, primer párrafo del artículo 35»."""
    if f.formas[fin] not in DE:
        return False
    return f.formas[fin + 1 + (f.formas[fin + 1] in DETERMINANTES)] in SUSTANTIVOS


def _suelta(f: Fichas, lugar: int) -> Parte | None:
    """«171 a)», «2 3)»: una letra o un número que sólo cierra un paréntesis."""
    forma = f.formas[lugar]
    if forma == "(" and f.pegada(lugar) and len(f.formas[lugar + 1]) == 1 and f.palabra(lugar + 1):
        return (
            Parte("lit", (("lit", f.formas[lugar + 1]),), lugar + 3) if f.formas[lugar + 2] == ")" else None
        )
    if f.formas[lugar + 1] != ")" or not f.pegada(lugar + 1):
        return None
    if f.palabra(lugar) and len(forma) == 1:
        return _nombrada(f, lugar, "lit")
    return _nombrada(f, lugar, "num") if f.numero(lugar) and len(forma) <= 2 else None


def antes(f: Fichas, lugar: int) -> Subdivision | None:
    """Las que van antes del artículo: «literal g) del», «el segundo párrafo del numeral 3 del».

    Unidas por «de» van de dentro afuera; por comas, de fuera adentro. `fin` es el lugar de lo que sigue a la
    última, todavía con su «del».
    """
    primera = parte(f, lugar)
    if primera is None:
        return None
    partes, fin = [primera], primera.fin
    while len(partes) < 4:
        inicio = f.tras(fin, ",")
        con_de = f.formas[inicio] in DE
        inicio += con_de
        inicio += f.formas[inicio] in DETERMINANTES
        otra = parte(f, inicio) if inicio > fin or f.formas[inicio] in CLASES else None
        if otra is None:
            break
        partes = [otra, *partes] if con_de else [*partes, otra]
        fin = otra.fin
    return Subdivision(_combinar(partes), fin)


def desplegado(articulo: str, camino: Camino) -> Camino:
    """El camino con cada «5.2» por partes, sin el número del artículo si lo repite: el 11.2 del 11 es 2."""
    if not any("." in valor for _, valor in camino):
        return camino
    partes: list[tuple[str, str]] = []
    for clase, valor in camino:
        suyas = valor.split(".")
        suyas = suyas[1:] if len(suyas) > 1 and suyas[0] == articulo else suyas
        partes += [(clase, una) for una in suyas]
    return tuple(partes)


def _combinar(partes: list[Parte]) -> tuple[Camino, ...]:
    cuantas = 1
    for una in partes:
        cuantas *= len(una.valores)
    if cuantas > MAS_COMBINACIONES:
        partes = partes[:1]
    return tuple(product(*(una.valores for una in partes)))
