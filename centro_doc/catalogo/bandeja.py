"""La bandeja de ingreso de una persona: su lote, lo que dejó a medias y un sello que dice si algo cambió."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from centro_doc.catalogo import lotes
from centro_doc.catalogo.consultas import Cola, FiltroCola, cola
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor, marcas


@dataclass(frozen=True, slots=True)
class Bandeja:
    """Lo que se ve en la bandeja. `en_curso` son los archivos del lote que se están leyendo."""

    lote: lotes.LoteVisto | None
    medias: tuple[lotes.AMedias, ...]
    cola: Cola

    @property
    def en_curso(self) -> int:
        """Cuántos archivos del lote faltan por leer."""
        return self.lote.en_curso if self.lote is not None else 0

    @property
    def sello(self) -> str:
        """Cambia cuando hay que volver a pedir la página: otras cuentas, u otro lote."""
        lote = self.lote
        del_lote = (lote.id, lote.total, lote.atencion, lote.en_curso) if lote is not None else ()
        medias = (len(self.medias), sum(media.posicion for media in self.medias))
        return ".".join(map(str, (*del_lote, *medias, *self.cola.cuentas.values())))


def mirar(sesion: Session, actor: Actor, filtro: FiltroCola, *, reloj: Reloj) -> Bandeja:
    """La bandeja de ahora, con la parte de la cola que diga el filtro."""
    desde = lotes.inicio_del_dia(reloj.hoy(), reloj.ahora())
    return Bandeja(
        lotes.lote_de_hoy(sesion, marcas(actor), actor.usuario_id, desde=desde),
        tuple(lotes.a_medias(sesion, actor.usuario_id)),
        cola(sesion, marcas(actor), actor.usuario_id, filtro),
    )
