"""Guarda archivos por su contenido (SHA-256), una sola vez y para siempre."""

from almacen.errores import DemasiadoGrande, DiscoLleno, ErrorDelAlmacen, NoGuardado, Ocupado
from almacen.local import DepositoLocal, Entrada, Guardado, Recepcion, RecepcionPorTramos

__all__ = [
    "DemasiadoGrande",
    "DepositoLocal",
    "DiscoLleno",
    "Entrada",
    "ErrorDelAlmacen",
    "Guardado",
    "NoGuardado",
    "Ocupado",
    "Recepcion",
    "RecepcionPorTramos",
]
