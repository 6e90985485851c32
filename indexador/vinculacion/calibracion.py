"""De los rasgos a la confianza: una logística con pesos ajustados sobre documentos etiquetados a mano.

Se ajustan con `tests/rendimiento/vinculos.py --ajustar`, sobre la mitad de desarrollo.
"""

import math
from collections.abc import Mapping

from indexador.vinculacion.perfil import Clase
from indexador.vinculacion.rasgos import Rasgos, numeros

PESOS: Mapping[Clase, tuple[float, ...]] = {
    Clase.TEMA: (-3.87, 0.1, 1.12, 0.96, 0.41, 2.4, 0.3, 0.0, 0.08),
    Clase.NODO: (-3.0, 0.5, 0.8, 0.53, 0.34, 0.8, 0.8, 0.15, 0.5),
}
MINIMO_DE_PASAJE = 1.5
"""Puntos sin los que un pasaje no prueba nada, diga lo que diga el documento."""


def confianza(rasgos: Rasgos, clase: Clase) -> float:
    """De 0 a 1."""
    if max(rasgos.mejor, rasgos.titulo) < MINIMO_DE_PASAJE:
        return 0.0
    suma = sum(peso * valor for peso, valor in zip(PESOS[clase], numeros(rasgos), strict=True))
    return 1 / (1 + math.exp(-suma))
