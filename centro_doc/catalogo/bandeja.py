"""La bandeja de ingreso de una persona: lo que subió, la cola y un sello que dice si algo cambió."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from centro_doc.catalogo import lotes
from centro_doc.catalogo.cola import Cola, FiltroCola, Lector, cola, contar
from centro_doc.comun.reloj import Reloj


@dataclass(frozen=True, slots=True)
class Subido:
    """Lo que la persona subió: sus lotes, el que mira y lo que dejó a medias."""

    lote: lotes.LoteVisto | None
    otros: tuple[lotes.LoteBreve, ...]
    medias: tuple[lotes.AMedias, ...]

    @property
    def en_curso(self) -> int:
        """Cuántos archivos del lote faltan por leer."""
        return self.lote.en_curso if self.lote is not None else 0


@dataclass(frozen=True, slots=True)
class Bandeja:
    """Lo que se ve en la bandeja. `sello` cambia cuando hay que volver a pedir la página."""

    subido: Subido
    cola: Cola
    sello: str


@dataclass(frozen=True, slots=True)
class Pulso:
    """Lo justo para saber si algo cambió, sin traer la cola."""

    subido: Subido
    sello: str


def mirar(
    sesion: Session, lector: Lector, filtro: FiltroCola, *, reloj: Reloj, lote: int | None = None
) -> Bandeja:
    """La bandeja de ahora, con la parte de la cola que diga el filtro; `lote` es el que quiere mirar."""
    subido, vista = _subido(sesion, lector, reloj, lote), cola(sesion, lector, filtro)
    return Bandeja(subido, vista, _sello(subido, vista.cuentas.values()))


def pulso(sesion: Session, lector: Lector, *, reloj: Reloj, lote: int | None = None) -> Pulso:
    """Por dónde va lo que se lee, con el mismo sello que `mirar`."""
    subido = _subido(sesion, lector, reloj, lote)
    return Pulso(subido, _sello(subido, contar(sesion, lector).por_pestana.values()))


def _subido(sesion: Session, lector: Lector, reloj: Reloj, elegido: int | None) -> Subido:
    desde = lotes.inicio_del_dia(reloj.hoy(), reloj.ahora())
    breves = lotes.por_atender(sesion, lector.marcas, lector.usuario_id, desde=desde)
    suyo = next((b for b in breves if b.id == elegido), None) or next((b for b in breves if b.de_hoy), None)
    visto = lotes.ver(sesion, lector.marcas, suyo) if suyo is not None else None
    otros = tuple(breve for breve in breves if breve is not suyo)
    return Subido(visto, otros, tuple(lotes.a_medias(sesion, lector.usuario_id)))


def _sello(subido: Subido, cuentas: Iterable[int]) -> str:
    """Otras cuentas, u otro lote."""
    lote = subido.lote
    del_lote = (lote.id, lote.total, lote.atencion, lote.en_curso) if lote is not None else ()
    medias = (len(subido.medias), sum(media.posicion for media in subido.medias))
    return ".".join(map(str, (*del_lote, *medias, *cuentas)))
