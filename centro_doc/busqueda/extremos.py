"""Los primeros o los últimos artículos de una norma: «los dos últimos artículos del Decreto 46-2007».

Se cuentan en el texto que el lector ve, y sólo si parece entero: los primeros han de empezar por el 1, y
nadie ha de citar uno posterior a los últimos.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from centro_doc.grafo.articulos import articulos, leer_direccion, texto_con_articulos
from centro_doc.grafo.citantes import Articulo
from centro_doc.grafo.palabras import lugar_de_articulo
from indexador.juridico.objetivos import ORDINARIA, Objetivo
from indexador.lengua import plegar
from indexador.lengua.numeros import leer_numero

_EXTREMO = re.compile(
    r"(?:\b(?P<antes>\w+) )?\b(?P<cual>ultimo|primero?)(?P<varios>s?)(?: (?P<despues>\w+))? articulos?\b"
)


@dataclass(frozen=True, slots=True)
class Extremo:
    """Cuántos artículos se piden, y si son los del final."""

    cuantos: int
    del_final: bool


def extremo_pedido(consulta: str) -> Extremo | None:
    """Lo que pide una consulta; nada si no dice cuántos.

    >>> extremo_pedido("los dos últimos artículos de la ley"), extremo_pedido("el primer artículo")
    (Extremo(cuantos=2, del_final=True), Extremo(cuantos=1, del_final=False))
    >>> extremo_pedido("los últimos artículos de la ley")
    """
    hallado = _EXTREMO.search(plegar(consulta))
    if hallado is None:
        return None
    dichos = (hallado["antes"], hallado["despues"])
    numeros = [numero for dicho in dichos if dicho and (numero := _numero(dicho))]
    cuantos = numeros[0] if numeros else 0 if hallado["varios"] else 1
    return Extremo(cuantos, hallado["cual"] == "ultimo") if cuantos else None


def los_del_extremo(
    sesion: Session, clave: str, documentos: Sequence[int], extremo: Extremo, marcas: frozenset[str]
) -> tuple[Objetivo, ...]:
    """Los artículos ordinarios que son, en su orden; ninguno si no se sabe cuáles. Cinco consultas."""
    documento = texto_con_articulos(sesion, documentos, marcas)
    if documento is None:
        return ()
    todos = articulos(sesion, clave, documento, marcas)
    propios = [cual for uno in todos if uno.en_texto and (cual := _ordinario(uno.direccion))]
    citados = [cual for uno in todos if not uno.en_texto and (cual := _ordinario(uno.direccion))]
    elegidos = propios[-extremo.cuantos :] if extremo.del_final else propios[: extremo.cuantos]
    seguros = _son_los_ultimos(elegidos, [*propios, *citados]) if extremo.del_final else _empiezan(elegidos)
    if len(elegidos) < extremo.cuantos or not seguros:
        return ()
    return tuple(Objetivo(clave, cual.numero, serie=ORDINARIA) for cual in elegidos)


def _numero(dicho: str) -> int | None:
    return int(dicho) if dicho.isdecimal() else leer_numero([dicho])


def _ordinario(direccion: str) -> Articulo | None:
    cual = leer_direccion(direccion)
    return cual if cual.serie == ORDINARIA else None


def _son_los_ultimos(elegidos: Sequence[Articulo], todos: Sequence[Articulo]) -> bool:
    lugares = sorted({lugar_de_articulo(uno.numero) for uno in todos})
    return [lugar_de_articulo(uno.numero) for uno in elegidos] == lugares[len(lugares) - len(elegidos) :]


def _empiezan(elegidos: Sequence[Articulo]) -> bool:
    return [uno.numero for uno in elegidos] == [str(n) for n in range(1, len(elegidos) + 1)]
