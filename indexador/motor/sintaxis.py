"""El lenguaje de búsqueda: de lo que alguien escribió a un árbol, sin fallar nunca.

Por omisión, todas las palabras (Y). `O`/`OR`, `NO`/`NOT`/`-palabra`, paréntesis, `a CERCA/5 b`, "frases",
"frases holgadas"~3, `=exacta`, `prefijo*`, `com?dín*`, `parecida~` y los campos de `campos` (`tipo:acta`,
`año:2009..2012`, `publicacion:2009-03..`, `titulo:(…)`, `decreto:46-2007`, `articulo:12`…). CERCA liga más
que NO, NO más que Y, e Y más que O. Lo que no se entiende se busca como texto o se deja fuera, y un aviso lo
dice.
"""

from dataclasses import dataclass

from indexador.consulta import Aviso, Resaltar
from indexador.lengua.fechas import separar_periodo
from indexador.lengua.giros import Giro
from indexador.lengua.numeros import con_cifras
from indexador.lengua.preguntas import pide_documentos, sin_pregunta
from indexador.motor.gramatica import Lector
from indexador.motor.lexico import LARGO_DE_CONSULTA, limpiar
from indexador.motor.marcado import lo_que_se_marca
from indexador.motor.nodos import FECHA_PRINCIPAL, Alguna, Campo, Fechas, Nodo, Palabra, Todas, Valor


@dataclass(frozen=True, slots=True)
class Interpretacion:
    """Lo que se entendió de una consulta, lo que no, y qué hay que marcar en los textos."""

    nodo: Nodo
    avisos: tuple[Aviso, ...]
    resaltar: Resaltar
    exigente: bool = False
    """Si se escribió «Y»: entonces se quieren de veras todas las palabras."""


def interpretar(texto: str, *, tal_cual: bool = False, giro: Giro | None = None) -> Interpretacion:
    """El árbol de una consulta. Cualquier texto vale: no levanta nada y su costo está acotado.

    De una pregunta queda la materia; un número de norma en palabras vale por sus cifras; y si se piden
    documentos «entre 2005 y 2009», esos años son su fecha y no palabras, salvo que se quiera `tal_cual`. Con
    el `giro` con que empieza, lo que pide es su materia, en documentos de sus tipos.
    """
    limpia = limpiar(texto)
    consulta = con_cifras(sin_pregunta(giro.resto if giro is not None else limpia))
    pide = not tal_cual and (giro is not None or pide_documentos(limpia))
    dicho = separar_periodo(consulta) if pide else None
    lector = Lector(dicho[0] if dicho else consulta)
    if len(texto) > LARGO_DE_CONSULTA and len(limpia) == LARGO_DE_CONSULTA:
        lector.avisar(f"La consulta pasa de {LARGO_DE_CONSULTA:,} caracteres. Se buscó sólo el principio.")
    nodo = lector.leer()
    if dicho is not None:
        _, (desde, hasta), escrito = dicho
        nodo = _con(nodo, Fechas(FECHA_PRINCIPAL, desde, hasta))
        lector.avisos.append(Aviso(f"Se tomó «{escrito}» como la fecha de los documentos.", escrito, True))
    if giro is not None:
        nodo = _con(nodo, Alguna(tuple(Valor(Campo.TIPO, tipo) for tipo in giro.tipos)))
        dicho_asi = f"Se tomó «{giro.escrito}» como el tipo de los documentos."
        lector.avisos.append(Aviso(dicho_asi, giro.escrito, True))
    return Interpretacion(nodo, tuple(dict.fromkeys(lector.avisos)), lo_que_se_marca(nodo), lector.exigente)


def _con(nodo: Nodo, otro: Fechas | Alguna) -> Nodo:
    if isinstance(nodo, Palabra) and nodo.forma == "documentos":
        return otro
    return Todas((*(nodo.partes if isinstance(nodo, Todas) else (nodo,)), otro))
