"""Lo que un PDF dice de quien lo hizo: sus datos, su XMP (ISO 16684-1) y los EXIF de sus fotos."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree
from pikepdf import Array, Name, Stream

from indexador.extraccion.cuadros import FALLAS
from indexador.extraccion.fotos import de_fotos
from indexador.extraccion.huellas import AUTOR, EMPRESA, RESPONSABLE, Dicho

_EXIF = b"Exif\0\0"
_CABEZA = 70_000
"""Octetos del principio de un JPEG en que cabe su EXIF."""
_XMP_MAXIMO = 2_000_000
_DE_XMP = {"creator": AUTOR, "Company": EMPRESA, "Manager": RESPONSABLE}
_FALLAS = (pikepdf.PdfError, *FALLAS)


def huellas_de_pdf(ruta: Path, clave: str) -> tuple[list[Dicho], int]:
    """Lo que dicen el XMP y las fotos, y cuántas de éstas dicen dónde se tomaron.

    No levanta nada: lo que no se puede mirar no se dice.
    """
    dichos: list[Dicho] = []
    con_lugar = 0
    try:
        with pikepdf.open(ruta, password=clave, suppress_warnings=True) as pdf:
            dichos += _del_xmp(pdf)
            for octetos in _con_exif(pdf):
                suyas = de_fotos([octetos])
                dichos += suyas.dichos
                con_lugar += suyas.con_lugar
    except _FALLAS:
        pass
    return dichos, con_lugar


def _del_xmp(pdf: pikepdf.Pdf) -> list[Dicho]:
    flujo = pdf.Root.get("/Metadata")
    if not isinstance(flujo, Stream):
        return []
    sin_entidades = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    raiz = etree.fromstring(flujo.read_bytes()[:_XMP_MAXIMO], sin_entidades)
    return [] if raiz is None else list(_dichos(raiz))


def _dichos(raiz: etree._Element) -> Iterator[Dicho]:
    """Los valores de cada clase, en un elemento, en su lista o en un atributo (ISO 16684-1, 7)."""
    for elemento in raiz.iter("{*}*"):
        clase = _DE_XMP.get(etree.QName(elemento).localname)
        if clase is not None:
            yield from ((clase, str(valor)) for valor in elemento.itertext() if valor.strip())
        for nombre, valor in elemento.attrib.items():
            suya = _DE_XMP.get(etree.QName(nombre).localname)
            if suya is not None:
                yield suya, str(valor)


def _con_exif(pdf: pikepdf.Pdf) -> Iterator[bytes]:
    for objeto in pdf.objects:
        if isinstance(objeto, Stream) and objeto.get("/Subtype") == Name.Image and _es_jpeg(objeto):
            octetos = objeto.read_raw_bytes()
            if _EXIF in octetos[:_CABEZA]:
                yield octetos


def _es_jpeg(objeto: Any) -> bool:
    filtros = objeto.get("/Filter")
    return filtros == Name.DCTDecode or (isinstance(filtros, Array) and list(filtros) == [Name.DCTDecode])
