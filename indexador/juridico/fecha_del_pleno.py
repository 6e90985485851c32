"""La fecha en que el Pleno conoció una iniciativa, según su carátula."""

import re
from collections.abc import Iterator
from dataclasses import replace

from indexador.juridico.hojas import Hoja
from indexador.juridico.propuesta import Propuesta
from indexador.lengua.fechas_escritas import FechaEscrita, hallar_en_plano

_LARGO_DE_CARATULA = 6_000
_SUELTA = 0.55
_LEJOS_DEL_ROTULO = "No está junto a su rótulo: compruébela en la imagen."
_SOLA = 40
_RAYA = re.compile(r"(?<=\d )\|(?= de)")
"""La raya que un OCR ve tras el día no es otro uno: «18 | DE FEBRERO»."""


def leer(hoja: Hoja, desde: int, hasta: int) -> Iterator[Propuesta]:
    """La fecha que sigue a su rótulo o, si se leyó por columnas, la única que va en renglón propio."""
    trozo = _RAYA.sub(" ", hoja.plano[desde : min(hasta, desde + 160)])
    halladas = [(desde, fecha) for fecha in hallar_en_plano(trozo)[:1]]
    sueltas = [] if halladas else list(_fechas_solas(hoja))
    if len({fecha.iso for _, fecha in sueltas}) == 1:
        lugar, fecha = sueltas[0]
        halladas = [(lugar, replace(fecha, confianza=_SUELTA, nota=_LEJOS_DEL_ROTULO))]
    for lugar, fecha in halladas:
        yield hoja.propuesta(
            "fecha:conocimiento_pleno",
            fecha.iso,
            lugar + fecha.inicio,
            lugar + fecha.fin,
            fecha.confianza,
            fecha.nota,
            fecha.precision,
        )


def _fechas_solas(hoja: Hoja) -> Iterator[tuple[int, FechaEscrita]]:
    """Las fechas que ocupan un renglón entero, con dónde empieza él."""
    for renglon in hoja.renglones(0, _LARGO_DE_CARATULA):
        if len(renglon.texto) > _SOLA:
            continue
        for fecha in hallar_en_plano(renglon.plano)[:1]:
            if not re.search(r"\w", renglon.plano[: fecha.inicio] + renglon.plano[fecha.fin :]):
                yield renglon.inicio, fecha
