"""Dos vínculos que son el mismo, uno en cada ficha que se une: cómo quedan en uno solo, y cómo se separan."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from centro_doc.vinculos.formularios import NOMBRES_RELACION
from centro_doc.vinculos.modelos import EstadoVinculo, Evidencia, Vinculo

Fundido = Mapping[str, Any]
"""Lo que hizo `fundir`: `de`, `a`, `evidencias` (números), y `antes` y `despues` como los da `_valores`."""
_FUERZA = (EstadoVinculo.PROPUESTO, EstadoVinculo.RECHAZADO, EstadoVinculo.CONFIRMADO)
"""Lo que decide una persona vale más que lo propuesto, y lo que sostiene, más que lo que descarta."""


def de_documento(sesion: Session, documento_id: int) -> Sequence[Vinculo]:
    """Los vínculos de un documento, en el orden en que se hicieron."""
    return sesion.scalars(
        select(Vinculo).where(Vinculo.documento_id == documento_id).order_by(Vinculo.id)
    ).all()


def cambios(sesion: Session, queda: int, unido: int) -> tuple[str, ...]:
    """Los vínculos que las dos fichas tienen con decisión distinta, y cómo queda cada uno, con palabras."""
    propios = {(v.destino, v.relacion): v for v in de_documento(sesion, queda)}
    dichos = []
    for ajeno in de_documento(sesion, unido):
        propio = propios.get((ajeno.destino, ajeno.relacion))
        if propio is None or propio.estado == ajeno.estado:
            continue
        final = ajeno.estado if _prevalece(ajeno, propio) else propio.estado
        nombre = f"{NOMBRES_RELACION[propio.relacion]} {propio.destino.rpartition(':')[2]}"
        dichos.append(f"{nombre}: {propio.estado} en la que queda y {ajeno.estado} en la otra; queda {final}")
    return tuple(dichos)


def fundir(gemelo: Vinculo, vinculo: Vinculo) -> Fundido:
    """Pasa a `gemelo` las evidencias, el motivo y, si pesa más, la decisión de `vinculo`, que queda vacío."""
    evidencias = list(vinculo.evidencias)
    antes = _valores(gemelo)
    if _prevalece(vinculo, gemelo):
        gemelo.estado = vinculo.estado
        gemelo.decidido, gemelo.decidido_por = vinculo.decidido, vinculo.decidido_por
    gemelo.motivo = _juntos(gemelo.motivo, vinculo.motivo)
    for evidencia in evidencias:
        evidencia.vinculo_id = gemelo.id
    return {
        "de": vinculo.id,
        "a": gemelo.id,
        "evidencias": [evidencia.id for evidencia in evidencias],
        "antes": antes,
        "despues": _valores(gemelo),
    }


def separar(sesion: Session, fundido: Fundido) -> None:
    """Deshace `fundir`: devuelve las evidencias y, si nadie decidió después, lo que el gemelo decía antes."""
    gemelo = sesion.get(Vinculo, fundido["a"])
    sesion.execute(
        update(Evidencia)
        .where(Evidencia.id.in_(fundido["evidencias"]), Evidencia.vinculo_id == fundido["a"])
        .values(vinculo_id=fundido["de"])
    )
    antes, despues = fundido["antes"], fundido["despues"]
    if gemelo is None or _valores(gemelo)[: len(despues)] != despues:
        return
    gemelo.estado, gemelo.motivo = antes[:2]
    if len(antes) == len(_valores(gemelo)):  # las uniones viejas no guardaban quién decidió
        cuando, quien = antes[2:]
        gemelo.decidido = datetime.fromisoformat(cuando) if cuando is not None else None
        gemelo.decidido_por = quien


def _valores(vinculo: Vinculo) -> list[Any]:
    cuando = vinculo.decidido.isoformat() if vinculo.decidido is not None else None
    return [str(vinculo.estado), vinculo.motivo, cuando, vinculo.decidido_por]


def _prevalece(vinculo: Vinculo, sobre: Vinculo) -> bool:
    return _FUERZA.index(EstadoVinculo(vinculo.estado)) > _FUERZA.index(EstadoVinculo(sobre.estado))


def _juntos(uno: str, otro: str) -> str:
    """Los dos motivos; si dicen lo mismo, uno."""
    if not uno or not otro or otro in uno:
        return uno or otro
    return f"{uno.rstrip('.')}. {otro}"
