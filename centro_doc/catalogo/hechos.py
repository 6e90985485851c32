"""La fecha del hecho: cuándo ocurrió lo que un documento cuenta, que no es cuándo llegó al centro."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from centro_doc.catalogo.modelos import Documento, FechaDocumento, Precision
from centro_doc.catalogo.tipos import tipo
from centro_doc.catalogo.trimestres import trimestre, trimestre_de_alta

RECEPCION = "recepcion"
AJENAS = frozenset({RECEPCION, "recepcion_congreso", "vigencia_hasta", "plazo"})
"""Clases de fecha que no dicen cuándo ocurrió el hecho."""

_CON_MES = frozenset({Precision.DIA, Precision.MES})


@dataclass(frozen=True, slots=True)
class Fecha:
    """Una fecha con su clase y hasta dónde se conoce."""

    clase: str
    valor: date
    precision: str

    @property
    def trimestre(self) -> tuple[int, int] | None:
        """Año y trimestre (1 a 4); `None` si sólo se conoce el año."""
        return divmod(trimestre(self.valor), 10) if self.precision in _CON_MES else None


def fecha_principal(clave_tipo: str | None, fechas: Iterable[FechaDocumento]) -> FechaDocumento | None:
    """La que dice cuándo es el documento: la primera que su tipo enumera o, si no lleva, la más antigua.

    Las que no dicen cuándo ocurrió (recepción, fin de la vigencia, plazo) sólo valen a falta de otra.
    """
    del_tipo = tipo(clave_tipo)
    orden = {clase.clave: numero for numero, clase in enumerate(del_tipo.fechas)} if del_tipo else {}

    def puesto(fecha: FechaDocumento) -> tuple[bool, int, date]:
        return (fecha.clase in AJENAS, orden.get(fecha.clase, len(orden)), fecha.valor or date.max)

    return min(_conocidas(fechas), key=puesto, default=None)


def primeras_fechas(fechas: Iterable[FechaDocumento]) -> Mapping[str, date]:
    """La más antigua de cada clase que se conoce; de un mes o de un año, su primer día."""
    de_nuevo_a_viejo = sorted(_conocidas(fechas), key=lambda f: f.valor or date.max, reverse=True)
    return {f.clase: f.valor for f in de_nuevo_a_viejo if f.valor is not None}


def _conocidas(fechas: Iterable[FechaDocumento]) -> list[FechaDocumento]:
    return [f for f in fechas if f.valor is not None and f.precision != Precision.DESCONOCIDA]


def fecha_del_hecho(clave_tipo: str | None, fechas: Iterable[FechaDocumento]) -> Fecha | None:
    """La fecha principal, si dice cuándo ocurrió el hecho."""
    principal = fecha_principal(clave_tipo, fechas)
    if principal is None or principal.valor is None or principal.clase in AJENAS:
        return None
    return Fecha(principal.clase, principal.valor, principal.precision)


def fechar(documento: Documento) -> None:
    """Deja al día los trimestres de un documento cuyas fechas o cuyo tipo acaban de cambiar.

    Los cuenta la cobertura del plan, que no puede leer las fechas de todos los documentos cada vez.
    """
    documento.trimestre_hecho = trimestre_del_hecho(documento.tipo, documento.fechas)
    documento.trimestre_ingreso = trimestre_de_ingreso(documento.creado, documento.fechas)


def trimestre_del_hecho(clave_tipo: str | None, fechas: Iterable[FechaDocumento]) -> int | None:
    """El trimestre de la fecha del hecho, como `modelos.trimestre`; `None` si no se conoce el mes."""
    hecho = fecha_del_hecho(clave_tipo, fechas)
    return trimestre(hecho.valor) if hecho is not None and hecho.precision in _CON_MES else None


def trimestre_de_ingreso(creado: datetime, fechas: Iterable[FechaDocumento]) -> int:
    """El de la fecha de recepción en el centro que dice la ficha o, si no la dice, el del alta."""
    recibido = min(
        (f.valor for f in fechas if f.clase == RECEPCION and f.valor and f.precision in _CON_MES),
        default=None,
    )
    return trimestre(recibido) if recibido is not None else trimestre_de_alta(creado)
