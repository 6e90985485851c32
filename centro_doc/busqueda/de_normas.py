"""Los documentos de lo que nombra una consulta, cuando sus palabras no están en ninguno.

Quien escribe «Decreto 26-2016» o «artículo:12 decreto:46-2007» quiere esa norma: si nada lleva ese número en
su texto, valen más los que la traen o la citan que los que tienen alguna de sus palabras.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from centro_doc.busqueda.norma_pedida import objetivos_pedidos
from centro_doc.grafo.acceso import cuentan, se_ven
from centro_doc.grafo.citantes import Articulo, citan_a
from centro_doc.grafo.modelos import LecturaJuridica, ObjetivoDeCita
from centro_doc.normas.consultas import en_prosa
from centro_doc.normas.modelos import Norma
from centro_doc.normas.uniones import textos_de_normas
from indexador.juridico.objetivos import Objetivo
from indexador.lengua import Tesauro


@dataclass(frozen=True, slots=True)
class DeNormas:
    """Los que traen o citan lo nombrado, y cómo se dice que son ellos."""

    documentos: frozenset[int]
    aviso: str


def de_normas(
    sesion: Session, marcas: frozenset[str], consulta: str, tesauro: Tesauro | None
) -> DeNormas | None:
    """Los documentos visibles que traen las normas que nombra una consulta, o citan lo que pide de ellas.

    Nada si la consulta no nombra ninguna. Cinco consultas.
    """
    objetivos = objetivos_pedidos(sesion, consulta, tesauro)
    if not objetivos:
        return None
    claves = tuple(dict.fromkeys(uno.norma for uno in objetivos))
    citan = sesion.scalars(
        select(ObjetivoDeCita.documento_id)
        .where(or_(*map(_citan, objetivos)), cuentan(ObjetivoDeCita.documento_id, marcas))
        .distinct()
    )
    dichas = " y ".join(f"«{en_prosa(clave)}»" for clave in claves)
    documentos = frozenset(citan) | _traen(sesion, claves, marcas)
    return DeNormas(documentos, f"Se muestran los documentos que traen o citan {dichas}.")


def _citan(objetivo: Objetivo) -> ColumnElement[bool]:
    articulo = (
        Articulo(objetivo.articulo, objetivo.serie) if objetivo.articulo and not objetivo.hasta else None
    )
    return citan_a(objetivo.norma, articulo)


def _traen(sesion: Session, claves: Sequence[str], marcas: frozenset[str]) -> frozenset[int]:
    normas = sesion.scalars(select(Norma).where(Norma.clave.in_(claves))).all()
    de_catalogo = textos_de_normas(sesion, normas, marcas)
    leidos = sesion.scalars(
        select(LecturaJuridica.documento_id).where(
            LecturaJuridica.clave.in_(claves), se_ven(LecturaJuridica.documento_id, marcas)
        )
    )
    unidos = {texto.documento.id for textos in de_catalogo.values() for texto in textos}
    return frozenset(leidos) | unidos
