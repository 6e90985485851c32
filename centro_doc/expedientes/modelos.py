"""Tablas de los expedientes congelados: una lista de documentos que ya no cambia."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from centro_doc.comun.bd import Base


class Nivel(StrEnum):
    """Para quién es: lo que ve cualquiera, o lo que ve además el grupo técnico del tema."""

    PUBLICA = "publica"
    TRABAJO = "trabajo"


class ExpedienteCongelado(Base):
    """Una versión de un expediente: fija la lista, su orden, sus frases y las versiones de los documentos."""

    __tablename__ = "expediente_congelado"
    __table_args__ = (UniqueConstraint("clave", "nivel", "numero"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    clave: Mapped[str] = mapped_column(String(80))
    """De qué es el expediente: el código del tema, o la clave de otro sujeto (`sujetos.Sujeto`)."""
    nivel: Mapped[str] = mapped_column(String(8))
    numero: Mapped[int]
    """Su turno entre los de ese tema y nivel, desde 1."""
    titulo: Mapped[str] = mapped_column(Text)
    nota: Mapped[str] = mapped_column(Text, default="")
    congelado: Mapped[datetime]
    congelado_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
    abierta: Mapped[bool] = mapped_column(default=True, server_default=true())
    """¿La pública la abre cualquiera? La que congela quien no es del personal, si éste la hace pública."""
    firmada: Mapped[bool] = mapped_column(default=True, server_default=true())
    """¿La congeló el personal? Sólo entonces lo público dice quién."""
    huella: Mapped[str] = mapped_column(String(64))
    """SHA-256 de lo que fija, en JSON canónico (`congelar.huella_de`)."""
    contenido: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Lo que no son piezas (`contenido.contenido_de`); nulo en las versiones de antes de guardarlo."""

    piezas: Mapped[list["PiezaCongelada"]] = relationship(
        cascade="all, delete-orphan", order_by="PiezaCongelada.orden"
    )


class PiezaCongelada(Base):
    """Un documento en una versión congelada, como era al congelarla."""

    __tablename__ = "expediente_pieza"

    expediente_id: Mapped[int] = mapped_column(ForeignKey("expediente_congelado.id"), primary_key=True)
    orden: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seccion: Mapped[int]
    """El número de su sección en la composición de un expediente (agenda, `composicion_de_un_dossier`)."""
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), index=True)
    identificador: Mapped[str] = mapped_column(String(12))
    titulo: Mapped[str] = mapped_column(Text)
    ficha: Mapped[str] = mapped_column(Text)
    """Fecha, tipo y emisor, como se leen."""
    version: Mapped[int]
    """El número de la versión del documento; 0 si no tiene ninguna."""
    sha256: Mapped[str] = mapped_column(String(64), default="")
    """El del archivo principal de esa versión."""
    frase: Mapped[str] = mapped_column(Text)
    """Por qué está aquí."""
    evidencias: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    """Cada una con `pagina`, `literal`, `confirmo` y, si los tiene, `lugar` y `aviso`."""
    mas: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    """Los demás campos de `contenido.Pieza` que no están vacíos."""
    callada: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Se citó algo que su texto ya no dice, porque no debe decirse: no se repite. No entra en la huella."""


class Seleccion(Base):
    """Documentos que alguien reunió a mano, o los que halla una búsqueda guardada."""

    __tablename__ = "expediente_seleccion"

    id: Mapped[int] = mapped_column(primary_key=True)
    nombre: Mapped[str] = mapped_column(Text)
    registros: Mapped[list[str]] = mapped_column(JSON, default=list)
    """Los identificadores de los documentos, en el orden en que se pusieron."""
    consulta: Mapped[str] = mapped_column(Text, default="")
    """Los parámetros de la búsqueda, como van en su dirección; vacía si se eligieron a mano."""
    grupos: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """Los temas cuyos grupos integraba quien la hizo: lo interno que los nombra entra en la de trabajo."""
    creada: Mapped[datetime]
    creada_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"), index=True)
    edicion: Mapped[int] = mapped_column(default=1, server_default="1")
    """Sube cada vez que cambia para quién está abierta."""

    abierta: Mapped[list["SeleccionAbierta"]] = relationship(
        cascade="all, delete-orphan", order_by="SeleccionAbierta.tema"
    )

    @property
    def abierta_a(self) -> tuple[str, ...]:
        """Los temas a cuyos grupos está abierta."""
        return tuple(una.tema for una in self.abierta)


class SeleccionAbierta(Base):
    """Una selección privada que ven además los integrantes vigentes del grupo técnico de un tema."""

    __tablename__ = "expediente_seleccion_grupo"

    seleccion_id: Mapped[int] = mapped_column(ForeignKey("expediente_seleccion.id"), primary_key=True)
    tema: Mapped[str] = mapped_column(String(20), primary_key=True, index=True)
    """El código del tema, como en `DocumentoGrupo`."""


class Apunte(Base):
    """Lo que el personal escribió a mano de un documento en un expediente: su frase y su lugar."""

    __tablename__ = "expediente_apunte"

    clave: Mapped[str] = mapped_column(String(80), primary_key=True)
    """La de `ExpedienteCongelado.clave`."""
    documento_id: Mapped[int] = mapped_column(ForeignKey("documento.id"), primary_key=True, index=True)
    frase: Mapped[str] = mapped_column(Text, default="")
    """Vacía, la de regla."""
    escrita: Mapped[datetime | None]
    escrita_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
    lugar: Mapped[int | None]
    """Su turno en la sección, si se ordena a mano."""


class Ajuste(Base):
    """Cómo se ordena un expediente."""

    __tablename__ = "expediente_ajuste"

    clave: Mapped[str] = mapped_column(String(80), primary_key=True)
    orden: Mapped[str] = mapped_column(String(12))
    """Una de las reglas de `orden.REGLAS`."""
    cambiado: Mapped[datetime]
    cambiado_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
