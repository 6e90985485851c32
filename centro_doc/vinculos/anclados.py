"""Un pasaje anclado como se muestra: donde está ahora o, si está roto, donde estuvo.

Lo son la evidencia de un vínculo y el pasaje de una nota.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import TextoGuardado, Version, Vista
from centro_doc.vinculos.modelos import ConAncla, EstadoEvidencia

REUBICADO = "el pasaje se reubicó, sin revisar"
"""Lo que se dice, en todas partes, del que movió el sistema y nadie ha visto."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasajeAnclado:
    """Su lugar y lo que dice. `origen` es lo que decía al tomarlo, si el texto de ahora dice otra cosa."""

    texto_id: int
    pagina: int
    inicio: int
    pagina_fin: int
    fin: int
    literal: str
    estado: str
    origen: str = ""

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


def datos_de(anclado: ConAncla) -> dict[str, Any]:
    """Los campos de un `PasajeAnclado` de lo que se guarda."""
    texto, (pagina, inicio, pagina_fin, fin), literal = _lugar_actual(anclado)
    return {
        "texto_id": texto,
        "pagina": pagina,
        "inicio": inicio,
        "pagina_fin": pagina_fin,
        "fin": fin,
        "literal": literal,
        "estado": anclado.estado,
        "origen": anclado.literal if literal.split() != anclado.literal.split() else "",
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


def _lugar_actual(evidencia: ConAncla) -> tuple[int, tuple[int, int, int, int], str]:
    """El texto, el lugar y lo que dice: los actuales, o los de origen si no hay otros o está rota."""
    actual = (
        evidencia.actual_pagina_inicio,
        evidencia.actual_inicio,
        evidencia.actual_pagina_fin,
        evidencia.actual_fin,
    )
    texto = evidencia.actual_texto_id
    if texto is not None and evidencia.estado != EstadoEvidencia.ROTA and None not in actual:
        pagina, inicio, pagina_fin, fin = (numero or 0 for numero in actual)
        return texto, (pagina, inicio, pagina_fin, fin), evidencia.actual_literal
    origen = (evidencia.pagina_inicio, evidencia.inicio, evidencia.pagina_fin, evidencia.fin)
    return evidencia.texto_id, origen, evidencia.literal
