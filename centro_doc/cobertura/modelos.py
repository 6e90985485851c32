"""La tabla de lo que el personal decidió esperar de cada nodo del plan."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class EvidenciaEsperada(Base):
    """Cuántos documentos de un tipo se esperan de un nodo. Manda sobre los valores de partida.

    Con `cantidad` 0 no se espera ninguno, aunque los de partida digan otra cosa.
    """

    __tablename__ = "evidencia_esperada"
    __table_args__ = (
        UniqueConstraint("nodo_id", "tipo"),
        CheckConstraint("cantidad >= 0", name="cantidad"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nodo_id: Mapped[int] = mapped_column(ForeignKey("nodo.id"), index=True)
    tipo: Mapped[str] = mapped_column(String(40))
    cantidad: Mapped[int]
    cada: Mapped[str] = mapped_column(String(12))
    """`plan`, `anio`, `trimestre` o `tema`: por cada uno se espera esa cantidad."""
    nota: Mapped[str] = mapped_column(Text, default="")
    cambiada: Mapped[datetime]
    cambiada_por: Mapped[int | None] = mapped_column(ForeignKey("usuario.id"))
