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
    r"(?:(?P<antes>(?:(?<!\w)[-−])?\b\w+) )?\b(?P<cual>ultimo|primero?)(?P<varios>s?)"
    r"(?: (?P<despues>[-−]?[\w.,]+))? articulos?\b"
)
_ENTRE_CIFRAS = re.compile(r"(?<=\d)[.,](?=\d{3})")
_ENLACE = re.compile(r"\s*del?(?: (?:la|los|las|el))?\b")
_CIFRAS = 9
_MENOS = "-−"


@dataclass(frozen=True, slots=True)
class Extremo:
    """Cuántos artículos se piden, y si son los del final."""

    cuantos: int
    del_final: bool

    def __str__(self) -> str:
        """«el primer artículo», «los 5 últimos artículos»."""
        if self.cuantos == 1:
            return f"el {'último' if self.del_final else 'primer'} artículo"
        return f"los {self.cuantos:,} {'últimos' if self.del_final else 'primeros'} artículos"


@dataclass(frozen=True, slots=True)
class Elegidos:
    """Los artículos que son, en su orden; si no se dan, `porque`."""

    objetivos: tuple[Objetivo, ...] = ()
    porque: str = ""


def extremo_pedido(consulta: str) -> Extremo | None:
    """Lo que pide una consulta; nada si no dice cuántos.

    >>> extremo_pedido("los dos últimos artículos de la ley"), extremo_pedido("el primer artículo")
    (Extremo(cuantos=2, del_final=True), Extremo(cuantos=1, del_final=False))
    >>> extremo_pedido("los últimos artículos de la ley")
    >>> extremo_pedido("los primeros -5 artículos de la ley")
    Extremo(cuantos=-5, del_final=False)
    """
    hallado = _EXTREMO.search(plegar(consulta))
    if hallado is None:
        return None
    numeros = _numeros(hallado)
    if not numeros and hallado["varios"]:
        return None
    return Extremo(numeros[0] if numeros else 1, hallado["cual"] == "ultimo")


def sin_los_contados(consulta: str) -> str:
    """La consulta sin los artículos que cuenta: su número no es una palabra que se busque.

    >>> sin_los_contados("los primeros 500 artículos del Código de Migración")
    'los Código de Migración'
    >>> sin_los_contados("primer artículo de la Constitución")
    'primer artículo de la Constitución'
    """
    plegada = plegar(consulta)
    hallado = _EXTREMO.search(plegada)
    if hallado is None or not _numeros(hallado) or len(plegada) != len(consulta):
        return consulta
    contado = hallado["antes"] is not None and _numero(hallado["antes"]) is not None
    inicio = hallado.start() if contado or hallado["antes"] is None else hallado.end("antes")
    enlace = _ENLACE.match(plegada, hallado.end())
    fin = enlace.end() if enlace is not None else hallado.end()
    return f"{consulta[:inicio].strip()} {consulta[fin:].strip()}".strip()


def sin_los_negativos(consulta: str) -> str:
    """La consulta sin los artículos que cuenta con un número negativo: su signo no excluye una palabra.

    >>> sin_los_negativos("primeros -5 artículos de la Ley de Migración")
    'Ley de Migración'
    >>> sin_los_negativos("primeros 5 artículos de la Ley"), sin_los_negativos("ley -reglamento")
    ('primeros 5 artículos de la Ley', 'ley -reglamento')
    """
    pedido = extremo_pedido(consulta)
    return sin_los_contados(consulta) if pedido is not None and pedido.cuantos < 0 else consulta


def los_del_extremo(
    sesion: Session, clave: str, documentos: Sequence[int], extremo: Extremo, marcas: frozenset[str]
) -> Elegidos:
    """Los artículos ordinarios que son; ninguno si no se sabe cuáles. Cinco consultas."""
    if extremo.cuantos < 1:
        return Elegidos(porque=f"Pidió {extremo}: diga cuántos, desde 1.")
    documento = texto_con_articulos(sesion, documentos, marcas)
    if documento is None:
        sin_partir = f"Pidió {extremo}: en el texto que tenemos no se distinguen los artículos."
        return Elegidos(porque=sin_partir if documentos else "")
    todos = articulos(sesion, clave, documento, marcas)
    propios = [cual for uno in todos if uno.en_texto and (cual := _ordinario(uno.direccion))]
    citados = [cual for uno in todos if not uno.en_texto and (cual := _ordinario(uno.direccion))]
    elegidos = propios[-extremo.cuantos :] if extremo.del_final else propios[: extremo.cuantos]
    seguros = _son_los_ultimos(elegidos, [*propios, *citados]) if extremo.del_final else _empiezan(elegidos)
    if len(elegidos) < extremo.cuantos:
        return Elegidos(porque=f"Pidió {extremo}, y en el texto que tenemos se cuentan {len(propios):,}.")
    if not seguros:
        return Elegidos(
            porque=f"Pidió {extremo}: el texto que tenemos no parece entero, y no se sabe cuáles son."
        )
    return Elegidos(tuple(Objetivo(clave, cual.numero, serie=ORDINARIA) for cual in elegidos))


def _numeros(hallado: re.Match[str]) -> list[int]:
    dichos = (hallado["antes"], hallado["despues"])
    return [numero for dicho in dichos if dicho and (numero := _numero(dicho)) is not None]


def _numero(dicho: str) -> int | None:
    if dicho[0] in _MENOS:
        sin_signo = _numero(dicho[1:])
        return -sin_signo if sin_signo is not None else None
    cifras = _ENTRE_CIFRAS.sub("", dicho)
    return int(cifras) if cifras.isdecimal() and len(cifras) <= _CIFRAS else leer_numero([dicho])


def _ordinario(direccion: str) -> Articulo | None:
    cual = leer_direccion(direccion)
    return cual if cual.serie == ORDINARIA else None


def _son_los_ultimos(elegidos: Sequence[Articulo], todos: Sequence[Articulo]) -> bool:
    lugares = sorted({lugar_de_articulo(uno.numero) for uno in todos})
    return [lugar_de_articulo(uno.numero) for uno in elegidos] == lugares[len(lugares) - len(elegidos) :]


def _empiezan(elegidos: Sequence[Articulo]) -> bool:
    return [uno.numero for uno in elegidos] == [str(n) for n in range(1, len(elegidos) + 1)]
