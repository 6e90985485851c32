"""De los parámetros de `/buscar` a una petición: nada de lo que venga en la dirección es un error."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Protocol

from centro_doc.busqueda.pregunta import Pregunta
from centro_doc.catalogo.fechas import leer_fecha_libre
from centro_doc.catalogo.tipos import PAIS
from centro_doc.comun.paginacion import por_hoja_pedido
from indexador.consulta import Consulta, Filtros
from indexador.lengua import Tesauro
from indexador.lengua.preguntas import sin_encargo

ORDENES: Mapping[str, str] = {
    "relevancia": "Relevancia",
    "fecha_desc": "Fecha, más reciente",
    "fecha_asc": "Fecha, más antiguo",
    "publicado_desc": "Publicado más reciente",
    "titulo": "Título",
}
AGRUPACIONES: Mapping[str, str] = {
    "": "Sin agrupar",
    "tipo": "Tipo",
    "anio": "Año",
    "tema": "Tema de agenda",
}
POR_PAGINA = 10
POR_PAGINA_EN_LOTE = (POR_PAGINA, 50, 100)
"""Cuántos por página puede pedir quien elige documentos para un cambio de una vez."""
PASAJES = 8
"""Pasajes que se piden de cada documento: tres a la vista y el resto plegado."""
VALORES = 50
"""Valores que se atienden de cada filtro."""
PAGINA_MAXIMA = 10_000_000
_ANIO = re.compile(r"\d{4}")


class Parametros(Protocol):
    """Los argumentos de una petición, con repetidos (`werkzeug.MultiDict`)."""

    def get(self, nombre: str, omision: str, /) -> str:
        """El primero con ese nombre."""

    def getlist(self, nombre: str, /) -> list[str]:
        """Todos los que llevan ese nombre."""


@dataclass(frozen=True)
class Peticion:
    """Una búsqueda pedida. `desde` y `hasta` son como se escribieron, si se entendieron.

    Con `vigente` sólo se quieren los textos de las normas que regían ese día.
    """

    q: str = ""
    filtros: Filtros = field(default_factory=Filtros)
    desde: str = ""
    hasta: str = ""
    vigente: date | None = None
    orden: str = "relevancia"
    agrupar: str = ""
    pagina: int = 1
    por_pagina: int = POR_PAGINA
    literal: bool = False
    """Si se pidió buscar tal como se escribió, sin corregirlo."""
    avisos: tuple[str, ...] = ()

    @cached_property
    def pregunta(self) -> Pregunta:
        """Lo que se entiende de `q`; sin el encargo con que se pide, salvo que se quiera tal cual."""
        return Pregunta(self.q if self.literal else sin_encargo(self.q))

    @property
    def activos(self) -> int:
        """Cuántos filtros hay puestos; las fechas cuentan como uno."""
        filtros = self.filtros
        listas = (
            *(filtros.tipos, filtros.temas, filtros.actividades, filtros.instituciones),
            *(filtros.accesos, filtros.paises),
        )
        fechas = bool(filtros.desde or filtros.hasta) + (self.vigente is not None)
        return sum(len(lista) for lista in listas) + fechas

    def consulta(self, marcas: frozenset[str], tesauro: Tesauro, **cambios: int) -> Consulta:
        """La consulta que responde el índice a un lector con esas marcas."""
        base = Consulta(
            texto=self.q,
            marcas=marcas,
            filtros=self.filtros,
            orden=self.orden,
            agrupar=self.agrupar,
            pagina=self.pagina,
            por_pagina=self.por_pagina,
            pasajes_por_documento=PASAJES,
            corregir=not self.literal,
            del_pais=PAIS,
            tesauro=tesauro,
        )
        return replace(base, **cambios)  # type: ignore[arg-type]

    def parametros(self) -> dict[str, str | list[str]]:
        """Lo mismo, como argumentos de una dirección; sin la página."""
        filtros = self.filtros
        todos: dict[str, str | list[str]] = {
            "q": self.q,
            "tipo": list(filtros.tipos),
            "tema": list(filtros.temas),
            "actividad": list(filtros.actividades),
            "institucion": list(filtros.instituciones),
            "acceso": list(filtros.accesos),
            "pais": list(filtros.paises),
            "desde": self.desde,
            "hasta": self.hasta,
            "vigente": self.vigente.isoformat() if self.vigente is not None else "",
            "orden": self.orden if self.orden != "relevancia" else "",
            "agrupar": self.agrupar,
            "literal": "1" if self.literal else "",
            "por": str(self.por_pagina) if self.por_pagina != POR_PAGINA else "",
        }
        return {nombre: valor for nombre, valor in todos.items() if valor}


def leer_peticion(argumentos: Parametros, *, en_lote: bool = False) -> Peticion:
    """Lee `q`, los filtros, `vigente`, `orden`, `agrupar` y `pagina`; con `en_lote`, también `por`.

    Un aviso dice lo que se dejó por no entenderlo.
    """
    avisos: list[str] = []
    desde, dia_desde = _fecha(argumentos.get("desde", ""), False, avisos)
    hasta, dia_hasta = _fecha(argumentos.get("hasta", ""), True, avisos)
    if dia_desde and dia_hasta and dia_desde > dia_hasta:
        desde, dia_desde, hasta, dia_hasta = hasta, _dia(hasta, False), desde, _dia(desde, True)
        avisos.append("El año inicial era posterior al final: se buscó entre los dos.")
    orden, agrupar = argumentos.get("orden", "relevancia"), argumentos.get("agrupar", "")
    return Peticion(
        q=argumentos.get("q", "").strip(),
        filtros=Filtros(
            tipos=_valores(argumentos.getlist("tipo")),
            temas=_valores(argumentos.getlist("tema")),
            actividades=_valores(argumentos.getlist("actividad")),
            instituciones=_valores(argumentos.getlist("institucion")),
            accesos=_valores(argumentos.getlist("acceso")),
            paises=_valores(argumentos.getlist("pais")),
            desde=dia_desde,
            hasta=dia_hasta,
        ),
        desde=desde,
        hasta=hasta,
        vigente=_vigente(argumentos.get("vigente", ""), avisos),
        orden=orden if orden in ORDENES else "relevancia",
        agrupar=agrupar if agrupar in AGRUPACIONES else "",
        pagina=leer_numero(argumentos.get("pagina", ""), PAGINA_MAXIMA),
        por_pagina=_por_pagina(argumentos) if en_lote else POR_PAGINA,
        literal=argumentos.get("literal", "") == "1",
        avisos=tuple(avisos),
    )


def _por_pagina(argumentos: Parametros) -> int:
    return por_hoja_pedido({"por": argumentos.get("por", "")}, POR_PAGINA_EN_LOTE)


def leer_numero(escrito: str, maximo: int) -> int:
    """Un entero entre 1 y `maximo`; lo que no lo es vale 1."""
    limpio = escrito.strip()
    if not (limpio.isascii() and limpio.isdigit()) or len(limpio) > 9:
        return 1
    return min(max(1, int(limpio)), maximo)


def _valores(crudos: Sequence[str]) -> tuple[str, ...]:
    limpios = (crudo.strip()[:80] for crudo in crudos[:VALORES])
    return tuple(dict.fromkeys(limpio for limpio in limpios if limpio))


def _fecha(escrito: str, es_final: bool, avisos: list[str]) -> tuple[str, date | None]:
    limpio = escrito.strip()
    if not limpio:
        return "", None
    dia = _dia(limpio, es_final)
    if dia is None:
        avisos.append(
            f"No entendimos la fecha «{limpio[:20]}»: escriba un año, como 2009. Se buscó sin ella."
        )
        return "", None
    return limpio, dia


def _vigente(escrito: str, avisos: list[str]) -> date | None:
    """El día en que debe regir la norma: AAAA-MM-DD, 12/05/2009…; de un mes o un año, su primer día."""
    limpio = escrito.strip()[:40]
    dia, _, _ = leer_fecha_libre(limpio)
    if limpio and dia is None:
        avisos.append(
            f"No entendimos la fecha «{limpio[:20]}»: escriba el día, como 12/05/2009. Se buscó sin mirar "
            "qué normas estaban vigentes."
        )
    return dia


def _dia(escrito: str, es_final: bool) -> date | None:
    """El primer o el último día de un año, o el día mismo si se escribió entero (AAAA-MM-DD)."""
    try:
        if _ANIO.fullmatch(escrito):
            return date(int(escrito), 12, 31) if es_final else date(int(escrito), 1, 1)
        return date.fromisoformat(escrito)
    except ValueError:
        return None
