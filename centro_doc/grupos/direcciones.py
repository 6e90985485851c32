"""Cómo se nombran una mesa y un acuerdo en su dirección: sin su número, que diría que hay otros.

Todas las mesas llevan la clave, también la única de su día: si sólo la llevara la segunda, diría que la
primera está y no se ve.
"""

import re
from datetime import date

_LARGA = re.compile(r"(\d{4}-\d{2}-\d{2})(?:-([0-9a-z]{1,8}))?", re.ASCII)


def de_mesa(fecha: date, clave: str) -> str:
    """«2011-08-03-k7qp»."""
    return f"{fecha.isoformat()}-{clave}"


def leer_mesa(direccion: str) -> tuple[date | None, str]:
    """El día y la clave de una dirección; sin clave si sólo dice el día, y sin día si no es ninguna."""
    partes = _LARGA.fullmatch(direccion)
    try:
        return (date.fromisoformat(partes[1]), partes[2] or "") if partes else (None, "")
    except ValueError:
        return None, ""


def de_acuerdo(clave: str) -> str:
    """Su lugar en la página de su mesa."""
    return f"acuerdo-{clave}"
