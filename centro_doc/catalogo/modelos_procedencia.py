"""Las columnas que dicen de dónde vino un documento; las tienen igual los lotes, para ponerlas de una vez."""

from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column


class ConProcedencia:
    """Lo que se lee y se escribe con `procedencia.de` y `procedencia.poner`."""

    origen_entrega: Mapped[str] = mapped_column(Text, default="")
    """Quién lo entregó: una institución o una persona. Sólo lo ve el personal, salvo que sea institución."""
    origen_via: Mapped[str] = mapped_column(String(40), default="")
    """Clave de `procedencia.VIAS`, o como alguien lo escribió antes de que hubiera claves."""
    origen_fecha: Mapped[date | None]
    """Primer día del período en que se entregó."""
    origen_precision: Mapped[str] = mapped_column(String(12), default="dia")
    origen_referencia: Mapped[str] = mapped_column(Text, default="")
    """Número de oficio, dirección de descarga, convenio o solicitud."""
    licencia: Mapped[str] = mapped_column(String(20), default="")
    """Clave de `procedencia.LICENCIAS`; vacía si nadie lo ha determinado."""
    derechos: Mapped[str] = mapped_column(Text, default="")
    """Las condiciones de uso, como las dijo quien lo entregó."""
