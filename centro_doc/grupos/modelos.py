"""Tablas de los grupos técnicos: integrantes, mesas de trabajo, acuerdos y visitas."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class Papel(StrEnum):
    """Qué hace una persona en su grupo, en el orden en que se listan."""

    COORDINACION = "coordinacion"
    SECRETARIA = "secretaria"
    INTEGRANTE = "integrante"
    ASESORIA = "asesoria"
    SUPLENTE = "suplente"


class Divulgacion(StrEnum):
    """Por qué se puede publicar el nombre de una persona; sin una razón no se publica (LAIP, artículo 31)."""

    NINGUNA = ""
    CARGO = "cargo"
    """Integra el grupo por su cargo público, o asesora a la Comisión (LAIP, artículos 10.2 y 13.2)."""
    CONSENTIMIENTO = "consentimiento"
    """Lo autorizó por escrito (LAIP, artículo 31)."""


class EstadoMesa(StrEnum):
    """En qué está una mesa."""

    PREVISTA = "prevista"
    CONVOCADA = "convocada"
    REALIZADA = "realizada"
    SUSPENDIDA = "suspendida"


class Integrante(Base):
    """Quién es la persona de una pertenencia. Sus fechas, y si fue un error, las lleva `Membresia`.

    Una pertenencia sin esta fila es la que se dio desde las cuentas: se muestra con el nombre de la cuenta.
    """

    __tablename__ = "integrante"

    membresia_id: Mapped[int] = mapped_column(
        ForeignKey("membresia.id"), primary_key=True, autoincrement=False
    )
    nombre: Mapped[str] = mapped_column(String(200))
    institucion_id: Mapped[int | None] = mapped_column(ForeignKey("institucion.id"), index=True)
    institucion: Mapped[str] = mapped_column(Text, default="")
    """Como se escribió, si el directorio no la tiene."""
    papel: Mapped[str] = mapped_column(String(16), default=Papel.INTEGRANTE)
    divulgacion: Mapped[str] = mapped_column(String(16), default=Divulgacion.NINGUNA)
    contacto: Mapped[str] = mapped_column(Text, default="")
    """Dato personal: lo ve sólo el personal."""
    edicion: Mapped[int] = mapped_column(default=1)


class Mesa(Base):
    """Una mesa de trabajo de un tema. Ninguna se borra: `anulada` la saca de las páginas.

    Es pública salvo que `interna` diga lo contrario, con su `fundamento` (LAIP, artículos 9 y 13.3).
    """

    __tablename__ = "mesa"
    __table_args__ = (
        UniqueConstraint("tema_id", "numero"),
        UniqueConstraint("tema_id", "clave"),
        CheckConstraint("NOT interna OR fundamento <> ''", name="interna_con_fundamento"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tema_id: Mapped[int] = mapped_column(ForeignKey("tema.id"))
    numero: Mapped[int]
    """Su turno entre las de su tema, desde 1; no se repite aunque se anule. No se publica."""
    clave: Mapped[str] = mapped_column(String(8))
    """Al azar (`comun.claves_cortas`); con su fecha hace la dirección de su página, y no cambia."""
    tuvo_numero: Mapped[bool] = mapped_column(default=False)
    """¿Llevó su dirección el número, de cuando lo llevaban todas? La vieja lleva todavía a la suya."""
    titulo: Mapped[str] = mapped_column(Text, default="")
    estado: Mapped[str] = mapped_column(String(12))
    fecha: Mapped[date]
    hora: Mapped[str] = mapped_column(String(5), default="")
    lugar: Mapped[str] = mapped_column(Text, default="")
    orden_del_dia: Mapped[str] = mapped_column(Text, default="")
    asistentes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    """Cada uno con `nombre`, `institucion` como se lee y su `clave` en el directorio, o vacía."""
    convocada: Mapped[date | None]
    """El día de la convocatoria."""
    convocatoria_id: Mapped[int | None] = mapped_column(ForeignKey("documento.id"), index=True)
    acta_id: Mapped[int | None] = mapped_column(ForeignKey("documento.id"), index=True)
    interna: Mapped[bool] = mapped_column(default=False)
    fundamento: Mapped[str] = mapped_column(Text, default="")
    anulada: Mapped[bool] = mapped_column(default=False)
    edicion: Mapped[int] = mapped_column(default=1)
    creada: Mapped[datetime]
    creada_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))


class Acuerdo(Base):
    """Lo que una mesa acordó. Sin `cumplido` sigue pendiente; ninguno se borra.

    Se da por cumplido con el documento que lo prueba o, si no lo hay, con un motivo escrito.
    """

    __tablename__ = "acuerdo"
    __table_args__ = (
        UniqueConstraint("mesa_id", "numero"),
        UniqueConstraint("mesa_id", "clave"),
        CheckConstraint(
            "cumplido IS NULL OR prueba_id IS NOT NULL OR prueba_motivo <> ''", name="cumplido_con_prueba"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mesa_id: Mapped[int] = mapped_column(ForeignKey("mesa.id"))
    numero: Mapped[int]
    clave: Mapped[str] = mapped_column(String(8))
    """Al azar: lo señala en la página de su mesa, que no dice cuántos se anularon."""
    texto: Mapped[str] = mapped_column(Text)
    institucion_id: Mapped[int | None] = mapped_column(ForeignKey("institucion.id"), index=True)
    institucion: Mapped[str] = mapped_column(Text, default="")
    persona: Mapped[str] = mapped_column(String(200), default="")
    """La persona responsable, si se nombró una: no se publica."""
    vence: Mapped[date | None] = mapped_column(index=True)
    cumplido: Mapped[date | None]
    """El día en que se cumplió."""
    prueba_id: Mapped[int | None] = mapped_column(ForeignKey("documento.id"), index=True)
    prueba_motivo: Mapped[str] = mapped_column(Text, default="")
    dado_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
    dado: Mapped[datetime | None]
    """Quién y cuándo lo dio por cumplido."""
    anulado: Mapped[bool] = mapped_column(default=False)
    edicion: Mapped[int] = mapped_column(default=1)
    creado: Mapped[datetime]
    creado_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))


class Visita(Base):
    """Hasta dónde vio una persona lo de un tema. Se mueve sólo cuando ella lo pide."""

    __tablename__ = "visita"

    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"), primary_key=True, autoincrement=False)
    tema_id: Mapped[int] = mapped_column(ForeignKey("tema.id"), primary_key=True, autoincrement=False)
    hasta: Mapped[datetime]
    """Todo lo que entró antes está visto."""
    vistos: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Las claves de lo visto que entró después de `hasta` (`novedades.Novedad.clave`)."""
    anterior: Mapped[datetime | None]
    anteriores: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Cómo estaba antes de la última marca, para deshacerla."""
    marcada: Mapped[datetime]
