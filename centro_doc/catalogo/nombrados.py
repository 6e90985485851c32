"""Los registros («CD-00018») que nombra un texto escrito por una persona, y quién los ve."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, DocumentoMarca
from centro_doc.cuentas.permisos import PUBLICO

_GUIONES = "\\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_NOMBRADO = re.compile(
    rf"(?<![^\W_])CD(?:\s*[{_GUIONES}]\s*(\d+)|\s*(\d{{5,}}))(?![^\W_])",
    re.IGNORECASE,
)
"""Con guion, aunque le falten ceros; sin él, sólo con las cinco cifras: «CD 1» puede ser un disco."""
_CIFRAS = 12
"""Más no las tiene ningún registro."""


def nombrados(texto: str) -> frozenset[str]:
    """Los registros que nombra un texto."""
    return frozenset(en_su_orden(texto))


def en_su_orden(texto: str) -> tuple[str, ...]:
    """Los mismos, en su orden y sin repetir.

    Sin distinguir mayúsculas, con cualquier guion y sin contar lo que no se ve.

    >>> en_su_orden("CD-00018, cd‑18, Cd—00019 y CD00020; no CD 1 ni ABCD-00021")
    ('CD-00018', 'CD-00019', 'CD-00020')
    """
    llano = unicodedata.normalize("NFKC", texto)
    se_ve = "".join(letra for letra in llano if unicodedata.category(letra) != "Cf")
    numeros = ((una[1] or una[2]).lstrip("0") for una in _NOMBRADO.finditer(se_ve))
    return tuple(dict.fromkeys(f"CD-{uno:0>5}" for uno in numeros if uno and len(uno) <= _CIFRAS))


def que_no_ven_todos(sesion: Session, documento: Documento, texto: str) -> list[str]:
    """Los registros que nombra un texto y que no ve todo el que ve el documento de que habla."""
    return ajenos(sesion, {documento.id: nombrados(texto)})[documento.id]


def ajenos(sesion: Session, dichos: Mapping[int, Iterable[str]]) -> Mapping[int, list[str]]:
    """De los registros que se dicen de cada documento, por su número, los que no ve todo el que lo ve.

    Les falta alguna marca de las del documento. Una consulta, o ninguna si no se dice ninguno.
    """
    todos = {registro for suyos in dichos.values() for registro in suyos}
    if not todos:
        return {numero: [] for numero in dichos}
    registros: dict[int, str] = {}
    marcas: dict[str, set[str]] = {}
    for numero, registro, marca in sesion.execute(
        select(Documento.id, Documento.identificador, DocumentoMarca.marca)
        .outerjoin(DocumentoMarca, DocumentoMarca.documento_id == Documento.id)
        .where(Documento.identificador.in_(todos) | Documento.id.in_(dichos))
    ):
        registros[numero] = registro
        marcas.setdefault(registro, set()).update([marca] if marca else [])
    return {
        numero: sorted(
            uno
            for uno in suyos
            if uno in marcas
            and uno != registros[numero]
            and PUBLICO not in marcas[uno]
            and not marcas[registros[numero]] <= marcas[uno]
        )
        for numero, suyos in dichos.items()
    }
