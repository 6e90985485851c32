"""Cuánto puede gastar la lectura de un archivo, y cuánto le queda."""

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limites:
    """Lo que puede gastar el proceso que lee UN archivo.

    `segundos` es tiempo de pared (los hijos del proceso incluidos); `cpu`, segundos de procesador;
    `memoria_bytes`, espacio de direcciones; `salida_bytes`, lo que puede escribir; `paginas`, las que se
    leen: las demás quedan fuera y un aviso lo dice.
    """

    segundos: float = 600.0
    cpu: int = 600
    memoria_bytes: int = 2_048_000_000
    salida_bytes: int = 200_000_000
    paginas: int = 5_000


@dataclass(frozen=True, slots=True)
class Opciones:
    """Cómo leer. `plazo` es el instante de `time.monotonic()` en que conviene terminar con lo que haya.

    `lector_de_reserva` lee los PDF sólo con pypdf, para los que hacen caer a PDFium.
    """

    paginas: int = 5_000
    plazo: float = float("inf")
    lector_de_reserva: bool = False

    def queda_tiempo(self) -> bool:
        """Si aún no llega el plazo."""
        return time.monotonic() < self.plazo
