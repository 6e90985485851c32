"""Las fechas que escribe una persona: «17/08/2011», «agosto de 2011», «doce de mayo de dos mil nueve»."""

from datetime import date

from centro_doc.catalogo.modelos import Precision
from centro_doc.comun.fecha_escrita import partes_de_fecha

_FINURA = {Precision.DIA: 3, Precision.MES: 2, Precision.ANIO: 1}
_PIDE = {
    Precision.DIA: "Escriba la fecha con día, mes y año.",
    Precision.MES: "Escriba la fecha con mes y año.",
    Precision.ANIO: "Escriba el año con cuatro cifras.",
}
_PIDE_LIBRE = "Escriba el día, el mes y el año; o sólo el mes y el año, o sólo el año."


def leer_fecha(escrito: str, precision: Precision) -> tuple[date | None, str]:
    """El primer día del período escrito y, si no se entiende o le falta precisión, qué escribir."""
    if precision == Precision.DESCONOCIDA:
        return None, ""
    partes = partes_de_fecha(escrito)
    if partes is None or len(partes) < _FINURA[precision]:
        return None, _PIDE[precision]
    anio, mes, dia = (*partes, 1, 1)[:3]
    if precision != Precision.DIA:
        dia = 1
    if precision == Precision.ANIO:
        mes = 1
    try:
        return date(anio, mes, dia), ""
    except ValueError:
        return None, "Esa fecha no existe. Revise el día y el mes."


def leer_fecha_libre(escrito: str) -> tuple[date | None, Precision, str]:
    """Lo mismo, con la precisión que se haya escrito: un día, un mes o un año. Vacío no es un error."""
    partes = partes_de_fecha(escrito)
    if partes is None:
        return None, Precision.DIA, _PIDE_LIBRE if escrito.strip() else ""
    precision = {3: Precision.DIA, 2: Precision.MES}.get(len(partes), Precision.ANIO)
    valor, error = leer_fecha(escrito, precision)
    return valor, precision, error


def escribir_fecha(valor: date | None, precision: str) -> str:
    """Como se edita una fecha guardada."""
    if valor is None or precision == Precision.DESCONOCIDA:
        return ""
    if precision == Precision.ANIO:
        return f"{valor.year:04}"
    if precision == Precision.MES:
        return f"{valor.month:02}/{valor.year:04}"
    return f"{valor.day:02}/{valor.month:02}/{valor.year:04}"
