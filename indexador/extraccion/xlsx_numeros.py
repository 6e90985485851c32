"""Cómo se ven los números de una celda de Excel según su formato (ECMA-376, parte 1, §18.8.30)."""

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import etree

_FECHAS_DE_SERIE = frozenset({*range(14, 18), *range(27, 32), 22, 34, 35, 36, 50, 51, 52, 53, 54, 57, 58})
_HORAS_DE_SERIE = frozenset({18, 19, 20, 21, 45, 46, 47})
_DE_SERIE = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 39: "#,##0.00"}
_LITERALES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_DECIMALES = re.compile(r"[0#?]\.([0#?]+)")
_ORIGEN = datetime(1899, 12, 30)
_ORIGEN_1904 = datetime(1904, 1, 1)
_DIAS_MAXIMOS = 2_958_465


@dataclass(frozen=True, slots=True)
class Formato:
    """Lo que se respeta de un formato: si es fecha u hora, sus decimales (`None`, los que haya) y signos."""

    fecha: bool = False
    hora: bool = False
    decimales: int | None = None
    millares: bool = False
    por_ciento: bool = False


def formatos_de(estilos: etree._Element | None) -> list[Formato]:
    """El formato de cada estilo de celda, por su número."""
    if estilos is None:
        return []
    propios = {str(f.get("numFmtId")): str(f.get("formatCode", "")) for f in estilos.iter("{*}numFmt")}
    celdas = next(estilos.iter("{*}cellXfs"), None)
    return [] if celdas is None else [_formato(str(xf.get("numFmtId", "0")), propios) for xf in celdas]


def _formato(numero: str, propios: dict[str, str]) -> Formato:
    if numero not in propios and numero.isdigit():
        if int(numero) in _FECHAS_DE_SERIE:
            return Formato(fecha=True, hora=int(numero) == 22)
        if int(numero) in _HORAS_DE_SERIE:
            return Formato(hora=True)
    codigo = propios.get(numero) or _DE_SERIE.get(int(numero) if numero.isdigit() else 0, "")
    limpio = _LITERALES.sub("", codigo.split(";")[0]).lower()
    if not limpio or "general" in limpio:
        return Formato()
    fecha = "d" in limpio or "y" in limpio or ("m" in limpio and "h" not in limpio and "s" not in limpio)
    hora = "h" in limpio or "s" in limpio
    if fecha or hora:
        return Formato(fecha=fecha, hora=hora)
    decimales = _DECIMALES.search(limpio)
    return Formato(
        decimales=len(decimales[1]) if decimales else 0 if "0" in limpio else None,
        millares="," in limpio,
        por_ciento="%" in limpio,
    )


def como_se_ve(valor: str, formato: Formato, *, desde_1904: bool = False) -> str:
    """El número guardado, como lo enseñaría la hoja; lo que no es un número queda como está.

    Las fechas salen día/mes/año, como se escriben en Guatemala.
    """
    try:
        numero = float(valor)
    except ValueError:
        return valor
    if not math.isfinite(numero):
        return valor
    if formato.fecha or formato.hora:
        return _momento(numero, formato, desde_1904) or valor
    if formato.por_ciento:
        return f"{numero * 100:.{formato.decimales or 0}f}%"
    if formato.decimales is None:
        return f"{numero:.0f}" if numero == int(numero) and abs(numero) < 1e15 else f"{numero:.12g}"
    coma = "," if formato.millares else ""
    return f"{numero:{coma}.{formato.decimales}f}"


def _momento(dias: float, formato: Formato, desde_1904: bool) -> str:
    if not 0 <= dias <= _DIAS_MAXIMOS:
        return ""
    momento = (_ORIGEN_1904 if desde_1904 else _ORIGEN) + timedelta(seconds=round(dias * 86_400))
    partes = [f"{momento:%d/%m/%Y}"] if formato.fecha else []
    if formato.hora:
        partes.append(f"{momento:%H:%M}")
    return " ".join(partes)
