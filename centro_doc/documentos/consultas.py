"""Lo que la página de un documento lee de la base: su ficha, sus versiones y la página pedida."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from centro_doc.catalogo.hechos import fecha_principal
from centro_doc.catalogo.modelos import Documento, FechaDocumento, PaginaGuardada, Vista
from centro_doc.catalogo.tipos import nombre_de_tipo
from centro_doc.directorio.modelos import Institucion
from centro_doc.documentos.datos import Dato, datos_de
from centro_doc.documentos.versiones import VersionVista, elegir, versiones_vistas
from centro_doc.plan.modelos import ClaseNodo
from centro_doc.vinculos.consultas import CUENTAN, de_documento
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion
from centro_doc.vinculos.textos import documento_visible
from centro_doc.vinculos.vistos import VinculoVisto
from indexador.extraccion.tipo_formatos import DIBUJABLES


@dataclass(frozen=True, slots=True)
class DocumentoVisto:
    """Un documento entero para su página. `mostrada` es la versión pedida, o la última a la vista ya leída.

    `actual` es la última a la vista.
    """

    documento: Documento
    tipo: str
    emisor: str
    fecha: FechaDocumento | None
    datos: tuple[Dato, ...]
    versiones: tuple[VersionVista, ...]
    mostrada: VersionVista | None
    actual: VersionVista | None
    es_antigua: bool
    paginas: int
    vinculos: tuple[VinculoVisto, ...]
    propuestos: tuple[VinculoVisto, ...]

    @property
    def texto_id(self) -> int | None:
        """El texto que se muestra."""
        return self.mostrada.texto_id if self.mostrada is not None else None

    @property
    def es_dibujable(self) -> bool:
        """¿Se le pueden dibujar las páginas? Es un PDF o una imagen."""
        principal = self.mostrada.principal if self.mostrada is not None else None
        return principal is not None and principal.tipo in DIBUJABLES

    @property
    def actividades(self) -> frozenset[str]:
        """Los códigos de las actividades del plan que prueba: las sustenta o es producto de ellas."""
        return _actividades(v for v in self.vinculos if v.relacion in CUENTAN)

    @property
    def enunciadas(self) -> frozenset[str]:
        """Los códigos de las actividades que sólo enuncia, lo que no es evidencia."""
        return _actividades(v for v in self.vinculos if v.relacion == Relacion.ENUNCIA) - self.actividades

    @property
    def por_revisar(self) -> bool:
        """¿Tiene algo que espera a que el personal lo publique o lo quite?"""
        return any(
            Vista.POR_REVISAR in {una.version.vista, *(a.vista for a in una.archivos)}
            for una in self.versiones
            if una.version.vista != Vista.RETIRADA
        )

    @property
    def es_publico(self) -> bool:
        """¿Lo que se muestra lo ve cualquiera?"""
        if self.mostrada is not None and not self.mostrada.rige:
            return False
        return any(marca.marca == "publico" for marca in self.documento.marcas)


def _actividades(vinculos: Iterable[VinculoVisto]) -> frozenset[str]:
    """Lo que se vincula con una parte de una actividad vale para la actividad."""
    return frozenset(
        vinculo.codigo if vinculo.clase == ClaseNodo.ACTIVIDAD else vinculo.codigo.rpartition(".")[0]
        for vinculo in vinculos
        if vinculo.clase in {ClaseNodo.ACTIVIDAD, ClaseNodo.SUBACTIVIDAD}
    )


def documento_visto(
    sesion: Session,
    marcas: frozenset[str],
    identificador: str,
    *,
    hoy: date,
    version: int | None = None,
    con_propuestos: bool = False,
    con_retenidas: bool = False,
) -> DocumentoVisto:
    """El documento, si el lector lo ve; si no, `NoEncontrado`, igual que si no existiera.

    `con_retenidas` le deja ver también las versiones y los archivos por revisar y los retirados.
    """
    documento = documento_visible(sesion, identificador, marcas)
    versiones = versiones_vistas(sesion, documento, marcas, hoy, con_retenidas=con_retenidas)
    mostrada = elegir(versiones, version)
    ultima = elegir(versiones, None)
    emisor = sesion.get(Institucion, documento.emisor_id) if documento.emisor_id is not None else None
    estados = [EstadoVinculo.CONFIRMADO, *([EstadoVinculo.PROPUESTO] if con_propuestos else [])]
    vinculos = de_documento(sesion, documento.id, estados=estados)
    return DocumentoVisto(
        documento=documento,
        tipo=nombre_de_tipo(documento.tipo),
        emisor=emisor.nombre if emisor is not None else documento.emisor_nombre,
        fecha=fecha_principal(documento.tipo, documento.fechas),
        datos=tuple(datos_de(documento, emisor)),
        versiones=versiones,
        mostrada=mostrada,
        actual=next((una for una in versiones if una.rige), None),
        es_antigua=mostrada is not None and mostrada is not ultima,
        paginas=_cuantas_paginas(sesion, mostrada.texto_id) if mostrada and mostrada.texto_id else 0,
        vinculos=tuple(vinculo for vinculo in vinculos if vinculo.confirmado),
        propuestos=tuple(vinculo for vinculo in vinculos if not vinculo.confirmado),
    )


def pagina_con_cajas(sesion: Session, texto_id: int, numero: int) -> PaginaGuardada | None:
    """Una página con las cajas de sus palabras."""
    return sesion.scalar(
        select(PaginaGuardada)
        .where(PaginaGuardada.texto_id == texto_id, PaginaGuardada.numero == numero)
        .options(undefer(PaginaGuardada.cajas))
    )


@dataclass(frozen=True, slots=True)
class Medida:
    """El número, la etiqueta y el tamaño de una página, en puntos; 0 si no se dibuja."""

    numero: int
    etiqueta: str
    ancho: float
    alto: float


def medidas(sesion: Session, texto_id: int) -> tuple[Medida, ...]:
    """Las de todas las páginas de un texto, en orden."""
    filas = sesion.execute(
        select(PaginaGuardada.numero, PaginaGuardada.etiqueta, PaginaGuardada.ancho, PaginaGuardada.alto)
        .where(PaginaGuardada.texto_id == texto_id)
        .order_by(PaginaGuardada.numero)
    )
    return tuple(Medida(*fila) for fila in filas)


def _cuantas_paginas(sesion: Session, texto_id: int) -> int:
    consulta = select(func.count(PaginaGuardada.id)).where(PaginaGuardada.texto_id == texto_id)
    return sesion.scalar(consulta) or 0
