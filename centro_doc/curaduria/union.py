"""Unir dos fichas que son el mismo documento: qué quedaría, antes de hacerlo.

La que queda conserva su registro y recibe de la otra las versiones, los vínculos con sus evidencias, los
recibos, las relaciones, las fechas y los datos que le falten. Nada se borra: la ficha unida sigue entera en
la base, sin que nadie la vea, y su dirección lleva a la que quedó.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.modelos import Documento, Estado, FechaDocumento, Version
from centro_doc.catalogo.modelos_recibos import Recibo
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido, RelacionDocumental
from centro_doc.catalogo.reglas import datos_de_acceso
from centro_doc.catalogo.tipos import tipos
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.cuentas.permisos import Actor, exigir
from centro_doc.curaduria import gemelos
from centro_doc.curaduria.campos import (
    DE_LA_FICHA,
    Simple,
    de_acceso,
    decir,
    etiqueta,
    mas_cerrado,
    nombres,
    propios,
    se_juntan,
    valor_de,
)
from centro_doc.vinculos.modelos import Vinculo

UNIBLES = frozenset({Estado.POR_CATALOGAR, Estado.CON_FALLA, Estado.PUBLICADO})


class Orden(StrEnum):
    """Dónde entran las versiones de la ficha unida."""

    DESPUES = "despues"
    """Son más nuevas: la última pasa a ser la actual."""
    ANTES = "antes"
    """Son más viejas: la actual sigue siendo la misma."""


@dataclass(frozen=True, slots=True)
class RenglonDeUnion:
    """Un campo en que las dos fichas no dicen lo mismo. `del_unido` es lo elegido."""

    campo: str
    etiqueta: str
    de_queda: str
    de_unido: str
    del_unido: bool
    valor: Simple

    @property
    def hay_que_elegir(self) -> bool:
        """¿Dicen algo las dos?"""
        return bool(self.de_queda and self.de_unido)


@dataclass(frozen=True, slots=True)
class PlanDeUnion:
    """Lo que quedaría. Con `impedimentos` no se puede unir."""

    queda: Documento
    unido: Documento
    orden: Orden
    renglones: tuple[RenglonDeUnion, ...]
    fechas_nuevas: tuple[FechaDocumento, ...]
    acceso: DatosAcceso
    acceso_dicho: str
    cambia_acceso: bool
    versiones: int
    vinculos: int
    recibos: int
    relaciones: int
    vinculos_dichos: tuple[str, ...]
    """Los vínculos sobre los que las dos fichas no dicen lo mismo, y cómo quedan."""
    impedimentos: tuple[str, ...]

    @property
    def fechas_dichas(self) -> tuple[str, ...]:
        """Las fechas que se añaden, con su clase."""
        return tuple(decir_fecha(fecha) for fecha in self.fechas_nuevas)


def planear(
    sesion: Session,
    actor: Actor,
    queda: str,
    unido: str,
    *,
    orden: Orden = Orden.DESPUES,
    del_unido: Collection[str] = (),
) -> PlanDeUnion:
    """Lo que quedaría al unir dos fichas; `del_unido` son los campos en que vale lo que dice la unida.

    No escribe nada. Levanta `NoEncontrado` si el actor no ve alguna de las dos.
    """
    exigir(actor, "catalogar")
    una, otra = documento_para(sesion, actor, queda), documento_para(sesion, actor, unido)
    propio, ajeno = datos_de_acceso(una), datos_de_acceso(otra)
    acceso = mas_cerrado(propio, ajeno) if se_juntan(propio, ajeno) else propio
    dichos = nombres(sesion)
    return PlanDeUnion(
        queda=una,
        unido=otra,
        orden=orden,
        renglones=_renglones(sesion, una, otra, frozenset(del_unido)),
        fechas_nuevas=_fechas_nuevas(una, otra),
        acceso=acceso,
        acceso_dicho=decir("acceso", de_acceso(acceso), dichos),
        cambia_acceso=acceso != propio,
        versiones=_cuantos(sesion, Version, otra),
        vinculos=_cuantos(sesion, Vinculo, otra),
        recibos=_cuantos(sesion, Recibo, otra),
        relaciones=_relaciones(sesion, otra),
        vinculos_dichos=gemelos.cambios(sesion, una.id, otra.id),
        impedimentos=tuple(_impedimentos(una, otra)),
    )


def abre_lo_unido(sesion: Session, documento: Documento, acceso: DatosAcceso) -> bool:
    """¿Dejaría ese acceso a la vista lo que trajo una ficha unida y más cerrada?"""
    unidas = sesion.scalars(
        select(Documento)
        .join(DocumentoUnido, DocumentoUnido.documento_id == Documento.id)
        .where(DocumentoUnido.queda_id == documento.id)
    )
    return any(mas_cerrado(acceso, datos_de_acceso(una)) != acceso for una in unidas)


def decir_fecha(fecha: FechaDocumento) -> str:
    """«Emisión: 5 de abril de 2011»."""
    nombre = tipos().fechas.get(fecha.clase, fecha.clase)
    return f"{nombre}: {fecha_con_precision(fecha.valor, fecha.precision)}"


def _renglones(
    sesion: Session, queda: Documento, unido: Documento, del_unido: frozenset[str]
) -> tuple[RenglonDeUnion, ...]:
    dichos = nombres(sesion)
    renglones = []
    for campo in (*DE_LA_FICHA, *propios(queda, unido)):
        uno, otro = valor_de(queda, campo), valor_de(unido, campo)
        de_queda, de_unido = decir(campo, uno, dichos), decir(campo, otro, dichos)
        if de_queda == de_unido:
            continue
        toma = bool(de_unido) and (campo in del_unido or not de_queda)
        valor = otro if toma else uno
        renglones.append(RenglonDeUnion(campo, etiqueta(campo), de_queda, de_unido, toma, valor))
    return tuple(renglones)


def _fechas_nuevas(queda: Documento, unido: Documento) -> tuple[FechaDocumento, ...]:
    """Las de la unida que la otra no tiene; una sin valor no se añade si ya hay de su clase."""
    puestas = {(fecha.clase, fecha.valor) for fecha in queda.fechas}
    clases = {fecha.clase for fecha in queda.fechas}
    return tuple(
        fecha
        for fecha in unido.fechas
        if (fecha.clase, fecha.valor) not in puestas
        and (fecha.valor is not None or fecha.clase not in clases)
    )


def _cuantos(sesion: Session, clase: type[Version | Vinculo | Recibo], documento: Documento) -> int:
    consulta = select(func.count(clase.id)).where(clase.documento_id == documento.id)
    return sesion.scalar(consulta) or 0


def _relaciones(sesion: Session, documento: Documento) -> int:
    suyas = (RelacionDocumental.documento_id == documento.id) | (RelacionDocumental.otro_id == documento.id)
    return sesion.scalar(select(func.count(RelacionDocumental.id)).where(suyas)) or 0


def _impedimentos(queda: Documento, unido: Documento) -> Sequence[str]:
    if queda.id == unido.id:
        return ["Un documento no se une consigo mismo."]
    problemas = [
        f"{uno.identificador} {_por_que_no(uno)}" for uno in (queda, unido) if uno.estado not in UNIBLES
    ]
    if unido.estado == Estado.PUBLICADO and queda.estado != Estado.PUBLICADO:
        problemas.append(
            f"{unido.identificador} está publicado y {queda.identificador} no: el público dejaría de verlo. "
            f"Una {queda.identificador} a {unido.identificador}, o publique antes {queda.identificador}."
        )
    if not se_juntan(datos_de_acceso(queda), datos_de_acceso(unido)):
        problemas.append("Las dos fichas tienen accesos cerrados distintos. Póngales antes el mismo.")
    return problemas


def _por_que_no(documento: Documento) -> str:
    if documento.estado == Estado.RETIRADO:
        return "está retirado: repóngalo antes de unirlo."
    return "todavía se está leyendo: espere a que termine."
