"""Tablas del catálogo (arquitectura, «La vida de un documento»)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from centro_doc.catalogo.modelos_acceso import (
    DocumentoAbierto,
    DocumentoGrupo,
    DocumentoMarca,
    DocumentoPersona,
)
from centro_doc.catalogo.modelos_procedencia import ConProcedencia
from centro_doc.catalogo.titulo_plegado import clave_de_titulo
from centro_doc.catalogo.trimestres import trimestre_de_alta
from centro_doc.comun.bd import Base


class Estado(StrEnum):
    """Dónde está un documento en su camino."""

    RECIBIDO = "recibido"
    EN_PROCESO = "en_proceso"
    POR_CATALOGAR = "por_catalogar"
    PUBLICADO = "publicado"
    RETIRADO = "retirado"
    CON_FALLA = "con_falla"
    UNIDO = "unido"
    """Se unió a otra ficha: nadie lo ve, y su dirección lleva a la que quedó."""


class Acceso(StrEnum):
    """Clases de acceso (Decreto 57-2008, LAIP, y la clase de trabajo «interna»)."""

    PUBLICA_OFICIO = "publica_oficio"
    PUBLICA = "publica"
    INTERNA = "interna"
    RESERVADA = "reservada"
    CONFIDENCIAL = "confidencial"


class Precision(StrEnum):
    """Hasta dónde se conoce una fecha."""

    DIA = "dia"
    MES = "mes"
    ANIO = "anio"
    DESCONOCIDA = "desconocida"


class Papel(StrEnum):
    """Qué es un archivo dentro de su versión."""

    PRINCIPAL = "principal"
    OTRO_FORMATO = "otro_formato"
    EXTRACTO_PUBLICO = "extracto_publico"


class Vista(StrEnum):
    """Para quién existe una versión o un archivo, dentro de lo que el lector ve del documento."""

    A_LA_VISTA = "a_la_vista"
    POR_REVISAR = "por_revisar"
    """Recién llegada: sólo la ve el personal, hasta que se lea o alguien acepte lo que lleva oculto."""
    RETIRADA = "retirada"
    """Fuera de la vista: la conserva, y la ve, sólo el personal."""


def _de_su_alta(contexto: Any) -> int:
    return trimestre_de_alta(contexto.get_current_parameters()["creado"])


_POR_REVISAR = text(f"vista = '{Vista.POR_REVISAR.value}'")


class Documento(ConProcedencia, Base):
    """Un documento del centro, con o sin archivo.

    `revision` sube en la transacción de todo cambio que la búsqueda pueda ver.
    """

    __tablename__ = "documento"
    __table_args__ = (
        Index("ix_documento_estado_creado", "estado", "creado"),
        Index("ix_documento_cobertura", "estado", "tipo", "trimestre_hecho", "trimestre_ingreso"),
        CheckConstraint("revision >= 1", name="revision"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    identificador: Mapped[str] = mapped_column(String(12), unique=True)
    """`CD-00001`: el único que se ve por fuera."""
    estado: Mapped[str] = mapped_column(String(14))
    revision: Mapped[int] = mapped_column(default=1)
    edicion: Mapped[int] = mapped_column(default=1)
    """Sube con cada guardado de la ficha; detecta que otra persona guardó antes."""
    tipo: Mapped[str | None] = mapped_column(String(40), index=True)
    subtipo: Mapped[str] = mapped_column(String(80), default="")
    titulo: Mapped[str] = mapped_column(Text)
    """Título oficial, literal."""
    titulo_corto: Mapped[str] = mapped_column(Text, default="")
    clave_titulo: Mapped[str] = mapped_column(String(160), default="", server_default="", index=True)
    """La de `titulo_plegado.clave_de_titulo`; como la siguiente, se pone sola."""
    clave_corto: Mapped[str] = mapped_column(String(160), default="", server_default="", index=True)
    numero: Mapped[str] = mapped_column(String(80), default="", index=True)
    idioma: Mapped[str] = mapped_column(String(8), default="es")
    jurisdiccion: Mapped[str] = mapped_column(String(8), default="")
    """El país, por su código ISO 3166 (`tipos.JURISDICCIONES`)."""
    emisor_id: Mapped[int | None] = mapped_column(ForeignKey("institucion.id"), index=True)
    emisor_nombre: Mapped[str] = mapped_column(Text, default="")
    """El órgano emisor como lo dice el documento, si el directorio no lo tiene."""
    autores: Mapped[list[str]] = mapped_column(JSON, default=list)
    ponentes: Mapped[list[str]] = mapped_column(JSON, default=list)
    metadatos: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Valores de los campos propios del tipo, por su clave."""
    resumen: Mapped[str] = mapped_column(Text, default="")

    acceso: Mapped[str] = mapped_column(String(16))
    fundamento: Mapped[str] = mapped_column(Text, default="")
    """Fundamento legal o motivo escrito cuando no es pública."""
    resolucion: Mapped[str] = mapped_column(String(120), default="")
    reserva_vence: Mapped[date | None]

    ubicacion: Mapped[str] = mapped_column(Text, default="")
    ejemplares: Mapped[int | None]
    condicion: Mapped[str] = mapped_column(String(40), default="")
    """Ejemplar físico: dónde está, cuántos hay y cómo están."""

    sin_vinculos_motivo: Mapped[str] = mapped_column(Text, default="")
    falla_codigo: Mapped[str] = mapped_column(String(40), default="")
    falla_motivo: Mapped[str] = mapped_column(Text, default="")
    avisos: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Lo que conviene saber de la lectura del archivo: páginas sin texto, confianza del OCR."""
    retiro_motivo: Mapped[str] = mapped_column(Text, default="")
    asignado_a: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
    lote_id: Mapped[int | None] = mapped_column(ForeignKey("lote.id"), index=True)
    creado: Mapped[datetime]
    creado_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
    publicado: Mapped[datetime | None]
    publicado_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
    trimestre_hecho: Mapped[int | None]
    """Cuándo ocurrió lo que cuenta: 20093 es T3 2009. Lo pone `hechos.fechar`, como el siguiente."""
    trimestre_ingreso: Mapped[int] = mapped_column(default=_de_su_alta, server_default="0")
    """Cuándo se recibió en el centro o, si su ficha no lo dice, cuándo se dio de alta."""

    versiones: Mapped[list["Version"]] = relationship(back_populates="documento", order_by="Version.numero")
    fechas: Mapped[list["FechaDocumento"]] = relationship(
        cascade="all, delete-orphan", order_by="FechaDocumento.valor"
    )
    marcas: Mapped[list[DocumentoMarca]] = relationship(cascade="all, delete-orphan")
    abierto: Mapped[list[DocumentoAbierto]] = relationship(cascade="all, delete-orphan")
    grupos: Mapped[list[DocumentoGrupo]] = relationship(cascade="all, delete-orphan")
    personas: Mapped[list[DocumentoPersona]] = relationship(cascade="all, delete-orphan")

    @validates("titulo", "titulo_corto")
    def _poner_su_clave(self, campo: str, escrito: str) -> str:
        setattr(self, "clave_titulo" if campo == "titulo" else "clave_corto", clave_de_titulo(escrito or ""))
        return escrito


class FechaDocumento(Base):
    """Una fecha del documento con su clase (emisión, publicación…) y su precisión.

    `valor` es el primer día del período conocido: 2009-05-01 con precisión `mes` es «mayo de 2009».
    """

    __tablename__ = "fecha_documento"
    __table_args__ = (UniqueConstraint("documento_id", "clase", "valor"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), index=True)
    clase: Mapped[str] = mapped_column(String(24))
    valor: Mapped[date | None]
    precision: Mapped[str] = mapped_column(String(12))
    nota: Mapped[str] = mapped_column(Text, default="")


class Version(Base):
    """Una versión del documento. Su contenido no cambia nunca; rige la última que está a la vista."""

    __tablename__ = "version"
    __table_args__ = (
        UniqueConstraint("documento_id", "numero"),
        Index(
            "ix_version_por_revisar", "documento_id", sqlite_where=_POR_REVISAR, postgresql_where=_POR_REVISAR
        ),
        Index("ix_version_vista", "vista", "documento_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), index=True)
    numero: Mapped[int]
    nota: Mapped[str] = mapped_column(Text, default="")
    vista: Mapped[str] = mapped_column(String(12), default=Vista.A_LA_VISTA)
    sustituye: Mapped[bool] = mapped_column(default=False)
    """¿Salen de la vista las anteriores cuando ésta se publique? Es la que se sube para tapar datos."""
    creada: Mapped[datetime]
    creada_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))

    documento: Mapped[Documento] = relationship(back_populates="versiones")
    archivos: Mapped[list["Archivo"]] = relationship(back_populates="version", order_by="Archivo.id")
    textos: Mapped[list["TextoGuardado"]] = relationship(
        back_populates="version", order_by="TextoGuardado.id"
    )


class Archivo(Base):
    """Un archivo de una versión, por su contenido en `almacen`."""

    __tablename__ = "archivo"
    __table_args__ = (
        UniqueConstraint("version_id", "papel", "sha256"),
        Index(
            "ix_archivo_por_revisar", "version_id", sqlite_where=_POR_REVISAR, postgresql_where=_POR_REVISAR
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    papel: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    nombre: Mapped[str] = mapped_column(Text)
    tipo: Mapped[str] = mapped_column(String(100), default="")
    """Tipo MIME reconocido por el contenido; vacío hasta que se reconoce."""
    tamano: Mapped[int]
    acceso: Mapped[str | None] = mapped_column(String(16))
    """Clase de acceso propia; `None` es la del documento."""
    vista: Mapped[str] = mapped_column(String(12), default=Vista.A_LA_VISTA)
    avisos: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Lo que dijo su lectura, o por qué no se pudo leer. Vacío si nada, o si aún no se lee."""

    version: Mapped[Version] = relationship(back_populates="archivos")


class TextoGuardado(Base):
    """Una extracción o corrección inmutable del texto de una versión; la de mayor `id` es la vigente."""

    __tablename__ = "texto"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    archivo_id: Mapped[int | None] = mapped_column(ForeignKey("archivo.id"))
    clase: Mapped[str] = mapped_column(String(12))
    """`extraccion` o `correccion`."""
    extractor: Mapped[str] = mapped_column(String(40))
    propiedades: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    creado: Mapped[datetime]
    creado_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))

    version: Mapped[Version] = relationship(back_populates="textos")
    paginas: Mapped[list["PaginaGuardada"]] = relationship(order_by="PaginaGuardada.numero")


class PaginaGuardada(Base):
    """El texto NFC de una página y las cajas de sus palabras."""

    __tablename__ = "pagina"
    __table_args__ = (UniqueConstraint("texto_id", "numero"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    texto_id: Mapped[int] = mapped_column(ForeignKey("texto.id"))
    numero: Mapped[int]
    etiqueta: Mapped[str] = mapped_column(String(40), default="")
    texto: Mapped[str] = mapped_column(Text)
    origen: Mapped[str] = mapped_column(String(12))
    ancho: Mapped[float]
    alto: Mapped[float]
    cajas: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    """Lo que produce `indexador.extraccion.cajas.empaquetar`."""
