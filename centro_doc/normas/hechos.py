"""De lo guardado de una norma a los hechos que cambiaron su estado."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from centro_doc.catalogo.modelos import Precision
from centro_doc.comun.fechas import fecha_con_precision, fecha_larga
from centro_doc.normas import palabras
from centro_doc.normas.modelos import (
    ClaseDeRelacion,
    EstadoDeNorma,
    FechaDeNorma,
    Norma,
    RelacionDeNormas,
    Vigencia,
)
from centro_doc.normas.vigencia import (
    DECLARADO,
    POR_DEROGACION,
    POR_FECHA,
    EstadoALaFecha,
    Hecho,
    estado_en,
    vigencia_calculada,
)
from indexador.juridico.claves import leer_clave

SIN_VIGENCIA = frozenset({"INI", "CC"})
"""Lo que no está vigente ni derogado: un proyecto, un expediente."""
_NACEN = frozenset({"adopcion", "firma", "emision", "aprobacion", "sancion", "publicacion"})


@dataclass(frozen=True, slots=True)
class Guardado:
    """Una norma con lo suyo: sus fechas, los estados declarados y las relaciones en que es el destino."""

    norma: Norma
    fechas: Sequence[FechaDeNorma]
    estados: Sequence[EstadoDeNorma]
    recibe: Sequence[RelacionDeNormas]


@dataclass(frozen=True, slots=True)
class Calculada:
    """Una entrada en vigor que resulta de la publicación; `marca` es la de la fecha de publicación."""

    valor: date
    publicacion: date
    marca: str


def calculadas(guardado: Guardado) -> tuple[Calculada, ...]:
    """Las entradas en vigor que resultan de cada fecha de publicación que consta con su día."""
    salida = []
    for fecha in guardado.fechas:
        if fecha.clase == "publicacion" and fecha.precision == Precision.DIA:
            valor = vigencia_calculada(guardado.norma.clase, fecha.valor)
            if valor is not None:
                salida.append(Calculada(valor, fecha.valor, fecha.marca))
    return tuple(salida)


def estado_de(guardado: Guardado, fecha: date, articulo: str = "") -> EstadoALaFecha:
    """El estado de la norma, o de uno de sus artículos, a una fecha."""
    if guardado.norma.clase in SIN_VIGENCIA:
        return EstadoALaFecha(Vigencia.DESCONOCIDO, "No es una norma: no está vigente ni derogada.")
    de_la_norma = tuple(_de_la_norma(guardado))
    nacida = nacida_en(guardado)
    if not articulo:
        return estado_en(de_la_norma, fecha, nacida=nacida)
    suyos = tuple(_del_articulo(guardado, articulo))
    if not suyos:
        estado = estado_en(de_la_norma, fecha, nacida=nacida)
        return _sin_saber_que_parte(estado) if estado.estado == Vigencia.DEROGADA_PARCIALMENTE else estado
    enteros = (hecho for hecho in de_la_norma if hecho.estado != Vigencia.DEROGADA_PARCIALMENTE)
    return estado_en((*suyos, *enteros), fecha, nacida=nacida)


def _sin_saber_que_parte(estado: EstadoALaFecha) -> EstadoALaFecha:
    razon = f"La norma está derogada en parte, y no consta si este artículo lo está. {estado.razon}"
    return replace(estado, estado=Vigencia.DESCONOCIDO, razon=razon)


def _de_la_norma(guardado: Guardado) -> Iterator[Hecho]:
    yield from (_declarado(uno) for uno in guardado.estados if not uno.articulo)
    yield from _entrada_en_vigor(guardado)
    yield from _derogaciones(guardado.recibe)


def _del_articulo(guardado: Guardado, articulo: str) -> Iterator[Hecho]:
    yield from (_declarado(uno) for uno in guardado.estados if uno.articulo == articulo)
    for hecho, relacion in _por_relacion(guardado.recibe):
        if relacion.articulo_destino == articulo and not relacion.parcial:
            yield replace(hecho, estado=Vigencia.DEROGADA)


def _declarado(uno: EstadoDeNorma) -> Hecho:
    sin_dia = uno.precision == Precision.DESCONOCIDA
    desde = f"Consta al {fecha_larga(uno.desde)}." if sin_dia else f"Desde {_desde(uno)}."
    return Hecho(
        uno.estado,
        uno.desde,
        uno.precision,
        uno.marca,
        uno.marca_desde,
        peso=DECLARADO,
        razon=uno.nota or desde,
        hasta=uno.hasta,
        norma=uno.norma_prueba,
        articulo=uno.articulo_prueba,
        documento=uno.documento_id,
    )


def _entrada_en_vigor(guardado: Guardado) -> Iterator[Hecho]:
    hasta = min((f.valor for f in guardado.fechas if f.clase == "vigencia_hasta"), default=None)
    declaradas = [fecha for fecha in guardado.fechas if fecha.clase == "vigencia"]
    for fecha in declaradas:
        razon = f"Entró en vigor {_cuando(fecha.valor, fecha.precision)}; después no consta otro cambio."
        yield Hecho(
            Vigencia.VIGENTE,
            fecha.valor,
            fecha.precision,
            fecha.marca,
            fecha.marca,
            POR_FECHA,
            razon,
            hasta=hasta,
        )
    if declaradas:
        return
    for una in calculadas(guardado):
        razon = (
            f"Se publicó el {fecha_larga(una.publicacion)} y, si no dice otra cosa, rige ocho días después "
            "(Constitución, artículo 180); no consta otro cambio."
        )
        empieza = (Vigencia.VIGENTE, una.valor, Precision.DIA, una.marca, una.marca)
        yield Hecho(*empieza, POR_FECHA, razon, hasta=hasta, norma="CPRG", articulo="180")


def _derogaciones(recibe: Iterable[RelacionDeNormas]) -> Iterator[Hecho]:
    for hecho, relacion in _por_relacion(recibe):
        en_parte = relacion.parcial or relacion.articulo_destino
        estado = Vigencia.DEROGADA_PARCIALMENTE if en_parte else Vigencia.DEROGADA
        yield replace(hecho, estado=estado)


def _por_relacion(recibe: Iterable[RelacionDeNormas]) -> Iterator[tuple[Hecho, RelacionDeNormas]]:
    for una in recibe:
        clave = leer_clave(una.origen)
        if una.clase != ClaseDeRelacion.DEROGA or una.fecha is None or clave is None or clave.clase == "INI":
            continue
        yield (
            Hecho(
                Vigencia.DEROGADA,
                una.fecha,
                una.precision,
                una.marca,
                una.marca,
                peso=POR_DEROGACION,
                razon=una.nota or f"La derogó: {clave.en_prosa()}.",
                norma=una.origen,
                articulo=una.articulo_origen,
                documento=una.documento_id,
            ),
            una,
        )


def nacida_en(guardado: Guardado) -> tuple[date, str, str] | None:
    """Antes de este día la norma no existía: el de la primera fecha confirmada, o el año de su clave."""
    firmes = [f for f in guardado.fechas if f.clase in _NACEN and f.marca == "V"]
    if firmes:
        primera = min(firmes, key=lambda fecha: fecha.valor)
        dicha = fecha_con_precision(primera.valor, primera.precision)
        return primera.valor, "V", f"{palabras.fechas()[primera.clase]}: {dicha}."
    if guardado.norma.anio is not None:
        razon = f"Es de {guardado.norma.anio}."
        return date(guardado.norma.anio, 1, 1), guardado.norma.marca, razon
    return None


def _desde(uno: EstadoDeNorma) -> str:
    dicha = fecha_con_precision(uno.desde, uno.precision)
    return f"el {dicha}" if uno.precision == Precision.DIA else dicha


def _cuando(valor: date, precision: str) -> str:
    dicha = fecha_con_precision(valor, precision)
    return f"el {dicha}" if precision == Precision.DIA else f"en {dicha}"
