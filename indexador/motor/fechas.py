"""Qué documentos tienen una fecha en un intervalo."""

from indexador.motor.columnas import SIN_FECHA
from indexador.motor.nodos import FECHA_PRINCIPAL, Fechas
from indexador.motor.tipos import Mascara
from indexador.motor.vista import Vista


def en_fechas(nodo: Fechas, vista: Vista) -> Mascara:
    """Los documentos con esa clase de fecha en el intervalo; lo que no la tiene no está."""
    dias = vista.fecha if nodo.clase == FECHA_PRINCIPAL else vista.fechas(nodo.clase)
    mascara: Mascara = dias != SIN_FECHA
    if nodo.desde is not None:
        mascara &= dias >= nodo.desde.toordinal()
    if nodo.hasta is not None:
        mascara &= dias <= nodo.hasta.toordinal()
    return mascara
