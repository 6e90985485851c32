"""El número de una norma y su año, como se escriba.

«46-2007», «46 – 2007», «9 (2009)», «noventa y cinco guión…».

Un año de dos cifras es de 1940 a 2039. Uno de una o de tres no existe: el número está roto.
"""

from typing import NamedTuple

from indexador.juridico.citas.cantidades import en_palabras, entero
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.lexico import DE, MESES

_LETRA_POR_CIFRA = {"o": "0", "l": "1", "i": "1", "s": "5"}
_GUIONES = frozenset({"-", "/"})
_GUIONES_DICHOS = frozenset({"guion", "diagonal", "raya"})
_UNEN_EL_ANIO = _GUIONES | _GUIONES_DICHOS
_SIGUEN_A_LOS_MILES = frozenset({",", "."})
_ANIOS = range(1821, 2101)
_CENTURIA = 40
_MAYOR_ANUAL = 200
"""Un número mayor, «de 1946», es de la numeración corrida y no del año."""
_ANUALES_DESDE = 1970


class Numero(NamedTuple):
    """El número de una norma. Sin `anio` no lo traía; `roto` es que no se puede leer sin una persona."""

    numero: str
    anio: int | None
    fin: int
    conflicto: bool = False
    dudoso: bool = False
    roto: bool = False
    sin_guion: bool = False
    prefijo: str = ""


def de_norma(f: Fichas, lugar: int) -> Numero | None:
    """El número de una norma, con su año si lo trae.

    «46-2007», «46 – 2007», «9 (2009)», «106», «IGM-017-2023».
    """
    if f.formas[lugar] == "(" and f.numero(lugar + 1):
        dentro = de_norma(f, lugar + 1)
        return dentro._replace(fin=dentro.fin + 1) if dentro and f.formas[dentro.fin] == ")" else None
    if f.palabra(lugar) and f.altas(lugar) and 2 <= len(f.formas[lugar]) <= 6 and f.formas[lugar + 1] == "-":
        resto = _con_cifras(f, lugar + 2) if f.numero(lugar + 2) else None
        return resto._replace(prefijo=f.formas[lugar]) if resto else None
    if f.numero(lugar) or (f.formas[lugar] in {"l", "i"} and f.pegada(lugar + 1)):
        return _con_cifras(f, lugar)
    return _con_palabras(f, lugar)


def _cifras(f: Fichas, lugar: int) -> tuple[str, int, bool]:
    """Las cifras desde ahí, también si el OCR leyó letras entre ellas («1O1»), y si las leyó."""
    crudo, fin, sucio = f.formas[lugar], lugar + 1, False
    if not f.numero(lugar):
        crudo, sucio = _LETRA_POR_CIFRA[crudo], True
    while f.pegada(fin):
        forma = f.formas[fin]
        if sucio and f.numero(fin):
            crudo, fin = crudo + forma, fin + 1
        elif forma in _LETRA_POR_CIFRA and (
            f.pegada(fin + 1) and (f.numero(fin + 1) or f.formas[fin + 1] == "-")
        ):
            crudo, fin, sucio = crudo + _LETRA_POR_CIFRA[forma], fin + 1, True
        else:
            break
    return crudo, fin, sucio


def _con_cifras(f: Fichas, lugar: int) -> Numero | None:
    crudo, fin, sucio = _cifras(f, lugar)
    if len(crudo) > 6:
        return None
    siguiente = f.formas[fin]
    tras = fin + 2 if siguiente == "-" and f.formas[fin + 1] in {"-", '"'} else fin + 1
    if siguiente in _UNEN_EL_ANIO and f.numero(tras):
        return _con_guion(f, crudo, tras, sucio)
    if siguiente == "(" and len(f.formas[fin + 1]) == 4 and f.numero(fin + 1) and f.formas[fin + 2] == ")":
        return _armado(crudo, f.formas[fin + 1], fin + 3, dudoso=sucio)
    if len(siguiente) == 4 and f.numero(fin) and int(siguiente) in _ANIOS and len(crudo) <= 3:
        return _armado(crudo, siguiente, fin + 1, dudoso=True)._replace(sin_guion=True)
    if f.numero(fin) and len(siguiente) in (2, 4) and f.en_otro_renglon(fin) and len(crudo) <= 3:
        return Numero(crudo, None, fin + 1, roto=True)  # «95⏎98»: quizá perdió el guion
    if siguiente in DE and f.formas[fin + 1] not in MESES:
        return _de_un_anio(f, crudo, fin)
    sigue = siguiente == "(" or (siguiente in _SIGUEN_A_LOS_MILES and f.pegada(fin + 1))
    leido = entero(f, lugar) if sigue else None
    if leido and leido.fin > fin:
        return Numero(str(leido.valor), None, leido.fin, conflicto=leido.conflicto)
    numero = crudo.lstrip("0")
    return Numero(numero, None, fin, dudoso=sucio) if numero else None


def _de_un_anio(f: Fichas, crudo: str, fin: int) -> Numero | None:
    """«22 de 1986», «22 del año 1986»: con un número grande el año sólo informa («1613 de 1966»)."""
    numero = crudo.lstrip("0")
    lugar = f.tras(fin + 1, "año", "ano")
    if not numero:
        return None
    if len(f.formas[lugar]) != 4 or not f.numero(lugar) or int(f.formas[lugar]) not in _ANIOS:
        return Numero(numero, None, fin)
    anio = int(f.formas[lugar])
    anual = int(numero) <= _MAYOR_ANUAL and anio >= _ANUALES_DESDE
    return Numero(numero, anio if anual else None, lugar + 1)


def _con_guion(f: Fichas, crudo: str, lugar: int, sucio: bool) -> Numero | None:
    """El año tras el guion. Tres números unidos son una fecha y no una norma."""
    anio, fin, tambien = _cifras(f, lugar)
    partido = anio in {"19", "20"} and f.numero(fin) and len(f.formas[fin]) == 2
    if partido and f.en_otro_renglon(fin) and not f.pegada(fin):
        anio, fin = anio + f.formas[fin], fin + 1  # «46-20⏎07»
    if f.formas[fin] in _GUIONES and f.pegada(fin) and f.numero(fin + 1) and f.pegada(fin + 1):
        return None
    if f.formas[fin] == "." and f.pegada(fin) and f.numero(fin + 1) and f.pegada(fin + 1):
        return None
    return _armado(crudo, anio, fin, dudoso=sucio or tambien)


def _armado(crudo: str, anio: str, fin: int, *, dudoso: bool = False) -> Numero:
    numero = crudo.lstrip("0")
    al_reves = len(anio) == 2 and len(numero) == 4 and int(numero) in _ANIOS
    if not numero or al_reves or len(anio) not in (2, 4) or (len(anio) == 4 and int(anio) not in _ANIOS):
        return Numero(crudo, None, fin, roto=True)
    completo = int(anio)
    if len(anio) == 2:
        completo += 1900 if completo >= _CENTURIA else 2000
    return Numero(numero, completo, fin, dudoso=dudoso)


def _con_palabras(f: Fichas, lugar: int) -> Numero | None:
    """«noventa y cinco guión noventa y ocho (95-98)», «trece-dos mil trece», «ciento seis (106)»."""
    cero = lugar + 1 if f.formas[lugar] == "cero" else lugar
    primero = en_palabras(f, cero)
    if primero is None:
        return None
    guion = f.tras(primero.fin, ",")
    if f.formas[guion] in _GUIONES_DICHOS or f.formas[primero.fin] == "-":
        tras = f.tras(guion + 1, ",")
        tras = tras + 1 if f.formas[tras] == "cero" else tras
        segundo = en_palabras(f, tras)
        if segundo is not None:
            dicho = _armado(str(primero.valor), f"{segundo.valor:02}", segundo.fin)
            return _cotejado(f, dicho)
    if f.formas[primero.fin] in DE and (anio := en_palabras(f, f.tras(primero.fin + 1, "año", "ano"))):
        anual = primero.valor <= _MAYOR_ANUAL and _ANUALES_DESDE <= anio.valor < _ANIOS.stop
        return Numero(str(primero.valor), anio.valor if anual else None, anio.fin)
    if f.formas[primero.fin] == "(" and f.numero(primero.fin + 1):
        dentro = de_norma(f, primero.fin)
        if dentro is not None:
            igual = dentro.anio is None and dentro.numero == str(primero.valor)
            return dentro._replace(conflicto=not igual)
    return Numero(str(primero.valor), None, primero.fin)


def _cotejado(f: Fichas, dicho: Numero) -> Numero:
    """Lo dicho en palabras junto a las cifras que lo repiten entre paréntesis."""
    if f.formas[dicho.fin] != "(":
        return dicho
    dentro = de_norma(f, dicho.fin)
    if dentro is None or dentro.roto:
        return dicho
    return dentro._replace(conflicto=(dentro.numero, dentro.anio) != (dicho.numero, dicho.anio))
