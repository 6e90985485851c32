"""Lo que muestra la portada: la colección por clases, los temas de la agenda y lo último publicado.

Sólo documentos publicados que el lector puede ver; ninguna cifra cuenta lo que no puede abrir.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.modelos import Documento, PaginaGuardada, TextoGuardado, Version
from centro_doc.directorio.modelos import Institucion
from centro_doc.plan.modelos import Nodo
from centro_doc.vinculos.cobertura import Cobertura, cobertura, publicados_visibles
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion, Vinculo

_CLASES = {
    "Leyes y decretos": "constitucion ley_constitucional decreto_congreso decreto_ley decreto_gubernativo",
    "Acuerdos y reglamentos": "acuerdo_gubernativo acuerdo_ministerial acuerdo_amn acuerdo_tse "
    "acuerdo_legislativo acuerdo_junta_directiva punto_resolutivo resolucion reglamento",
    "Tratados y convenios": "tratado convenio carta_entendimiento acuerdo_interinstitucional",
    "Iniciativas de ley": "iniciativa exposicion_motivos proyecto_decreto decreto_aprobado anteproyecto",
    "Dictámenes": "dictamen",
    "Opiniones recibidas": "opinion_recibida propuesta_texto",
    "Estudios e informes": "libro capitulo articulo tesis estudio informe estadistica recopilacion "
    "informe_anual_conamigua informe_institucion evaluacion_institucion diagnostico",
    "Actas y minutas": "acta_sesion_comision acta_mesa_trabajo acta_seleccion minuta",
    "Planes y memorias": "plan_estrategico plan_operativo_anual informe_trimestral memoria_labores",
}
CLASES = tuple((nombre, tuple(claves.split())) for nombre, claves in _CLASES.items())
"""Nombre de cada clase de la portada y las claves de tipo que reúne; lo demás se cuenta aparte."""


@dataclass(frozen=True, slots=True)
class Clase:
    """Una línea de «La colección». Sin `tipos` es el resto, y no tiene enlace."""

    nombre: str
    tipos: tuple[str, ...]
    documentos: int


@dataclass(frozen=True, slots=True)
class TemaDePortada:
    """Un tema de la agenda con lo que tiene."""

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


def portada(sesion: Session, marcas: Set[str], *, novedades: int = 5) -> Portada:
    """La portada para quien lee con `marcas`."""
    clases = _clases(sesion, marcas)
    return Portada(
        documentos=sum(clase.documentos for clase in clases),
        paginas=sum(_paginas(sesion, marcas).values()),
        clases=clases,
        temas=_temas(sesion, marcas),
        novedades=_novedades(sesion, marcas, novedades),
        cobertura=cobertura(sesion, marcas),
    )


def _clases(sesion: Session, marcas: Set[str]) -> tuple[Clase, ...]:
    consulta = (
        select(Documento.tipo, func.count())
        .where(Documento.id.in_(publicados_visibles(marcas)))
        .group_by(Documento.tipo)
    )
    por_tipo: Counter[str] = Counter({tipo or "": cuantos for tipo, cuantos in sesion.execute(consulta)})
    lineas = [Clase(nombre, tipos, sum(por_tipo[tipo] for tipo in tipos)) for nombre, tipos in CLASES]
    resto = por_tipo.total() - sum(linea.documentos for linea in lineas)
    lineas.append(Clase("Otros documentos", (), resto))
    return tuple(linea for linea in lineas if linea.documentos)


def _paginas(sesion: Session, marcas: Set[str], ids: Sequence[int] | None = None) -> Mapping[int, int]:
    """Páginas con texto de la última versión de cada documento, por su id."""
    ultima = select(func.max(Version.id)).group_by(Version.documento_id)
    vigente = select(func.max(TextoGuardado.id)).group_by(TextoGuardado.version_id)
    consulta = (
        select(Version.documento_id, func.count())
        .join(TextoGuardado, TextoGuardado.version_id == Version.id)
        .join(PaginaGuardada, PaginaGuardada.texto_id == TextoGuardado.id)
        .where(
            Version.id.in_(ultima),
            TextoGuardado.id.in_(vigente),
            Version.documento_id.in_(publicados_visibles(marcas)),
            PaginaGuardada.texto != "",
        )
        .group_by(Version.documento_id)
    )
    if ids is not None:
        consulta = consulta.where(Version.documento_id.in_(ids))
    return {fila[0]: fila[1] for fila in sesion.execute(consulta)}


def _temas(sesion: Session, marcas: Set[str]) -> tuple[TemaDePortada, ...]:
    """Un vínculo con el subproducto del plan que es el tema vale como vínculo con el tema."""
    consulta = (
        select(Tema.id, Documento.id, Documento.publicado)
        .join(Vinculo, (Vinculo.tema_id == Tema.id) | (Vinculo.nodo_id == Tema.nodo_id))
        .join(Documento, Documento.id == Vinculo.documento_id)
        .where(
            Vinculo.estado == EstadoVinculo.CONFIRMADO,
            Vinculo.relacion != Relacion.ENUNCIA,
            Documento.id.in_(publicados_visibles(marcas)),
        )
    )
    suyos: defaultdict[int, dict[int, datetime | None]] = defaultdict(dict)
    for tema_id, documento_id, publicado in sesion.execute(consulta):
        suyos[tema_id][documento_id] = publicado
    return tuple(
        TemaDePortada(
            codigo=tema.codigo,
            nombre=tema.nombre,
            alcance=" ".join(tema.alcance.split()),
            documentos=len(suyos[tema.id]),
            ultimo=max((dia for dia in suyos[tema.id].values() if dia), default=None),
        )
        for tema in sesion.scalars(select(Tema).order_by(Tema.orden))
    )


def _novedades(sesion: Session, marcas: Set[str], cuantas: int) -> tuple[Novedad, ...]:
    consulta = (
        select(Documento, Institucion.nombre)
        .outerjoin(Institucion, Institucion.id == Documento.emisor_id)
        .where(Documento.id.in_(publicados_visibles(marcas)), Documento.publicado.is_not(None))
        .order_by(Documento.publicado.desc(), Documento.id.desc())
        .limit(cuantas)
    )
    filas = sesion.execute(consulta).all()
    ids = [documento.id for documento, _emisor in filas]
    paginas, codigos = _paginas(sesion, marcas, ids), _codigos(sesion, ids)
    return tuple(
        Novedad(
            identificador=documento.identificador,
            titulo=documento.titulo_corto or documento.titulo,
            emisor=emisor or "",
            paginas=paginas.get(documento.id, 0),
            publicado=documento.publicado or documento.creado,
            codigos=codigos.get(documento.id, ()),
        )
        for documento, emisor in filas
    )


def _codigos(sesion: Session, ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
    """Los temas y nodos confirmados de cada documento, sin lo que el plan enuncia de sí mismo."""
    consulta = (
        select(Vinculo.documento_id, Tema.codigo, Nodo.codigo)
        .outerjoin(Tema, Tema.id == Vinculo.tema_id)
        .outerjoin(Nodo, Nodo.id == Vinculo.nodo_id)
        .where(
            Vinculo.documento_id.in_(ids),
            Vinculo.estado == EstadoVinculo.CONFIRMADO,
            Vinculo.relacion != Relacion.ENUNCIA,
        )
        .order_by(Tema.orden.is_(None), Tema.orden, Nodo.orden)
    )
    por_documento: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for documento_id, tema, nodo in sesion.execute(consulta):
        por_documento[documento_id][tema or nodo] = None
    return {documento: tuple(codigos) for documento, codigos in por_documento.items()}
