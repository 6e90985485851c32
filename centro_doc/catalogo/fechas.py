"""Las fechas que escribe una persona: «17/08/2011», «agosto de 2011», «doce de mayo de dos mil nueve»."""

import re
import unicodedata
from datetime import date

from centro_doc.catalogo.modelos import Precision
from indexador.lengua.fechas_escritas import hallar_fechas
from indexador.lengua.meses import MESES, SETIEMBRE

_ISO = re.compile(r"(?P<a>\d{4})(?:-(?P<m>\d{1,2})(?:-(?P<d>\d{1,2}))?)?\Z")
_CIFRAS = re.compile(r"(?:(?:(?P<d>\d{1,2})[/.-])?(?P<m>\d{1,2})[/.-])?(?P<a>\d{4})\Z")
_PALABRAS = re.compile(
    r"(?:(?:(?P<d>\d{1,2})(?:\.?[ºo°])?\s+(?:de\s+)?)?(?P<m>[a-z]+)\.?\s+(?:del?\s+)?)(?P<a>\d{4})\Z"
)
_FORMULAS = ("", "a los", "a", "el", "el dia", "al")
"""Con qué empieza una fecha en palabras, además de ella."""
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
    partes = _partes(_plegar(escrito))
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
    limpio = _plegar(escrito)
    partes = _partes(limpio)
    if partes is None:
        return None, Precision.DIA, _PIDE_LIBRE if limpio else ""
    precision = {3: Precision.DIA, 2: Precision.MES}.get(len(partes), Precision.ANIO)
    valor, error = leer_fecha(limpio, precision)
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


def _partes(texto: str) -> tuple[int, ...] | None:
    for forma in (_ISO, _CIFRAS, _PALABRAS):
        if hallada := forma.match(texto):
            crudas = [hallada["a"], hallada["m"], hallada["d"]]
            partes = [_numero(parte) for parte in crudas if parte is not None]
            return tuple(partes) if all(partes) else None
    return _en_palabras(texto)


def _en_palabras(texto: str) -> tuple[int, ...] | None:
    """Una fecha como la de un decreto, si es lo único que se escribió y no deja duda."""
    halladas = hallar_fechas(texto)
    if len(halladas) != 1 or halladas[0].confianza < 1 or halladas[0].precision == Precision.ANIO:
        return None
    alrededor = texto[: halladas[0].inicio] + texto[halladas[0].fin :]
    if alrededor.strip(" .,") not in _FORMULAS:
        return None
    return tuple(int(parte) for parte in halladas[0].iso.split("-"))


def _numero(parte: str) -> int:
    if parte.isdigit():
        return int(parte)
    meses = [n for n, mes in enumerate(MESES, 1) if mes.startswith(parte) or (parte == SETIEMBRE and n == 9)]
    return meses[0] if len(parte) >= 3 and len(meses) == 1 else 0


def _plegar(texto: str) -> str:
    partes = unicodedata.normalize("NFKD", texto.strip().lower())
    return " ".join("".join(p for p in partes if not unicodedata.combining(p)).split())
