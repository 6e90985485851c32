"""Las normas que una consulta cita por su número: «Artículo 4 del D.S. Nº 126-2000-EF (Reglamento)».

Quien escribe el número de una norma la quiere a ella, aunque no tenga el resto de lo que escribió. Si varias
llevan el mismo número, la clase que se escribió antes de él («Decreto Supremo», «D.S.») dice cuál.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from indexador.lengua import Termino
from indexador.lengua.analizador import es_numero_de_norma
from indexador.lengua.palabras import VACIAS, plegar
from indexador.lengua.siglas import abrevia
from indexador.motor.evidencia import Buscador
from indexador.motor.nodos import Campo
from indexador.motor.tipos import NINGUNA, Enteros, Reales

PALABRAS_DE_CLASE = 4
"""Palabras antes de un número que pueden decir de qué clase es la norma."""
_ANIO_CORTO = re.compile(r"-(\d\d)(?!\d)")
_DE_NUMERO = frozenset({"n", "no", "nro", "num", "numero"})
_PALABRA_DE_CLASE = re.compile(r"[a-zñ]+")


@dataclass(frozen=True, slots=True)
class Cita:
    """Los documentos visibles con un número citado y, de 0 a 1, cuánto es cada uno de la clase escrita."""

    numero: str
    documentos: Enteros
    clase: Reales


def normas_citadas(terminos: Sequence[Termino], buscador: Buscador) -> tuple[Cita, ...]:
    """Las normas que citan los términos de una consulta, en orden; sólo las que el lector ve."""
    citas = {cita.numero: cita for cita in _citas(terminos, buscador) if len(cita.documentos)}
    return tuple(citas.values())


def _citas(terminos: Sequence[Termino], buscador: Buscador) -> Iterator[Cita]:
    for lugar, termino in enumerate(terminos):
        if any(signo.isdigit() for signo in termino.forma):
            documentos = _con_numero(termino.forma, buscador)
            antes = _clase_escrita(terminos[:lugar])
            clase = np.array([_parecido(antes, tipo) for tipo in _tipos(documentos, buscador)], np.float64)
            if not es_numero_de_norma(termino.forma):
                documentos, clase = documentos[clase > 0], clase[clase > 0]
            yield Cita(termino.forma, documentos, clase)


def _con_numero(numero: str, buscador: Buscador) -> Enteros:
    exactos = _visibles_con(numeros_equivalentes(numero), buscador)
    if len(exactos) or not es_numero_de_norma(numero) or "-" not in numero:
        return exactos
    return _visibles_con(buscador.vista.con_prefijo("forma_titulo", f"{numero}-"), buscador)


def _visibles_con(numeros: Iterable[str], buscador: Buscador) -> Enteros:
    halladas = [buscador.vista.con_numero(numero) for numero in numeros]
    documentos: Enteros = np.unique(np.concatenate([NINGUNA.entradas, *halladas]))
    return documentos[buscador.visibles[documentos]]


def numeros_equivalentes(numero: str) -> tuple[str, ...]:
    """El número y los que sólo se apartan de él en cómo llevan el año.

    >>> numeros_equivalentes("2-96-pe")
    ('2-96-pe', '2-1996-pe', '2-96-pe-1996')
    """
    corto = _ANIO_CORTO.search(numero)
    if corto is None:
        return (numero,)
    anio = f"19{corto[1]}" if corto[1] >= "30" else f"20{corto[1]}"
    return numero, f"{numero[: corto.start(1)]}{anio}{numero[corto.end() :]}", f"{numero}-{anio}"


def _clase_escrita(antes: Sequence[Termino]) -> tuple[str, ...]:
    """Las últimas palabras antes del número, sin «número» ni vacías y sin pasar de otro número."""
    clase: list[str] = []
    for termino in reversed(antes):
        if any(signo.isdigit() for signo in termino.forma) or len(clase) == PALABRAS_DE_CLASE:
            break
        if termino.forma not in _DE_NUMERO and termino.forma not in VACIAS:
            clase.append(termino.forma)
    return tuple(reversed(clase))


def _tipos(documentos: Enteros, buscador: Buscador) -> list[tuple[str, ...]]:
    """Las palabras con que se nombra el tipo de cada documento."""
    tabla = buscador.vista.tablas[Campo.TIPO]
    suyos = np.isin(tabla.documentos, documentos)
    de = dict(zip(tabla.documentos[suyos].tolist(), tabla.codigos[suyos].tolist(), strict=True))
    tipos = [tabla.valores[de[documento]] if documento in de else "" for documento in documentos.tolist()]
    return [tuple(p for p in _PALABRA_DE_CLASE.findall(plegar(tipo)) if p not in VACIAS) for tipo in tipos]


def _parecido(escrita: Sequence[str], tipo: Sequence[str]) -> float:
    """De 0 a 1, cuánto de lo escrito justo antes del número nombra el tipo, entero o abreviado.

    >>> _parecido(("ds",), ("decreto", "supremo")), _parecido(("dto",), ("decreto",))
    (1.0, 1.0)
    >>> _parecido(("decreto", "urgencia"), ("decreto",)) < _parecido(("decreto",), ("decreto",))
    True
    """
    if not escrita or not tipo:
        return 0.0
    for cuantas in (1, 2, 3):
        junta = "".join(escrita[-cuantas:])
        if abrevia(junta, tipo) or abrevia(junta.removesuffix("n"), tipo):
            return 1.0
    comunes = sum(any(_contrae(una, otra) for una in escrita) for otra in tipo)
    de_tipo = next((i for i, una in enumerate(escrita) if any(_contrae(una, otra) for otra in tipo)), 0)
    return 2 * comunes / (len(tipo) + len(escrita) - de_tipo)


def _contrae(escrita: str, palabra: str) -> bool:
    """¿Es lo escrito la palabra, o una contracción suya como «dto» de «decreto»?"""
    if escrita[0] != palabra[0] or escrita[-1] != palabra[-1]:
        return False
    letras = iter(palabra)
    return all(letra in letras for letra in escrita)
