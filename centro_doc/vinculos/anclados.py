"""Un pasaje anclado como se muestra: donde está ahora o, si está roto, donde estuvo.

Lo son la evidencia de un vínculo y el pasaje de una nota.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import TextoGuardado, Version, Vista
from centro_doc.vinculos.cubiertos import Lugar, cubiertos
from centro_doc.vinculos.modelos import ConAncla, EstadoEvidencia

REUBICADO = "el pasaje se reubicó, sin revisar"
"""Lo que se dice, en todas partes, del que movió el sistema y nadie ha visto."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasajeAnclado:
    """Su lugar y lo que dice. `origen` es lo que decía al tomarlo, si el texto de ahora dice otra cosa.

    En los dos van cubiertos los datos de un particular; `escrito` es lo que dice, sin cubrir: para buscarlo.
    """

    texto_id: int
    pagina: int
    inicio: int
    pagina_fin: int
    fin: int
    literal: str
    estado: str
    origen: str = ""
    escrito: str = ""

    @property
    def rota(self) -> bool:
        """¿Dejó de estar en el texto vigente?"""
        return self.estado == EstadoEvidencia.ROTA

    @property
    def reanclada(self) -> bool:
        """¿La movió el sistema y nadie lo ha visto?"""
        return self.estado == EstadoEvidencia.REANCLADA

    @property
    def aviso(self) -> str:
        """Lo que hay que saber de él antes de creerle, o nada."""
        return REUBICADO if self.reanclada else ""


def lo_cubierto(sesion: Session, ancladas: Iterable[ConAncla]) -> Mapping[Lugar, str]:
    """Lo que dicen, donde están y donde se tomaron, las que llevan datos de un particular."""
    return cubiertos(
        sesion, (lugar for una in ancladas for lugar in (_lugar_actual(una), _lugar_de_origen(una)))
    )


def datos_de(anclado: ConAncla, dichos: Mapping[Lugar, str]) -> dict[str, Any]:
    """Los campos de un `PasajeAnclado` de lo que se guarda; `dichos`, de `lo_cubierto`."""
    lugar, origen = _lugar_actual(anclado), _lugar_de_origen(anclado)
    cambio = lugar.literal.split() != origen.literal.split()
    return {
        **lugar._asdict(),
        "literal": dichos.get(lugar, lugar.literal),
        "escrito": lugar.literal,
        "estado": anclado.estado,
        "origen": dichos.get(origen, origen.literal) if cambio else "",
    }


def textos_quitados(sesion: Session, ancladas: Iterable[ConAncla]) -> frozenset[int]:
    """Los textos de origen de esos pasajes que son de una versión que ya no está a la vista."""
    origenes = {una.texto_id for una in ancladas}
    if not origenes:
        return frozenset()
    return frozenset(
        sesion.scalars(
            select(TextoGuardado.id)
            .join(Version, Version.id == TextoGuardado.version_id)
            .where(TextoGuardado.id.in_(origenes), Version.vista != Vista.A_LA_VISTA)
        )
    )


def _lugar_actual(evidencia: ConAncla) -> Lugar:
    """El texto, el lugar y lo que dice: los actuales, o los de origen si no hay otros o está rota."""
    texto, pagina, pagina_fin = (
        evidencia.actual_texto_id,
        evidencia.actual_pagina_inicio,
        evidencia.actual_pagina_fin,
    )
    inicio, fin = evidencia.actual_inicio, evidencia.actual_fin
    if (
        evidencia.estado != EstadoEvidencia.ROTA
        and texto is not None
        and pagina is not None
        and inicio is not None
        and pagina_fin is not None
        and fin is not None
    ):
        return Lugar(texto, pagina, inicio, pagina_fin, fin, evidencia.actual_literal)
    return _lugar_de_origen(evidencia)


def _lugar_de_origen(una: ConAncla) -> Lugar:
    return Lugar(una.texto_id, una.pagina_inicio, una.inicio, una.pagina_fin, una.fin, una.literal)
