"""De los rasgos a la confianza: una logística con pesos ajustados sobre documentos etiquetados a mano.

Se ajustan con `tests/rendimiento/lexico_vinculos.py --pesos`, sobre la mitad de desarrollo y los demás
juegos, cada uno con el léxico aprendido sin él. Los de «es una norma del núcleo» y «es de un tipo que suele
probarlo» se ponen a mano: esos textos no traen ficha.
"""

import math
from collections.abc import Mapping

from indexador.vinculacion.perfil import Clase
from indexador.vinculacion.rasgos import Rasgos, numeros

PESOS: Mapping[Clase, tuple[float, ...]] = {
    Clase.TEMA: (-3.51, 0.22, 0.56, 0.69, 0.07, 2.4, 0.3, 0.0, 0.0, 0.09, 0.09, 0.78),
    Clase.NODO: (-3.96, 0.54, 0.33, 0.29, 0.07, 0.8, 0.8, 0.06, 0.3, 0.41, 0.31, 1.63),
}
UMBRAL: Mapping[Clase, float] = {Clase.TEMA: 0.46, Clase.NODO: 0.3}
"""Confianza desde la que se enseña el mejor de cada clase."""
DE_LOS_DEMAS = 0.5
"""Confianza desde la que se enseñan, junto al mejor, los demás."""
MINIMO_DE_PASAJE = 1.5
"""Puntos sin los que un pasaje no prueba nada, diga lo que diga el documento."""


def confianza(rasgos: Rasgos, clase: Clase) -> float:
    """De 0 a 1."""
    if max(rasgos.mejor, rasgos.titulo) < MINIMO_DE_PASAJE and not rasgos.por_lexico:
        return 0.0
    suma = sum(peso * valor for peso, valor in zip(PESOS[clase], numeros(rasgos), strict=True))
    por_terminos = 1 / (1 + math.exp(-suma))
    return max(por_terminos, DE_LOS_DEMAS) if rasgos.por_lexico else por_terminos
