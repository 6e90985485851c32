"""El trimestre o el mes que nombra una consulta, en cualquier lugar de ella."""

import re
from datetime import date, timedelta

from indexador.lengua.fechas import Periodo, leer_periodo
from indexador.lengua.meses import MESES
from indexador.lengua.palabras import plegar

_ANIO = r"(?:(?:de|del)\s+)?(?:a[nñ]o\s+)?(?P<{}>(?:1[89]|20)\d\d)\b"
_MES = rf"(?:{'|'.join([*MESES, 'setiembre'])}|(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic)\b\.?)"
_ORDINAL = (
    r"(?:(?P<t1>primer|1er|1ro|1|i)|(?P<t2>segundo|2do|2|ii)"
    r"|(?P<t3>tercer|3er|3ro|3|iii)|(?P<t4>cuarto|4to|4|iv))"
)
_POR_SU_NUMERO = re.compile(
    rf"(?:\b{_ORDINAL}[º°o.]*\s+trimestre|\bt(?P<antes>[1-4])|\b(?P<despues>[1-4])t)[\s,/-]+{_ANIO.format('a')}"
)
_POR_SUS_MESES = re.compile(
    rf"\b(?P<uno>{_MES})(?:\s*[,/–—-]\s*{_MES})?\s*(?:[,/–—-]|\b[ay]\b)?\s*(?P<otro>{_MES})[\s,]+{_ANIO.format('a')}"
)
_UN_MES = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})\s+de\s+)?(?P<mes>{_MES})(?![a-z])(?:[\s,]+{_ANIO.format('a')})?"
)
_EN_CIFRAS = re.compile(r"(?<![\d/-])(?:\d{4}-\d{2}(?:-\d{2})?|\d{1,2}/\d{1,2}/\d{4})(?![\d/-])")
_MESES_DE_UN_TRIMESTRE = 3


def trimestre_dicho(consulta: str) -> Periodo | None:
    """El trimestre que dice, con su año; nada si no lo dice o sus meses no son los de uno.

    >>> trimestre_dicho("informe trimestral abr–jun 2009") == trimestre_dicho("segundo trimestre de 2009")
    True
    >>> trimestre_dicho("de mayo a julio de 2009")
    """
    dicho = plegar(consulta)
    if (hallado := _POR_SU_NUMERO.search(dicho)) is not None:
        numero = next((n for n in range(1, 5) if hallado[f"t{n}"]), 0)
        return _trimestre(int(hallado["a"]), numero or int(hallado["antes"] or hallado["despues"]))
    if (hallado := _POR_SUS_MESES.search(dicho)) is not None:
        uno, otro = _mes(hallado["uno"]), _mes(hallado["otro"])
        if uno % _MESES_DE_UN_TRIMESTRE == 1 and otro == uno + 2:
            return _trimestre(int(hallado["a"]), otro // _MESES_DE_UN_TRIMESTRE)
    return None


def mes_o_dia_dicho(consulta: str, hoy: date) -> Periodo | None:
    """El único mes o día que dice; de un mes sin año, el último que ya empezó. Nada si dice varios.

    >>> mes_o_dia_dicho("agenda legislativa de junio", date(2026, 11, 30))
    (datetime.date(2026, 6, 1), datetime.date(2026, 6, 30))
    """
    dicho = plegar(consulta)
    hallados = [leer_periodo(cifras[0]) for cifras in _EN_CIFRAS.finditer(dicho)]
    for uno in _UN_MES.finditer(dicho):
        mes = _mes(uno["mes"])
        anio = int(uno["a"]) if uno["a"] else hoy.year - (mes > hoy.month)
        hallados.append(leer_periodo(f"{anio}-{mes:02}{'-' + uno['d'] if uno['d'] else ''}"))
    return hallados[0] if len(hallados) == 1 else None


def _mes(escrito: str) -> int:
    comienzo = escrito[:3].replace("set", "sep")
    return next(n for n, mes in enumerate(MESES, start=1) if mes.startswith(comienzo))


def _trimestre(anio: int, numero: int) -> Periodo:
    ultimo = numero * _MESES_DE_UN_TRIMESTRE
    siguiente = date(anio + ultimo // 12, ultimo % 12 + 1, 1)
    return date(anio, ultimo - 2, 1), siguiente - timedelta(days=1)
