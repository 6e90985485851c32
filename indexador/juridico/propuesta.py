"""Un dato que el texto propone para la ficha, con el pasaje del que salió."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Propuesta:
    """Un valor para un campo de la ficha.

    `campo` es `tipo`, `numero`, `titulo`, `asunto`, `fecha:<clase>` (las clases de
    `catalogo/datos/tipos.yaml`), `emisor`, `ponentes`, `autores`, `comision`, `tramite`, `idioma` o
    `jurisdiccion`. `valor` va listo para la ficha: la clave del tipo; la fecha en ISO, tan larga como su
    `precision` (`dia`, `mes` o `anio`); las listas, con un valor por renglón. `inicio` y `fin` (excluido)
    son puntos de código del texto de la página `pagina`, y `literal`, lo que hay entre ellos, sin enmendar.
    `confianza` va de 0 a 1; si es menor que `DUDOSA`, `nota` dice por qué.
    """

    campo: str
    valor: str
    pagina: int
    inicio: int
    fin: int
    literal: str
    confianza: float
    precision: str = "dia"
    nota: str = ""


DUDOSA = 0.6
"""Por debajo de esta confianza el dato se muestra como dudoso y siempre dice por qué."""
