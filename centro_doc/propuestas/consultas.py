"""Lo que el sistema propone y espera decisión, y cuánto acierta según lo que el personal decidió."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.catalogo.sugerencias import titulo_pendiente
from centro_doc.comun.paginacion import Hoja
from centro_doc.propuestas.modelos import VinculoPropuesto
from centro_doc.vinculos.consultas import CUENTAN
from centro_doc.vinculos.destinos import Destino, destinos
from centro_doc.vinculos.modelos import EstadoVinculo, Vinculo
from centro_doc.vinculos.vistos import VinculoVisto, vistos

Ts = TypeVarTuple("Ts")
_POR_HOJA = 25
_CERRADOS = (Estado.RETIRADO, Estado.UNIDO)


@dataclass(frozen=True, slots=True)
class Sustento:
    """Con cuánta confianza se propone un vínculo y por qué, con palabras."""

    confianza: float
    razones: tuple[str, ...]

    @property
    def porciento(self) -> int:
        """La confianza en números redondos; nunca 100, que no hay certeza."""
        return min(99, round(100 * self.confianza))


@dataclass(frozen=True, slots=True)
class Pendiente:
    """Un vínculo propuesto, su documento y su sustento.

    `titulo` es el de la ficha o, si espera decisión, el propuesto.
    """

    documento: Documento
    titulo: str
    vinculo: VinculoVisto
    sustento: Sustento


@dataclass(frozen=True, slots=True)
class Acierto:
    """Lo decidido sobre un destino: aceptados y rechazados de los propuestos, y los que nadie propuso."""

    codigo: str
    texto: str
    aceptados: int
    rechazados: int
    sin_proponer: int
    esperan: int

    @property
    def precision(self) -> float | None:
        """Parte de lo propuesto y decidido que se aceptó."""
        decididos = self.aceptados + self.rechazados
        return self.aceptados / decididos if decididos else None

    @property
    def exhaustividad(self) -> float | None:
        """Parte de lo confirmado que se había propuesto."""
        confirmados = self.aceptados + self.sin_proponer
        return self.aceptados / confirmados if confirmados else None


def sustentos(sesion: Session, vinculos: Collection[int]) -> Mapping[int, Sustento]:
    """El sustento de los vínculos que propuso el sistema, por su número."""
    if not vinculos:
        return {}
    filas = sesion.scalars(select(VinculoPropuesto).where(VinculoPropuesto.vinculo_id.in_(vinculos)))
    return {una.vinculo_id: _sustento(una) for una in filas}


def esta_propuesto(sesion: Session, documento_id: int, vinculo_id: int) -> bool:
    """¿Espera decisión ese vínculo de ese documento?"""
    vinculo = sesion.get(Vinculo, vinculo_id)
    return (
        vinculo is not None
        and vinculo.documento_id == documento_id
        and vinculo.estado == EstadoVinculo.PROPUESTO
    )


def propuestos_de(sesion: Session, documento_id: int) -> Sequence[tuple[VinculoVisto, Sustento | None]]:
    """Los vínculos propuestos de un documento, con su sustento, del más seguro al menos."""
    suyos = vistos(
        sesion, (Vinculo.documento_id == documento_id) & (Vinculo.estado == EstadoVinculo.PROPUESTO)
    )
    razones = sustentos(sesion, [uno.id for uno in suyos])
    con_ellas = [(uno, razones.get(uno.id)) for uno in suyos]
    return sorted(con_ellas, key=lambda par: -(par[1].confianza if par[1] is not None else 1.0))


def pendientes(
    sesion: Session, marcas: frozenset[str], *, destino: str = "", minima: float = 0.0, hoja: int = 1
) -> Hoja[Pendiente]:
    """Los vínculos propuestos de los documentos que ve el lector, del más seguro al menos; de un destino."""
    condiciones = [*_esperan(marcas), VinculoPropuesto.confianza >= minima]
    if destino:
        condiciones.append(Vinculo.destino == destino)
    propuesto = titulo_pendiente().scalar_subquery()
    base = _unidos(select(Vinculo.id, Documento, VinculoPropuesto, propuesto)).where(*condiciones)
    total = sesion.scalar(_unidos(select(func.count())).where(*condiciones)) or 0
    filas = sesion.execute(
        base.order_by(VinculoPropuesto.confianza.desc(), Vinculo.id)
        .offset((hoja - 1) * _POR_HOJA)
        .limit(_POR_HOJA)
    ).all()
    vistas = {uno.id: uno for uno in vistos(sesion, Vinculo.id.in_([fila[0] for fila in filas]))}
    elementos = [
        Pendiente(uno, titulo or uno.titulo_corto or uno.titulo, vistas[numero], _sustento(razones))
        for numero, uno, razones, titulo in filas
    ]
    return Hoja(elementos, hoja, _POR_HOJA, total)


def cuantas_esperan(sesion: Session, marcas: frozenset[str]) -> int:
    """Cuántos vínculos propuestos esperan decisión en los documentos que ve el lector."""
    return sesion.scalar(_unidos(select(func.count())).where(*_esperan(marcas))) or 0


def por_destino(sesion: Session, marcas: frozenset[str]) -> Mapping[str, int]:
    """Cuántas propuestas esperan en cada destino, por su clave."""
    filas = sesion.execute(
        _unidos(select(Vinculo.destino, func.count())).where(*_esperan(marcas)).group_by(Vinculo.destino)
    )
    return dict(filas.all())


def por_codigo(sesion: Session, marcas: frozenset[str]) -> Mapping[str, int]:
    """Lo mismo de `por_destino`, por el código del nodo o del tema."""
    return {clave.rpartition(":")[2]: cuantas for clave, cuantas in por_destino(sesion, marcas).items()}


def aciertos(sesion: Session, marcas: frozenset[str]) -> Sequence[Acierto]:
    """Cuánto se acierta en cada destino del que hay algo decidido o propuesto, en el orden del plan."""
    propuesto = VinculoPropuesto.vinculo_id.is_not(None)
    filas = sesion.execute(
        select(Vinculo.destino, Vinculo.estado, propuesto, func.count())
        .join(Documento, Documento.id == Vinculo.documento_id)
        .join(VinculoPropuesto, VinculoPropuesto.vinculo_id == Vinculo.id, isouter=True)
        .where(Vinculo.relacion.in_(CUENTAN), Documento.estado.not_in(_CERRADOS), visible_para(marcas))
        .group_by(Vinculo.destino, Vinculo.estado, propuesto)
    )
    cuentas: defaultdict[str, dict[tuple[str, bool], int]] = defaultdict(dict)
    for destino, estado, fue, cuantos in filas:
        cuentas[destino][estado, bool(fue)] = cuantos
    return [_acierto(uno, cuentas[uno.clave]) for uno in destinos(sesion) if uno.clave in cuentas]


def _acierto(destino: Destino, cuentas: Mapping[tuple[str, bool], int]) -> Acierto:
    return Acierto(
        destino.codigo,
        destino.texto,
        aceptados=cuentas.get((EstadoVinculo.CONFIRMADO, True), 0),
        rechazados=cuentas.get((EstadoVinculo.RECHAZADO, True), 0),
        sin_proponer=cuentas.get((EstadoVinculo.CONFIRMADO, False), 0),
        esperan=cuentas.get((EstadoVinculo.PROPUESTO, True), 0),
    )


def _unidos(consulta: Select[*Ts]) -> Select[*Ts]:
    """La consulta, sobre los vínculos que propuso el sistema y sus documentos."""
    return (
        consulta.select_from(Vinculo)
        .join(VinculoPropuesto, VinculoPropuesto.vinculo_id == Vinculo.id)
        .join(Documento, Documento.id == Vinculo.documento_id)
    )


def _esperan(marcas: frozenset[str]) -> tuple[ColumnElement[bool], ...]:
    return (
        Vinculo.estado == EstadoVinculo.PROPUESTO,
        Documento.estado.not_in(_CERRADOS),
        visible_para(marcas),
    )


def _sustento(una: VinculoPropuesto) -> Sustento:
    return Sustento(una.confianza, tuple(str(razon["texto"]) for razon in una.razones))
