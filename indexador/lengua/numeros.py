"""Los números que alguien escribe con palabras: «iniciativa cuatro mil ciento veintiséis» es la 4126."""

import re

from indexador.lengua.palabras import plegar

MINIMO = 100
"""Uno menor puede estar escrito con palabras también en el texto que se busca («artículo cuatro»)."""

_DE_UNO_A_VEINTINUEVE = (
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidos veintitres veinticuatro veinticinco "
    "veintiseis veintisiete veintiocho veintinueve"
)
_DECENAS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_CENTENAS = (
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)
_VALORES = (
    {palabra: numero for numero, palabra in enumerate(_DE_UNO_A_VEINTINUEVE.split(), start=1)}
    | {palabra: numero * 10 for numero, palabra in enumerate(_DECENAS.split(), start=3)}
    | {palabra: numero * 100 for numero, palabra in enumerate(_CENTENAS.split(), start=1)}
    | {"un": 1, "una": 1, "veintiun": 21, "cien": 100, "mil": 1000}
    | {
        f"{decena[:-1]}i{unidad}": diez * 10 + uno  # «ochentitrés», «noventicinco»: así se escribe en el Perú
        for diez, decena in enumerate(_DECENAS.split(), start=3)
        for uno, unidad in [(1, "un"), *enumerate(_DE_UNO_A_VEINTINUEVE.split()[:9], start=1)]
    }
)
_DE_QUE = r"(?:iniciativa|decreto|acuerdo|dictamen|ley|art[ií]culo)(?:\s+(?:n[uú]mero|no\.?|n\.?º))?"
_CON_ACENTO = str.maketrans({"e": "[eé]", "i": "[ií]", "o": "[oó]"})
_PALABRA = rf"(?:{'|'.join(sorted(_VALORES, reverse=True))}|y)".translate(_CON_ACENTO)
_PALABRAS = rf"{_PALABRA}(?:\s+{_PALABRA}){{0,11}}"
_ESCRITO = re.compile(
    rf"(?<!\w)({_DE_QUE})\s+({_PALABRAS})(?:(?:\s+gui[oó]n\s+|\s?[-–]\s?)({_PALABRAS}))?(?!\w)", re.IGNORECASE
)
_GUION = re.compile(r"\s+(?:guion|diagonal|raya)\s+|\s?[-–]\s?")
_CON_Y = frozenset(range(10, 100, 10))
"""Tras qué puede ir la «y» de un número."""


def con_cifras(texto: str) -> str:
    """El texto con cifras donde el número de una norma va en palabras.

    >>> con_cifras("la iniciativa cuatro mil ciento veintiséis sobre asilo")
    'la iniciativa 4126 sobre asilo'
    >>> con_cifras("artículo cuatro de la ley")
    'artículo cuatro de la ley'
    >>> con_cifras("decreto noventa y cinco guión noventa y ocho")
    'decreto 95-98'
    """
    return _ESCRITO.sub(_en_cifras, texto)


def _en_cifras(hallazgo: re.Match[str]) -> str:
    palabras = hallazgo[2].split()
    if hallazgo[3]:
        numero, anio = leer_numero(palabras), leer_numero(hallazgo[3].split())
        return hallazgo[0] if numero is None or anio is None else f"{hallazgo[1]} {numero}-{anio:02}"
    for cuantas in range(len(palabras), 0, -1):
        numero = leer_numero(palabras[:cuantas])
        if numero is not None and numero >= MINIMO:
            return " ".join([hallazgo[1], str(numero), *palabras[cuantas:]])
    return hallazgo[0]


def en_letras(numero: int) -> str:
    """Un número de 1 a 9,999 en palabras, sin tildes.

    >>> en_letras(31), en_letras(1997), en_letras(2009)
    ('treinta y uno', 'mil novecientos noventa y siete', 'dos mil nueve')
    """
    miles, resto = divmod(numero, 1000)
    partes = [] if not miles else ["mil"] if miles == 1 else [en_letras(miles), "mil"]
    if resto == 100:
        return " ".join([*partes, "cien"])
    centenas, resto = divmod(resto, 100)
    partes += [_CENTENAS.split()[centenas - 1]] if centenas else []
    if 0 < resto < 30:
        partes.append(_DE_UNO_A_VEINTINUEVE.split()[resto - 1])
    elif resto:
        decena, unidad = divmod(resto, 10)
        partes.append(_DECENAS.split()[decena - 3])
        partes += ["y", en_letras(unidad)] if unidad else []
    return " ".join(partes)


def leer_con_guion(escrito: str) -> str | None:
    """El número y el año de una norma escritos con palabras; None si no son dos números con un guion.

    >>> leer_con_guion("noventa y cinco guión noventa y ocho"), leer_con_guion("trece-dos mil trece")
    ('95-98', '13-2013')
    """
    partes = [leer_numero(parte.split()) for parte in _GUION.split(plegar(escrito.strip()))]
    if len(partes) != 2 or partes[0] is None or partes[1] is None:
        return None
    return f"{partes[0]}-{partes[1]:02}"


def leer_numero(palabras: list[str]) -> int | None:
    """El número que dicen unas palabras, hasta 999,999; None si no dicen ninguno.

    >>> leer_numero("dos mil treinta y uno".split()), leer_numero("diez y seis".split())
    (2031, 16)
    >>> leer_numero(["dos", "tres"]) is None
    True
    """
    miles, suelto, cabe, anterior = 0, 0, 1000, 0
    for lugar, palabra in enumerate(map(plegar, palabras)):
        if palabra == "y" and 0 < lugar < len(palabras) - 1 and anterior in _CON_Y:
            cabe = 10  # también «diez y seis» y «veinte y uno», como se escribía antes
            continue
        valor = _VALORES.get(palabra)
        if valor == 1000 and not miles:
            miles, suelto, cabe, anterior = 1000 * max(1, suelto), 0, 1000, 0
        elif valor is None or valor >= cabe:
            return None
        else:
            suelto, anterior = suelto + valor, valor
            cabe = 100 if valor >= 100 else 10 if valor >= 30 and valor % 10 == 0 else 1
    return miles + suelto or None
