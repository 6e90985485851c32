"""Lo que dicen de sí las fotos que van dentro de otro archivo: quién las hizo y dónde se tomaron (EXIF)."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image

from indexador.errores import NoExtraible
from indexador.extraccion.cuadros import FALLAS, FORMATOS, dice_donde, quien_la_hizo
from indexador.extraccion.huellas import Dicho
from indexador.extraccion.oculto import cuenta
from indexador.extraccion.paquete import Paquete

_EXIF = b"Exif\0\0"
_CABEZA = 70_000
"""Octetos del principio de un JPEG en que cabe su EXIF."""
_JPEG = re.compile(rb"\xff\xd8\xff")
_EN_UN_PAQUETE = re.compile(r"(?:.*/)?(?:media|Pictures)/[^/]+")
"""Donde guardan las imágenes Office (ECMA-376) y OpenDocument."""
_FOTOS = 500
"""Cuántas se miran de un archivo."""


@dataclass(frozen=True, slots=True)
class DeFotos:
    """Quién hizo las fotos de un archivo, y cuántas llevan el lugar donde se tomaron."""

    dichos: tuple[Dicho, ...] = ()
    con_lugar: int = 0

    @property
    def lugares(self) -> str:
        """Para el aviso de lo oculto; vacío si ninguna lo lleva."""
        una, varias = "imagen que dice dónde se tomó (GPS)", "imágenes que dicen dónde se tomaron (GPS)"
        return cuenta(self.con_lugar, una, varias)


def de_fotos(fotos: Iterable[bytes]) -> DeFotos:
    """Lo que dicen unas fotos. No levanta nada: lo que no se puede mirar no se dice."""
    dichos: list[Dicho] = []
    con_lugar = 0
    for octetos in fotos:
        try:
            with Image.open(io.BytesIO(octetos), formats=FORMATOS) as imagen:
                dichos += [("autor de una imagen", quien) for quien in quien_la_hizo(imagen)]
                con_lugar += dice_donde(imagen)
        except FALLAS:
            continue
    return DeFotos(tuple(dichos), con_lugar)


def en_un_paquete(paquete: Paquete) -> DeFotos:
    """Las de un documento de Office u OpenDocument."""
    return de_fotos(_del_paquete(paquete))


def en_octetos(octetos: bytes) -> DeFotos:
    """Los JPEG con EXIF que haya sueltos en un archivo de otra clase, estén donde estén."""
    return de_fotos(_sueltas(octetos))


def _del_paquete(paquete: Paquete) -> Iterator[bytes]:
    suyas = sorted(nombre for nombre in paquete.nombres() if _EN_UN_PAQUETE.fullmatch(nombre))
    for nombre in suyas[:_FOTOS]:
        try:
            octetos = paquete.bytes_de(nombre)
        except NoExtraible:
            continue
        if octetos:
            yield octetos


def _sueltas(octetos: bytes) -> Iterator[bytes]:
    miradas = 0
    for hallado in _JPEG.finditer(octetos):
        trozo = octetos[hallado.start() : hallado.start() + _CABEZA]
        if _EXIF in trozo:
            yield trozo
            miradas += 1
        if miradas == _FOTOS:
            return
