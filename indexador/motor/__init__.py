"""El motor de búsqueda: escribe fichas y responde consultas."""

from indexador.motor.indice import MotorWhoosh
from indexador.motor.protocolo import Motor

__all__ = ["Motor", "MotorWhoosh"]
