"""El estado de una norma a una fecha, deducido de lo que consta y sin adivinar.

Cuenta lo que alguien declaró con su prueba, la fecha de entrada en vigor (la declarada; si no hay, la que
resulta de la publicación) y las derogaciones con fecha. Vale lo último que empezó; lo declarado pesa más que
lo deducido. Si la fecha cae dentro de un mes o un año en que algo cambió sin que conste el día, el estado es
desconocido.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from centro_doc.catalogo.modelos import Precision
from centro_doc.comun.fechas import fecha_con_precision, fecha_larga
from centro_doc.normas.modelos import Vigencia

DIAS_TRAS_LA_PUBLICACION = 8
"""Constitución, artículo 180: la ley rige ocho días después de publicarse íntegra, si no dice otra cosa."""
DESDE_LA_CONSTITUCION = date(1986, 1, 14)
LEYES = frozenset({"DC", "DANC"})
"""Las clases a las que se aplica ese plazo."""
_EMPIEZA = frozenset({Vigencia.VIGENTE})
POR_FECHA, POR_DEROGACION, DECLARADO = range(3)
"""Lo que pesa cada clase de hecho cuando dos empiezan el mismo día."""


@dataclass(frozen=True, slots=True)
class Hecho:
    """Algo que cambió el estado; `peso` es de qué clase es.

    `norma` y `articulo` son los que lo disponen; `documento`, el que lo prueba, si está en el centro.
    """

    estado: str
    desde: date
    precision: str
    marca: str
    marca_desde: str
    peso: int
    razon: str
    hasta: date | None = None
    norma: str = ""
    articulo: str = ""
    documento: int | None = None

    @property
    def ultimo(self) -> date:
        """El último día en que pudo empezar."""
        return fin_del_periodo(self.desde, self.precision)


@dataclass(frozen=True, slots=True)
class EstadoALaFecha:
    """La respuesta: el estado, por qué, su marca y el hecho que lo prueba, si hay uno."""

    estado: str
    razon: str
    marca: str = "V"
    hecho: Hecho | None = None


def fin_del_periodo(desde: date, precision: str) -> date:
    """El último día del día, mes o año que empieza en `desde`."""
    if precision == Precision.ANIO:
        return date(desde.year, 12, 31)
    if precision == Precision.MES:
        siguiente = date(desde.year + desde.month // 12, desde.month % 12 + 1, 1)
        return siguiente - timedelta(days=1)
    return desde


def vigencia_calculada(clase: str, publicacion: date) -> date | None:
    """Cuándo entra en vigor una ley según el artículo 180; `None` si a esa clase o época no se le aplica."""
    if clase not in LEYES or publicacion < DESDE_LA_CONSTITUCION:
        return None
    return publicacion + timedelta(days=DIAS_TRAS_LA_PUBLICACION)


def estado_en(
    hechos: Iterable[Hecho], fecha: date, *, nacida: tuple[date, str, str] | None = None
) -> EstadoALaFecha:
    """El estado a `fecha`. `nacida` es el primer día en que pudo existir, su marca y cómo se dice.

    Antes de nacer, o de la primera entrada en vigor conocida, no está vigente aún; sin nada que lo pruebe, es
    desconocido.
    """
    orden = sorted(hechos, key=lambda hecho: (hecho.desde, hecho.peso))
    if nacida is not None and fecha < nacida[0]:
        return EstadoALaFecha(Vigencia.NO_VIGENTE_AUN, nacida[2], nacida[1])
    empezados = [hecho for hecho in orden if hecho.desde <= fecha]
    if empezados:
        return _segun(empezados, fecha)
    if orden and orden[0].estado in _EMPIEZA and orden[0].precision != Precision.DESCONOCIDA:
        primero = orden[0]
        razon = f"Empezó a regir {_cuando(primero)}."
        return EstadoALaFecha(Vigencia.NO_VIGENTE_AUN, razon, primero.marca_desde, primero)
    razon = f"Nada de lo que el Centro tiene dice su estado al {fecha_larga(fecha)}."
    return EstadoALaFecha(Vigencia.DESCONOCIDO, razon)


def _segun(empezados: Sequence[Hecho], fecha: date) -> EstadoALaFecha:
    hecho = empezados[-1]
    if fecha < hecho.ultimo and not (len(empezados) > 1 and empezados[-2].estado == hecho.estado):
        razon = f"Cambió {_cuando(hecho)}; no consta el día."
        return EstadoALaFecha(Vigencia.DESCONOCIDO, razon, hecho.marca_desde, hecho)
    if hecho.hasta is not None and hecho.hasta < fecha:
        razon = f"Lo último que consta terminó el {fecha_larga(hecho.hasta)}."
        return EstadoALaFecha(Vigencia.DESCONOCIDO, razon, hecho.marca, hecho)
    sigue = " Después no consta otro cambio." if hecho.peso == DECLARADO and hecho.estado in _EMPIEZA else ""
    return EstadoALaFecha(hecho.estado, f"{hecho.razon}{sigue}".strip(), hecho.marca, hecho)


def _cuando(hecho: Hecho) -> str:
    dicha = fecha_con_precision(hecho.desde, hecho.precision)
    return f"el {dicha}" if hecho.precision == Precision.DIA else f"en {dicha}"
