"""Dónde están, en la página que se ve, las palabras de las que salió cada sugerencia."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from centro_doc.catalogo.modelos_sugerencias import EstadoSugerencia
from centro_doc.curaduria.consultas import HojaVista
from centro_doc.curaduria.sugeridas import Sugerida
from centro_doc.documentos.marcas import CajaVista, Rotulo, cajas_de_pasaje, margen, sin_encimar

ALTO_DEL_ROTULO = 3.5
"""Lo que ocupa un rótulo, en porcentaje del alto de la página, que aquí se ve a media pantalla."""


@dataclass(frozen=True, slots=True)
class Senal:
    """Una sugerencia sobre la imagen: sus cajas y el lugar de su rótulo en el margen, en porcentajes."""

    sugerida: Sugerida
    cajas: tuple[CajaVista, ...]
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class TramoSugerido:
    """Un trozo del texto de la página y las sugerencias que salieron de él."""

    texto: str
    todas: tuple[Sugerida, ...] = ()
    empiezan: tuple[Sugerida, ...] = ()


@dataclass(frozen=True, slots=True)
class Senaladas:
    """Lo que se señala en una página: sobre su imagen y dentro de su texto."""

    imagen: tuple[Senal, ...] = ()
    tramos: tuple[TramoSugerido, ...] = ()


def senalar(hoja: HojaVista | None, todas: Iterable[Sugerida]) -> Senaladas:
    """Las sugerencias que salieron de la página que se ve; ninguna si no hay página."""
    if hoja is None:
        return Senaladas()
    suyas = _de_la_hoja(hoja, todas)
    return Senaladas(_sobre_la_imagen(hoja, suyas), _sobre_el_texto(hoja.texto, suyas))


def _de_la_hoja(hoja: HojaVista, todas: Iterable[Sugerida]) -> tuple[Sugerida, ...]:
    """Las de esta página que nadie rechazó y cuyas palabras siguen en su lugar."""
    return tuple(
        una
        for una in todas
        if una.pagina == hoja.numero
        and una.literal
        and una.estado != EstadoSugerencia.RECHAZADA
        and hoja.texto[una.inicio : una.fin] == una.literal
    )


def _sobre_la_imagen(hoja: HojaVista, suyas: Sequence[Sugerida]) -> tuple[Senal, ...]:
    """Las cajas y los rótulos, sin que uno tape a otro. Sin cajas de palabras no hay señales."""
    proporcion = hoja.alto / hoja.ancho if hoja.ancho else 1.3
    con_cajas = [
        (una, cajas)
        for una in suyas
        if (cajas := cajas_de_pasaje(hoja.palabras, una.inicio, una.fin, proporcion, ""))
    ]
    rotulos = sin_encimar(
        [Rotulo(margen(hoja.palabras, cajas[0]), cajas[0].y, pasaje=una.numero) for una, cajas in con_cajas],
        ALTO_DEL_ROTULO,
    )
    lugares = {rotulo.pasaje: rotulo for rotulo in rotulos}
    return tuple(
        Senal(una, tuple(cajas), lugares[una.numero].x, lugares[una.numero].y) for una, cajas in con_cajas
    )


def _sobre_el_texto(texto: str, suyas: Sequence[Sugerida]) -> tuple[TramoSugerido, ...]:
    """El texto partido donde empieza o termina una sugerencia; juntos son el texto entero."""
    cortes = sorted({0, len(texto), *(lugar for una in suyas for lugar in (una.inicio, una.fin))})
    return tuple(
        TramoSugerido(
            texto[desde:hasta],
            tuple(una for una in suyas if una.inicio <= desde < una.fin),
            tuple(una for una in suyas if una.inicio == desde),
        )
        for desde, hasta in pairwise(cortes)
    )
