"""La norma que se llama exactamente como una ficha: para lo que no lleva número, o no lo trae.

Valen el título o el título corto enteros, frente al nombre oficial o un alias enteros y sin período: ni
mayúsculas, ni signos, ni un artículo delante distinguen. El año al final sólo vale si es el de la norma. Si
un nombre es de dos normas, alguna vez, o los dos títulos lo son de normas distintas, no es de ninguna.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.comun.escrito import plegar
from centro_doc.normas.modelos import AliasDeNorma, Norma

_ACUERDOS = frozenset({"AG", "AM", "AMN", "AIGM", "ATSE", "AL", "AJD"})
CLASES_POR_TIPO: Mapping[str, frozenset[str]] = {
    "tratado": frozenset({"TR"}),
    "convenio": frozenset({"TR"}),
    "declaracion": frozenset({"TR"}),
    "reglamento": _ACUERDOS,
}
"""Tipo de documento → las clases de norma que puede traer sin que su número lo diga."""
_DEL_PAIS = frozenset({"", "GT"})
_DE_TODOS = _DEL_PAIS | {"INT"}
_ARTICULO_DELANTE = re.compile(r"(?:el|la|los|las) ")
_ANIO_AL_FINAL = re.compile(r"(?P<nombre>.+?)(?: de)? (?P<anio>1[89]\d{2}|20\d{2})\Z")
_ANIO_DE_CLAVE = re.compile(r"-(\d{4})\Z")
_NO_LETRAS = re.compile(r"[\W_]+")


class PorTitulo:
    """Los nombres del catálogo, para hallar la norma que se llama como una ficha."""

    def __init__(self, nombres: Iterable[tuple[str, str, bool]]) -> None:
        """`nombres`: cada nombre, la clave de su norma, y si basta para reconocerla."""
        claves: dict[str, set[str]] = {}
        bastan = set()
        for nombre, clave, basta in nombres:
            claves.setdefault(entero(nombre), set()).add(clave)
            if basta:
                bastan.add(entero(nombre))
        self._claves = {
            una: suyas.pop() for una, suyas in claves.items() if len(suyas) == 1 and una in bastan
        }

    def clave(self, tipo: str | None, titulo: str, titulo_corto: str, jurisdiccion: str) -> str:
        """La de la norma que se llama así y puede ser de ese tipo; vacía si ninguna, o si hay duda."""
        clases = CLASES_POR_TIPO.get(tipo or "", frozenset())
        if jurisdiccion not in (_DE_TODOS if "TR" in clases else _DEL_PAIS):
            return ""
        halladas = {uno for dicho in (titulo, titulo_corto) if dicho for uno in self._de(dicho)}
        una = halladas.pop() if len(halladas) == 1 else ""
        return una if una.partition("-")[0] in clases else ""

    def _de(self, dicho: str) -> Iterator[str]:
        limpio = entero(dicho)
        if limpio in self._claves:
            yield self._claves[limpio]
        con_anio = _ANIO_AL_FINAL.match(limpio)
        clave = self._claves.get(con_anio["nombre"], "") if con_anio is not None else ""
        suyo = _ANIO_DE_CLAVE.search(clave)
        if suyo is not None and con_anio is not None and suyo[1] == con_anio["anio"]:
            yield clave


def por_titulo(sesion: Session) -> PorTitulo:
    """Con los nombres oficiales que bastan para reconocer la norma y sus alias. Dos consultas."""
    normas = sesion.execute(select(Norma.id, Norma.clave, Norma.nombre, Norma.citable)).all()
    claves = {fila.id: fila.clave for fila in normas}
    alias = sesion.execute(
        select(
            *(AliasDeNorma.norma_id, AliasDeNorma.alias),
            (AliasDeNorma.marca != "D") & AliasDeNorma.desde.is_(None) & AliasDeNorma.hasta.is_(None),
        ).where(AliasDeNorma.quitada.is_(False))
    ).all()
    oficiales = [(fila.nombre, fila.clave, fila.citable) for fila in normas]
    return PorTitulo([*oficiales, *((dicho, claves[numero], basta) for numero, dicho, basta in alias)])


def entero(dicho: str) -> str:
    """Un nombre sin lo que no lo distingue.

    >>> entero("La Convención sobre los Derechos del NIÑO.")
    'convencion sobre los derechos del nino'
    """
    limpio = _NO_LETRAS.sub(" ", plegar(dicho)).strip()
    delante = _ARTICULO_DELANTE.match(limpio)
    return limpio[delante.end() :] if delante is not None else limpio
