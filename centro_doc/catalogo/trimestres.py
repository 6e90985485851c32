"""Los trimestres, que son los períodos en que se rinden cuentas del plan."""

from datetime import date, datetime, timedelta, timezone

_GUATEMALA = timezone(timedelta(hours=-6))
"""Sin horario de verano."""


def trimestre(dia: date) -> int:
    """El trimestre de un día en un número que ordena: 20093 es julio a septiembre de 2009."""
    return dia.year * 10 + (dia.month + 2) // 3


def trimestre_de_alta(creado: datetime) -> int:
    """El trimestre en que se dio de alta, en la hora de Guatemala."""
    return trimestre(creado.astimezone(_GUATEMALA).date())
