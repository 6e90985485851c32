"""Lo que llegó junto y la constancia de cada archivo."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.catalogo.modelos_procedencia import ConProcedencia
from centro_doc.comun.bd import Base


class Lote(ConProcedencia, Base):
    """Los archivos que alguien subió juntos, con sus datos comunes."""

    __tablename__ = "lote"

    id: Mapped[int] = mapped_column(primary_key=True)
    creado: Mapped[datetime]
    creado_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
    entrada: Mapped[str] = mapped_column(String(40), default="")
    """Por dónde entraron al centro: `web`, `importar`, `carpeta vigilada`… No es cómo los entregaron."""
    acceso: Mapped[str] = mapped_column(String(16))


class Recibo(Base):
    """Constancia de un archivo llegado: recibido, duplicado o rechazado. Nada llega sin una."""

    __tablename__ = "recibo"

    id: Mapped[int] = mapped_column(primary_key=True)
    codigo: Mapped[str] = mapped_column(String(32), unique=True)
    lote_id: Mapped[int] = mapped_column(ForeignKey("lote.id"), index=True)
    documento_id: Mapped[int | None] = mapped_column(ForeignKey("documento.id"), index=True)
    """El creado, o el gemelo si es duplicado (y quien subió puede verlo)."""
    estado: Mapped[str] = mapped_column(String(12))
    nombre: Mapped[str] = mapped_column(Text)
    """Nombre del archivo ya limpio de rutas y caracteres de control."""
    sha256: Mapped[str | None] = mapped_column(String(64))
    tamano: Mapped[int | None]
    motivo: Mapped[str] = mapped_column(Text, default="")
    salida: Mapped[str] = mapped_column(Text, default="")
    """Qué puede hacer la persona."""
    creado: Mapped[datetime]
    atendido: Mapped[datetime | None]
    """Cuándo lo quitó de su lista quien lo subió; sólo lo que no entró."""
