"""La cobertura de un plan: sus objetivos, acciones y actividades, con los documentos que los prueban.

Cada documento cuenta una vez en el nodo al que está vinculado y una en cada uno de sus ancestros. Qué
documento prueba qué, y para quién, lo dice `probanza`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.cobertura.probanza import Probanza, probanza
from centro_doc.plan.consultas import nodos
from centro_doc.plan.modelos import ClaseNodo, Nodo, PeriodoPlan

Hijos = Mapping[int | None, list[Nodo]]


@dataclass(frozen=True, slots=True)
class NodoCubierto:
    """Un nodo y los documentos (por su id) que lo prueban, a él o a algo que cuelga de él."""

    nodo_id: int
    codigo: str
    texto: str
    ids: frozenset[int]
    nota: str
    incompleto: bool

    @property
    def documentos(self) -> int:
        """Cuántos documentos lo prueban."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class ActividadCubierta(NodoCubierto):
    """Una actividad; `partes` son los códigos y textos de sus sub-elementos."""

    partes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AccionCubierta(NodoCubierto):
    """Una acción con sus actividades, en el orden del plan; puede no tener ninguna."""

    actividades: tuple[ActividadCubierta, ...]

    @property
    def con_evidencia(self) -> int:
        """Cuántas de sus actividades tienen al menos un documento."""
        return sum(1 for actividad in self.actividades if actividad.ids)


@dataclass(frozen=True, slots=True)
class MetaDelPlan:
    """Una meta: `texto` es lo que dice el plan; `valor` y `unidad`, lectura nuestra que `nota` explica."""

    codigo: str
    texto: str
    valor: int
    unidad: str
    nota: str


@dataclass(frozen=True, slots=True)
class ObjetivoCubierto(NodoCubierto):
    """Un objetivo operativo, listo para la macro `cintas`; `nombre` es como lo llama el centro.

    `sumados` son sus documentos, cada uno una vez por cada nodo suyo con que está vinculado.
    """

    nombre: str
    sumados: int
    productos: tuple[NodoCubierto, ...]
    metas: tuple[MetaDelPlan, ...]
    acciones: tuple[AccionCubierta, ...]

    @property
    def actividades(self) -> tuple[ActividadCubierta, ...]:
        """Todas sus actividades, en orden."""
        return tuple(actividad for accion in self.acciones for actividad in accion.actividades)

    @property
    def total(self) -> int:
        """Cuántas actividades tiene."""
        return len(self.actividades)

    @property
    def con_evidencia(self) -> int:
        """Cuántas tienen al menos un documento."""
        return sum(accion.con_evidencia for accion in self.acciones)


@dataclass(frozen=True, slots=True)
class Cobertura:
    """Un plan con su cobertura."""

    periodo_id: int
    clave: str
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


def cobertura(sesion: Session, marcas: Set[str]) -> Cobertura | None:
    """La cobertura del plan activo para quien lee con `marcas`; `None` si no hay plan."""
    periodo = sesion.scalar(select(PeriodoPlan).where(PeriodoPlan.activo))
    if periodo is None:
        return None
    suyos = nodos(sesion, periodo.id)
    return armar(periodo, suyos, probanza(sesion, suyos, marcas))


def armar(periodo: PeriodoPlan, suyos: Sequence[Nodo], dada: Probanza) -> Cobertura:
    """La cobertura de un plan con todos sus nodos y lo que los prueba."""
    hijos: defaultdict[int | None, list[Nodo]] = defaultdict(list)
    for nodo in suyos:
        hijos[nodo.padre_id].append(nodo)
    objetivos = tuple(
        _objetivo(nodo, hijos, dada) for nodo in suyos if nodo.clase == ClaseNodo.OBJETIVO_OPERATIVO
    )
    return Cobertura(periodo.id, periodo.clave, periodo.titulo, periodo.desde, periodo.hasta, objetivos)


def _objetivo(nodo: Nodo, hijos: Hijos, dada: Probanza) -> ObjetivoCubierto:
    suyos = hijos.get(nodo.id, [])
    return ObjetivoCubierto(
        *_comun(nodo, dada),
        nombre=str(nodo.datos.get("nombre_corto", nodo.texto)),
        sumados=dada.pares(nodo.id),
        productos=tuple(NodoCubierto(*_comun(uno, dada)) for uno in suyos if uno.clase == ClaseNodo.PRODUCTO),
        metas=tuple(_meta(uno) for uno in suyos if uno.clase == ClaseNodo.META),
        acciones=tuple(_accion(uno, hijos, dada) for uno in suyos if uno.clase == ClaseNodo.ACCION),
    )


def _accion(nodo: Nodo, hijos: Hijos, dada: Probanza) -> AccionCubierta:
    actividades = tuple(
        ActividadCubierta(
            *_comun(uno, dada),
            partes=tuple((parte.codigo, parte.texto) for parte in hijos.get(uno.id, [])),
        )
        for uno in hijos.get(nodo.id, [])
    )
    return AccionCubierta(*_comun(nodo, dada), actividades=actividades)


def _meta(nodo: Nodo) -> MetaDelPlan:
    datos = nodo.datos
    return MetaDelPlan(
        nodo.codigo, nodo.texto, int(datos["valor"]), str(datos["unidad"]), str(datos.get("nota", ""))
    )


def _comun(nodo: Nodo, dada: Probanza) -> tuple[int, str, str, frozenset[int], str, bool]:
    """Los campos de `NodoCubierto`, en su orden."""
    nota = str(nodo.datos.get("nota", ""))
    return (nodo.id, nodo.codigo, nodo.texto, frozenset(dada.de(nodo.id)), nota, nodo.incompleto)
