"""Lo que muestra la portada: la colección por clases, los temas de la agenda y lo último publicado.

Sólo documentos publicados que el lector puede ver; ninguna cifra cuenta lo que no puede abrir.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento, Estado, PaginaGuardada, TextoGuardado, Version
from centro_doc.catalogo.tipos import nombre_de_tipo, tipos
from centro_doc.catalogo.vigente import ultimas_versiones
from centro_doc.cobertura.consultas import Cobertura, cobertura
from centro_doc.directorio.modelos import Institucion
from centro_doc.vinculos.consultas import cuentas_por_tema, de_documentos
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion, Vinculo

SIN_CLASE = "Otros documentos"
MENOS_QUE_UNA_FRASE = 40
"""Letras antes de las cuales unos dos puntos no cierran una frase: «Cajón abierto del plan: …»."""


@dataclass(frozen=True, slots=True)
class Clase:
    """Una línea de «La colección»: la etiqueta de unos tipos. Sin `tipos` es el resto, y no tiene enlace."""

    nombre: str
    tipos: tuple[str, ...]
    documentos: int


@dataclass(frozen=True, slots=True)
class TemaDePortada:
    """Un tema de la agenda con lo que tiene; `ultimo` es cuándo se publicó lo más reciente."""

    codigo: str
    nombre: str
    alcance: str
    documentos: int
    ultimo: datetime | None


@dataclass(frozen=True, slots=True)
class Novedad:
    """Un documento publicado hace poco, con los códigos de sus vínculos confirmados."""

    identificador: str
    titulo: str
    tipo: str
    pais: str
    emisor: str
    paginas: int
    publicado: datetime
    codigos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Portada:
    """Todo lo de la portada."""

    documentos: int
    paginas: int
    clases: tuple[Clase, ...]
    temas: tuple[TemaDePortada, ...]
    novedades: tuple[Novedad, ...]
    cobertura: Cobertura | None


def portada(sesion: Session, marcas: frozenset[str], *, novedades: int = 5) -> Portada:
    """La portada para quien lee con `marcas`."""
    clases = _clases(sesion, marcas)
    return Portada(
        documentos=sum(clase.documentos for clase in clases),
        paginas=sum(_paginas(sesion, *_a_la_vista(marcas)).values()),
        clases=clases,
        temas=_temas(sesion, marcas),
        novedades=_novedades(sesion, marcas, novedades),
        cobertura=cobertura(sesion, marcas),
    )


def _a_la_vista(marcas: frozenset[str]) -> tuple[ColumnElement[bool], ...]:
    return Documento.estado == Estado.PUBLICADO, visible_para(marcas)


def _clases(sesion: Session, marcas: frozenset[str]) -> tuple[Clase, ...]:
    consulta = select(Documento.tipo, func.count()).where(*_a_la_vista(marcas)).group_by(Documento.tipo)
    por_tipo: Counter[str] = Counter({tipo or "": cuantos for tipo, cuantos in sesion.execute(consulta)})
    catalogo = tipos()
    lineas = [
        Clase(nombre, claves, sum(por_tipo[clave] for clave in claves))
        for etiqueta, nombre in catalogo.etiquetas.items()
        if (claves := catalogo.claves_de(etiqueta))
    ]
    resto = por_tipo.total() - sum(linea.documentos for linea in lineas)
    lineas.append(Clase(SIN_CLASE, (), resto))
    return tuple(linea for linea in lineas if linea.documentos)


def _paginas(sesion: Session, *condiciones: ColumnElement[bool]) -> Mapping[int, int]:
    """Páginas con texto, en el texto vigente de la última versión de cada documento."""
    vigente = select(func.max(TextoGuardado.id)).group_by(TextoGuardado.version_id)
    consulta = (
        select(Documento.id, func.count())
        .join(Version, Version.documento_id == Documento.id)
        .join(TextoGuardado, TextoGuardado.version_id == Version.id)
        .join(PaginaGuardada, PaginaGuardada.texto_id == TextoGuardado.id)
        .where(Version.id.in_(ultimas_versiones()), TextoGuardado.id.in_(vigente), PaginaGuardada.texto != "")
        .where(*condiciones)
        .group_by(Documento.id)
    )
    return {fila[0]: fila[1] for fila in sesion.execute(consulta)}


def _temas(sesion: Session, marcas: frozenset[str]) -> tuple[TemaDePortada, ...]:
    cuentas = cuentas_por_tema(sesion, marcas)
    ultimos = sesion.execute(
        select(Vinculo.tema_id, func.max(Documento.publicado))
        .join(Documento, Documento.id == Vinculo.documento_id)
        .where(Vinculo.tema_id.is_not(None), Vinculo.estado == EstadoVinculo.CONFIRMADO, *_a_la_vista(marcas))
        .group_by(Vinculo.tema_id)
    )
    recientes = {fila[0]: fila[1] for fila in ultimos}
    return tuple(
        TemaDePortada(
            codigo=tema.codigo,
            nombre=tema.nombre,
            alcance=comienzo(tema.alcance),
            documentos=cuentas.get(tema.id, 0),
            ultimo=recientes.get(tema.id),
        )
        for tema in sesion.scalars(select(Tema).order_by(Tema.orden))
    )


def _novedades(sesion: Session, marcas: frozenset[str], cuantas: int) -> tuple[Novedad, ...]:
    filas = sesion.execute(
        select(Documento, Institucion.nombre)
        .outerjoin(Institucion, Institucion.id == Documento.emisor_id)
        .where(*_a_la_vista(marcas), Documento.publicado.is_not(None))
        .order_by(Documento.publicado.desc(), Documento.id.desc())
        .limit(cuantas)
    ).all()
    ids = [documento.id for documento, _emisor in filas]
    paginas, codigos = _paginas(sesion, Documento.id.in_(ids)), _codigos(sesion, ids)
    return tuple(
        Novedad(
            identificador=documento.identificador,
            titulo=documento.titulo_corto or documento.titulo,
            tipo=nombre_de_tipo(documento.tipo),
            pais=documento.jurisdiccion,
            emisor=emisor or documento.emisor_nombre,
            paginas=paginas.get(documento.id, 0),
            publicado=documento.publicado or documento.creado,
            codigos=codigos.get(documento.id, ()),
        )
        for documento, emisor in filas
    )


def _codigos(sesion: Session, ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """Los temas y nodos confirmados de cada documento, sin lo que el plan enuncia de sí mismo."""
    return {
        documento: tuple(dict.fromkeys(v.codigo for v in suyos if v.relacion != Relacion.ENUNCIA))
        for documento, suyos in de_documentos(sesion, ids).items()
    }


def comienzo(texto: str) -> str:
    """La primera frase de un alcance, hasta el punto, el punto y coma o los dos puntos."""
    limpio = " ".join(texto.split())
    cortes = [lugar for signo in (":", ";", ". ") if (lugar := limpio.find(signo, MENOS_QUE_UNA_FRASE)) > 0]
    return f"{limpio[: min(cortes)]}." if cortes else limpio
