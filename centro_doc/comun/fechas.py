"""Fechas y cifras como las escribe el centro: «17 ago», «17 de agosto de 2011», «1,284»."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from indexador.lengua.meses import MESES


def fecha_larga(dia: date) -> str:
    """«17 de agosto de 2011»."""
    return f"{dia.day} de {MESES[dia.month - 1]} de {dia.year}"


def fecha_corta(dia: date, hoy: date | None = None) -> str:
    """«17 ago», o «17 ago 2011» si no es del año de `hoy`."""
    base = f"{dia.day} {MESES[dia.month - 1][:3]}"
    return base if hoy is not None and dia.year == hoy.year else f"{base} {dia.year}"


def fecha_con_precision(valor: date | None, precision: str) -> str:
    """La fecha hasta donde se conoce: «2009», «mayo de 2009», «12 de mayo de 2009» o «sin fecha»."""
    if valor is None or precision == "desconocida":
        return "sin fecha"
    if precision == "anio":
        return str(valor.year)
    if precision == "mes":
        return f"{MESES[valor.month - 1]} de {valor.year}"
    return fecha_larga(valor)


def breve_con_precision(valor: date, precision: str) -> str:
    """Lo mismo en una columna estrecha: «2009», «may 2009», «12 may 2009» o, si no se conoce, vacía."""
    if precision == "desconocida":
        return ""
    if precision == "anio":
        return str(valor.year)
    return fecha_corta(valor).partition(" ")[2] if precision == "mes" else fecha_corta(valor)


def en_zona(instante: datetime, zona: str) -> datetime:
    """El mismo instante en la hora del centro."""
    return instante.astimezone(ZoneInfo(zona))


def cifra(numero: int) -> str:
    """Miles con coma, como se escriben en Guatemala: 1,284."""
    return f"{numero:,}"


def tamano(octetos: int) -> str:
    """Tamaño de un archivo: «86 KB», «1.8 MB», «200 MB»."""
    if octetos < 1000:
        return f"{octetos} bytes"
    if octetos < 1_000_000:
        return f"{octetos / 1000:.0f} KB"
    megas = f"{octetos / 1_000_000:.1f}".removesuffix(".0")
    return f"{megas} MB"
