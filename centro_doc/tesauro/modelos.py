"""Tabla de grupos del tesauro."""

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class GrupoTesauro(Base):
    """Términos que quieren decir lo mismo. `verificacion` es V, C o D: un grupo dudoso no se usa al buscar.

    No se borra: `quitado` lo saca de la búsqueda y de la lista, y así la carga de fábrica no lo repone.
    """

    __tablename__ = "grupo_tesauro"

    id: Mapped[int] = mapped_column(primary_key=True)
    clave: Mapped[str | None] = mapped_column(String(60), unique=True)
    """La que lo identifica entre versiones del producto; los del personal no llevan."""
    clase: Mapped[str] = mapped_column(String(20))
    terminos: Mapped[list[str]] = mapped_column(JSON)
    verificacion: Mapped[str] = mapped_column(String(1))
    nota: Mapped[str] = mapped_column(Text)
    de_fabrica: Mapped[bool]
    """Está como viene con el producto; lo que el personal añadió, cambió o quitó no lo toca la carga."""
    quitado: Mapped[bool] = mapped_column(default=False)
    edicion: Mapped[int] = mapped_column(default=1)
    """Sube con cada cambio: quien guarda dice sobre cuál escribió."""
