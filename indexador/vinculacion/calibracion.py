"""De los rasgos a la confianza: una logística con pesos ajustados sobre documentos etiquetados a mano.

Se ajustan con `tests/rendimiento/vinculos.py --ajustar`, sobre la mitad de desarrollo y los demás juegos. Los
de «es una norma del núcleo» y «es de un tipo que suele probarlo» se ponen a mano: esos textos no traen ficha.
"""

import math
from collections.abc import Mapping

from indexador.vinculacion.perfil import Clase
from indexador.vinculacion.rasgos import Rasgos, numeros

PESOS: Mapping[Clase, tuple[float, ...]] = {
    Clase.TEMA: (-3.81, 0.32, 0.76, 0.83, 0.18, 2.4, 0.3, 0.03, 0.0, 0.07, 0.14),
    Clase.NODO: (-4.4, 0.74, 0.64, 0.49, 0.06, 0.8, 0.8, 0.08, 0.39, 0.74, 0.25),
}
UMBRAL: Mapping[Clase, float] = {Clase.TEMA: 0.52, Clase.NODO: 0.3}
"""Confianza desde la que se enseña el mejor de cada clase."""
DE_LOS_DEMAS = 0.5
"""Confianza desde la que se enseñan, junto al mejor, los demás."""
MINIMO_DE_PASAJE = 1.5
"""Puntos sin los que un pasaje no prueba nada, diga lo que diga el documento."""


def confianza(rasgos: Rasgos, clase: Clase) -> float:
    """De 0 a 1."""
    if max(rasgos.mejor, rasgos.titulo) < MINIMO_DE_PASAJE:
        return 0.0
    suma = sum(peso * valor for peso, valor in zip(PESOS[clase], numeros(rasgos), strict=True))
    return 1 / (1 + math.exp(-suma))
