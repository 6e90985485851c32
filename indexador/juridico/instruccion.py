"""La orden que un decreto reformador da sobre otra norma, y su texto nuevo."""

from dataclasses import dataclass

from indexador.juridico.hilo import Trozo
from indexador.juridico.objetivos import Objetivo
from indexador.juridico.ordenes import Ambito, Operacion

SIN_NORMA = "No se sabe con certeza a qué norma se refiere."
"""La `razon` de la que no dice a quién va."""


@dataclass(frozen=True, slots=True)
class Instruccion:
    """Una orden sobre un objetivo. `articulo` y `ancla` son los del reformador; `orden`, cómo lo dice.

    `objetivo` es `None` si no se sabe a qué norma va. `texto` son los trozos de página del texto nuevo, sin
    sus comillas, y `nuevo` lo que dicen. `razon`, vacía, significa que se puede aplicar sin juzgar; si no,
    dice por qué no. `posible` es el número que el texto nuevo lleva cuando el ordenado no se lee.
    """

    articulo: str
    ancla: str
    pagina: int
    orden: str
    operacion: Operacion
    ambito: Ambito
    objetivo: Objetivo | None
    texto: tuple[Trozo, ...] = ()
    nuevo: str = ""
    razon: str = ""
    posible: str = ""

    @property
    def segura(self) -> bool:
        """¿Es de una forma que se aplica sin juzgar?"""
        return not self.razon
