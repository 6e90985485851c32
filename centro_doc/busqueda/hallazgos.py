"""Los documentos de una página de resultados, como se muestran: su ficha, sus pasajes y sus vínculos."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centro_doc.busqueda.articulo_de_otra import ArticuloPedido, con_lo_de_otra_al_final
from centro_doc.busqueda.de_normas import DeNormas
from centro_doc.busqueda.dentro import Hallado
from centro_doc.busqueda.pasajes import PasajeVisto, pasajes_vistos
from centro_doc.busqueda.sin_palabras import SinPalabras, pasajes_de
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.hechos import fecha_principal
from centro_doc.catalogo.modelos import Documento, FechaDocumento
from centro_doc.catalogo.tipos import nombre_de_tipo
from centro_doc.directorio.modelos import Institucion
from centro_doc.vinculos.consultas import de_documentos
from centro_doc.vinculos.modelos import Relacion
from centro_doc.vinculos.vistos import VinculoVisto
from indexador.consulta import Resultado

A_LA_VISTA = 3
"""Pasajes de un documento que no se pliegan."""


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """Un documento de la lista. `puesto` es su lugar entre todos, desde 1.

    Sus vínculos son los confirmados, salvo lo que el plan enuncia de sí mismo.
    """

    puesto: int
    documento: Documento
    tipo: str
    emisor: str
    fecha: FechaDocumento | None
    puntaje: float
    pasajes: tuple[PasajeVisto, ...]
    total_pasajes: int
    vinculos: tuple[VinculoVisto, ...]
    razon: str = ""
    """Por qué está en la lista, si no es por lo que dice."""

    @property
    def a_la_vista(self) -> Sequence[PasajeVisto]:
        """Los mejores."""
        return self.pasajes[:A_LA_VISTA]

    @property
    def plegados(self) -> Sequence[PasajeVisto]:
        """Los que siguen."""
        return self.pasajes[A_LA_VISTA:]


def hallazgos_de(
    sesion: Session,
    marcas: frozenset[str],
    resultado: Resultado,
    antes: int,
    en_vez: DeNormas | None,
    dentro: Hallado | None,
    pedido: SinPalabras | None = None,
    articulo: ArticuloPedido | None = None,
) -> tuple[Hallazgo, ...]:
    """Los de una página, tras los `antes` de las anteriores; sin los que el lector ya no ve.

    Con `en_vez` o `dentro`, los pasajes son los que prueban lo que se pide de una norma; con `pedido`, los
    que prueban su vínculo o dicen más de cada uno. `articulo`: el que se pide de una norma.
    """
    de_la_norma = dentro.aciertos if dentro is not None else {}
    aciertos = [de_la_norma.get(acierto.documento, acierto) for acierto in resultado.aciertos]
    documentos = _documentos(sesion, marcas, [acierto.documento for acierto in aciertos])
    pasajes = _pasajes(sesion, marcas, resultado, documentos, en_vez, dentro)
    if pedido is not None:
        sin_ninguno = [numero for numero in documentos if not pasajes.get(numero)]
        pasajes = {**pasajes, **pasajes_de(sesion, sin_ninguno, pedido)}
    if articulo is not None:
        pasajes = con_lo_de_otra_al_final(pasajes, articulo)
    emisores = _emisores(sesion, documentos.values())
    vinculos = de_documentos(sesion, list(documentos))
    return tuple(
        Hallazgo(
            puesto=antes + lugar,
            documento=documento,
            tipo=nombre_de_tipo(documento.tipo),
            emisor=emisores.get(documento.emisor_id or 0, documento.emisor_nombre),
            fecha=fecha_principal(documento.tipo, documento.fechas),
            puntaje=acierto.puntaje,
            pasajes=pasajes.get(acierto.documento, ()),
            total_pasajes=acierto.total_pasajes or len(pasajes.get(acierto.documento, ())),
            vinculos=tuple(v for v in vinculos.get(documento.id, ()) if v.relacion != Relacion.ENUNCIA),
            razon=en_vez.razones.get(documento.id, "") if en_vez is not None else "",
        )
        for lugar, acierto in enumerate(aciertos, 1)
        if (documento := documentos.get(acierto.documento)) is not None
    )


def _documentos(sesion: Session, marcas: frozenset[str], numeros: Sequence[int]) -> dict[int, Documento]:
    """Por su número, los que el lector ve, con sus fechas."""
    consulta = select(Documento).where(Documento.id.in_(numeros), visible_para(marcas))
    return {uno.id: uno for uno in sesion.scalars(consulta.options(selectinload(Documento.fechas)))}


def _pasajes(
    sesion: Session,
    marcas: frozenset[str],
    resultado: Resultado,
    documentos: Mapping[int, Documento],
    en_vez: DeNormas | None,
    dentro: Hallado | None,
) -> Mapping[int, tuple[PasajeVisto, ...]]:
    """Los de cada documento; de los que traen la norma de la que se pide algo, los que lo dicen."""
    if en_vez is not None:
        pasajes = en_vez.pasajes(sesion, documentos, marcas)
    else:
        pasajes = pasajes_vistos(sesion, resultado.aciertos, documentos, resultado.resaltar)
    if dentro is None:
        return pasajes
    suyos = {numero: documentos[numero] for numero in dentro.aciertos if numero in documentos}
    return {**pasajes, **pasajes_vistos(sesion, list(dentro.aciertos.values()), suyos, dentro.resaltar)}


def _emisores(sesion: Session, documentos: Iterable[Documento]) -> dict[int, str]:
    ids = {documento.emisor_id for documento in documentos if documento.emisor_id is not None}
    filas = sesion.execute(select(Institucion.id, Institucion.nombre).where(Institucion.id.in_(ids)))
    return {fila[0]: fila[1] for fila in filas}
