"""Tablas de las normas.

Una norma se nombra por su clave (`indexador.juridico.claves`), también en las relaciones: la otra puede no
estar en el catálogo. Ninguna fila se borra: `quitada` la saca de las páginas, y así la carga de fábrica no la
repone.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class Vigencia(StrEnum):
    """El estado de una norma, o de un artículo, a una fecha."""

    VIGENTE = "vigente"
    DEROGADA_PARCIALMENTE = "derogada_parcialmente"
    DEROGADA = "derogada"
    NO_VIGENTE_AUN = "no_vigente_aun"
    DESCONOCIDO = "desconocido"


class ClaseDeRelacion(StrEnum):
    """Lo que una norma hace con otra; una iniciativa, lo que propone o lo que resultó de ella."""

    REFORMA = "reforma"
    ADICIONA = "adiciona"
    DEROGA = "deroga"
    SUSTITUYE = "sustituye"
    REGLAMENTA = "reglamenta"
    APRUEBA = "aprueba"
    ORIGINA = "origina"


class ClaseDeTexto(StrEnum):
    """De dónde sale el texto de la norma que trae un documento."""

    OFICIAL = "oficial"
    CONSOLIDADO = "consolidado"
    ESCANEADO = "escaneado"


class EstadoDeUnion(StrEnum):
    """Lo que una persona decidió de un documento y su norma; lo propuesto no se guarda."""

    CONFIRMADO = "confirmado"
    RECHAZADO = "rechazado"


class DeFabrica:
    """Una fila que puede venir con el producto. La que el personal añadió o quitó no la toca la carga."""

    de_fabrica: Mapped[bool] = mapped_column(default=True)
    quitada: Mapped[bool] = mapped_column(default=False)


class Norma(Base):
    """Una norma o una iniciativa. `marca` es V, C o D y se muestra siempre que no es V."""

    __tablename__ = "norma"

    id: Mapped[int] = mapped_column(primary_key=True)
    clave: Mapped[str] = mapped_column(String(60), unique=True)
    clase: Mapped[str] = mapped_column(String(8), index=True)
    """El prefijo de la clave: DC, AG, TR…"""
    organo: Mapped[str] = mapped_column(Text, default="")
    numero: Mapped[str] = mapped_column(String(40))
    anio: Mapped[int | None]
    nombre: Mapped[str] = mapped_column(Text)
    citable: Mapped[bool] = mapped_column(default=True)
    """El nombre es el oficial y basta para reconocer una cita."""
    sigla: Mapped[str] = mapped_column(String(40), default="")
    jurisdiccion: Mapped[str] = mapped_column(String(8), default="GT")
    marca: Mapped[str] = mapped_column(String(1))
    nota: Mapped[str] = mapped_column(Text, default="")
    posterior_al_plan: Mapped[bool] = mapped_column(default=False)
    datos: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """Lo demás que dice la fuente: ponente, votos, cómo se cita…"""
    fuentes: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """Clave de la fuente («F12») → cuál es."""
    de_fabrica: Mapped[bool] = mapped_column(default=True)
    edicion: Mapped[int] = mapped_column(default=1)


class AliasDeNorma(DeFabrica, Base):
    """Otro nombre con que se cita la norma, en una jurisdicción y un período (los dos extremos cuentan)."""

    __tablename__ = "norma_alias"

    id: Mapped[int] = mapped_column(primary_key=True)
    norma_id: Mapped[int] = mapped_column(ForeignKey("norma.id"), index=True)
    alias: Mapped[str] = mapped_column(Text)
    jurisdiccion: Mapped[str] = mapped_column(String(8))
    desde: Mapped[date | None]
    hasta: Mapped[date | None]
    marca: Mapped[str] = mapped_column(String(1))


class FechaDeNorma(DeFabrica, Base):
    """Una fecha de la norma, con su clase. `valor` es el primer día del período conocido."""

    __tablename__ = "norma_fecha"

    id: Mapped[int] = mapped_column(primary_key=True)
    norma_id: Mapped[int] = mapped_column(ForeignKey("norma.id"), index=True)
    clase: Mapped[str] = mapped_column(String(24))
    valor: Mapped[date]
    precision: Mapped[str] = mapped_column(String(12))
    marca: Mapped[str] = mapped_column(String(1))
    nota: Mapped[str] = mapped_column(Text, default="")


class TextoDeNorma(Base):
    """Un documento que trae el texto de la norma, o que alguien dijo que no lo trae."""

    __tablename__ = "norma_texto"
    __table_args__ = (UniqueConstraint("norma_id", "documento_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    norma_id: Mapped[int] = mapped_column(ForeignKey("norma.id"))
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), index=True)
    clase: Mapped[str] = mapped_column(String(12))
    estado: Mapped[str] = mapped_column(String(12))
    decidido: Mapped[datetime]
    decidido_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))


class EstadoDeNorma(DeFabrica, Base):
    """Un estado de la norma, o de uno de sus artículos, con lo que lo prueba.

    Con `precision` desconocida consta a la fecha `desde`, y no se sabe desde cuándo. Lo prueba un documento
    del centro, o al menos se dice la norma y el artículo que lo disponen.
    """

    __tablename__ = "norma_estado"

    id: Mapped[int] = mapped_column(primary_key=True)
    norma_id: Mapped[int] = mapped_column(ForeignKey("norma.id"), index=True)
    articulo: Mapped[str] = mapped_column(String(40), default="")
    estado: Mapped[str] = mapped_column(String(24))
    desde: Mapped[date]
    precision: Mapped[str] = mapped_column(String(12))
    hasta: Mapped[date | None]
    marca: Mapped[str] = mapped_column(String(1))
    marca_desde: Mapped[str] = mapped_column(String(1))
    norma_prueba: Mapped[str] = mapped_column(String(60), default="")
    articulo_prueba: Mapped[str] = mapped_column(String(40), default="")
    documento_id: Mapped[int | None] = mapped_column(ForeignKey("documento.id"), index=True)
    nota: Mapped[str] = mapped_column(Text, default="")


class VigenciaDispuesta(Base):
    """Desde cuándo rige la norma que trae un documento, según su propio texto; se rehace al leerlo.

    Un `dia`, o `dias` después de publicarse; ninguno, si lo dispone y no se pudo leer.
    """

    __tablename__ = "norma_vigencia"

    documento_id: Mapped[int] = mapped_column(
        ForeignKey("documento.id"), primary_key=True, autoincrement=False
    )
    texto_id: Mapped[int] = mapped_column(ForeignKey("texto.id"))
    clave: Mapped[str] = mapped_column(String(60), index=True)
    articulo: Mapped[str] = mapped_column(String(40))
    """El que lo dispone, por su dirección: «12», «t3»."""
    ancla: Mapped[str] = mapped_column(Text)
    pagina: Mapped[int]
    dia: Mapped[date | None]
    dias: Mapped[int | None]
    excepciones: Mapped[list[list[Any]]] = mapped_column(JSON, default=list, server_default="[]")
    """Los artículos que exceptúa de esa fecha: [dirección, día ISO o nulo, días o nulo, el que lo dice].

    La dirección vacía: exceptúa algo más, que no se pudo leer.
    """


class RelacionDeNormas(DeFabrica, Base):
    """Lo que `origen` hace con `destino`, de norma a norma o de artículo a artículo."""

    __tablename__ = "norma_relacion"
    __table_args__ = (
        UniqueConstraint(
            *("origen", "articulo_origen", "clase", "destino", "articulo_destino"),
            name="uq_norma_relacion_origen",
        ),
        CheckConstraint("origen <> destino", name="dos_normas"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    origen: Mapped[str] = mapped_column(String(60))
    articulo_origen: Mapped[str] = mapped_column(String(40), default="")
    clase: Mapped[str] = mapped_column(String(12))
    destino: Mapped[str] = mapped_column(String(60), index=True)
    articulo_destino: Mapped[str] = mapped_column(String(40), default="")
    parcial: Mapped[bool] = mapped_column(default=False)
    fecha: Mapped[date | None]
    precision: Mapped[str] = mapped_column(String(12))
    documento_id: Mapped[int | None] = mapped_column(ForeignKey("documento.id"), index=True)
    marca: Mapped[str] = mapped_column(String(1))
    nota: Mapped[str] = mapped_column(Text, default="")


class SelloDeNormas(Base):
    """Una sola fila, que la base cambia con cada fila escrita en las tablas de `SELLADAS`, por donde sea.

    El valor es al azar y no una cuenta: lo recordado dentro de una transacción que al fin se deshace no vale
    para la que después deje el mismo número.
    """

    __tablename__ = "norma_sello"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    valor: Mapped[int] = mapped_column(BigInteger)


SELLADAS = tuple(
    modelo.__tablename__ for modelo in (Norma, AliasDeNorma, FechaDeNorma, EstadoDeNorma, RelacionDeNormas)
)


def disparadores_del_sello() -> Iterator[str]:
    """Las sentencias que atan el sello a sus tablas, en SQLite."""
    for tabla in SELLADAS:
        for orden in ("insert", "update", "delete"):
            cuando = f"AFTER {orden.upper()} ON {tabla}"
            hace = "BEGIN UPDATE norma_sello SET valor = random(); END"
            yield f"CREATE TRIGGER sello_{tabla}_{orden} {cuando} {hace}"
