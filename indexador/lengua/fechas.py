"""Las fechas que se escriben en una consulta: un año, un mes o un día, o un intervalo entre dos de ellos."""

import calendar
import re
from datetime import date

from indexador.lengua.palabras import plegar

Periodo = tuple[date, date]
"""El primer y el último día de lo escrito, ambos incluidos."""

_MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
_LETRAS_DE_MES = 3
_FORMAS = (
    re.compile(r"(?P<a>\d{4})(?:[-/](?P<m>\d{1,2})(?:[-/](?P<d>\d{1,2}))?)?"),
    re.compile(r"(?:(?P<d>\d{1,2})[-/.])?(?P<m>\d{1,2})[-/.](?P<a>\d{4})"),
    re.compile(r"(?:(?P<d>\d{1,2})[ -](?:de )?)?(?P<mes>[a-z]{3,10})[ -](?:del? )?(?P<a>\d{4})"),
)
_CORTE = re.compile(r"\s*(?:\.{2,}|…)\s*")
_DE_ANIO_A_ANIO = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")


def leer_periodo(escrito: str) -> Periodo | None:
    """El período de una fecha; None si no se entiende o no existe.

    >>> leer_periodo("2009-02")
    (datetime.date(2009, 2, 1), datetime.date(2009, 2, 28))
    >>> leer_periodo("15/3/2009") == leer_periodo("15 de marzo de 2009") == leer_periodo("2009-03-15")
    True
    """
    escrito = " ".join(plegar(escrito).split())
    for forma in _FORMAS:
        if hallazgo := forma.fullmatch(escrito):
            partes = hallazgo.groupdict()
            dia = int(partes["d"]) if partes["d"] else None
            mes = _mes(partes["mes"]) if "mes" in partes else int(partes["m"]) if partes["m"] else None
            return None if mes == 0 or dia == 0 else _periodo(int(partes["a"]), mes, dia)
    return None


def leer_intervalo(escrito: str) -> tuple[date | None, date | None] | None:
    """Entre qué días: `2009`, `2009-03..2010`, `..2012-05-31`, `2009..`; None si no se entiende.

    Un extremo que falta queda abierto. Los extremos al revés se enderezan.
    """
    if hallazgo := _DE_ANIO_A_ANIO.fullmatch(escrito.strip()):
        extremos = [hallazgo[1], hallazgo[2]]
    else:
        extremos = _CORTE.split(escrito.strip())
    periodos = [leer_periodo(extremo) if extremo else None for extremo in extremos]
    if not any(extremos) or any(e and p is None for e, p in zip(extremos, periodos, strict=True)):
        return None
    if len(periodos) == 1:
        return periodos[0]
    if len(periodos) != 2:
        return None
    desde, hasta = periodos
    if desde and hasta and desde > hasta:
        desde, hasta = hasta, desde
    return desde[0] if desde else None, hasta[1] if hasta else None


def _mes(escrito: str) -> int:
    """El número de un mes escrito entero o abreviado; 0 si no es ninguno o podría ser varios."""
    if escrito == "setiembre":
        escrito = "septiembre"
    numeros = [numero for numero, mes in enumerate(_MESES, start=1) if mes.startswith(escrito)]
    return numeros[0] if len(escrito) >= _LETRAS_DE_MES and len(numeros) == 1 else 0


def _periodo(anio: int, mes: int | None, dia: int | None) -> Periodo | None:
    try:
        primero = date(anio, mes or 1, dia or 1)
    except ValueError:
        return None
    if dia is not None:
        return primero, primero
    ultimo_mes = mes or 12
    return primero, date(anio, ultimo_mes, calendar.monthrange(anio, ultimo_mes)[1])
