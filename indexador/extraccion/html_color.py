"""Los colores de una página HTML, y cuándo una letra es del mismo que su fondo."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from PIL import ImageColor

Color = tuple[int, int, int]
BLANCO: Color = (255, 255, 255)
ENLACE: Color = (0, 0, 238)
"""El de un enlace que no dice otro (HTML, 15.3.4): no lo hereda de lo que lo rodea."""
_IGUALES = 31
"""Diferencia por canal que no se distingue."""
_PARTES = re.compile(r"(?:url\([^)]*\)|[\w-]+\([^)]*\)|[^\s])[^\s(]*")
_FUNCION = re.compile(r"rgba?\(([^)]*)\)")
_DIBUJAN = re.compile(r"url\(|gradient\(|image\(|var\(")


class Tintas(NamedTuple):
    """La letra y el fondo con que se pinta un elemento; None es el que nadie declaró o no se sabe.

    `invisible`, si la letra es transparente; `dibujo`, si está dentro de un `svg`.
    """

    letra: Color | None = None
    fondo: Color | None = BLANCO
    invisible: bool = False
    dibujo: bool = False

    def se_confunden(self) -> bool:
        """Si lo escrito así no se ve."""
        if self.invisible:
            return True
        if self.letra is None or self.fondo is None:
            return False
        return all(abs(una - otra) <= _IGUALES for una, otra in zip(self.letra, self.fondo, strict=True))


def tintas(etiqueta: str, dice: Mapping[str, str], alrededor: Tintas) -> Tintas:
    """Las de un elemento con esas declaraciones, según las de lo que lo rodea.

    Lo que hay detrás de un dibujo no está en su texto: su fondo no se sabe, y de su letra sólo se mira si
    carece de tinta.
    """
    suyas = alrededor
    if etiqueta == "svg":
        suyas = Tintas(None, None, dibujo=True)
    elif etiqueta == "foreignobject":
        suyas = suyas._replace(dibujo=False)
    elif etiqueta == "a":
        suyas = suyas._replace(letra=ENLACE, invisible=False)
    if suyas.dibujo:
        if (relleno := dice.get("fill")) is not None:
            suyas = suyas._replace(invisible=_transparente(relleno) and "stroke" not in dice)
        return suyas
    for clave in ("background", "background-color", "background-image"):
        if clave in dice:
            suyas = suyas._replace(fondo=_fondo(dice[clave], suyas.fondo))
    tinta = dice.get("color", "inherit")
    if tinta not in {"inherit", "currentcolor"}:
        suyas = suyas._replace(letra=color(tinta), invisible=_transparente(tinta))
    return suyas


def color(escrito: str) -> Color | None:
    """Un color de CSS en rojo, verde y azul, de 0 a 255; None si no se entiende o es transparente."""
    hallado = _FUNCION.fullmatch(escrito)
    if hallado is not None:
        escrito = f"rgb({','.join(_canales(hallado[1])[:3])})"
    try:
        rojo, verde, azul = ImageColor.getrgb(escrito)[:3]
    except ValueError:
        return None
    return rojo, verde, azul


def _fondo(escrito: str, alrededor: Color | None) -> Color | None:
    """El color de un `background`; el de alrededor si no pone ninguno, y None si es imagen o velo."""
    if _DIBUJAN.search(escrito):
        return None
    partes = _PARTES.findall(escrito)
    pintan = [parte for parte in partes if color(parte) is not None and _alfa(parte) != 0]
    if not pintan:
        return alrededor
    return color(pintan[0]) if _alfa(pintan[0]) == 1 else None


def _transparente(escrito: str) -> bool:
    return escrito in {"transparent", "none"} or _alfa(escrito) == 0


def _alfa(escrito: str) -> float:
    """Cuánto tapa un color, de 0 a 1."""
    hallado = _FUNCION.fullmatch(escrito)
    partes = _canales(hallado[1]) if hallado is not None else []
    try:
        return (
            min(1.0, float(partes[3].rstrip("%")) / (100 if "%" in partes[3] else 1)) if partes[3:] else 1.0
        )
    except ValueError:
        return 1.0


def _canales(dentro: str) -> list[str]:
    return [parte for parte in re.split(r"[\s,/]+", dentro) if parte]
