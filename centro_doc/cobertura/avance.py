"""Cuánto llevan las metas del plan, y qué hay de lo que se espera de cada nodo."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import nombre_de_tipo
from centro_doc.cobertura.lectura import (
    NUMERO,
    Cada,
    Esperada,
    ReglaDeMeta,
    esperadas_de_fabrica,
    reglas_de_metas,
)
from centro_doc.cobertura.modelos import EvidenciaEsperada
from centro_doc.cobertura.probanza import Probanza, con_nodos, cuentan
from centro_doc.cobertura.trimestres import Trimestre, del_plan
from centro_doc.comun.escrito import plegar
from centro_doc.plan.modelos import ClaseNodo, Nodo, PeriodoPlan
from centro_doc.vinculos.modelos import Vinculo

_ANIO = re.compile(r"\b(?:19|20)\d\d\b")
_POR_PERIODO = frozenset({Cada.ANIO, Cada.TRIMESTRE})
Dichos = Mapping[int, tuple[str, Mapping[str, Any]]]
"""Por documento, su número y los datos propios de su tipo."""


@dataclass(frozen=True, slots=True)
class AvanceDeMeta:
    """Cuánto lleva una meta. `sin_dato`: documentos del tipo que no dicen lo que se cuenta.

    `partes`: código, texto y cuánto lleva cada sub-elemento del producto, si se cuentan por separado.
    """

    codigo: str
    valor: int
    unidad: str
    llevado: int
    documentos: int
    sin_dato: int
    tipo: str
    regla: ReglaDeMeta
    partes: tuple[tuple[str, str, int], ...]

    @property
    def porciento(self) -> int:
        """La parte que lleva, hasta 100."""
        return min(100, 100 * self.llevado // self.valor) if self.valor else 0


@dataclass(frozen=True, slots=True)
class AvanceEsperado:
    """Lo que hay de lo que se espera. `huecos`: los años, trimestres o temas a los que les falta.

    `hay` son todos los documentos del tipo; `cumplidos`, los que llenan lo esperado, hasta `total`.
    """

    esperada: Esperada
    tipo: str
    total: int
    hay: int
    cumplidos: int
    huecos: tuple[str, ...]

    @property
    def faltan(self) -> int:
        """Cuántos faltan."""
        return self.total - self.cumplidos


@dataclass(frozen=True, slots=True)
class Avances:
    """Los de un plan: las metas y lo esperado por el código de su nodo, y lo que el personal quitó."""

    metas: Mapping[str, AvanceDeMeta]
    esperadas: Mapping[str, tuple[AvanceEsperado, ...]]
    quitadas: Mapping[str, tuple[Esperada, ...]]

    def faltan(self, codigos: Iterable[str]) -> int:
        """Cuántos documentos esperados faltan en esos nodos."""
        return sum(uno.faltan for codigo in codigos for uno in self.esperadas.get(codigo, ()))


class _Calculo:
    """Lo que hace falta para contar, leído de una vez."""

    def __init__(self, periodo: PeriodoPlan, nodos: Sequence[Nodo], dada: Probanza, dichos: Dichos) -> None:
        self.dada = dada
        self.dichos = dichos
        self.numeros = {nodo.codigo: nodo.id for nodo in nodos}
        self.temas = [(nodo.tema, nodo.id) for nodo in nodos if nodo.tema]
        self.trimestres = del_plan(periodo)
        self.anios = range(periodo.desde, periodo.hasta + 1)
        self._nodos = nodos

    def meta(self, nodo: Nodo, regla: ReglaDeMeta) -> AvanceDeMeta:
        """El avance de una meta."""
        suyos: Set[int] = frozenset().union(
            *(self.dada.de(self.numeros[codigo]) for codigo in regla.nodos if codigo in self.numeros)
        )
        documentos = self.dada.de_tipo(suyos, (regla.tipo,))
        padre = self.numeros.get(regla.partes)
        partes = [n for n in self._nodos if padre is not None and n.padre_id == padre]
        return AvanceDeMeta(
            nodo.codigo,
            int(nodo.datos["valor"]),
            str(nodo.datos["unidad"]),
            len(self._contados(documentos, regla)),
            len(documentos),
            sum(1 for uno in documentos if not self._contados((uno,), regla)),
            nombre_de_tipo(regla.tipo),
            regla,
            tuple(
                (n.codigo, n.texto, len(self._contados(documentos & self.dada.de(n.id), regla)))
                for n in partes
            ),
        )

    def esperada(self, una: Esperada) -> AvanceEsperado:
        """Lo que hay de lo que se espera de un nodo."""
        documentos = self.dada.de_tipo(self.dada.de(self.numeros[una.nodo]), (una.tipo,))
        por_unidad = self._por_unidad(documentos, una.cada)
        cuentas = {unidad: min(len(suyos), una.cantidad) for unidad, suyos in por_unidad.items()}
        return AvanceEsperado(
            una,
            nombre_de_tipo(una.tipo),
            una.cantidad * len(por_unidad),
            len(documentos),
            sum(cuentas.values()),
            tuple(u for u, cuantos in cuentas.items() if cuantos < una.cantidad and una.cada != Cada.PLAN),
        )

    def _contados(self, documentos: Iterable[int], regla: ReglaDeMeta) -> set[str]:
        contados: set[str] = set()
        for uno in documentos:
            numero, metadatos = self.dichos.get(uno, ("", {}))
            dicho = numero if regla.cuenta == NUMERO else metadatos.get(regla.cuenta)
            lista = dicho if isinstance(dicho, list) else [dicho or ""]
            junta = "" if regla.cuenta == NUMERO else " "
            contados.update(re.sub(r"\W+", junta, plegar(str(parte))).strip() for parte in lista)
        return contados - {""}

    def _por_unidad(self, documentos: Set[int], cada: Cada) -> Mapping[str, Set[int]]:
        if cada == Cada.TEMA:
            return {tema: documentos & self.dada.de(nodo) for tema, nodo in self.temas}
        if cada == Cada.PLAN:
            return {"": documentos}
        unidades: dict[str, set[int]] = {
            str(una): set() for una in (self.anios if cada == Cada.ANIO else self.trimestres)
        }
        for uno in documentos:
            for unidad in self._periodos(uno, cada):
                if unidad in unidades:
                    unidades[unidad].add(uno)
        return unidades

    def _periodos(self, documento: int, cada: Cada) -> list[str]:
        """De qué años o trimestre es un documento: lo que dice su ficha o, si no lo dice, cuándo ocurrió."""
        metadatos, hecho = self.dichos.get(documento, ("", {}))[1], self.dada.datos[documento][1]
        anio, trimestre = metadatos.get("anio"), str(metadatos.get("trimestre") or "")
        if cada == Cada.TRIMESTRE and anio and trimestre:
            return [str(Trimestre(int(anio), int(trimestre[1:])))]
        if cada == Cada.ANIO and anio:
            return [str(anio)]
        dichos = _ANIO.findall(str(metadatos.get("periodo") or ""))
        if cada == Cada.ANIO and dichos:
            return dichos
        ocurrido = Trimestre.de_clave(hecho) if hecho is not None else None
        if ocurrido is None:
            return []
        return [str(ocurrido) if cada == Cada.TRIMESTRE else str(ocurrido.anio)]


def avances(
    sesion: Session, periodo: PeriodoPlan, nodos: Sequence[Nodo], dada: Probanza, marcas: Set[str]
) -> Avances:
    """Los de un plan, para quien lee con `marcas`; `dada` es su probanza entera. Dos consultas."""
    todas = esperadas(sesion, periodo, nodos)
    reglas = reglas_de_metas(periodo.clave)
    dichos = _dichos(sesion, reglas.values(), todas, nodos, dada, marcas)
    calculo = _Calculo(periodo, nodos, dada, dichos)
    por_nodo: defaultdict[str, list[AvanceEsperado]] = defaultdict(list)
    quitadas: defaultdict[str, list[Esperada]] = defaultdict(list)
    for una in todas:
        if una.cantidad:
            por_nodo[una.nodo].append(calculo.esperada(una))
        else:
            quitadas[una.nodo].append(una)
    metas = {
        nodo.codigo: calculo.meta(nodo, reglas[nodo.codigo])
        for nodo in nodos
        if nodo.clase == ClaseNodo.META and nodo.codigo in reglas
    }
    return Avances(
        metas,
        {codigo: tuple(suyas) for codigo, suyas in por_nodo.items()},
        {codigo: tuple(suyas) for codigo, suyas in quitadas.items()},
    )


def esperadas(sesion: Session, periodo: PeriodoPlan, nodos: Sequence[Nodo]) -> tuple[Esperada, ...]:
    """Lo que se espera de cada nodo, en el orden del plan: los valores de partida y los del personal.

    Lo que el personal quitó va con cantidad 0.
    """
    codigos = {nodo.id: nodo.codigo for nodo in nodos}
    vigentes = {(una.nodo, una.tipo): una for una in esperadas_de_fabrica(periodo.clave)}
    for fila in sesion.scalars(select(EvidenciaEsperada).order_by(EvidenciaEsperada.id)):
        if fila.nodo_id in codigos:
            codigo = codigos[fila.nodo_id]
            vigentes[codigo, fila.tipo] = Esperada(
                codigo, fila.tipo, fila.cantidad, Cada(fila.cada), "", fila.nota
            )
    orden = {codigo: lugar for lugar, codigo in enumerate(codigos.values())}
    return tuple(sorted((v for v in vigentes.values() if v.nodo in orden), key=lambda v: orden[v.nodo]))


def _dichos(
    sesion: Session,
    reglas: Collection[ReglaDeMeta],
    todas: Iterable[Esperada],
    nodos: Iterable[Nodo],
    dada: Probanza,
    marcas: Set[str],
) -> Dichos:
    """El número y los datos de los documentos de los que hay que leer algo más que su tipo."""
    numeros = {nodo.codigo: nodo.id for nodo in nodos}
    leidas = [una for una in todas if una.cada in _POR_PERIODO]
    codigos = {codigo for regla in reglas for codigo in regla.nodos} | {una.nodo for una in leidas}
    ramas = frozenset[int]().union(*(dada.ramas(numeros[codigo]) for codigo in codigos if codigo in numeros))
    tipos = {regla.tipo for regla in reglas} | {una.tipo for una in leidas}
    suyos = (
        select(Vinculo.documento_id)
        .join(Documento, Documento.id == Vinculo.documento_id)
        .where(*cuentan(marcas), Documento.tipo.in_(sorted(tipos)), con_nodos(ramas))
    )
    consulta = select(Documento.id, Documento.numero, Documento.metadatos).where(Documento.id.in_(suyos))
    return {numero: (registro, metadatos) for numero, registro, metadatos in sesion.execute(consulta)}
