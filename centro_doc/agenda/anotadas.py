"""Cuándo se supo de cada etapa de una iniciativa, para quien lee: lo que usan las novedades y los avisos."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, false, or_, select, true
from sqlalchemy.orm import Session

from centro_doc.agenda.etapas import tabla
from centro_doc.agenda.modelos import TEMAS_DE_INICIATIVA, EtapaDeIniciativa, Iniciativa
from centro_doc.catalogo.acceso import visible_para, visto_desde
from centro_doc.catalogo.modelos import Documento


@dataclass(frozen=True, slots=True)
class Anotada:
    """Una etapa en un tema, con el registro de su prueba. `cuando`: desde cuándo la ve quien lee."""

    etapa: EtapaDeIniciativa
    iniciativa: int
    tema_id: int
    registro: str
    cuando: datetime

    @property
    def nombre(self) -> str:
        """El de la etapa, como se lee."""
        etapas = tabla().etapas
        return etapas[self.etapa.estado].nombre if self.etapa.estado in etapas else self.etapa.estado


def anotadas(
    sesion: Session, comienzos: Mapping[int, datetime | None], marcas: frozenset[str]
) -> tuple[Anotada, ...]:
    """Las etapas de las iniciativas de unos temas que entraron después de su comienzo. Una consulta.

    Quien ve el documento que prueba una etapa la ve; si se le abre después, la ve desde entonces.
    """
    abierto, tema = visto_desde(marcas), TEMAS_DE_INICIATIVA.c.tema_id
    despues = [
        and_(tema == uno, or_(EtapaDeIniciativa.anotada > desde, abierto > desde) if desde else true())
        for uno, desde in comienzos.items()
    ]
    filas = sesion.execute(
        select(EtapaDeIniciativa, Iniciativa.numero, tema, Documento.identificador, abierto)
        .join(Iniciativa, Iniciativa.id == EtapaDeIniciativa.iniciativa_id)
        .join(TEMAS_DE_INICIATIVA, TEMAS_DE_INICIATIVA.c.iniciativa_id == Iniciativa.id)
        .join(Documento, Documento.id == EtapaDeIniciativa.documento_id)
        .where(EtapaDeIniciativa.quitada.is_(False), visible_para(marcas), or_(false(), *despues))
        .order_by(EtapaDeIniciativa.id)
    )
    return tuple(
        Anotada(etapa, numero, suyo, registro, max(etapa.anotada, desde or etapa.anotada))
        for etapa, numero, suyo, registro, desde in filas
    )
