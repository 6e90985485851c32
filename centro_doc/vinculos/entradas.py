"""Cuándo entró cada documento en un tema, para quien lee: lo que usan las novedades y los avisos."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, false, func, or_, select, true
from sqlalchemy.orm import Session

from centro_doc.catalogo.acceso import visible_para, visto_desde
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion, Vinculo

Comienzos = Mapping[int, datetime | None]
"""El número de cada tema y desde cuándo se mira; nada, desde siempre."""


@dataclass(frozen=True, slots=True)
class Entrada:
    """Un documento en un tema. `ingreso`: desde cuándo está publicado y lo puede ver quien lee."""

    documento: Documento
    tema_id: int
    ingreso: datetime
    vinculado: datetime

    @property
    def cuando(self) -> datetime:
        """Desde cuándo lo ve en el tema."""
        return max(self.ingreso, self.vinculado)


def entradas(sesion: Session, comienzos: Comienzos, marcas: frozenset[str]) -> tuple[Entrada, ...]:
    """Los documentos publicados de unos temas que entraron después de su comienzo. Una consulta.

    No cuenta el que sólo enuncia el tema. El que se abre a quien lee entra cuando se abre.
    """
    publicado = func.coalesce(Documento.publicado, Documento.creado)
    abierto = visto_desde(marcas)
    ingreso = case((abierto > publicado, abierto), else_=publicado)
    vinculado = func.min(func.coalesce(Vinculo.decidido, Vinculo.creado))
    despues = [
        and_(Vinculo.tema_id == tema, or_(ingreso > desde, vinculado > desde) if desde else true())
        for tema, desde in comienzos.items()
    ]
    filas = sesion.execute(
        select(Documento, Vinculo.tema_id, publicado, abierto, vinculado)
        .join(Vinculo, Vinculo.documento_id == Documento.id)
        .where(
            Vinculo.estado == EstadoVinculo.CONFIRMADO,
            Vinculo.relacion != Relacion.ENUNCIA,
            Vinculo.tema_id.in_(comienzos),
            Documento.estado == Estado.PUBLICADO,
            visible_para(marcas),
        )
        .group_by(Documento.id, Vinculo.tema_id)
        .having(or_(false(), *despues))
        .order_by(Documento.id, Vinculo.tema_id)
    )
    return tuple(
        Entrada(documento, tema, max(puesto, desde or puesto), vinculo)
        for documento, tema, puesto, desde, vinculo in filas
    )
