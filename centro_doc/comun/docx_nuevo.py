"""Un DOCX en blanco, sin lo que la plantilla de python-docx trae de otro programa."""

from docx import Document
from docx.document import Document as Escrito
from docx.opc.constants import RELATIONSHIP_TYPE as RT

_AJENAS = frozenset({RT.EXTENDED_PROPERTIES, RT.THUMBNAIL})
"""Dicen que lo hizo «Microsoft Macintosh Word» y enseñan la hoja de otro: ninguna es obligatoria."""


def docx_nuevo() -> Escrito:
    """El documento, sin miniatura ni propiedades de otro programa."""
    escrito = Document()
    relaciones = escrito.part.package.rels
    for clave in [clave for clave, una in relaciones.items() if una.reltype in _AJENAS]:
        relaciones.pop(clave)
    return escrito
