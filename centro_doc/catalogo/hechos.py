"""La fecha del hecho: cuándo ocurrió lo que un documento cuenta, que no es cuándo llegó al centro."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from centro_doc.catalogo.modelos import FechaDocumento, Precision
from centro_doc.catalogo.tipos import tipo

AJENAS = frozenset({"recepcion", "recepcion_congreso", "vigencia_hasta", "plazo"})
"""Clases de fecha que no dicen cuándo ocurrió el hecho."""


@dataclass(frozen=True, slots=True)
class Fecha:
    """Una fecha con su clase y hasta dónde se conoce."""

    clase: str
    valor: date
    precision: str

    @property
    def trimestre(self) -> tuple[int, int] | None:
        """Año y trimestre (1 a 4); `None` si sólo se conoce el año."""
        if self.precision not in {Precision.DIA, Precision.MES}:
            return None
        return self.valor.year, (self.valor.month + 2) // 3


def fecha_del_hecho(clave_tipo: str | None, fechas: Sequence[FechaDocumento]) -> Fecha | None:
    """La primera de las fechas que el tipo de documento enumera o, si no lleva ninguna, la más antigua.

    Las que no dicen cuándo ocurrió (recepción, fin de la vigencia, plazo) no cuentan.
    """
    conocidas = [
        Fecha(una.clase, una.valor, una.precision)
        for una in fechas
        if una.valor is not None and una.precision != Precision.DESCONOCIDA and una.clase not in AJENAS
    ]
    del_tipo = tipo(clave_tipo)
    orden = [clase.clave for clase in del_tipo.fechas] if del_tipo is not None else []
    lugar = {clase: numero for numero, clase in enumerate(orden)}
    return min(conocidas, key=lambda f: (lugar.get(f.clase, len(orden)), f.valor), default=None)
