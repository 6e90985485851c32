"""De los rasgos a la confianza: una logística con pesos ajustados sobre documentos etiquetados a mano.

Se ajustan con `tests/rendimiento/vinculos.py --ajustar`, sobre la mitad de desarrollo.
"""

import math
from collections.abc import Mapping

from indexador.vinculacion.perfil import Clase
from indexador.vinculacion.rasgos import Rasgos, numeros

PESOS: Mapping[Clase, tuple[float, ...]] = {
    Clase.TEMA: (-3.73, 0.28, 0.81, 0.86, 0.21, 2.4, 0.3, 0.01, 0.0, 0.05, 0.09),
    Clase.NODO: (-4.22, 0.66, 0.79, 0.49, 0.12, 0.8, 0.8, 0.06, 0.29, 0.65, 0.26),
}
UMBRAL: Mapping[Clase, float] = {Clase.TEMA: 0.55, Clase.NODO: 0.4}
"""Confianza desde la que se enseña el mejor de cada clase."""
DE_LOS_DEMAS = 0.6
"""Confianza desde la que se enseñan, junto al mejor, los demás."""
MINIMO_DE_PASAJE = 1.5
"""Puntos sin los que un pasaje no prueba nada, diga lo que diga el documento."""


def confianza(rasgos: Rasgos, clase: Clase) -> float:
    """De 0 a 1."""
    if max(rasgos.mejor, rasgos.titulo) < MINIMO_DE_PASAJE:
        return 0.0
    suma = sum(peso * valor for peso, valor in zip(PESOS[clase], numeros(rasgos), strict=True))
    return 1 / (1 + math.exp(-suma))
