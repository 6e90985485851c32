"""Lo que sale: un vínculo propuesto, con su pasaje y las razones que una persona puede comprobar."""

from dataclasses import dataclass, field

from indexador.vinculacion.perfil import Clase


@dataclass(frozen=True, slots=True)
class Razon:
    """Por qué se propone.

    `clase`: `titulo | termino | norma | articulo | institucion | tipo | parecido | plan |
    lexico`. `texto` es la frase
    para la persona. `pagina`, `inicio` y `fin` (puntos de código de esa página) dicen dónde está lo que la
    prueba; la página 0 es que no está en el texto: el título, el tipo o el plan.
    """

    clase: str
    texto: str
    pagina: int = 0
    inicio: int = 0
    fin: int = 0


@dataclass(frozen=True, slots=True)
class Propuesta:
    """Un vínculo que quizá el documento prueba.

    `confianza` es la parte de los así propuestos que una persona confirmaría, de 0 a 1. `pasaje` es literal:
    el texto de la página `pagina` entre `inicio` y `fin`, en puntos de código.
    """

    clave: str
    codigo: str
    clase: Clase
    confianza: float
    pagina: int
    inicio: int
    fin: int
    pasaje: str
    razones: tuple[Razon, ...] = field(default=())
    sube_a: str = ""
