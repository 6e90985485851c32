"""El lenguaje de búsqueda: de lo que alguien escribió a un árbol, sin fallar nunca.

Por omisión, todas las palabras (Y). `O`/`OR`, `NO`/`NOT`/`-palabra`, paréntesis, `a CERCA/5 b`, "frases",
"frases holgadas"~3, `=exacta`, `prefijo*`, `com?dín*`, `parecida~` y los campos de `campos` (`tipo:acta`,
`año:2009..2012`, `publicacion:2009-03..`, `titulo:(…)`, `decreto:46-2007`, `articulo:12`…). CERCA liga más
que NO, NO más que Y, e Y más que O. Lo que no se entiende se busca como texto o se deja fuera, y un aviso lo
dice.
"""

from dataclasses import dataclass

from indexador.ficha import Aviso, Resaltar
from indexador.lengua.preguntas import sin_pregunta
from indexador.motor.gramatica import Lector
from indexador.motor.lexico import LARGO_DE_CONSULTA, limpiar
from indexador.motor.marcado import lo_que_se_marca
from indexador.motor.nodos import Nodo


@dataclass(frozen=True, slots=True)
class Interpretacion:
    """Lo que se entendió de una consulta, lo que no, y qué hay que marcar en los textos."""

    nodo: Nodo
    avisos: tuple[Aviso, ...]
    resaltar: Resaltar
    exigente: bool = False
    """Si se escribió «Y»: entonces se quieren de veras todas las palabras."""


def interpretar(texto: str) -> Interpretacion:
    """El árbol de una consulta. Cualquier texto vale: no levanta nada y su costo está acotado."""
    consulta = sin_pregunta(limpiar(texto))
    lector = Lector(consulta)
    if len(texto) > LARGO_DE_CONSULTA and len(consulta) == LARGO_DE_CONSULTA:
        lector.avisar(f"La consulta pasa de {LARGO_DE_CONSULTA:,} caracteres. Se buscó sólo el principio.")
    nodo = lector.leer()
    return Interpretacion(nodo, tuple(dict.fromkeys(lector.avisos)), lo_que_se_marca(nodo), lector.exigente)
