"""Los documentos de la línea de tiempo de una norma: ella misma, lo que la cambiaría y los informes.

De un documento se dice la fecha de su ficha; lo que no la tiene no va en la línea.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.hechos import fecha_principal
from centro_doc.catalogo.modelos import Documento, FechaDocumento, Precision
from centro_doc.catalogo.tipos import nombre_de_tipo, tipos_anuales
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.grafo.acceso import cuentan
from centro_doc.grafo.citantes import Citante, citan_a
from centro_doc.grafo.modelos import ObjetivoDeCita
from centro_doc.grafo.palabras import CAMBIAN
from centro_doc.normas.consultas import en_prosa
from centro_doc.normas.linea import Suceso
from centro_doc.normas.modelos import FechaDeNorma, Norma
from centro_doc.normas.palabras import NACE, fechas
from centro_doc.normas.vigor import LEIDO

MAXIMO = 40
"""Informes y propuestas que se dicen."""
_PROPUESTAS = ("opinion_recibida", "propuesta_texto", "anteproyecto", "enmienda")
_DE_ELECCION = ("convocatoria_candidatos", "listado_candidatos")
_SU_ANIO = "Sólo consta el año de su número."


def con_sus_documentos(
    sesion: Session,
    norma: Norma,
    suyas: Sequence[FechaDeNorma],
    textos: Sequence[int],
    iniciativas: Sequence[Citante],
    marcas: frozenset[str],
    linea: Sequence[Suceso],
) -> tuple[Suceso, ...]:
    """La línea con ellos, cada uno en su fecha.

    `suyas`: las fechas que constan de la norma. Si ninguna dice cuándo nació, abre la línea la ficha de su
    texto (`textos`, en orden de preferencia) o, sin ella, el año de su número. Cuatro consultas.
    """
    nuevos = [*_nace(sesion, norma, suyas, textos, marcas), *_de_iniciativas(iniciativas)]
    nuevos += _que_la_citan(sesion, norma.clave, marcas)
    if not nuevos:
        return tuple(linea)
    return tuple(sorted((*linea, *nuevos), key=lambda uno: (uno.dia, uno.elegida)))


def _nace(
    sesion: Session,
    norma: Norma,
    suyas: Sequence[FechaDeNorma],
    textos: Sequence[int],
    marcas: frozenset[str],
) -> Iterator[Suceso]:
    if any(una.clase in NACE for una in suyas):
        return
    de_texto = _con_fechas(sesion, textos, marcas)
    for documento in (de_texto[numero] for numero in textos if numero in de_texto):
        unos = [suyo for una in documento.fechas if (suyo := _de_su_ficha(documento, una)) is not None]
        if unos:
            yield from unos
            return
    if norma.anio is not None:
        dia = date(norma.anio, 1, 1)
        yield Suceso(dia, str(norma.anio), en_prosa(norma.clave), (_SU_ANIO,), norma.marca)


def _de_su_ficha(documento: Documento, una: FechaDocumento) -> Suceso | None:
    if una.clase not in NACE or una.valor is None:
        return None
    dicha = fecha_con_precision(una.valor, una.precision)
    detalles = ("Según la ficha de su texto.",)
    return Suceso(una.valor, dicha, fechas()[una.clase], detalles, LEIDO, documento=documento)


def _con_fechas(sesion: Session, ids: Sequence[int], marcas: frozenset[str]) -> dict[int, Documento]:
    suyos = select(Documento).where(Documento.id.in_(ids), visible_para(marcas))
    return {uno.id: uno for uno in sesion.scalars(suyos.options(selectinload(Documento.fechas)))}


def _de_iniciativas(unas: Sequence[Citante]) -> Iterator[Suceso]:
    for una in unas:
        if una.fecha is not None and una.fecha.valor is not None:
            dicha = fecha_con_precision(una.fecha.valor, una.fecha.precision)
            yield Suceso(una.fecha.valor, dicha, una.relacion, (), LEIDO, documento=una.documento)


def _que_la_citan(sesion: Session, clave: str, marcas: frozenset[str]) -> Iterator[Suceso]:
    """Los informes de un año y los de una elección que la citan, y las propuestas que la cambiarían."""
    citan = select(ObjetivoDeCita.documento_id).where(
        citan_a(clave), cuentan(ObjetivoDeCita.documento_id, marcas)
    )
    cambian = citan.where(ObjetivoDeCita.relacion.in_(CAMBIAN))
    unos = select(Documento).where(
        or_(
            Documento.tipo.in_((*tipos_anuales(), *_DE_ELECCION)) & Documento.id.in_(citan),
            Documento.tipo.in_(_PROPUESTAS) & Documento.id.in_(cambian),
        ),
        visible_para(marcas),
    )
    con_fechas = unos.options(selectinload(Documento.fechas)).order_by(Documento.id).limit(MAXIMO)
    for documento in sesion.scalars(con_fechas):
        fecha = fecha_principal(documento.tipo, documento.fechas)
        if fecha is not None and fecha.valor is not None:
            dicha = fecha_con_precision(fecha.valor, fecha.precision or Precision.DIA)
            titulo = nombre_de_tipo(documento.tipo)
            yield Suceso(fecha.valor, dicha, titulo, (), LEIDO, documento=documento)
