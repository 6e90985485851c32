"""La cobertura del plan: qué documentos prueban cada actividad, para un lector.

Cuenta documentos publicados que el lector puede ver, con un vínculo CONFIRMADO de relación `sustenta` o
`producto`; lo que el sistema propone no suma, y lo que el plan `enuncia` de sí mismo, tampoco. Cada documento
cuenta una vez en el nodo al que está vinculado y una en cada uno de sus ancestros; un vínculo con un tema
cuenta en su subproducto.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.modelos import Documento, DocumentoMarca, Estado
from centro_doc.plan.modelos import ClaseNodo, Nodo, PeriodoPlan
from centro_doc.vinculos.consultas import CUENTAN
from centro_doc.vinculos.modelos import EstadoVinculo, Vinculo

Hijos = Mapping[int | None, list[Nodo]]
Probados = Mapping[int, set[int]]


@dataclass(frozen=True, slots=True)
class NodoCubierto:
    """Un nodo y los documentos (por su id) que lo prueban, a él o a algo que cuelga de él."""

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
    """Un objetivo operativo, listo para la macro `cintas`; `nombre` es como lo llama el centro."""

    nombre: str
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


def cobertura(
    sesion: Session,
    marcas: Set[str],
    *,
    clave: str | None = None,
    tipos: Collection[str] | None = None,
) -> Cobertura | None:
    """La cobertura del plan con esa clave (sin ella, el activo) para quien lee con `marcas`.

    Con `tipos`, sólo cuentan los documentos de esos tipos. `None` si no hay tal plan.
    """
    condicion = PeriodoPlan.activo if clave is None else PeriodoPlan.clave == clave
    periodo = sesion.scalar(select(PeriodoPlan).where(condicion))
    if periodo is None:
        return None
    nodos = sesion.scalars(select(Nodo).where(Nodo.periodo_id == periodo.id).order_by(Nodo.orden)).all()
    hijos: defaultdict[int | None, list[Nodo]] = defaultdict(list)
    for nodo in nodos:
        hijos[nodo.padre_id].append(nodo)
    probados = documentos_por_nodo(sesion, periodo.id, marcas, tipos=tipos)
    objetivos = tuple(
        _objetivo(nodo, hijos, probados) for nodo in nodos if nodo.clase == ClaseNodo.OBJETIVO_OPERATIVO
    )
    return Cobertura(periodo.id, periodo.clave, periodo.titulo, periodo.desde, periodo.hasta, objetivos)


def publicados_visibles(marcas: Set[str]) -> Select[int]:
    """Los id de los documentos publicados que ve quien lee con `marcas`: va dentro de otra consulta."""
    vistos = select(DocumentoMarca.documento_id).where(DocumentoMarca.marca.in_(sorted(marcas)))
    return select(Documento.id).where(Documento.estado == Estado.PUBLICADO, Documento.id.in_(vistos))


def documentos_por_nodo(
    sesion: Session, periodo_id: int, marcas: Set[str], *, tipos: Collection[str] | None = None
) -> Probados:
    """Por cada nodo de un plan, los documentos que lo prueban directamente (sin sus descendientes)."""
    nodo = func.coalesce(Vinculo.nodo_id, Tema.nodo_id)
    visibles = publicados_visibles(marcas)
    if tipos is not None:
        visibles = visibles.where(Documento.tipo.in_(tipos))
    consulta = (
        select(Nodo.id, Vinculo.documento_id)
        .join(Tema, Tema.id == Vinculo.tema_id, isouter=True)
        .join(Nodo, Nodo.id == nodo)
        .where(
            Nodo.periodo_id == periodo_id,
            Vinculo.estado == EstadoVinculo.CONFIRMADO,
            Vinculo.relacion.in_(CUENTAN),
            Vinculo.documento_id.in_(visibles),
        )
    )
    por_nodo: defaultdict[int, set[int]] = defaultdict(set)
    for nodo_id, documento_id in sesion.execute(consulta):
        por_nodo[nodo_id].add(documento_id)
    return por_nodo


def _objetivo(nodo: Nodo, hijos: Hijos, probados: Probados) -> ObjetivoCubierto:
    suyos = hijos.get(nodo.id, [])
    return ObjetivoCubierto(
        *_comun(nodo, hijos, probados),
        nombre=str(nodo.datos.get("nombre_corto", nodo.texto)),
        productos=tuple(
            NodoCubierto(*_comun(uno, hijos, probados)) for uno in suyos if uno.clase == ClaseNodo.PRODUCTO
        ),
        metas=tuple(_meta(uno) for uno in suyos if uno.clase == ClaseNodo.META),
        acciones=tuple(_accion(uno, hijos, probados) for uno in suyos if uno.clase == ClaseNodo.ACCION),
    )


def _accion(nodo: Nodo, hijos: Hijos, probados: Probados) -> AccionCubierta:
    actividades = tuple(
        ActividadCubierta(
            *_comun(uno, hijos, probados),
            partes=tuple((parte.codigo, parte.texto) for parte in hijos.get(uno.id, [])),
        )
        for uno in hijos.get(nodo.id, [])
    )
    return AccionCubierta(*_comun(nodo, hijos, probados), actividades=actividades)


def _meta(nodo: Nodo) -> MetaDelPlan:
    datos = nodo.datos
    return MetaDelPlan(
        nodo.codigo, nodo.texto, int(datos["valor"]), str(datos["unidad"]), str(datos.get("nota", ""))
    )


def _comun(nodo: Nodo, hijos: Hijos, probados: Probados) -> tuple[str, str, frozenset[int], str, bool]:
    """Los campos de `NodoCubierto`, en su orden."""
    nota = str(nodo.datos.get("nota", ""))
    return (nodo.codigo, nodo.texto, _ids(nodo, hijos, probados), nota, nodo.incompleto)


def _ids(nodo: Nodo, hijos: Hijos, probados: Probados) -> frozenset[int]:
    propios = frozenset(probados.get(nodo.id, ()))
    return propios.union(*(_ids(hijo, hijos, probados) for hijo in hijos.get(nodo.id, [])))
