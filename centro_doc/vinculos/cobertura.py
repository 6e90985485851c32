"""La cobertura del plan: cuántos documentos prueban cada actividad, para un lector.

Cuenta documentos publicados que el lector puede ver, con un vínculo CONFIRMADO de relación `sustenta` o
`producto`; lo que el sistema propone no suma, y lo que el plan `enuncia` de sí mismo, tampoco. Un vínculo a
una subactividad cuenta para su actividad, y cada documento cuenta una sola vez.
"""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, DocumentoMarca, Estado
from centro_doc.plan.modelos import ClaseNodo, Nodo, PeriodoPlan
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion, Vinculo

RELACIONES = (Relacion.SUSTENTA, Relacion.PRODUCTO)
NOMBRES_CORTOS = {
    "OO1": "Representación e intermediación ciudadana",
    "OO2": "Iniciativas de ley",
    "OO3": "Control político y presupuestario",
    "OO4": "Fortalecimiento institucional",
}
"""Cómo llama el centro a los objetivos del plan 2009-2012; el texto literal está en su nodo."""


@dataclass(frozen=True, slots=True)
class ActividadCubierta:
    """Una actividad y los documentos (por su id) que la prueban."""

    codigo: str
    texto: str
    ids: frozenset[int]

    @property
    def documentos(self) -> int:
        """Cuántos documentos la prueban."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class AccionCubierta:
    """Una acción con sus actividades, en el orden del plan; puede no tener ninguna."""

    codigo: str
    texto: str
    actividades: tuple[ActividadCubierta, ...]


@dataclass(frozen=True, slots=True)
class ObjetivoCubierto:
    """Un objetivo operativo, listo para la macro `cintas`."""

    codigo: str
    nombre: str
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
        return sum(1 for actividad in self.actividades if actividad.ids)

    @property
    def documentos(self) -> int:
        """Documentos distintos que prueban alguna de sus actividades."""
        return len(frozenset[int]().union(*(actividad.ids for actividad in self.actividades)))


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


def cobertura(sesion: Session, marcas: Set[str]) -> Cobertura | None:
    """La cobertura del plan activo para quien lee con `marcas`; `None` si no hay plan cargado."""
    periodo = sesion.scalar(select(PeriodoPlan).where(PeriodoPlan.activo))
    if periodo is None:
        return None
    nodos = sesion.scalars(select(Nodo).where(Nodo.periodo_id == periodo.id).order_by(Nodo.orden)).all()
    probados = _documentos_por_nodo(sesion, marcas)
    hijos: defaultdict[int | None, list[Nodo]] = defaultdict(list)
    for nodo in nodos:
        hijos[nodo.padre_id].append(nodo)
    objetivos = tuple(
        _objetivo(nodo, hijos, probados) for nodo in nodos if nodo.clase == ClaseNodo.OBJETIVO_OPERATIVO
    )
    return Cobertura(periodo.titulo, periodo.desde, periodo.hasta, objetivos)


def publicados_visibles(marcas: Set[str]) -> Select[int]:
    """Los id de los documentos publicados que ve quien lee con `marcas`: va dentro de otra consulta."""
    vistos = select(DocumentoMarca.documento_id).where(DocumentoMarca.marca.in_(sorted(marcas)))
    return select(Documento.id).where(Documento.estado == Estado.PUBLICADO, Documento.id.in_(vistos))


def _documentos_por_nodo(sesion: Session, marcas: Set[str]) -> Mapping[int, set[int]]:
    consulta = select(Vinculo.nodo_id, Vinculo.documento_id).where(
        Vinculo.estado == EstadoVinculo.CONFIRMADO,
        Vinculo.relacion.in_(RELACIONES),
        Vinculo.documento_id.in_(publicados_visibles(marcas)),
    )
    por_nodo: defaultdict[int, set[int]] = defaultdict(set)
    for nodo_id, documento_id in sesion.execute(consulta):
        if nodo_id is not None:
            por_nodo[nodo_id].add(documento_id)
    return por_nodo


def _objetivo(
    nodo: Nodo, hijos: Mapping[int | None, list[Nodo]], probados: Mapping[int, set[int]]
) -> ObjetivoCubierto:
    acciones = tuple(
        AccionCubierta(
            accion.codigo,
            accion.texto,
            tuple(
                ActividadCubierta(n.codigo, n.texto, _ids(n, hijos, probados))
                for n in hijos.get(accion.id, ())
                if n.clase == ClaseNodo.ACTIVIDAD
            ),
        )
        for accion in hijos.get(nodo.id, ())
        if accion.clase == ClaseNodo.ACCION
    )
    return ObjetivoCubierto(nodo.codigo, NOMBRES_CORTOS.get(nodo.codigo, nodo.texto), acciones)


def _ids(
    nodo: Nodo, hijos: Mapping[int | None, list[Nodo]], probados: Mapping[int, set[int]]
) -> frozenset[int]:
    propios = frozenset(probados.get(nodo.id, ()))
    return propios.union(*(_ids(hijo, hijos, probados) for hijo in hijos.get(nodo.id, ())))
