"""La tabla de la bitácora, que la base de datos impide cambiar o borrar."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Connection, Index, String, Table, Text, event
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base

DISPARADORES = tuple(
    f"CREATE TRIGGER bitacora_sin_{verbo} BEFORE {orden} ON asiento "
    f"BEGIN SELECT RAISE(ABORT, 'la bitacora solo admite anexar'); END"
    for verbo, orden in (("cambios", "UPDATE"), ("borrados", "DELETE"))
)


class Asiento(Base):
    """Una línea de la bitácora. El actor va por su clave opaca y su nombre de entonces."""

    __tablename__ = "asiento"
    __table_args__ = (Index("ix_asiento_objeto", "objeto_clase", "objeto_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cuando: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(String(40), index=True)
    actor_nombre: Mapped[str] = mapped_column(String(200))
    accion: Mapped[str] = mapped_column(String(60), index=True)
    objeto_clase: Mapped[str] = mapped_column(String(40))
    objeto_id: Mapped[str] = mapped_column(String(80))
    motivo: Mapped[str | None] = mapped_column(Text)
    detalle: Mapped[dict[str, Any]] = mapped_column(JSON)


class DiarioCargado(Base):
    """Hasta qué octeto de un diario de accesos llegó la carga a la bitácora."""

    __tablename__ = "diario_cargado"

    archivo: Mapped[str] = mapped_column(String(40), primary_key=True)
    posicion: Mapped[int] = mapped_column(BigInteger)
    cargado: Mapped[datetime]


def _proteger(_tabla: Table, conexion: Connection, **_opciones: Any) -> None:
    if conexion.dialect.name == "sqlite":
        for sentencia in DISPARADORES:
            conexion.exec_driver_sql(sentencia)


event.listen(Asiento.__table__, "after_create", _proteger)
