"""Qué documentos prueban cada nodo de un plan, para un lector, y de cada uno lo que se cuenta.

Son los publicados que el lector puede ver, con un vínculo CONFIRMADO de relación `sustenta` o `producto`; lo
que el sistema propone no suma, y lo que el plan `enuncia` de sí mismo, tampoco. Un vínculo con un tema
cuenta en su subproducto. Se lee en dos consultas, sean los que sean.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import ColumnElement, Select, String, cast, exists, func, select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.cobertura.trimestres import Eje, Trimestre
from centro_doc.plan.modelos import Nodo
from centro_doc.vinculos.arbol import linea
from centro_doc.vinculos.consultas import CUENTAN
from centro_doc.vinculos.modelos import EstadoVinculo, Evidencia, Vinculo

NODO_DEL_VINCULO = func.coalesce(Vinculo.nodo_id, Tema.nodo_id)
"""El nodo en que cuenta un vínculo, si se une con `Tema` por `Vinculo.tema_id`."""
Dato = tuple[str | None, int | None, int]
"""El tipo de un documento y sus trimestres del hecho y de ingreso."""


@dataclass(frozen=True)
class Probanza:
    """Por cada nodo, los números de los documentos que lo prueban a él mismo; y los datos de cada uno."""

    por_nodo: Mapping[int, Set[int]]
    datos: Mapping[int, Dato]
    padres: Mapping[int, int | None]

    @cached_property
    def con_lo_suyo(self) -> Mapping[int, Set[int]]:
        """Lo mismo, con los documentos de lo que cuelga de cada nodo; cada documento, una vez en cada uno."""
        todos: defaultdict[int, set[int]] = defaultdict(set)
        for nodo, documentos in self.por_nodo.items():
            for subida in linea(self.padres, nodo):
                todos[subida] |= documentos
        return todos

    @property
    def todos(self) -> frozenset[int]:
        """Los que prueban algún nodo del plan."""
        return frozenset[int]().union(*self.por_nodo.values())

    def de(self, nodo: int) -> Set[int]:
        """Los que prueban un nodo o algo que cuelga de él."""
        return self.con_lo_suyo.get(nodo, frozenset())

    def ramas(self, nodo: int) -> frozenset[int]:
        """El número de un nodo y los de todo lo que cuelga de él."""
        return frozenset(uno for uno in self.padres if nodo in linea(self.padres, uno))

    def pares(self, nodo: int) -> int:
        """Los documentos de un nodo y de lo suyo, cada uno una vez por cada nodo con que está vinculado."""
        return sum(len(self.por_nodo.get(uno, ())) for uno in self.ramas(nodo))

    def trimestres(self, documentos: Iterable[int], eje: Eje) -> list[int | None]:
        """El trimestre de cada uno según un eje."""
        campo = 1 if eje is Eje.HECHO else 2
        return [self.datos[uno][campo] for uno in documentos]  # type: ignore[misc]

    def de_tipo(self, documentos: Set[int], tipos: Collection[str]) -> frozenset[int]:
        """Los que son de alguno de esos tipos."""
        return frozenset(uno for uno in documentos if self.datos[uno][0] in tipos)

    def filtrada(self, *, tipos: Collection[str] | None, trimestre: Trimestre | None, eje: Eje) -> "Probanza":
        """Sólo con los documentos de esos tipos y de ese trimestre."""
        if tipos is None and trimestre is None:
            return self
        campo = 1 if eje is Eje.HECHO else 2
        quedan = {
            numero
            for numero, dato in self.datos.items()
            if (tipos is None or dato[0] in tipos) and (trimestre is None or dato[campo] == trimestre.clave)
        }
        return Probanza(
            {nodo: suyos & quedan for nodo, suyos in self.por_nodo.items()}, self.datos, self.padres
        )


def cuentan(marcas: Set[str]) -> tuple[ColumnElement[bool], ...]:
    """Las condiciones de un vínculo que cuenta para quien lee con `marcas`, unido con su documento."""
    return (
        Vinculo.estado == EstadoVinculo.CONFIRMADO,
        Vinculo.relacion.in_(CUENTAN),
        Documento.estado == Estado.PUBLICADO,
        exists().where(DocumentoMarca.documento_id == Documento.id, DocumentoMarca.marca.in_(sorted(marcas))),
    )


def con_nodos(ramas: Collection[int]) -> ColumnElement[bool]:
    """Los vínculos con esos nodos o con los temas que cuentan en ellos; aprovecha los índices de los dos."""
    temas = select(Tema.id).where(Tema.nodo_id.in_(sorted(ramas)))
    return Vinculo.nodo_id.in_(sorted(ramas)) | Vinculo.tema_id.in_(temas)


def probanza(sesion: Session, nodos: Iterable[Nodo], marcas: Set[str]) -> Probanza:
    """La de un plan, dados todos sus nodos, para quien lee con `marcas`."""
    padres = {nodo.id: nodo.padre_id for nodo in nodos}
    por_nodo = {
        nodo: set(map(int, juntos.split(",")))
        for nodo, juntos in sesion.execute(_de_cada_nodo(marcas))
        if nodo in padres
    }
    datos: dict[int, Dato] = {}
    for tipo, hecho, ingreso, juntos in sesion.execute(_iguales(marcas)):
        datos.update(dict.fromkeys(map(int, juntos.split(",")), (tipo, hecho, ingreso)))
    return Probanza(por_nodo, datos, padres)


_JUNTOS = func.aggregate_strings(cast(Documento.id, String), ",")
"""Los números de un grupo en una cadena: un renglón por vínculo costaba el doble."""


def _de_cada_nodo(marcas: Set[str]) -> Select[int, str]:
    return (
        select(NODO_DEL_VINCULO, _JUNTOS)
        .select_from(Vinculo)
        .join(Documento, Documento.id == Vinculo.documento_id)
        .join(Tema, Tema.id == Vinculo.tema_id, isouter=True)
        .where(*cuentan(marcas))
        .group_by(NODO_DEL_VINCULO)
    )


def _iguales(marcas: Set[str]) -> Select[str | None, int | None, int, str]:
    """Los documentos que cuentan, juntos los que son iguales en lo que se cuenta de ellos."""
    datos = (Documento.tipo, Documento.trimestre_hecho, Documento.trimestre_ingreso)
    cuenta, relacion, *del_documento = cuentan(marcas)
    return (
        select(*datos, _JUNTOS)
        .where(*del_documento, Documento.id.in_(select(Vinculo.documento_id).where(cuenta, relacion)))
        .group_by(*datos)
    )


def con_pasaje(sesion: Session, ramas: Collection[int], documentos: Set[int]) -> frozenset[int]:
    """De esos documentos, los que prueban alguno de esos nodos con algún pasaje."""
    consulta = (
        select(Vinculo.documento_id)
        .where(
            Vinculo.estado == EstadoVinculo.CONFIRMADO,
            Vinculo.relacion.in_(CUENTAN),
            con_nodos(ramas),
            exists().where(Evidencia.vinculo_id == Vinculo.id),
        )
        .distinct()
    )
    return frozenset(sesion.scalars(consulta)) & documentos
