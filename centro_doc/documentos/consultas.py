"""Lo que la página de un documento lee de la base: su ficha, sus versiones y la página pedida."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload, undefer

from centro_doc.catalogo.acceso import marcas_de
from centro_doc.catalogo.contenedores import con_algo_cerrado
from centro_doc.catalogo.hechos import fecha_principal
from centro_doc.catalogo.modelos import (
    Archivo,
    Documento,
    FechaDocumento,
    PaginaGuardada,
    Papel,
    TextoGuardado,
    Version,
    Vista,
)
from centro_doc.catalogo.tipos import JURISDICCIONES, nombre_de_tipo, tipo, tipos
from centro_doc.comun.errores import NoEncontrado
from centro_doc.cuentas.modelos import Usuario
from centro_doc.directorio.modelos import Institucion
from centro_doc.plan.modelos import ClaseNodo
from centro_doc.vinculos.consultas import CUENTAN, de_documento
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion
from centro_doc.vinculos.textos import documento_visible
from centro_doc.vinculos.vistos import VinculoVisto
from indexador.extraccion.tipo_formatos import DIBUJABLES


@dataclass(frozen=True, slots=True)
class VersionVista:
    """Una versión con los archivos que el lector puede bajar. Sin `texto_id`, aún no se ha leído."""

    version: Version
    """La ve el personal aunque esté por revisar o retirada; los demás, sólo si está a la vista."""
    archivos: tuple[Archivo, ...]
    texto_id: int | None
    quien: str

    @property
    def rige(self) -> bool:
        """¿Está a la vista de quien ve el documento?"""
        return self.version.vista == Vista.A_LA_VISTA

    @property
    def principal(self) -> Archivo | None:
        """El archivo de donde salió el texto."""
        return next((archivo for archivo in self.archivos if archivo.papel == Papel.PRINCIPAL), None)


@dataclass(frozen=True, slots=True)
class Dato:
    """Un renglón de la ficha. `institucion` o `tipo` son la clave que lo busca."""

    nombre: str
    valor: str
    institucion: str = ""
    tipo: str = ""


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
    versiones = _versiones(sesion, documento, marcas, hoy, con_retenidas=con_retenidas)
    mostrada = _elegir(versiones, version)
    ultima = _elegir(versiones, None)
    emisor = sesion.get(Institucion, documento.emisor_id) if documento.emisor_id is not None else None
    estados = [EstadoVinculo.CONFIRMADO, *([EstadoVinculo.PROPUESTO] if con_propuestos else [])]
    vinculos = de_documento(sesion, documento.id, estados=estados)
    return DocumentoVisto(
        documento=documento,
        tipo=nombre_de_tipo(documento.tipo),
        emisor=emisor.nombre if emisor is not None else documento.emisor_nombre,
        fecha=fecha_principal(documento.tipo, documento.fechas),
        datos=tuple(_datos(documento, emisor)),
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


def puede_bajar(documento: Documento, archivo: Archivo, marcas: frozenset[str], hoy: date) -> bool:
    """¿Puede este lector, que ya ve el documento, ver también este archivo? Puede tener su propia clase."""
    if archivo.acceso is None:
        return True
    suyas = marcas_de(
        documento.estado,
        archivo.acceso,
        grupos=[grupo.tema for grupo in documento.grupos],
        personas=[persona.usuario_id for persona in documento.personas],
        vence=documento.reserva_vence,
        hoy=hoy,
    )
    return bool(suyas & marcas)


def _versiones(
    sesion: Session, documento: Documento, marcas: frozenset[str], hoy: date, *, con_retenidas: bool
) -> tuple[VersionVista, ...]:
    """De la más nueva a la más vieja."""
    vistas = tuple(Vista) if con_retenidas else (Vista.A_LA_VISTA,)
    filas = sesion.execute(
        select(Version, Usuario.nombre)
        .join(Usuario, Usuario.id == Version.creada_por, isouter=True)
        .where(Version.documento_id == documento.id, Version.vista.in_(vistas))
        .options(selectinload(Version.archivos))
        .order_by(Version.numero.desc())
    ).all()
    textos = {
        fila[0]: fila[1]
        for fila in sesion.execute(
            select(TextoGuardado.version_id, func.max(TextoGuardado.id))
            .where(TextoGuardado.version_id.in_([version.id for version, _ in filas]))
            .group_by(TextoGuardado.version_id)
        )
    }
    todos = [archivo for version, _ in filas for archivo in version.archivos]
    cerrados = con_algo_cerrado(sesion, todos, marcas)
    return tuple(
        VersionVista(
            version,
            tuple(
                a
                for a in version.archivos
                if a.vista in vistas and a.id not in cerrados and puede_bajar(documento, a, marcas, hoy)
            ),
            textos.get(version.id),
            quien or "",
        )
        for version, quien in filas
    )


def _elegir(versiones: Sequence[VersionVista], numero: int | None) -> VersionVista | None:
    """La pedida o, de las que están a la vista, la última leída o la última.

    Levanta `NoEncontrado` si la pedida no está.
    """
    if numero is not None:
        pedida = next((v for v in versiones if v.version.numero == numero), None)
        if pedida is None:
            raise NoEncontrado(f"Este documento no tiene versión {numero}.")
        return pedida
    rigen = [v for v in versiones if v.rige]
    leida = next((v for v in rigen if v.texto_id is not None), None)
    return leida or next(iter(rigen), None)


def _cuantas_paginas(sesion: Session, texto_id: int) -> int:
    consulta = select(func.count(PaginaGuardada.id)).where(PaginaGuardada.texto_id == texto_id)
    return sesion.scalar(consulta) or 0


def _datos(documento: Documento, emisor: Institucion | None) -> list[Dato]:
    """Los renglones de la ficha que tienen algo que decir, en orden."""
    propio = tipo(documento.tipo)
    nombres = {campo.clave: campo for campo in propio.campos} if propio else {}
    datos = [
        Dato("Tipo", nombre_de_tipo(documento.tipo), tipo=documento.tipo or ""),
        Dato("Subtipo", documento.subtipo),
        Dato("Número", documento.numero),
        Dato(
            "Emisor",
            emisor.nombre if emisor else documento.emisor_nombre,
            institucion=emisor.clave if emisor else "",
        ),
        Dato("Autores", "; ".join(documento.autores)),
        Dato("Ponentes", "; ".join(documento.ponentes)),
    ]
    for clave, valor in documento.metadatos.items():
        campo = nombres.get(clave)
        if campo is not None and valor not in (None, "", []):
            partes = valor if isinstance(valor, list) else [valor]
            textos = [campo.opciones.get(str(parte), str(parte)) for parte in partes]
            datos.append(Dato(campo.etiqueta, "; ".join(textos)))
    datos += [
        Dato("Jurisdicción", JURISDICCIONES.get(documento.jurisdiccion, documento.jurisdiccion)),
        Dato("Resumen", documento.resumen),
        Dato("Ubicación", documento.ubicacion),
        Dato("Ejemplares", str(documento.ejemplares or "")),
        Dato("Condición", documento.condicion),
    ]
    return [dato for dato in datos if dato.valor]


def nombre_de_fecha(clase: str) -> str:
    """«Emisión», «Publicación»…; la clave misma si ya no existe."""
    return tipos().fechas.get(clase, clase)
