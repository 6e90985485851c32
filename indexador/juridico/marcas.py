"""Lo que se va hallando en un texto: dónde empieza cada división y cómo se llama, sin saber dónde acaba."""

from dataclasses import dataclass

LIBRO, TITULO, CAPITULO, SECCION = "libro", "titulo", "capitulo", "seccion"
ARTICULO, CITADO, CONSIDERANDO, FORMULA = "articulo", "articulo_citado", "considerando", "formula_final"
LITERAL, NUMERAL, INCISO, PARRAFO = "literal", "numeral", "inciso", "parrafo"
NOTA, ENCABEZADO, PARTE, PUNTO = "nota_de_reforma", "encabezado", "parte", "punto_de_agenda"
DE_AGRUPAR = (LIBRO, TITULO, CAPITULO, SECCION)
"""Las que reúnen artículos, de mayor a menor."""


@dataclass(frozen=True, slots=True)
class Marca:
    """Una división que empieza en `inicio` de la página de índice `pagina`.

    `tras_rotulo` es dónde acaba su rótulo; el de una nota es ella entera.
    """

    pagina: int
    inicio: int
    tras_rotulo: int
    clase: str
    etiqueta: str
    numero: str = ""
    epigrafe: str = ""
    serie: str = ""
    nivel: int = 0
    """De un literal o un numeral, cuántas listas lo contienen; de una parte, cuántos puntos lleva."""
    acaba: tuple[int, int] | None = None
    """Página y posición donde acaba, si no es donde empieza la siguiente de su rango."""

    @property
    def lugar(self) -> tuple[int, int]:
        """Para ordenar."""
        return self.pagina, self.inicio
