"""Lo que la pantalla de catalogar necesita leer de un documento."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.acceso import AMPLIAS, ve
from centro_doc.catalogo.consultas import Vecinos, vecinos, version_por_reintentar
from centro_doc.catalogo.modelos import Documento, Estado, PaginaGuardada, Version
from centro_doc.cuentas.modelos import Usuario
from centro_doc.directorio.modelos import Institucion
from centro_doc.vinculos.consultas import de_documento
from centro_doc.vinculos.destinos import Destino, destinos
from centro_doc.vinculos.textos import documento_visible, texto_vigente
from centro_doc.vinculos.vistos import VinculoVisto


@dataclass(frozen=True, slots=True)
class HojaVista:
    """La página que se muestra al lado del formulario; `ancho` y `alto` en puntos."""

    numero: int
    total: int
    etiqueta: str
    texto: str
    ancho: float
    alto: float

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
    destinos: tuple[Destino, ...]
    temas: Sequence[Tema]
    instituciones: Sequence[Institucion]
    asignado: str | None
    reintentable: bool

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
        destinos(sesion),
        sesion.scalars(select(Tema).order_by(Tema.orden)).all(),
        sesion.scalars(select(Institucion).order_by(Institucion.nombre)).all(),
        _nombre(sesion, documento.asignado_a),
        _es_reintentable(sesion, documento),
    )


@dataclass(frozen=True, slots=True)
class Lugar:
    """Dónde quedó un documento después de guardarlo, y si quien lo guardó todavía lo ve."""

    visible: bool
    vecinos: Vecinos


def lugar_de(sesion: Session, marcas: frozenset[str], identificador: str) -> Lugar:
    """El lugar de un documento que existe."""
    documento = sesion.scalars(select(Documento).where(Documento.identificador == identificador)).one()
    return Lugar(ve(documento, marcas), vecinos(sesion, marcas, documento))


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


def _hoja(sesion: Session, documento: Documento, pagina: int) -> HojaVista | None:
    texto = texto_vigente(sesion, documento.id)
    if texto is None:
        return None
    numeros = sesion.scalars(
        select(PaginaGuardada.numero).where(PaginaGuardada.texto_id == texto).order_by(PaginaGuardada.numero)
    ).all()
    if not numeros:
        return None
    numero = min(max(pagina, 1), numeros[-1])
    guardada = sesion.scalars(
        select(PaginaGuardada).where(PaginaGuardada.texto_id == texto, PaginaGuardada.numero == numero)
    ).one()
    return HojaVista(numero, numeros[-1], guardada.etiqueta, guardada.texto, guardada.ancho, guardada.alto)


def _es_reintentable(sesion: Session, documento: Documento) -> bool:
    """¿Hay una lectura fallida que repetir? Sólo se mira en los que lo dicen."""
    if documento.estado != Estado.CON_FALLA and not documento.avisos:
        return False
    return version_por_reintentar(sesion, documento) is not None


def _nombre(sesion: Session, usuario_id: int | None) -> str | None:
    return sesion.scalar(select(Usuario.nombre).where(Usuario.id == usuario_id)) if usuario_id else None
