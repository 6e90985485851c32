"""Con qué se suele comparar un documento: sus versiones, su norma, lo que la cambia o la cita, lo parecido.

Todo pasa por las marcas del lector: lo que no ve no se ofrece ni se cuenta.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.firmas import casi_duplicados
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.errores import NoEncontrado
from centro_doc.cuentas.permisos import Actor, marcas, puede
from centro_doc.documentos.consultas import DocumentoVisto, documento_visto
from centro_doc.grafo.acceso import se_ven
from centro_doc.grafo.articulos import documentos_con_texto, leer_direccion
from centro_doc.grafo.citantes import Citante, citan_a, citantes
from centro_doc.grafo.modelos import LecturaJuridica, ObjetivoDeCita
from centro_doc.grafo.palabras import CAMBIAN, corta
from centro_doc.normas.uniones import clave_de

CUANTOS = 8
"""Los que se ofrecen de cada clase."""


@dataclass(frozen=True, slots=True)
class Candidato:
    """Un documento que se ofrece, o una versión del mismo, y por qué. `va` y `vb`, qué versiones se comparan.

    `antes`: va a la izquierda, porque el que se tiene abierto lo cambia.
    """

    documento: Documento
    porque: str
    va: int | None = None
    vb: int | None = None
    creada: datetime | None = None
    antes: bool = False


@dataclass(frozen=True, slots=True)
class Grupo:
    """Los candidatos de una clase."""

    titulo: str
    candidatos: tuple[Candidato, ...]


@dataclass(frozen=True, slots=True)
class Oferta:
    """El documento que se quiere comparar y con qué; sin grupos, nada que ofrecer."""

    documento: Documento
    grupos: tuple[Grupo, ...]


def oferta(
    sesion: Session, actor: Actor, identificador: str, *, hoy: date, articulo: str = ""
) -> Oferta | None:
    """Con qué comparar un documento, o uno de sus artículos; `None` si el actor no lo ve o no existe."""
    retenidas = puede(actor, "ingresar_documentos")
    try:
        visto = documento_visto(sesion, marcas(actor), identificador, hoy=hoy, con_retenidas=retenidas)
    except NoEncontrado:
        return None
    ya = {visto.documento.id}
    clases = _clases(sesion, visto, marcas(actor), articulo)
    grupos = [Grupo(titulo, tuple(_nuevos(suyos, ya))) for titulo, suyos in clases]
    return Oferta(visto.documento, tuple(grupo for grupo in grupos if grupo.candidatos))


def _clases(
    sesion: Session, visto: DocumentoVisto, suyas: frozenset[str], articulo: str
) -> Iterator[tuple[str, Iterable[Candidato]]]:
    documento = visto.documento
    yield "Otras versiones de este documento", _versiones(visto)
    clave = clave_de(sesion, documento)
    if clave:
        textos = _documentos(sesion, documentos_con_texto(sesion, clave, suyas))
        yield "Otros textos de la misma norma", (Candidato(uno, corta(clave)) for uno in textos)
        cuales = citan_a(clave, leer_direccion(articulo) if articulo else None)
        cambian = citantes(sesion, cuales & ObjetivoDeCita.relacion.in_(CAMBIAN), suyas, por_hoja=CUANTOS)
        yield "La cambian o lo proponen", map(_citante, cambian.elementos)
    yield "Lo que este documento cambia", _cambiados(sesion, documento, suyas)
    if clave:
        citan = citantes(sesion, cuales, suyas, por_hoja=2 * CUANTOS)
        yield "La citan", map(_citante, citan.elementos)
    parecidos = casi_duplicados(sesion, suyas, [documento.id], a_la_vista=True).get(documento.id, ())
    yield "Casi iguales", (Candidato(u.documento, f"Se parece {u.porciento} %") for u in parecidos)


def _nuevos(candidatos: Iterable[Candidato], ya: set[int]) -> Iterator[Candidato]:
    """Los que no se ofrecieron antes; las versiones del mismo, todas."""
    puestos = 0
    for uno in candidatos:
        if puestos < CUANTOS and (uno.va is not None or uno.documento.id not in ya):
            ya.add(uno.documento.id)
            puestos += 1
            yield uno


def _versiones(visto: DocumentoVisto) -> Iterator[Candidato]:
    """Cada una frente a la que se muestra, la más vieja a la izquierda."""
    mostrada = visto.mostrada
    for una in visto.versiones:
        if mostrada is None or una.texto_id is None or una == mostrada or mostrada.texto_id is None:
            continue
        va, vb = sorted((una.version.numero, mostrada.version.numero))
        yield Candidato(visto.documento, f"Versión {una.version.numero}", va, vb, una.version.creada)


def _citante(uno: Citante) -> Candidato:
    articulos = ""
    if uno.articulos:
        varios = len(uno.articulos) > 1 or " a " in uno.articulos[0]
        articulos = f", {'artículos' if varios else 'artículo'} {', '.join(uno.articulos[:CUANTOS])}"
    return Candidato(uno.documento, f"{uno.relacion}{articulos}")


def _cambiados(sesion: Session, documento: Documento, suyas: frozenset[str]) -> Iterator[Candidato]:
    """Los textos de las normas que este documento reforma, adiciona o deroga, o propone hacerlo."""
    claves = select(ObjetivoDeCita.norma_clave).where(
        ObjetivoDeCita.documento_id == documento.id,
        ObjetivoDeCita.vale.is_(True),
        ObjetivoDeCita.relacion.in_(CAMBIAN),
        se_ven(ObjetivoDeCita.documento_id, suyas),
    )
    filas = sesion.execute(
        select(LecturaJuridica.clave, Documento)
        .join(Documento, Documento.id == LecturaJuridica.documento_id)
        .where(LecturaJuridica.clave.in_(claves), se_ven(LecturaJuridica.documento_id, suyas))
        .order_by(LecturaJuridica.clave, Documento.id)
    )
    for clave, suyo in filas:
        yield Candidato(suyo, corta(clave), antes=True)


def _documentos(sesion: Session, numeros: Sequence[int]) -> Sequence[Documento]:
    return sesion.scalars(select(Documento).where(Documento.id.in_(numeros)).order_by(Documento.id)).all()
