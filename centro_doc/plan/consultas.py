"""Lecturas del plan: los períodos, un nodo, su lugar en el árbol y las erratas del original."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.comun.errores import NoEncontrado
from centro_doc.plan.modelos import ClaseNodo, Nodo, PeriodoPlan

NOMBRES_DE_CLASE = {
    ClaseNodo.OBJETIVO_ESTRATEGICO: "Objetivo estratégico",
    ClaseNodo.OBJETIVO_OPERATIVO: "Objetivo operativo",
    ClaseNodo.PRODUCTO: "Producto",
    ClaseNodo.SUBPRODUCTO: "Sub-elemento de producto",
    ClaseNodo.META: "Meta",
    ClaseNodo.ACCION: "Acción",
    ClaseNodo.ACTIVIDAD: "Actividad",
    ClaseNodo.SUBACTIVIDAD: "Sub-elemento de actividad",
}
FUERA_DE_LOS_NODOS = {
    "titulo": "Título del plan",
    "mision": "Misión",
    "temporalidad": "Temporalidad del plan",
}
"""Partes del plan que no son nodos y que una institución puede citar."""


@dataclass(frozen=True, slots=True)
class Errata:
    """Lo que el original escribe así y no se corrigió."""

    literal: str
    debe_ser: str
    nota: str


@dataclass(frozen=True, slots=True)
class Mencion:
    """Un lugar del plan donde aparece un nombre. Sin `codigo`, está fuera de los nodos."""

    codigo: str
    texto: str


@dataclass(frozen=True, slots=True)
class Lugar:
    """Un nodo en su árbol: de la raíz a él (`ancestros`, sin él) y lo que cuelga directamente."""

    periodo: PeriodoPlan
    nodo: Nodo
    ancestros: tuple[Nodo, ...]
    hijos: tuple[Nodo, ...]
    erratas: tuple[Errata, ...]

    @property
    def clase(self) -> str:
        """«Actividad», «Producto»…"""
        return NOMBRES_DE_CLASE[ClaseNodo(self.nodo.clase)]


def periodos(sesion: Session) -> Sequence[PeriodoPlan]:
    """Todos los planes cargados, el más reciente primero."""
    return sesion.scalars(select(PeriodoPlan).order_by(PeriodoPlan.desde.desc(), PeriodoPlan.id)).all()


def periodo(sesion: Session, clave: str | None = None) -> PeriodoPlan:
    """El plan con esa clave o, sin ella, el activo; levanta `NoEncontrado` si no está."""
    condicion = PeriodoPlan.activo if clave is None else PeriodoPlan.clave == clave
    encontrado = sesion.scalar(select(PeriodoPlan).where(condicion))
    if encontrado is None:
        raise NoEncontrado("No hay un plan cargado con esa clave.")
    return encontrado


def nodos(sesion: Session, periodo_id: int) -> Sequence[Nodo]:
    """Los nodos de un plan, en el orden en que se leen."""
    return sesion.scalars(select(Nodo).where(Nodo.periodo_id == periodo_id).order_by(Nodo.orden)).all()


def lugar(sesion: Session, codigo: str, clave: str | None = None) -> Lugar:
    """Un nodo por su código en un plan; levanta `NoEncontrado` si no existe."""
    del_plan = periodo(sesion, clave)
    todos = nodos(sesion, del_plan.id)
    nodo = next((uno for uno in todos if uno.codigo == codigo), None)
    if nodo is None:
        raise NoEncontrado(f"El plan {del_plan.clave} no tiene un nodo con ese código.")
    por_id = {uno.id: uno for uno in todos}
    ancestros: list[Nodo] = []
    padre = nodo.padre_id
    while padre is not None:
        ancestros.append(por_id[padre])
        padre = por_id[padre].padre_id
    return Lugar(
        periodo=del_plan,
        nodo=nodo,
        ancestros=tuple(reversed(ancestros)),
        hijos=tuple(uno for uno in todos if uno.padre_id == nodo.id),
        erratas=_erratas(del_plan, codigo),
    )


def _erratas(del_plan: PeriodoPlan, codigo: str) -> tuple[Errata, ...]:
    return tuple(
        Errata(str(errata["literal"]), str(errata["debe_ser"]), str(errata.get("nota", "")))
        for errata in del_plan.datos.get("erratas", [])
        if codigo in errata.get("nodos", [])
    )


def menciones(sesion: Session, lugares: Collection[str]) -> tuple[Mencion, ...]:
    """Los lugares del plan activo que una institución dice que la nombran, en el orden del plan."""
    activo = sesion.scalar(select(PeriodoPlan).where(PeriodoPlan.activo))
    if activo is None or not lugares:
        return ()
    fuera = [Mencion("", texto) for clave, texto in FUERA_DE_LOS_NODOS.items() if clave in lugares]
    suyos = (nodo for nodo in nodos(sesion, activo.id) if nodo.codigo in lugares)
    return (*fuera, *(Mencion(nodo.codigo, nodo.texto) for nodo in suyos))
