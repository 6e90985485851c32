"""Las fechas que se escriben en una consulta: un año, un mes o un día, o un intervalo entre dos de ellos."""

import calendar
import re
from datetime import date, timedelta

from indexador.lengua.meses import MESES, SETIEMBRE
from indexador.lengua.palabras import plegar

Periodo = tuple[date, date]
"""El primer y el último día de lo escrito, ambos incluidos."""

_LETRAS_DE_MES = 3
_FORMAS = (
    re.compile(r"(?P<a>\d{4})(?:[-/](?P<m>\d{1,2})(?:[-/](?P<d>\d{1,2}))?)?"),
    re.compile(r"(?:(?P<d>\d{1,2})[-/.])?(?P<m>\d{1,2})[-/.](?P<a>\d{4})"),
    re.compile(r"(?:(?P<d>\d{1,2})[ -](?:de )?)?(?P<mes>[a-z]{3,10})[ -](?:del? )?(?P<a>\d{4})"),
)
_CORTE = re.compile(r"\s*(?:\.{2,}|…)\s*")
_DE_ANIO_A_ANIO = re.compile(r"(\d{4})\s*[-–]\s*(\d{4})")
_ANIO = r"(?:1[89]|20)\d\d"
_AL_FINAL = re.compile(
    rf"\s(?:entre\s+(?:los\s+años\s+)?{_ANIO}\s+y\s+{_ANIO}|(?:de|en)\s+los\s+años\s+{_ANIO}\s+[ya]\s+{_ANIO}"
    rf"|de\s+{_ANIO}\s+a\s+{_ANIO}|(?:del|en\s+el)\s+año\s+{_ANIO}"
    rf"|(?P<desde>desde(?:\s+el\s+año)?|a\s+partir\s+de)\s+{_ANIO}|(?P<hasta>hasta(?:\s+el\s+año)?)\s+{_ANIO}"
    rf"|(?P<antes>antes\s+de)\s+{_ANIO}|(?P<despues>despu[eé]s\s+de)\s+{_ANIO})[\s?.]*$",
    re.IGNORECASE,
)
_MATERIA = re.compile(r"[^\W\d_]{3,}")


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


def separar_periodo(consulta: str) -> tuple[str, tuple[date | None, date | None], str] | None:
    """Una consulta sin el período en que termina, el período, y cómo se escribió; None si no termina en uno.

    >>> separar_periodo("informes de MENAMIG entre 2005 y 2009")[::2]
    ('informes de MENAMIG', 'entre 2005 y 2009')
    """
    hallazgo = _AL_FINAL.search(consulta)
    if hallazgo is None or not _MATERIA.search(consulta[: hallazgo.start()]):
        return None
    escrito = hallazgo[0].strip(" ?.")
    anios = [int(anio) for anio in re.findall(r"\d{4}", escrito)]
    menor, mayor = date(min(anios), 1, 1), date(max(anios), 12, 31)
    desde: date | None = menor
    hasta: date | None = mayor
    if hallazgo["desde"]:
        hasta = None
    elif hallazgo["despues"]:
        desde, hasta = mayor + timedelta(days=1), None
    elif hallazgo["hasta"]:
        desde = None
    elif hallazgo["antes"]:
        desde, hasta = None, menor - timedelta(days=1)
    return consulta[: hallazgo.start()], (desde, hasta), escrito


def _mes(escrito: str) -> int:
    """El número de un mes escrito entero o abreviado; 0 si no es ninguno o podría ser varios."""
    if escrito == SETIEMBRE:
        escrito = "septiembre"
    numeros = [numero for numero, mes in enumerate(MESES, start=1) if mes.startswith(escrito)]
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
