"""Cuándo una lectura larga deja de reconocer páginas para que se lea otro archivo.

Quien ordena pone la `senal` cuando espera alguien; quien lee la mira antes de cada página de OCR, que es lo
único que tarda. Lo ya reconocido queda guardado (`reconocidas.py`) y la lectura siguiente empieza ahí.
"""

import time
from dataclasses import dataclass, field
from pathlib import Path

from indexador.errores import TurnoCedido


@dataclass(slots=True)
class Turno:
    """El de una lectura. `estreno`: es su primera vez, y puede ceder sin haber reconocido nada.

    En las siguientes no cede hasta haber dedicado a páginas que quedaron guardadas al menos la mitad del
    tiempo: así siempre avanza, y volver a empezar (armar las hojas de un TIFF de mil páginas) no se lo come.
    """

    senal: Path
    estreno: bool
    _empezo: float = field(default_factory=time.monotonic)
    _util: float = 0.0

    def avanzo(self, segundos: float) -> None:
        """Se guardó una página que tardó eso."""
        self._util += segundos

    def mirar(self) -> None:
        """Levanta `TurnoCedido` si espera alguien y ya toca."""
        perdido = time.monotonic() - self._empezo - self._util
        if (self.estreno or self._util > perdido) and self.senal.exists():
            raise TurnoCedido
