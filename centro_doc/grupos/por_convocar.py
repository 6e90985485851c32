"""Qué temas tienen convocatoria, mesas y grupo técnico, y a cuáles les falta (plan, OO2.A1.1 y OO2.A1.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.cuentas.consultas import esta_vigente
from centro_doc.cuentas.modelos import Membresia
from centro_doc.grupos.consultas import a_la_vista, es_del_grupo
from centro_doc.grupos.direcciones import de_mesa
from centro_doc.grupos.modelos import EstadoMesa, Mesa
from centro_doc.grupos.vistos import llamada
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion, Vinculo

CONVOCATORIA = "convocatoria"
CONVOCA_A_MESA = "mesa"


@dataclass(frozen=True, slots=True)
class MesasDeTema:
    """Lo que un tema tiene a la fecha. `convocatorias`: documentos vinculados con él que convocan a una mesa.

    `previstas` son las mesas con fecha y sin convocar: su dirección, cómo se llaman y su día. `ultima` es el
    día de la última convocatoria.
    """

    tema: Tema
    mesas: int
    realizadas: int
    previstas: tuple[tuple[str, str, date], ...]
    ultima: date | None
    convocatorias: int
    integrantes: int

    @property
    def falta_convocatoria(self) -> bool:
        """¿No consta ninguna, ni en una mesa ni en un documento?"""
        return self.ultima is None and not self.convocatorias

    @property
    def falta_grupo(self) -> bool:
        """¿No lo integra nadie hoy?"""
        return not self.integrantes

    @property
    def falta(self) -> bool:
        """¿Queda algo por convocar: la mesa, el grupo o una que tiene fecha?"""
        return self.falta_convocatoria or self.falta_grupo or bool(self.previstas)


def mesas_por_tema(sesion: Session, marcas: frozenset[str], hoy: date) -> tuple[MesasDeTema, ...]:
    """Todos los temas, en su orden. Cuatro consultas."""
    temas = sesion.scalars(select(Tema).order_by(Tema.orden)).all()
    mesas: dict[int, list[Mesa]] = {}
    for mesa in sesion.scalars(
        select(Mesa).join(Tema, Tema.id == Mesa.tema_id).where(a_la_vista(marcas)).order_by(Mesa.fecha)
    ):
        mesas.setdefault(mesa.tema_id, []).append(mesa)
    integrantes = _integrantes(sesion, hoy)
    documentos = _convocatorias(sesion, marcas)
    return tuple(
        _de_tema(
            tema,
            mesas.get(tema.id, []),
            integrantes.get(tema.codigo, 0),
            documentos.get(tema.id, 0),
            del_grupo=es_del_grupo(marcas, tema.codigo),
        )
        for tema in temas
    )


def _de_tema(
    tema: Tema, mesas: list[Mesa], integrantes: int, convocatorias: int, *, del_grupo: bool
) -> MesasDeTema:
    return MesasDeTema(
        tema=tema,
        mesas=len(mesas),
        realizadas=sum(una.estado == EstadoMesa.REALIZADA for una in mesas),
        previstas=tuple(
            (de_mesa(una.fecha, una.clave), llamada(una.numero, una.fecha, del_grupo=del_grupo), una.fecha)
            for una in mesas
            if una.estado == EstadoMesa.PREVISTA
        ),
        ultima=max((una.convocada for una in mesas if una.convocada is not None), default=None),
        convocatorias=convocatorias,
        integrantes=integrantes,
    )


def _integrantes(sesion: Session, hoy: date) -> Mapping[str, int]:
    vigentes: dict[str, int] = {}
    for una in sesion.scalars(select(Membresia)):
        if esta_vigente(una, hoy):
            vigentes[una.tema] = vigentes.get(una.tema, 0) + 1
    return vigentes


def _convocatorias(sesion: Session, marcas: frozenset[str]) -> Mapping[int, int]:
    """Cuántos documentos que convocan a una mesa tiene vinculados cada tema, de los que ve el lector."""
    filas = sesion.execute(
        select(Vinculo.tema_id, func.count(Documento.id.distinct()))
        .join(Documento, Documento.id == Vinculo.documento_id)
        .where(
            Vinculo.tema_id.is_not(None),
            Vinculo.estado == EstadoVinculo.CONFIRMADO,
            Vinculo.relacion != Relacion.ENUNCIA,
            Documento.tipo == CONVOCATORIA,
            Documento.metadatos["convocatoria_a"].as_string() == CONVOCA_A_MESA,
            Documento.estado == Estado.PUBLICADO,
            visible_para(marcas),
        )
        .group_by(Vinculo.tema_id)
    )
    return {int(tema): int(cuantos) for tema, cuantos in filas if tema is not None}
