"""La tabla de las subidas por tramos."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class Subida(Base):
    """Un archivo que alguien está subiendo por tramos.

    `posicion` son los octetos a salvo en disco: la dice el servidor y desde ahí se sigue. Con `recibo_id`, ya
    terminó, y repetir el último tramo devuelve ese recibo.
    """

    __tablename__ = "subida"
    __table_args__ = (Index("ix_subida_usuario_firma", "usuario_id", "firma"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    clave: Mapped[str] = mapped_column(String(32), unique=True)
    usuario_id: Mapped[int] = mapped_column(ForeignKey("usuario.id"))
    lote_id: Mapped[int] = mapped_column(ForeignKey("lote.id"), index=True)
    nombre: Mapped[str] = mapped_column(Text)
    firma: Mapped[str] = mapped_column(String(64))
    """Resumen de lo que el navegador sabe del archivo (ruta, tamaño y fecha): con ella se halla al volver."""
    tamano: Mapped[int] = mapped_column(BigInteger)
    posicion: Mapped[int] = mapped_column(BigInteger, default=0)
    recibo_id: Mapped[int | None] = mapped_column(ForeignKey("recibo.id"))
    creada: Mapped[datetime]
    tocada: Mapped[datetime] = mapped_column(index=True)
