"""¿Dice lo mismo un pasaje en otro texto, o cambió algo que le cambia el sentido?

Un reconocimiento confunde letras que se parecen (1 y l, O y 0, c y e, rn y m); no cambia «diez» por «doce»,
ni «San Marcos» por «Huehuetenango», ni Q1,500,000 por Q1,800,000. Se alinean las letras de los dos y cada
palabra se compara con lo que quedó en su lugar, en los dos sentidos. Cifras, números y meses escritos,
negaciones y nombres propios no admiten más diferencia que la de una mala lectura; lo demás que cambia se
explica por una (`vocablos`) o es otro pasaje. No cuentan los renglones de la página (`encabezados`) ni el
número de un punto de lista, que un reconocimiento deja de ver.
"""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from centro_doc.vinculos.encabezados import SALTO, de_la_pagina, letras_del_renglon
from centro_doc.vinculos.malas_lecturas import forma
from centro_doc.vinculos.vocablos import (
    PALABRA,
    Vocablo,
    existe_o_deriva,
    numera,
    palabras_en_ruido,
    sin_tildes,
    vocablos,
)

_CIFRA = re.compile(r"\d")
_NUMERO = re.compile(r"\d+(?:[.,]\d+)+")
_MILES = re.compile(r"[.,](?=\d{3}(?!\d))")
_DECIMALES = re.compile(r"[.,](\d+)")
_NUMEROS = (
    *("dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece"),
    *("catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiun"),
    *("veintiuno", "veintidos", "veintitres", "veinticuatro", "veinticinco", "veintiseis", "veintisiete"),
    *("veintiocho", "veintinueve", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta"),
    *("noventa", "cien", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos"),
    *("setecientos", "ochocientos", "novecientos", "mil", "millon", "millones", "primero", "segundo"),
    *("tercero", "cuarto", "quinto", "sexto", "septimo", "octavo", "noveno", "decimo"),
)
_DIAS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "setiembre"),
    *("octubre", "noviembre", "diciembre", "lunes", "martes", "miercoles", "jueves", "viernes", "sabado"),
    "domingo",
)
_NIEGAN = ("no", "ni", "sin", "nunca", "jamas", "tampoco", "nadie", "ningun", "ninguno", "ninguna", "salvo")
_EXACTAS = frozenset((*_NUMEROS, *_DIAS, *_NIEGAN))
_UNA_DE_CADA = 5
"""De cada cuántas palabras puede quedar una en ruido."""
_SALTO = 4
"""Letras seguidas de más que ya no son de la palabra en que caen."""
_PEGADO = 3
"""Letras desde las que lo que sobra en una punta es otra palabra: «Relaciones Exteriores», sin el espacio."""
_ESTA = 75
"""Cuánto ha de parecerse un renglón a un trozo del otro texto para creer que está en él (0–100)."""
_AJENO = 0.2
"""Parte de un renglón que puede casar de casualidad sin que el renglón deje de sobrar (0–1)."""


@dataclass(frozen=True, slots=True)
class _Palabra:
    """Una palabra y dónde están sus letras entre las del pasaje; `renglon`, su turno."""

    escrita: str
    desde: int
    hasta: int
    renglon: int
    numera: bool

    @property
    def nombre(self) -> bool:
        """¿Empieza como un nombre propio?"""
        return self.escrita[0].isupper() and len(self.escrita) > 2


class _Texto:
    """Un pasaje: sus palabras y sus letras, sin tildes y en minúsculas."""

    def __init__(self, texto: str) -> None:
        self.palabras: list[_Palabra] = []
        letras: list[str] = []
        largo = 0
        for renglon, uno in enumerate(texto.splitlines()):
            for hallada in PALABRA.finditer(uno):
                suyas = sin_tildes(hallada[0])
                if suyas:
                    self.palabras.append(
                        _Palabra(hallada[0], largo, largo + len(suyas), renglon, numera(uno, hallada))
                    )
                    letras.append(suyas)
                    largo += len(suyas)
        self.letras = "".join(letras)


def dice_lo_mismo(
    antes: str,
    ahora: str,
    *,
    en_su_sitio: bool,
    del_documento: Container[str] = frozenset(),
    encabezados: frozenset[str] = frozenset(),
) -> bool:
    """¿Es el mismo pasaje, mal leído si acaso?

    `en_su_sitio`: lo que lo rodeaba por los dos lados sigue ahí; entonces puede haber quedado en ruido alguna
    palabra común, que es lo que una persona mira después. `del_documento`: otras palabras que existen, sin
    tildes y en minúsculas. `encabezados`: los renglones que el documento repite (`renglones_repetidos`). En
    los dos textos, `encabezados.SALTO` es un cambio de página.
    """
    antes, ahora = _sin_encabezados(antes, ahora, encabezados)
    if _decimales(antes) != _decimales(ahora):
        return False
    uno, otro = _Texto(antes), _Texto(ahora)
    if not (_conserva(uno, otro) and _conserva(otro, uno, sin_lo_pegado=True)):
        return False
    ruido = palabras_en_ruido(vocablos(antes), _despegados(ahora, otro, uno), del_documento)
    tope = max(len(uno.palabras), len(otro.palabras)) // _UNA_DE_CADA if en_su_sitio else 0
    return ruido is not None and ruido <= tope


def completado(literal: str, antes: str, despues: str, ahora: str) -> str:
    """El pasaje con el resto de su primera y su última palabra, si un blanco las partía y ya no."""
    suyas, mias = vocablos(ahora), vocablos(literal)
    if not suyas or not mias:
        return literal
    primera, ultima = suyas[0].letras, suyas[-1].letras
    falta_antes = primera.removesuffix(mias[0].letras)
    falta_despues = ultima.removeprefix(mias[-1].letras)
    if falta_antes != primera and falta_antes and sin_tildes(antes).endswith(falta_antes):
        literal = f"{falta_antes}{literal}"
    if falta_despues != ultima and falta_despues and sin_tildes(despues).startswith(falta_despues):
        literal = f"{literal}{falta_despues}"
    return literal


def con_su_numero(literal: str, antes: str, ahora: str) -> str:
    """El pasaje de ahora con el número o la letra de su punto, si el de antes lo traía y se quedó fuera."""
    mias, suyas, fuera = vocablos(literal)[:1], vocablos(ahora)[:1], vocablos(antes)[-1:]
    quedo_fuera = [v.numera for v in (*mias, *suyas, *fuera)] == [True, False, True]
    return f"{antes.splitlines()[-1].strip()} {ahora}" if quedo_fuera else ahora


def _despegados(texto: str, suyo: _Texto, otro: _Texto) -> list[Vocablo]:
    """Los de un texto, sin lo que al primero y al último se les pegó de fuera."""
    puestos = _en_su_lugar(suyo.letras, otro.letras)
    lugares = (_sin_lo_pegado(palabra, suyo.letras, puestos) for palabra in suyo.palabras)
    return [
        replace(uno, letras=suyo.letras[slice(*lugar)])
        for uno, lugar in zip(vocablos(texto), lugares, strict=True)
    ]


def _conserva(uno: _Texto, otro: _Texto, *, sin_lo_pegado: bool = False) -> bool:
    """¿Están en el otro, mal leídas si acaso, las palabras que más cambian el sentido?"""
    puestos = _en_su_lugar(uno.letras, otro.letras)
    for palabra in uno.palabras:
        desde, hasta = palabra.desde, palabra.hasta
        if sin_lo_pegado:
            desde, hasta = _sin_lo_pegado(palabra, uno.letras, puestos)
        suyo, propia = "".join(puestos[desde:hasta]), uno.letras[desde:hasta]
        if suyo == propia or (palabra.numera and not suyo):
            continue
        if not _admisible(palabra, propia, puestos[desde:hasta]):
            return False
    return True


def _sin_lo_pegado(palabra: _Palabra, letras: str, puestos: Sequence[str]) -> tuple[int, int]:
    """La palabra; de la primera y la última, sin lo que se le pegó de otra o quedó al otro lado del corte."""
    desde, hasta = palabra.desde, palabra.hasta
    if desde == 0:
        desde = next((n for n in range(desde, hasta) if puestos[n]), desde)
    if hasta == len(letras):
        hasta = next((n for n in range(hasta, desde, -1) if puestos[n - 1]), hasta)
    pegado = letras[palabra.desde : desde] + letras[hasta : palabra.hasta]
    cola = palabra.escrita[hasta - palabra.hasta :] if hasta < palabra.hasta else ""
    alarga_un_nombre = (
        palabra.nombre and bool(cola) and not (cola[0].isupper() and not palabra.escrita.isupper())
    )
    entera = existe_o_deriva(letras[palabra.desde : palabra.hasta])
    if len(pegado) < _PEGADO or _CIFRA.search(pegado) or alarga_un_nombre or entera:
        return palabra.desde, palabra.hasta
    return desde, hasta


def _admisible(palabra: _Palabra, propia: str, puestos: Sequence[str]) -> bool:
    """¿Puede ser una mala lectura, si la palabra es de las que cambian el sentido?"""
    suyo = "".join(puestos)
    cifras = len(_CIFRA.findall(propia))
    if cifras:
        return all(
            _misma_cifra(*par, numero=2 * cifras >= len(propia)) for par in zip(propia, puestos, strict=True)
        )
    la_suya, otra = forma(propia), forma(suyo)
    if propia in _EXACTAS:
        return la_suya == otra
    if suyo in _EXACTAS and len(suyo) > 2:
        return la_suya == otra
    if palabra.nombre:
        return Levenshtein.distance(la_suya, otra) <= max(0, (len(la_suya) - 2) // 4)
    return True


def _misma_cifra(propia: str, suya: str, *, numero: bool) -> bool:
    """Dos cifras distintas son otro número; una cifra y una letra, si se parecen o si está entre letras."""
    cifras = bool(_CIFRA.search(propia)) + bool(_CIFRA.search(suya))
    return propia == suya or not cifras or (cifras == 1 and (not numero or forma(propia) == forma(suya)))


def _en_su_lugar(letras: str, otras: str) -> list[str]:
    """Por cada letra, lo que hay en su lugar en el otro; lo que sobra en medio va con la anterior."""
    puestos = [""] * len(letras)
    for tramo in Levenshtein.opcodes(letras, otras):
        a, b, c, d = tramo.src_start, tramo.src_end, tramo.dest_start, tramo.dest_end
        if tramo.tag in {"equal", "replace"}:
            puestos[a:b] = otras[c:d]
        elif tramo.tag == "insert" and 0 < a < len(letras) and d - c < _SALTO:
            puestos[a - 1] += otras[c:d]
    return puestos


def _sin_encabezados(antes: str, ahora: str, encabezados: frozenset[str]) -> tuple[str, str]:
    """Los dos, cada uno sin los renglones de sus páginas que no tienen nada en su lugar en el otro."""
    if len(antes.splitlines()) == len(ahora.splitlines()) == 1:
        return antes, ahora
    antes, ahora = (
        _sin_los_que_no_trae(antes, ahora, encabezados),
        _sin_los_que_no_trae(ahora, antes, encabezados),
    )
    uno, otro = _Texto(antes), _Texto(ahora)
    return _sin_los_que_sobran(antes, uno, otro), _sin_los_que_sobran(ahora, otro, uno)


def _sin_los_que_no_trae(texto: str, otro: str, encabezados: frozenset[str]) -> str:
    """Quita los encabezados del documento que el otro no trae; en su lugar queda un salto de página."""
    letras = letras_del_renglon(otro)
    return "".join(
        SALTO if suyas in encabezados and fuzz.partial_ratio(suyas, letras) < _ESTA else uno
        for uno, suyas in ((uno, letras_del_renglon(uno)) for uno in texto.splitlines(keepends=True))
    )


def _sin_los_que_sobran(texto: str, suyo: _Texto, otro: _Texto) -> str:
    sobran = _renglones_que_sobran(suyo, _en_su_lugar(suyo.letras, otro.letras))
    de_pagina = de_la_pagina(texto, sobran) if sobran else sobran
    return "\n".join(uno for turno, uno in enumerate(texto.splitlines()) if turno not in de_pagina)


def _renglones_que_sobran(uno: _Texto, puestos: Sequence[str]) -> frozenset[int]:
    """Los que casi no tienen nada en su lugar: sólo están en este."""
    acumulado = [0, *accumulate(1 if puesto else 0 for puesto in puestos)]
    largo: dict[int, int] = {}
    casan: dict[int, int] = {}
    for palabra in uno.palabras:
        largo[palabra.renglon] = largo.get(palabra.renglon, 0) + palabra.hasta - palabra.desde
        suyas = acumulado[palabra.hasta] - acumulado[palabra.desde]
        casan[palabra.renglon] = casan.get(palabra.renglon, 0) + suyas
    return frozenset(renglon for renglon in largo if casan[renglon] <= _AJENO * largo[renglon])


def _decimales(texto: str) -> list[str]:
    return [
        decimal for numero in _NUMERO.findall(texto) for decimal in _DECIMALES.findall(_MILES.sub("", numero))
    ]
