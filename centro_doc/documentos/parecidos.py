"""Lo que se parece al documento que se ve, y a la página por la que está abierto."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, selectinload

from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.hechos import fecha_principal
from centro_doc.catalogo.modelos import Documento, FechaDocumento, PaginaGuardada
from centro_doc.catalogo.tipos import nombre_de_tipo
from centro_doc.catalogo.vigente import textos_vigentes
from centro_doc.comun.errores import NoDisponible
from centro_doc.documentos.consultas import DocumentoVisto
from centro_doc.indice.servicio import Indice
from indexador.consulta import Acierto, Consulta
from indexador.lengua.personales import sin_datos_personales
from indexador.motor import resaltado
from indexador.motor.similares import LARGO_DE_TEXTO

DOCUMENTOS, PASAJES = 5, 3
PAGINAS = 12
"""Páginas de las que se toma una muestra del texto, repartidas por todo el documento."""
ANCHO_DE_PASAJE = 200


@dataclass(frozen=True, slots=True)
class Parecido:
    """Un documento que el lector ve y se parece al suyo."""

    documento: Documento
    tipo: str
    fecha: FechaDocumento | None


@dataclass(frozen=True, slots=True)
class PasajeParecido:
    """Un pasaje de otro documento que se parece a la página que se ve. `articulo` puede faltar."""

    parecido: Parecido
    pagina: int
    articulo: str
    lugar: str
    texto: str


@dataclass(frozen=True, slots=True)
class Parecidos:
    """Todo lo parecido, de más a menos."""

    documentos: tuple[Parecido, ...] = ()
    pasajes: tuple[PasajeParecido, ...] = ()


def parecidos(
    sesion: Session, indice: Indice, marcas: frozenset[str], visto: DocumentoVisto, pagina: int | None
) -> Parecidos:
    """Lo que se parece a un documento y a la página que se ve de él; nada si no hay índice todavía."""
    propio = visto.documento.id
    try:
        consulta = Consulta(_muestra(sesion, visto), marcas, por_pagina=DOCUMENTOS)
        documentos = indice.similares(sesion, consulta, propio)
        pasajes: tuple[Acierto, ...] = ()
        if pagina is not None and visto.texto_id is not None:
            consulta = Consulta(_de_la_pagina(sesion, visto.texto_id, pagina), marcas, por_pagina=PASAJES)
            pasajes = indice.similares(sesion, consulta, propio, por_pasaje=True)
    except NoDisponible:
        return Parecidos()
    visibles = _visibles(sesion, marcas, [acierto.documento for acierto in (*documentos, *pasajes)])
    return Parecidos(
        tuple(visibles[acierto.documento] for acierto in documentos if acierto.documento in visibles),
        _pasajes(sesion, [a for a in pasajes if a.pasajes and a.documento in visibles], visibles),
    )


def _muestra(sesion: Session, visto: DocumentoVisto) -> str:
    """El título, el resumen y un trozo de páginas de todo el documento."""
    documento = visto.documento
    partes = [documento.titulo, documento.titulo_corto, documento.resumen]
    if visto.texto_id is not None and visto.paginas:
        numeros = {1 + visto.paginas * n // PAGINAS for n in range(PAGINAS)}
        partes += sesion.scalars(
            select(func.substr(PaginaGuardada.texto, 1, LARGO_DE_TEXTO // PAGINAS))
            .where(PaginaGuardada.texto_id == visto.texto_id, PaginaGuardada.numero.in_(numeros))
            .order_by(PaginaGuardada.numero)
        )
    return "\n".join(partes)


def _de_la_pagina(sesion: Session, texto_id: int, pagina: int) -> str:
    una = select(PaginaGuardada.texto).where(
        PaginaGuardada.texto_id == texto_id, PaginaGuardada.numero == pagina
    )
    return sesion.scalar(una) or ""


def _visibles(sesion: Session, marcas: frozenset[str], numeros: Sequence[int]) -> dict[int, Parecido]:
    """Los documentos por su número; la base vuelve a mirar las marcas."""
    documentos = sesion.scalars(
        select(Documento)
        .where(Documento.id.in_(numeros), visible_para(marcas))
        .options(selectinload(Documento.fechas))
    )
    return {
        documento.id: Parecido(
            documento, nombre_de_tipo(documento.tipo), fecha_principal(documento.tipo, documento.fechas)
        )
        for documento in documentos
    }


def _pasajes(
    sesion: Session, aciertos: Sequence[Acierto], visibles: Mapping[int, Parecido]
) -> tuple[PasajeParecido, ...]:
    textos = textos_vigentes(sesion, [acierto.documento for acierto in aciertos])
    pedidas = {textos[a.documento]: a for a in aciertos if a.documento in textos}
    condiciones = [
        and_(PaginaGuardada.texto_id == texto, PaginaGuardada.numero == acierto.pasajes[0].pagina)
        for texto, acierto in pedidas.items()
    ]
    if not condiciones:
        return ()
    paginas = {
        pedidas[pagina.texto_id].documento: pagina
        for pagina in sesion.scalars(select(PaginaGuardada).where(or_(*condiciones)))
    }
    return tuple(
        _pasaje(acierto, paginas[acierto.documento], visibles[acierto.documento])
        for acierto in aciertos
        if acierto.documento in paginas
    )


def _pasaje(acierto: Acierto, pagina: PaginaGuardada, parecido: Parecido) -> PasajeParecido:
    pasaje = acierto.pasajes[0]
    lugar = pagina.etiqueta or f"p. {pagina.numero}"
    extracto = resaltado.extracto(
        sin_datos_personales(pagina.texto)[pasaje.inicio : pasaje.fin], (), ANCHO_DE_PASAJE
    )
    articulo = pasaje.etiqueta if pasaje.etiqueta != lugar else ""
    return PasajeParecido(parecido, pagina.numero, articulo, lugar, extracto.texto)
