"""Lo que dicen las notas de la copia de un editor: qué norma cambió el artículo y cuándo."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date

from indexador.juridico.articulos_de_texto import ArticuloDeTexto
from indexador.juridico.citas import Contexto, Nombres, hallar

_FECHA = re.compile(r"\b(\d{1,2})-(\d{1,2})-(\d{4})\b")
"""Como las escriben: «el 20-11-2013»."""


def menciones(articulo: ArticuloDeTexto) -> Iterator[tuple[str, date | None]]:
    """La clave de cada norma o expediente que sus notas nombran y la fecha de la nota, si la lleva."""
    vistas = set()
    for nota in articulo.notas:
        cuando = max(_fechas(nota), default=None)
        for cita in hallar(nota, Contexto(), Nombres.de([])):
            for objetivo in cita.objetivos:
                if cita.resolucion == "explicita" and objetivo.norma not in vistas:
                    vistas.add(objetivo.norma)
                    yield objetivo.norma, cuando


def ultima_nota(articulos: Iterable[ArticuloDeTexto]) -> date | None:
    """La fecha más nueva de las notas: hasta dónde llega la copia del editor, que se sepa."""
    return max((f for articulo in articulos for nota in articulo.notas for f in _fechas(nota)), default=None)


def _fechas(nota: str) -> Iterator[date]:
    """Las que existen."""
    for dia, mes, anio in _FECHA.findall(nota):
        with suppress(ValueError):
            yield date(int(anio), int(mes), int(dia))
