"""Lo que lleva cifras, en su forma única: números de norma, importes y ordinales."""

import re

from indexador.lengua.palabras import LARGO_MAXIMO, plegar

_CEROS = re.compile(r"(?<!\d)0+(?=\d)")
_A_GUION = str.maketrans("/–\u2010\u2011", "----")
_MILLARES = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,])")
_IMPORTE = re.compile(
    r"(?:q?(?P<miles>\d{1,3}(?:,\d{3})+)|q(?P<moneda>\d+)(?=\.)|(?P<entero>\d+)(?=\.00$))"
    r"(?:\.(?P<centavos>\d\d))?"
)
_NUMERO_Y_ANIO = re.compile(r"(?<!\d)\d+-\d{2,4}(?!\d)")
_ORDINAL = re.compile(r"(\d{1,3})(?:\.?[ºª°]|\.o|\.er|(?i:o|er|ero|era|ro|ra|do|da|to|ta|mo|ma|vo|va|no|na))")
"""Un número de orden, con su punto («2.º», «1.er») o sin él («2º», «2o», «2do»)."""
_CIFRAS_DE_ORDINAL = 3
_TRAS_PUNTO = frozenset({"º", "ª", "o", "er"})
_ORDINAL_O_LETRA = re.compile(r"(\d{1,3})a")
_MAL_LEIDA = re.compile(r"(?=(?:[a-zñ]*\d){1,2}[a-zñ]*$)(?=(?:\d?[a-zñ]){4})[0136a-zñ]+")
_CIFRA_POR_LETRA = str.maketrans("0136", "olao")
_CIFRAS_DE_NORMA = 5


def numero_canonico(escrito: str) -> str:
    """La forma única de un número de norma, sin importar cómo se escriba.

    >>> numero_canonico("09/2009"), numero_canonico("C–123/2009"), numero_canonico("24.240")
    ('9-2009', 'c-123-2009', '24240')

    Un importe queda en su cantidad.

    >>> numero_canonico("Q10,005.00"), numero_canonico("Q75.50")
    ('10005', '75.50')
    """
    forma = "".join(plegar(escrito).split()).translate(_A_GUION)
    if "," in forma or "." in forma:
        if importe := _IMPORTE.fullmatch(forma):
            return _cantidad(importe)
        forma = _MILLARES.sub(lambda hallazgo: re.sub(r"[.,]", "", hallazgo[0]), forma)
    return _CEROS.sub("", forma)[:LARGO_MAXIMO]


def _cantidad(importe: re.Match[str]) -> str:
    """Un importe sin su moneda ni sus comas, y sin centavos si no los tiene."""
    entero = (importe["miles"] or importe["moneda"] or importe["entero"]).replace(",", "").lstrip("0") or "0"
    centavos = importe["centavos"] or "00"
    return (entero if centavos == "00" else f"{entero}.{centavos}")[:LARGO_MAXIMO]


def es_numero_de_norma(forma: str) -> bool:
    """¿Puede una forma ser, por sí sola, el número de una norma? Un año o un artículo no lo son.

    >>> es_numero_de_norma("46-2007"), es_numero_de_norma("27444"), es_numero_de_norma("2009")
    (True, True, False)
    """
    if forma.isdigit():
        return len(forma) >= _CIFRAS_DE_NORMA
    return "-" in forma and any(signo.isdigit() for signo in forma)


def leer_cifras(escrito: str) -> tuple[str, tuple[str, ...]]:
    """La forma de una palabra con cifras y las demás por las que se halla en el mismo sitio.

    >>> leer_cifras("C-123/2009"), leer_cifras("2.º")
    (('c-123-2009', ('123-2009', 'c', '123', '2009')), ('2', ()))
    """
    if escrito.isascii() and escrito.isdigit():
        # Lo más corriente, y lo que más se repite al indexar: no hay nada que mirar.
        return (escrito.lstrip("0") or "0")[:LARGO_MAXIMO], ()
    if not escrito[-1].isdigit() and (ordinal := _ORDINAL.fullmatch(escrito)):
        numero = numero_canonico(ordinal[1])
        return numero, (f"{numero}a",) if escrito.endswith("ª") else ()
    forma = numero_canonico(escrito.replace("°", "o"))
    return forma, _variantes(forma)


def sigue_a_un_ordinal(antes: str, despues: str) -> bool:
    """¿Completan unas letras tras un punto el ordinal que empieza en esas cifras, como en «2.º»?"""
    return despues in _TRAS_PUNTO and antes.isdigit() and len(antes) <= _CIFRAS_DE_ORDINAL


def _variantes(forma: str) -> tuple[str, ...]:
    partes = re.split(r"[-.,]", forma)
    if len(partes) == 1:
        if ordinal := _ORDINAL_O_LETRA.fullmatch(forma):
            return (ordinal[1],)
        return (forma.translate(_CIFRA_POR_LETRA),) if _MAL_LEIDA.fullmatch(forma) else ()
    hallazgo = _NUMERO_Y_ANIO.search(forma)
    variantes = dict.fromkeys([hallazgo[0]] if hallazgo else [])
    variantes.update(dict.fromkeys(partes[:6]))
    return tuple(variante for variante in variantes if variante and variante != forma)
