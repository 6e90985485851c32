"""La cobertura de un nodo: cuántos documentos lo prueban, cuándo, de qué tipo, y qué falta de lo esperado."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from centro_doc.catalogo.tipos import nombre_de_tipo, tipos
from centro_doc.cobertura.avance import AvanceDeMeta, AvanceEsperado, avances
from centro_doc.cobertura.lectura import Esperada, ReglaDeMeta
from centro_doc.cobertura.probanza import Probanza, con_pasaje, probanza
from centro_doc.cobertura.tabla import FilaTipo
from centro_doc.cobertura.trimestres import Calendario, Eje, Reparto, calendario
from centro_doc.plan.consultas import Lugar, nodos
from centro_doc.plan.modelos import ClaseNodo


@dataclass(frozen=True, slots=True)
class NodoMedido:
    """Un nodo y lo suyo. Los repartos de `hijos` van por el número del hijo.

    `documentos` son distintos; `sumados`, los mismos, una vez por cada nodo con que están vinculados;
    `sin_pasaje`, los que ningún pasaje sostiene. `metas` son la del nodo o las de su objetivo o su producto.
    """

    lugar: Lugar
    calendario: Calendario
    ramas: frozenset[int]
    ids: frozenset[int]
    sumados: int
    sin_pasaje: int
    todos: Reparto
    por_tipo: tuple[FilaTipo, ...]
    hijos: Mapping[int, Reparto]
    esperadas: tuple[AvanceEsperado, ...]
    quitadas: tuple[Esperada, ...]
    metas: tuple[AvanceDeMeta, ...]

    @property
    def documentos(self) -> int:
        """Cuántos documentos distintos lo prueban, a él o a algo que cuelga de él."""
        return len(self.ids)

    @property
    def de_meta(self) -> bool:
        """¿Es una meta? Entonces se mide por lo que cuenta, y no por sus vínculos."""
        return self.lugar.nodo.clase == ClaseNodo.META


def medir(sesion: Session, lugar: Lugar, marcas: Set[str], *, eje: Eje, hoy: date) -> NodoMedido:
    """La cobertura de un nodo para quien lee con `marcas`."""
    suyos = nodos(sesion, lugar.periodo.id)
    dada, dias = probanza(sesion, suyos, marcas), calendario(lugar.periodo, eje, hoy)
    avance = avances(sesion, lugar.periodo, suyos, dada, marcas)
    ramas, ids = dada.ramas(lugar.nodo.id), frozenset(dada.de(lugar.nodo.id))
    codigos = [nodo.codigo for nodo in suyos if nodo.id in ramas]
    return NodoMedido(
        lugar=lugar,
        calendario=dias,
        ramas=ramas,
        ids=ids,
        sumados=dada.pares(lugar.nodo.id),
        sin_pasaje=len(ids - con_pasaje(sesion, ramas, ids)),
        todos=dias.repartir(dada.trimestres(ids, eje)),
        por_tipo=_por_tipo(ids, dada, dias),
        hijos={uno.id: dias.repartir(dada.trimestres(dada.de(uno.id), eje)) for uno in lugar.hijos},
        esperadas=tuple(una for codigo in codigos for una in avance.esperadas.get(codigo, ())),
        quitadas=avance.quitadas.get(lugar.nodo.codigo, ()),
        metas=tuple(meta for meta in avance.metas.values() if _le_toca(meta.regla, lugar, codigos)),
    )


def _le_toca(regla: ReglaDeMeta, lugar: Lugar, codigos: list[str]) -> bool:
    """A la propia meta, a aquello en que se cuenta y al objetivo que la tiene."""
    return lugar.nodo.codigo in regla.nodos or regla.codigo in codigos


def _por_tipo(documentos: Set[int], dada: Probanza, dias: Calendario) -> tuple[FilaTipo, ...]:
    """Por su tipo, en el orden del catálogo; al final, los que no tienen."""
    juntos: dict[str, list[int]] = {}
    for uno in documentos:
        juntos.setdefault(dada.datos[uno][0] or "", []).append(uno)
    orden = {clave: lugar for lugar, clave in enumerate(tipos().tipos)}
    claves = sorted(juntos, key=lambda clave: (orden.get(clave, len(orden)), clave))
    return tuple(
        FilaTipo(
            clave,
            nombre_de_tipo(clave or None),
            dias.repartir(dada.trimestres(juntos[clave], dias.eje)),
        )
        for clave in claves
    )
