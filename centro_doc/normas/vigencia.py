"""El estado de una norma a una fecha, deducido de lo que consta y sin adivinar.

Cuenta lo que alguien declaró con su prueba, la fecha de entrada en vigor (la declarada; si no hay, la que
resulta de la publicación) y las derogaciones con fecha. Vale lo último que empezó; lo declarado pesa más que
lo deducido. Si la fecha cae dentro de un mes o un año en que algo cambió sin que conste el día, el estado es
desconocido. Lo dudoso no es un dato: lo que empieza con ello es desconocido. Lo que no está confirmado, o
empezó en una fecha sin confirmar, va sin confirmar, salvo que otro hecho confirmado diga lo mismo.
"""

import re
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
    tope: date | None = None
    """El último día en que pudo empezar, si lo que consta no concuerda."""
    empezo: str = ""
    """Entonces, cómo se dice cuándo: «el 17 de diciembre de 2016 o en mayo de 2017»."""

    @property
    def ultimo(self) -> date:
        """El último día en que pudo empezar."""
        return self.tope or fin_del_periodo(self.desde, self.precision)

    @property
    def cuando(self) -> str:
        """«el 20 de abril de 2009», «en mayo de 2017»."""
        dicha = fecha_con_precision(self.desde, self.precision)
        return self.empezo or (f"el {dicha}" if self.precision == Precision.DIA else f"en {dicha}")

    @property
    def marca_entera(self) -> str:
        """La del estado con la de su fecha: no está más confirmado lo uno que lo otro."""
        return peor(self.marca, self.marca_desde)


@dataclass(frozen=True, slots=True)
class EstadoALaFecha:
    """La respuesta: el estado, por qué, su marca y el hecho que lo prueba, si hay uno."""

    estado: str
    razon: str
    marca: str = "V"
    hecho: Hecho | None = None


_NO_CAMBIO = re.compile(r"[.;]\s*(?:[Dd]espués )?no consta otro cambio\.\Z")


def sin_negar_cambios(razon: str) -> str:
    """La misma razón, sin decir que no consta otro cambio.

    >>> sin_negar_cambios("Entró en vigor en 1998; después no consta otro cambio.")
    'Entró en vigor en 1998.'
    """
    return _NO_CAMBIO.sub(".", razon)


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
        razon = f"Empezó a regir {primero.cuando}."
        return EstadoALaFecha(Vigencia.NO_VIGENTE_AUN, razon, primero.marca_desde, primero)
    razon = f"Nada de lo que el Centro tiene dice su estado al {fecha_larga(fecha)}."
    return EstadoALaFecha(Vigencia.DESCONOCIDO, razon)


def peor(*marcas: str) -> str:
    """De varias marcas, la de lo menos confirmado."""
    return max(marcas, key="VCD".index)


def _segun(empezados: Sequence[Hecho], fecha: date) -> EstadoALaFecha:
    seguidos = _seguidos(empezados)
    hecho = max((uno for uno in seguidos if uno.desde == seguidos[0].desde), key=lambda uno: uno.peso)
    ultimo = seguidos[-1]
    if hecho.marca == "D":
        return EstadoALaFecha(Vigencia.DESCONOCIDO, f"Es dudoso: {hecho.razon}", "D", hecho)
    if all(fecha < uno.ultimo for uno in seguidos):
        cambio = "Empezó a regir" if hecho.estado in _EMPIEZA and hecho is empezados[0] else "Cambió"
        razon = f"{cambio} {hecho.cuando}; no consta el día."
        return EstadoALaFecha(Vigencia.DESCONOCIDO, razon, hecho.marca_desde, hecho)
    if ultimo.hasta is not None and ultimo.hasta < fecha:
        razon = f"Lo último que consta terminó el {fecha_larga(ultimo.hasta)}."
        return EstadoALaFecha(Vigencia.DESCONOCIDO, razon, ultimo.marca, ultimo)
    sigue = " Después no consta otro cambio." if hecho.peso == DECLARADO and hecho.estado in _EMPIEZA else ""
    seguros = [uno.marca_entera for uno in seguidos if uno.ultimo <= fecha]
    marca = min(seguros or [hecho.marca_entera], key="VCD".index)
    return EstadoALaFecha(hecho.estado, f"{hecho.razon}{sigue}".strip(), marca, hecho)


def _seguidos(empezados: Sequence[Hecho]) -> Sequence[Hecho]:
    """Los últimos que dicen lo mismo sin interrupción: el estado empezó con el primero de ellos."""
    desde = len(empezados) - 1
    while desde > 0 and _lo_mismo(empezados[desde - 1], empezados[desde]):
        desde -= 1
    return empezados[desde:]


def _lo_mismo(uno: Hecho, otro: Hecho) -> bool:
    sigue = uno.hasta is None or uno.hasta >= otro.desde - timedelta(days=1)
    return uno.estado == otro.estado and sigue and uno.marca != "D"
