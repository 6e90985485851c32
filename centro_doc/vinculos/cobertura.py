"""La cobertura del plan activo como un árbol: objetivo, acción, actividad y cuántos documentos la prueban.

Qué cuenta lo decide `consultas.cuentas_por_nodo`: documentos publicados, visibles para quien lee, con un
vínculo confirmado que sustenta o es producto. Aquí sólo se ordena para la cinta y la tabla del plan.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.plan.modelos import ClaseNodo, Nodo, PeriodoPlan
from centro_doc.vinculos.consultas import CuentaNodo, cuentas_por_nodo

NOMBRES_CORTOS = {
    "OO1": "Representación e intermediación ciudadana",
    "OO2": "Iniciativas de ley",
    "OO3": "Control político y presupuestario",
    "OO4": "Fortalecimiento institucional",
}
"""Cómo llama el centro a los objetivos del plan 2009-2012; el texto literal está en su nodo."""

_NINGUNO = CuentaNodo()


@dataclass(frozen=True, slots=True)
class ActividadCubierta:
    """Una actividad y cuántos documentos la prueban."""

    codigo: str
    texto: str
    incompleto: bool
    documentos: int
    sin_pasaje: int


@dataclass(frozen=True, slots=True)
class AccionCubierta:
    """Una acción con sus actividades, en el orden del plan; puede no tener ninguna."""

    codigo: str
    texto: str
    documentos: int
    actividades: tuple[ActividadCubierta, ...]

    @property
    def con_evidencia(self) -> int:
        """Cuántas de sus actividades tienen al menos un documento."""
        return sum(1 for actividad in self.actividades if actividad.documentos)


@dataclass(frozen=True, slots=True)
class ObjetivoCubierto:
    """Un objetivo operativo, listo para la macro `cintas`. `documentos` cuenta distintos, no la suma."""

    codigo: str
    nombre: str
    texto: str
    documentos: int
    acciones: tuple[AccionCubierta, ...]

    @property
    def total(self) -> int:
        """Cuántas actividades tiene."""
        return sum(len(accion.actividades) for accion in self.acciones)

    @property
    def con_evidencia(self) -> int:
        """Cuántas actividades tienen al menos un documento."""
        return sum(accion.con_evidencia for accion in self.acciones)


@dataclass(frozen=True, slots=True)
class Cobertura:
    """El plan activo con su cobertura."""

    titulo: str
    desde: int
    hasta: int
    objetivos: tuple[ObjetivoCubierto, ...]

    @property
    def total(self) -> int:
        """Cuántas actividades tiene el plan."""
        return sum(objetivo.total for objetivo in self.objetivos)

    @property
    def con_evidencia(self) -> int:
        """Cuántas actividades tienen al menos un documento."""
        return sum(objetivo.con_evidencia for objetivo in self.objetivos)


def cobertura(sesion: Session, marcas: frozenset[str]) -> Cobertura | None:
    """La cobertura del plan activo para quien lee con `marcas`; `None` si no hay plan cargado."""
    periodo = sesion.scalar(select(PeriodoPlan).where(PeriodoPlan.activo))
    if periodo is None:
        return None
    nodos = sesion.scalars(select(Nodo).where(Nodo.periodo_id == periodo.id).order_by(Nodo.orden)).all()
    arbol = _Arbol(nodos, cuentas_por_nodo(sesion, periodo.id, marcas))
    objetivos = tuple(arbol.objetivo(nodo) for nodo in nodos if nodo.clase == ClaseNodo.OBJETIVO_OPERATIVO)
    return Cobertura(periodo.titulo, periodo.desde, periodo.hasta, objetivos)


class _Arbol:
    def __init__(self, nodos: Sequence[Nodo], cuentas: Mapping[int, CuentaNodo]) -> None:
        self._cuentas = cuentas
        self._hijos: defaultdict[tuple[int | None, str], list[Nodo]] = defaultdict(list)
        for nodo in nodos:
            self._hijos[nodo.padre_id, nodo.clase].append(nodo)

    def objetivo(self, nodo: Nodo) -> ObjetivoCubierto:
        acciones = tuple(self._accion(hijo) for hijo in self._hijos[nodo.id, ClaseNodo.ACCION])
        nombre = NOMBRES_CORTOS.get(nodo.codigo, nodo.texto)
        return ObjetivoCubierto(nodo.codigo, nombre, nodo.texto, self._cuenta(nodo).documentos, acciones)

    def _accion(self, nodo: Nodo) -> AccionCubierta:
        actividades = tuple(self._actividad(hijo) for hijo in self._hijos[nodo.id, ClaseNodo.ACTIVIDAD])
        return AccionCubierta(nodo.codigo, nodo.texto, self._cuenta(nodo).documentos, actividades)

    def _actividad(self, nodo: Nodo) -> ActividadCubierta:
        cuenta = self._cuenta(nodo)
        return ActividadCubierta(
            nodo.codigo, nodo.texto, nodo.incompleto, cuenta.documentos, cuenta.sin_pasaje
        )

    def _cuenta(self, nodo: Nodo) -> CuentaNodo:
        return self._cuentas.get(nodo.id, _NINGUNO)
