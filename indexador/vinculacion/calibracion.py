"""De los rasgos a la confianza: una logística con pesos ajustados sobre documentos etiquetados a mano.

Se ajustan con `tests/rendimiento/vinculos.py --ajustar`, sobre la mitad de desarrollo.
"""

import math
from collections.abc import Mapping

from indexador.vinculacion.perfil import Clase
from indexador.vinculacion.rasgos import Rasgos, numeros

PESOS: Mapping[Clase, tuple[float, ...]] = {
    Clase.TEMA: (-3.75, 0.1, 1.1, 0.9, 0.35, 1.0, 0.3, 0.0, 0.0),
    Clase.NODO: (-2.8, 0.4, 0.9, 0.42, 0.35, 0.8, 0.8, 0.3, 0.7),
}
MINIMO_DE_PASAJE = 1.5
"""Puntos sin los que un pasaje no prueba nada, diga lo que diga el documento."""


def confianza(rasgos: Rasgos, clase: Clase) -> float:
    """De 0 a 1."""
    if max(rasgos.mejor, rasgos.titulo) < MINIMO_DE_PASAJE:
        return 0.0
    suma = sum(peso * valor for peso, valor in zip(PESOS[clase], numeros(rasgos), strict=True))
    return 1 / (1 + math.exp(-suma))
