"""El formulario con que se termina el período de un integrante."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from centro_doc.comun.errores import DatosInvalidos
from centro_doc.grupos.formularios import leer_fecha, leer_texto


@dataclass(frozen=True, slots=True)
class DatosDeTermino:
    """El último día de un período y por qué termina; sin día, ayer."""

    hasta: date | None = None
    motivo: str = ""


def datos_de_termino(campos: Mapping[str, str], *, desde: date, hoy: date) -> DatosDeTermino:
    """El último día y el motivo; levanta `DatosInvalidos` si falta uno o el día no cabe en el período.

    Del período que no ha empezado (`desde`, después de `hoy`) no se pide día: se anula.
    """
    errores: dict[str, str] = {}
    hasta = None
    if desde <= hoy:
        hasta = leer_fecha(campos, "hasta", errores, obligatoria="Escriba su último día.")
    if hasta is not None and hasta > hoy:
        errores["hasta"] = "Ese día todavía no llega: si sigue hasta entonces, escríbalo en sus datos."
    elif hasta is not None and hasta < desde:
        errores["hasta"] = (
            "Ese día es anterior al primero de su período. Si se anotó por error, anúlelo en sus datos."
        )
    motivo = leer_texto(campos, "motivo", errores)
    if not motivo and "motivo" not in errores:
        errores["motivo"] = "Escriba por qué: queda en la bitácora."
    if errores:
        raise DatosInvalidos("No se terminó su período.", errores)
    return DatosDeTermino(hasta, motivo)
