"""Los documentos que alguien nombra sin su registro: «iniciativa 4126», «44-2016», «artículo 26 de la
Constitución», o unas palabras del título.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.numeros import clave as clave_de_iniciativa
from centro_doc.agenda.numeros import leer_numero
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.escrito import plegar
from centro_doc.grafo.articulos import documentos_con_texto
from centro_doc.grafo.palabras import articulo_de_direccion
from centro_doc.normas.memoria import nombres_actuales
from centro_doc.normas.uniones import clave_de_ficha
from indexador.juridico.citas import Contexto, hallar
from indexador.juridico.claves import leer_clave
from indexador.juridico.objetivos import Objetivo

CUANTOS = 8
_FIRME = 0.5


@dataclass(frozen=True, slots=True)
class Nombrados:
    """Los documentos que pueden ser y el artículo que se nombró, por su dirección, si alguno."""

    documentos: tuple[Documento, ...]
    articulo: str = ""


def nombrados(sesion: Session, escrito: str, marcas: frozenset[str]) -> Nombrados:
    """Los documentos visibles que nombra lo escrito, ocho a lo sumo: por su norma o por su título."""
    citado = _citado(sesion, escrito)
    claves = [*_claves(escrito), *([citado.norma] if citado is not None else [])]
    con_texto = [n for clave in dict.fromkeys(claves) for n in documentos_con_texto(sesion, clave, marcas)]
    articulo = articulo_de_direccion(citado.articulo, citado.serie) if citado is not None else ""
    if con_texto:
        return Nombrados(tuple(_en_orden(sesion, con_texto[:CUANTOS])), articulo)
    return Nombrados(_por_titulo(sesion, escrito, marcas))


def _claves(escrito: str) -> Iterator[str]:
    """Las claves que lo escrito puede ser por sí solo: «DC-44-2016», «44-2016», «4126», «iniciativa 4126»."""
    limpio = escrito.strip().upper()
    if leer_clave(limpio) is not None:
        yield limpio
    if clave := clave_de_ficha("decreto_congreso", limpio):
        yield clave
    numero = leer_numero(escrito)
    if numero is not None:
        yield clave_de_iniciativa(numero)


def _citado(sesion: Session, escrito: str) -> Objetivo | None:
    """La norma o el artículo que lo escrito cita en prosa."""
    for cita in hallar(escrito, Contexto(), nombres_actuales(sesion)):
        if cita.confianza >= _FIRME and len(cita.objetivos) == 1 and leer_clave(cita.objetivos[0].norma):
            return cita.objetivos[0]
    return None


def _en_orden(sesion: Session, numeros: Sequence[int]) -> Iterable[Documento]:
    filas = {uno.id: uno for uno in sesion.scalars(select(Documento).where(Documento.id.in_(numeros)))}
    return (filas[n] for n in dict.fromkeys(numeros))


def _por_titulo(sesion: Session, escrito: str, marcas: frozenset[str]) -> tuple[Documento, ...]:
    """Los que llevan todas sus palabras en el título, sin mirar tildes ni mayúsculas."""
    palabras = plegar(escrito).split()
    if not palabras or max(map(len, palabras)) < _PALABRA:
        return ()
    filas = sesion.execute(
        select(Documento.id, Documento.titulo, Documento.titulo_corto).where(visible_para(marcas))
    )
    halladas = [n for n, *titulos in filas if all(p in plegar(" ".join(titulos)) for p in palabras)]
    return tuple(_en_orden(sesion, halladas[:CUANTOS]))


_PALABRA = 4
"""Letras de la palabra más larga, para no ofrecer medio catálogo por «ley»."""
