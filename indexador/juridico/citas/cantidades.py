"""Los números de una cita: en cifras, en palabras, con las dos cosas, y los de artículo.

Cuando las palabras y las cifras no coinciden ganan las cifras, y se dice (`conflicto`).
"""

from functools import lru_cache
from typing import NamedTuple

from indexador.juridico.articulos import leer_articulo
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import CONJUNCIONES, DE, SUFIJOS
from indexador.lengua.numeros import leer_numero

_MAS_PALABRAS = 9
_ORDINALES = frozenset({"o", "º", "a", "ro", "do", "to", "er", "vo", "mo", "no"})
_PAREJAS = {'"': '"', "(": ")"}
_MAYOR_ARTICULO = 3_000
_CONTINUAN = DE | CONJUNCIONES | {","}


class Entero(NamedTuple):
    """Un número y dónde termina."""

    valor: int
    fin: int
    conflicto: bool = False


class Articulo(NamedTuple):
    """Un número de artículo canónico, con el numeral de «11.2», y dónde termina."""

    numero: str
    fin: int
    conflicto: bool = False
    numeral: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=1 << 12)
def _es_de_numero(forma: str) -> bool:
    return forma == "y" or leer_numero([forma]) is not None


@lru_cache(maxsize=1 << 10)
def ordinal(forma: str) -> str:
    """El número de un ordinal en palabras, de una o dos («decimo segundo»); vacío si no lo es."""
    if forma in {"primero", "primera", "primeros", "unico"}:
        return "unico" if forma == "unico" else "1"
    leido = leer_articulo(forma)
    return leido if leido.isdigit() and not forma[:1].isdigit() else ""


def en_palabras(f: Fichas, lugar: int) -> Entero | None:
    """El número más largo que dicen las palabras desde ahí."""
    fin = lugar
    while fin - lugar < _MAS_PALABRAS and f.palabra(fin) and _es_de_numero(f.formas[fin]):
        fin += 1
    while fin > lugar:
        valor = leer_numero(f.formas[lugar:fin])
        if valor is not None:
            return Entero(valor, fin)
        fin -= 1
    return None


def entero(f: Fichas, lugar: int) -> Entero | None:
    """«4,126», «veintinueve (29)», «29 (veintinueve)», «4126»."""
    if f.numero(lugar):
        valor, fin = int(f.formas[lugar][:9]), lugar + 1
        while (
            f.formas[fin] in {",", "."}
            and f.pegada(fin)
            and f.pegada(fin + 1)
            and len(f.formas[fin + 1]) == 3
            and f.numero(fin + 1)
            and len(f.formas[lugar]) <= 3
            and valor < 1_000_000
        ):
            valor, fin = valor * 1000 + int(f.formas[fin + 1]), fin + 2
        return _con_parentesis(f, Entero(valor, fin))
    dicho = en_palabras(f, lugar)
    return _con_parentesis(f, dicho) if dicho else None


def _con_parentesis(f: Fichas, leido: Entero) -> Entero:
    """Lo mismo, dicho otra vez entre paréntesis."""
    if f.formas[leido.fin] != "(":
        return leido
    dentro = en_palabras(f, leido.fin + 1)
    en_cifras = f.numero(leido.fin + 1)
    if en_cifras:
        valor, fin = int(f.formas[leido.fin + 1][:9]), leido.fin + 2
        if (
            f.formas[fin] in {",", "."}
            and f.pegada(fin)
            and len(f.formas[fin + 1]) == 3
            and f.numero(fin + 1)
        ):
            valor, fin = valor * 1000 + int(f.formas[fin + 1]), fin + 2
        dentro = Entero(valor, fin)
    if dentro is None or f.formas[dentro.fin] != ")":
        return leido
    valor = dentro.valor if en_cifras else leido.valor
    return Entero(valor, dentro.fin + 1, conflicto=dentro.valor != leido.valor)


def articulo(f: Fichas, lugar: int, *, nombrado: bool = False) -> Articulo | None:
    """El número de un artículo.

    «5o.», «61 Bis», «12-A», «treinta y cuatro», «veintinueve (29)», «11.2», «IV».

    `nombrado`: va tras «artículo»; sólo entonces valen los romanos y «lo.» por «1o.».
    """
    if f.numero(lugar):
        if len(f.formas[lugar]) > 4 or not 0 < int(f.formas[lugar]) <= _MAYOR_ARTICULO:
            return None
        return _en_cifras(f, lugar)
    if not f.palabra(lugar):
        return None
    forma = f.formas[lugar]
    if (orden := ordinal(forma)) and not f.siguen(lugar + 1, ("parrafo",)):
        unidad = ordinal(f.formas[lugar + 1])
        if orden.endswith("0") and unidad.isdigit() and int(unidad) < 10:
            return _agregado(f, str(int(orden) + int(unidad)), lugar + 2)
        return _agregado(f, orden, lugar + 1)
    if dicho := entero(f, lugar):
        return _agregado(f, str(dicho.valor), dicho.fin)._replace(conflicto=dicho.conflicto)
    if nombrado and forma in {"l", "i"} and f.numero(lugar + 1) and f.pegada(lugar + 1):
        return _agregado(f, f"1{f.formas[lugar + 1][:3]}", lugar + 2)
    if nombrado and forma in {"lo", "io"} and f.formas[lugar + 1] == ".":
        return _agregado(f, "1", lugar + 2)
    if nombrado and f.altas(lugar) and set(forma) <= set("ivxlc") and len(forma) < 7:
        return Articulo(forma, lugar + 1)
    return None


def _en_cifras(f: Fichas, lugar: int) -> Articulo:
    leido = entero(f, lugar)
    numero, fin = str(int(f.formas[lugar])), lugar + 1
    conflicto = False
    if leido and f.formas[lugar + 1] == "(" and leido.fin > fin:
        fin, conflicto = leido.fin, leido.conflicto
    if f.formas[fin] == "." and f.pegada(fin) and f.formas[fin + 1] in _ORDINALES and f.pegada(fin + 1):
        fin += 2  # «4.º»
    elif f.cruda(fin) == "O" and f.pegada(fin) and f.formas[fin + 1] != "." and not f.altas(lugar - 1):
        return _agregado(f, f"{numero}0", fin + 1)  # «1O»: el OCR leyó letra; el ordinal va en minúscula
    elif f.formas[fin] in _ORDINALES and (f.pegada(fin) or f.formas[fin] == "º"):
        fin += 1
        if f.formas[fin] == "." and f.formas[fin + 1] and not f.renglon_de_mayuscula(fin + 1):
            fin += 1
    elif f.formas[fin] == "." and f.pegada(fin) and f.numero(fin + 1) and f.pegada(fin + 1):
        return Articulo(numero, *_decimal(f, fin + 1, conflicto))
    elif f.formas[fin] == "." and f.pegada(fin) and _letra_pegada(f, fin + 1):
        return Articulo(numero, fin + 2, conflicto, (("lit", f.formas[fin + 1]),))
    hecho = _agregado(f, numero, fin)
    return hecho._replace(conflicto=True) if conflicto else hecho


def _decimal(f: Fichas, lugar: int, conflicto: bool) -> tuple[int, bool, tuple[tuple[str, str], ...]]:
    """El numeral de «11.2», y la letra de «8.2.h»."""
    partes: tuple[tuple[str, str], ...] = (("num", str(int(f.formas[lugar][:6]))),)
    fin = lugar + 1
    letra = f.formas[fin] == "." and len(f.formas[fin + 1]) == 1 and f.palabra(fin + 1)
    if letra and f.pegada(fin) and f.pegada(fin + 1) and not f.mayuscula(fin + 1):
        return fin + 2, conflicto, (*partes, ("lit", f.formas[fin + 1]))
    return fin, conflicto, partes


def _letra_pegada(f: Fichas, lugar: int) -> bool:
    """Si es la letra de «2.b»: pegada, minúscula y sola."""
    return len(f.formas[lugar]) == 1 and f.palabra(lugar) and f.pegada(lugar) and not f.mayuscula(lugar)


def _agregado(f: Fichas, numero: str, fin: int) -> Articulo:
    """El número con su «bis» o con su letra: «61 Bis», «17-ter», «12-A»."""
    lugar = fin + 1 if f.formas[fin] in {"-", "."} and f.pegada(fin) else fin
    cierra = _PAREJAS.get(f.formas[lugar])  # «33 (Bis)», «33 "Bis"»
    if cierra and f.formas[lugar + 1] in SUFIJOS and f.formas[lugar + 2] == cierra:
        return Articulo(f"{numero}-{f.formas[lugar + 1]}", lugar + 3)
    if f.formas[lugar] in SUFIJOS:
        return Articulo(f"{numero}-{f.formas[lugar]}", _tras_punto(f, lugar + 1))
    letra = f.formas[lugar]
    suelta = len(letra) == 1 and f.palabra(lugar) and f.mayuscula(lugar) and f.pegada(lugar)
    if suelta and f.formas[fin] == "-" and f.formas[lugar + 1] not in {")", "-", "."}:
        return Articulo(f"{numero}-{letra}", lugar + 1)
    return Articulo(numero, _tras_punto(f, fin))


def _tras_punto(f: Fichas, fin: int) -> int:
    """Tras el punto que no cierra la oración: «5 bis. de la Ley», «5, 6. y 7 del Decreto»."""
    sigue = f.formas[fin + 1] in _CONTINUAN and not f.mayuscula(fin + 1)
    return fin + 1 if f.formas[fin] == "." and f.pegada(fin) and sigue else fin
