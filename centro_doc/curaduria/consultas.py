"""Lo que la pantalla de catalogar necesita leer de un documento."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, selectinload, undefer

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.acceso import AMPLIAS, ve
from centro_doc.catalogo.advertencias import con_lo_oculto
from centro_doc.catalogo.completas import completa
from centro_doc.catalogo.consultas import Vecinos, vecinos, version_por_reintentar
from centro_doc.catalogo.modelos import Documento, Estado, PaginaGuardada, TextoGuardado, Version, Vista
from centro_doc.catalogo.retenidas import nada_oculto, retenidos
from centro_doc.catalogo.sugerencias import pendientes, sin_pendientes
from centro_doc.catalogo.vigente import el_vigente
from centro_doc.cuentas.modelos import Usuario
from centro_doc.directorio.modelos import Institucion
from centro_doc.propuestas.consultas import Sustento, propuestos_de
from centro_doc.vinculos.consultas import con_vinculo, de_documento
from centro_doc.vinculos.destinos import CLASE_TEMA, Destino, destinos
from centro_doc.vinculos.textos import documento_visible
from centro_doc.vinculos.vistos import VinculoVisto
from indexador.extraccion.cajas import desempaquetar
from indexador.extraccion.huellas import avisos_de_huellas
from indexador.ficha import Palabra


@dataclass(frozen=True, slots=True)
class HojaVista:
    """La página que se muestra al lado del formulario; `ancho` y `alto` en puntos.

    `palabras` son sus cajas, vacías si no se dibuja; `titulo_propio`, el que el archivo dice de sí, y
    `huellas`, el aviso de quién dice que lo hizo.
    """

    numero: int
    total: int
    etiqueta: str
    texto: str
    ancho: float
    alto: float
    palabras: Sequence[Palabra] = ()
    titulo_propio: str | None = None
    huellas: Sequence[str] = ()

    @property
    def dibujable(self) -> bool:
        """¿Tiene imagen?"""
        return self.ancho > 0 and self.alto > 0


@dataclass(frozen=True, slots=True)
class Mesa:
    """Todo lo que está sobre la mesa al catalogar un documento."""

    documento: Documento
    versiones: Sequence[Version]
    hoja: HojaVista | None
    vecinos: Vecinos
    vinculos: tuple[VinculoVisto, ...]
    propuestos: Sequence[tuple[VinculoVisto, Sustento | None]]
    destinos: tuple[Destino, ...]
    instituciones: Sequence[Institucion]
    asignado: str | None
    reintentable: bool
    leidas: frozenset[int]
    """Los `id` de las versiones con algún texto."""
    con_lo_oculto: tuple[int, ...]
    """Los `id` de los archivos que, al publicar, hay que decir que se revisaron."""

    @property
    def actual(self) -> int | None:
        """El número de la última versión a la vista."""
        return next((v.numero for v in self.versiones if v.vista == Vista.A_LA_VISTA), None)

    @property
    def por_revisar(self) -> bool:
        """¿Hay una versión o un archivo que espera a que alguien lo publique o lo quite?"""
        siguen = (version for version in self.versiones if version.vista != Vista.RETIRADA)
        return any(Vista.POR_REVISAR in {v.vista, *(a.vista for a in v.archivos)} for v in siguen)

    @property
    def temas(self) -> tuple[Destino, ...]:
        """Los temas de la agenda."""
        return tuple(destino for destino in self.destinos if destino.clase == CLASE_TEMA)

    @property
    def es_publico(self) -> bool:
        """¿Lo ve cualquiera?"""
        return self.documento.estado == Estado.PUBLICADO and self.documento.acceso in AMPLIAS


def mesa(sesion: Session, marcas: frozenset[str], identificador: str, pagina: int) -> Mesa:
    """Lo que se ve al catalogar; levanta `NoEncontrado` si el lector no ve el documento."""
    documento = documento_visible(sesion, identificador, marcas)
    versiones = sesion.scalars(
        select(Version)
        .where(Version.documento_id == documento.id)
        .options(selectinload(Version.archivos))
        .order_by(Version.numero.desc())
    ).all()
    return Mesa(
        documento,
        versiones,
        _hoja(sesion, documento, pagina),
        vecinos(sesion, marcas, documento),
        de_documento(sesion, documento.id),
        propuestos_de(sesion, documento.id),
        destinos(sesion),
        sesion.scalars(select(Institucion).order_by(Institucion.nombre)).all(),
        _nombre(sesion, documento.asignado_a),
        _es_reintentable(sesion, documento, versiones),
        _leidas(sesion, versiones),
        _con_lo_oculto(sesion, documento),
    )


@dataclass(frozen=True, slots=True)
class Lugar:
    """Dónde quedó un documento después de guardarlo, y si quien lo guardó todavía lo ve."""

    visible: bool
    vecinos: Vecinos
    titulo: str
    pendientes: int
    """Sugerencias sin resolver."""
    por_revisar: bool
    """¿Tiene una versión o un archivo que sólo ve el personal?"""


def lugar_de(sesion: Session, marcas: frozenset[str], identificador: str) -> Lugar:
    """El lugar de un documento que existe."""
    documento = sesion.scalars(select(Documento).where(Documento.identificador == identificador)).one()
    quedan = pendientes(sesion, [documento.id]).get(documento.id, 0)
    espera = bool(retenidos(sesion, [documento.id]))
    return Lugar(ve(documento, marcas), vecinos(sesion, marcas, documento), documento.titulo, quedan, espera)


def correos_de(sesion: Session, documento: Documento) -> dict[int, str]:
    """Los correos de las personas nombradas en un documento, por su número."""
    numeros = [persona.usuario_id for persona in documento.personas]
    if not numeros:
        return {}
    filas = sesion.execute(select(Usuario.id, Usuario.correo).where(Usuario.id.in_(numeros)))
    return {fila.id: fila.correo for fila in filas}


def persona_por_correo(sesion: Session, correo: str) -> int | None:
    """El número de una cuenta activa, por su correo."""
    return sesion.scalar(select(Usuario.id).where(Usuario.correo == correo.strip().lower(), Usuario.activo))


def codigos_de_tema(sesion: Session) -> frozenset[str]:
    """Los códigos de los temas de la agenda."""
    return frozenset(sesion.scalars(select(Tema.codigo)))


@lru_cache(maxsize=2)
def publicables(hoy: date) -> ColumnElement[bool]:
    """Lo que cumplen, en SQL, los por catalogar que `publicaciones.publicar_varios` dejaría publicar.

    Se arma una vez por día: toda página del personal la usa, y armarla cuesta más que la consulta.
    """
    vinculado = or_(func.trim(Documento.sin_vinculos_motivo) != "", con_vinculo())
    return and_(completa(hoy), vinculado, sin_pendientes())


def _hoja(sesion: Session, documento: Documento, pagina: int) -> HojaVista | None:
    texto = el_vigente(documento.id).scalar_subquery()
    ultima = select(func.max(PaginaGuardada.numero)).where(PaginaGuardada.texto_id == texto)
    fila = sesion.execute(
        select(PaginaGuardada, ultima.scalar_subquery(), TextoGuardado.propiedades)
        .join(TextoGuardado, TextoGuardado.id == PaginaGuardada.texto_id)
        .where(PaginaGuardada.texto_id == texto, PaginaGuardada.numero <= max(pagina, 1))
        .order_by(PaginaGuardada.numero.desc())
        .options(undefer(PaginaGuardada.cajas))
        .limit(1)
    ).first()
    if fila is None:
        return None
    guardada, total, propiedades = fila
    return HojaVista(
        guardada.numero,
        total,
        guardada.etiqueta,
        guardada.texto,
        guardada.ancho,
        guardada.alto,
        desempaquetar(guardada.cajas) if guardada.cajas else (),
        propiedades.get("titulo"),
        avisos_de_huellas(propiedades),
    )


def _es_reintentable(sesion: Session, documento: Documento, versiones: Sequence[Version]) -> bool:
    """¿Hay una lectura fallida que repetir? Sólo se mira en los que lo dicen."""
    por_revisar = any(version.vista == Vista.POR_REVISAR for version in versiones)
    if documento.estado != Estado.CON_FALLA and not documento.avisos and not por_revisar:
        return False
    return version_por_reintentar(sesion, documento) is not None


def _con_lo_oculto(sesion: Session, documento: Documento) -> tuple[int, ...]:
    """Sólo se mira en lo que está por publicarse y lo avisa."""
    if documento.estado == Estado.PUBLICADO or nada_oculto(documento.avisos):
        return ()
    return tuple(archivo.id for archivo in con_lo_oculto(sesion, documento))


def _leidas(sesion: Session, versiones: Sequence[Version]) -> frozenset[int]:
    """Sólo se mira si alguna espera: es lo que decide si ya se puede publicar."""
    if all(version.vista == Vista.A_LA_VISTA for version in versiones):
        return frozenset()
    numeros = [version.id for version in versiones]
    return frozenset(
        sesion.scalars(select(TextoGuardado.version_id).where(TextoGuardado.version_id.in_(numeros)))
    )


def _nombre(sesion: Session, usuario_id: int | None) -> str | None:
    return sesion.scalar(select(Usuario.nombre).where(Usuario.id == usuario_id)) if usuario_id else None
