"""Las firmas de los textos, por las que se hallan los casi duplicados."""

from sqlalchemy import BigInteger, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from centro_doc.comun.bd import Base


class FirmaGuardada(Base):
    """La firma del texto vigente de una versión. Sin `valores`, el texto es muy corto para tenerla."""

    __tablename__ = "firma"

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), primary_key=True, autoincrement=False)
    texto_id: Mapped[int] = mapped_column(ForeignKey("texto.id"))
    """El texto firmado: si la versión ya tiene otro, hay que firmarla de nuevo."""
    valores: Mapped[bytes] = mapped_column(LargeBinary)
    """Lo que produce `indexador.parecido.empaquetar`."""
    palabras: Mapped[int]
    tejas: Mapped[int]


class Banda(Base):
    """Una banda de una firma. Las versiones con la misma clave son candidatas a parecerse."""

    __tablename__ = "banda"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - lo define SQLAlchemy

    clave: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), primary_key=True, autoincrement=False)
