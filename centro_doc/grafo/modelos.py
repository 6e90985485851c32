"""Tablas del grafo: lo que se leyó del texto vigente de cada documento.

Se rehacen cuando el texto, la ficha, los nombres de las normas o las reglas cambian; de lo que había queda
sólo lo que una persona decidió. Una norma citada se guarda por su clave, esté o no en el catálogo.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centro_doc.comun.bd import Base


class EstadoDeCita(StrEnum):
    """Lo que una persona decidió de una cita."""

    LEIDA = "leida"
    """Nadie la ha mirado."""
    CONFIRMADA = "confirmada"
    CORREGIDA = "corregida"
    DESCARTADA = "descartada"


DECIDIDAS = frozenset({EstadoDeCita.CONFIRMADA, EstadoDeCita.CORREGIDA, EstadoDeCita.DESCARTADA})


class LecturaJuridica(Base):
    """De qué texto y con qué reglas salieron la estructura y las citas de un documento.

    Sin `texto_id`, no tiene texto. `clave` es la norma cuyo texto trae, o vacía. `cuerpos` son, por página,
    dónde empieza y acaba lo que no es su encabezado ni su pie.
    """

    __tablename__ = "lectura_juridica"

    documento_id: Mapped[int] = mapped_column(
        ForeignKey("documento.id"), primary_key=True, autoincrement=False
    )
    texto_id: Mapped[int | None] = mapped_column(ForeignKey("texto.id"))
    revision: Mapped[int]
    """La del documento cuando se miró."""
    reglas: Mapped[int]
    nombres: Mapped[str] = mapped_column(String(16))
    """La huella de los nombres con que se reconocieron las normas."""
    clave: Mapped[str] = mapped_column(String(60), index=True)
    jurisdiccion: Mapped[str] = mapped_column(String(8))
    tipo: Mapped[str] = mapped_column(String(40))
    cuerpos: Mapped[list[list[int]]] = mapped_column(JSON, default=list)


class DivisionGuardada(Base):
    """Una división del texto (`indexador.juridico.estructura.Division`), en su orden dentro de él.

    `padre` es el orden de la que la contiene. `lugar` ordena los artículos (`palabras.lugar_de_articulo`).
    """

    __tablename__ = "division"
    __table_args__ = (
        UniqueConstraint("documento_id", "orden"),
        Index("ix_division_documento_id_clase", "documento_id", "clase", "serie", "numero"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"))
    orden: Mapped[int]
    padre: Mapped[int | None]
    clase: Mapped[str] = mapped_column(String(20))
    numero: Mapped[str] = mapped_column(Text)
    serie: Mapped[str] = mapped_column(String(12))
    etiqueta: Mapped[str] = mapped_column(Text)
    epigrafe: Mapped[str] = mapped_column(Text)
    pagina: Mapped[int]
    inicio: Mapped[int]
    pagina_final: Mapped[int]
    fin: Mapped[int]
    ancla: Mapped[str] = mapped_column(Text)
    lugar: Mapped[int]


class CitaGuardada(Base):
    """Una cita hallada (`indexador.juridico.citas.Cita`), por páginas y posiciones de su texto.

    `lugar` y `ancla` son la división que la contiene: «Artículo 8», «art-8».
    """

    __tablename__ = "cita"

    id: Mapped[int] = mapped_column(primary_key=True)
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), index=True)
    texto_id: Mapped[int] = mapped_column(ForeignKey("texto.id"))
    pagina: Mapped[int]
    inicio: Mapped[int]
    pagina_final: Mapped[int]
    fin: Mapped[int]
    literal: Mapped[str] = mapped_column(Text)
    lugar: Mapped[str] = mapped_column(Text)
    ancla: Mapped[str] = mapped_column(Text)
    clase: Mapped[str] = mapped_column(String(20))
    relacion: Mapped[str] = mapped_column(String(20))
    resolucion: Mapped[str] = mapped_column(String(16))
    confianza: Mapped[float]
    conflicto: Mapped[bool]
    abierta: Mapped[bool]
    leidos: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Los objetivos tal como se leyeron, aunque una persona los corrija."""
    estado: Mapped[str] = mapped_column(String(12), default=EstadoDeCita.LEIDA)
    pasaje: Mapped[str] = mapped_column(Text, default="")
    """De una decidida, lo que la rodeaba: con eso se reconoce en un texto nuevo."""
    decidida: Mapped[datetime | None]
    decidida_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))

    objetivos: Mapped[list["ObjetivoDeCita"]] = relationship(
        cascade="all, delete-orphan", order_by="ObjetivoDeCita.id"
    )


class ObjetivoDeCita(Base):
    """A qué apunta una cita (`indexador.juridico.objetivos.Objetivo`).

    `vale` si puede darse por cierta y no es de la norma a sí misma: es lo que se cuenta. `desde_lugar` y
    `hasta_lugar` son los de su primer artículo y el último (`palabras.lugar_de_articulo`).
    """

    __tablename__ = "cita_objetivo"
    __table_args__ = (
        Index(
            "ix_cita_objetivo_norma_clave",
            *("norma_clave", "articulo", "vale", "serie", "hasta", "relacion", "documento_id", "cita_id"),
        ),
        Index("ix_cita_objetivo_vale", "vale", "norma_clave", "documento_id", "relacion", "cita_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    cita_id: Mapped[int] = mapped_column(ForeignKey("cita.id"), index=True)
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), index=True)
    norma_clave: Mapped[str] = mapped_column(String(60))
    articulo: Mapped[str] = mapped_column(String(40))
    hasta: Mapped[str] = mapped_column(String(40))
    serie: Mapped[str] = mapped_column(String(12))
    subdivision: Mapped[str] = mapped_column(Text)
    """«.num:3.lit:b»."""
    desde_lugar: Mapped[int]
    hasta_lugar: Mapped[int]
    relacion: Mapped[str] = mapped_column(String(20))
    """La de su cita."""
    vale: Mapped[bool]
    propia: Mapped[bool]
    """La norma se cita a sí misma."""
