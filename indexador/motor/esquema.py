"""Qué guarda el índice y cómo se llama: el esquema de Whoosh.

Un documento ocupa entradas contiguas de UN segmento: primero la suya (título y registro) y después una por
fragmento (texto). Las posiciones del texto corren por todo el documento, sin hueco entre fragmentos, para
que una frase pueda cruzar de una página a la siguiente. El texto mismo no se guarda: el pasaje que se muestra
sale de la base de datos. Los metadatos van una vez por documento, en columnas.

Cada palabra entra una vez, por su forma plegada; su raíz sale del orden en que se guardan las listas.
"""

from typing import Any

import numpy as np
from whoosh.analysis import IDAnalyzer
from whoosh.fields import FieldType, Schema
from whoosh.formats import Positions

VERSION = 13
"""Sube cuando cambia lo que se escribe: un índice de otra versión se reconstruye desde la base."""

TEXTO, TITULO, REGISTRO = "texto", "titulo", "registro"
SECCIONES = (TEXTO, TITULO, REGISTRO)
"""Las de palabras: cada una es un campo de Whoosh."""
SIGLAS, DEFINICIONES = "siglas", "definiciones"
ANOTACIONES = (SIGLAS, DEFINICIONES)
"""Lo que se aprende de un documento y va en su entrada, con su peso por frecuencia y sin posiciones.

Son las siglas que su título admite y las que sus textos definen, en los dos sentidos
(`ine=instituto de estadistica` e `instituto de estadistica=ine`)."""


def campo_de(seccion: str) -> str:
    """El campo de Whoosh de una sección."""
    return f"forma_{seccion}"


def seccion_de(campo: str) -> str:
    """La sección de un campo de Whoosh."""
    return campo.removeprefix("forma_")


class FormatoDePosiciones(Positions):  # type: ignore[misc]
    """Posiciones como enteros de 32 bits seguidos: se leen de un golpe, sin deshacer diferencias."""

    def encode(self, poslist: list[int]) -> bytes:
        return np.asarray(poslist, dtype="<u4").tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        posiciones: list[int] = np.frombuffer(valuestring, dtype="<u4").tolist()
        return posiciones

    def decode_frequency(self, valuestring: bytes) -> int:
        return len(valuestring) // 4

    def decode_weight(self, valuestring: bytes) -> float:
        return float(len(valuestring) // 4)


class CampoDeFormas(FieldType):  # type: ignore[misc]
    """Un campo de palabras plegadas, ya analizadas al escribir y al preguntar."""

    def __init__(self) -> None:
        self.format = FormatoDePosiciones()
        self.analyzer = IDAnalyzer()
        self.scorable = True
        self.stored = self.unique = False

    def index(self, value: Any, **_: Any) -> Any:
        """No se usa: escribe `motor.construccion`, que no va palabra por palabra."""
        raise NotImplementedError


def esquema() -> Schema:
    """El esquema de los dos índices."""
    return Schema(**{campo_de(seccion): CampoDeFormas() for seccion in SECCIONES})
