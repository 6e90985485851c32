"""Lo que entra y lo que sale del extractor de citas."""

from dataclasses import dataclass
from typing import NamedTuple

from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import Objetivo

EXPLICITA, POR_NOMBRE, INTERNA, POR_ANTECEDENTE, SIN_RESOLUCION = (
    "explicita",
    "por_nombre",
    "interna",
    "antecedente",
    "sin_resolver",
)
"""Cómo se supo la norma."""
EN_MINUSCULA = 0.45
"""Lo que a lo más se confía en un nombre en minúscula y sin artículo: «la ley de migración interna»."""
LOCAL = "GT"
NO_DICHA = "ZZ"
"""La jurisdicción de un texto que es de otro país, y no se dice de cuál."""
CONSTITUCION = "CPRG"


@dataclass(frozen=True, slots=True)
class Contexto:
    """Qué documento tiene el texto (su clave, si es una norma o iniciativa) y de qué país es (ISO 3166)."""

    documento: str | None = None
    jurisdiccion: str = "GT"

    @property
    def anio(self) -> int | None:
        """El año del documento, si su clave lo dice."""
        clave = leer_clave(self.documento) if self.documento else None
        return clave.anio if clave else None


class Cita(NamedTuple):
    """Una cita hallada.

    `inicio` y `fin` son puntos de código del texto recibido, y `literal` lo que hay entre ellos. `clase`:
    `norma_y_articulo | norma | interna | antecedente | lista_abierta`. `relacion`: `reforma | adiciona |
    deroga | reglamenta | de_conformidad_con | en_ejercicio_de | reformado_por | adicionado_por |
    derogado_por` o vacía. `resolucion`: `explicita | por_nombre | interna | antecedente | sin_resolver`.
    `confianza` va de 0 a 1; lo que no llega a 0.5 no se muestra sin que una persona lo mire. `conflicto`:
    el texto se contradice (letras contra cifras, nombre contra número). `abierta`: «y siguientes», «y demás
    artículos».
    """

    literal: str
    inicio: int
    fin: int
    objetivos: tuple[Objetivo, ...]
    clase: str
    relacion: str
    resolucion: str
    confianza: float
    conflicto: bool = False
    abierta: bool = False


class Norma(NamedTuple):
    """Una norma nombrada en el texto y las fichas que ocupa. Sin `clave` no se supo cuál es."""

    clave: str
    inicio: int
    fin: int
    resolucion: str
    confianza: float
    conflicto: bool = False
    transitoria: bool = False
    adelante: bool = True
    """Si puede heredarse a los artículos sueltos de antes y seguirla otra norma."""
    sigla: bool = False
    """Si se nombró por su sigla: «LAIP», «la Ley PINA»."""
