"""Documentos de prueba y un lector de cada clase."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from indexador.consulta import Consulta, Filtros, Resultado
from indexador.ficha import Ficha, Fragmento
from indexador.motor import MotorWhoosh

ANONIMO = frozenset({"publico"})
PERSONAL = frozenset({"publico", "personal"})
GRUPO = frozenset({"publico", "grupo:AG2"})


def ficha(
    documento: int, titulo: str = "", *paginas: str, marcas: Sequence[str] = ("publico",), **campos: Any
) -> Ficha:
    """Un documento con una página por texto; es público si lleva esa marca."""
    valores: dict[str, Any] = {
        "identificador": f"CD-{documento:05}",
        "revision": 1,
        "tipo": "decreto_congreso",
        "fecha": date(2000 + documento % 20, 1, 1),
    }
    return Ficha(
        documento=documento,
        titulo=titulo,
        publica="publico" in marcas,
        marcas=frozenset(marcas),
        fragmentos=tuple(
            Fragmento(n, n, 0, len(texto), f"p. {n}", texto) for n, texto in enumerate(paginas, start=1)
        ),
        **(valores | campos),
    )


def buscar(
    motor: MotorWhoosh,
    texto: str,
    marcas: frozenset[str] = ANONIMO,
    *,
    filtros: Filtros | None = None,
    **opciones: Any,
) -> Resultado:
    """La respuesta a una consulta."""
    return motor.buscar(Consulta(texto, marcas, filtros or Filtros(), **opciones))


def hallados(motor: MotorWhoosh, texto: str, marcas: frozenset[str] = ANONIMO, **opciones: Any) -> list[int]:
    """Los documentos de la primera página, en orden."""
    return [acierto.documento for acierto in buscar(motor, texto, marcas, **opciones).aciertos]
