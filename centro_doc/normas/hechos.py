"""De lo guardado de una norma a los hechos que cambiaron su estado."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from centro_doc.catalogo.modelos import Precision
from centro_doc.comun.fechas import fecha_con_precision, fecha_larga
from centro_doc.normas import palabras, vigor
from centro_doc.normas.dispuestas import Dispuesta
from centro_doc.normas.modelos import (
    ClaseDeRelacion,
    EstadoDeNorma,
    FechaDeNorma,
    Norma,
    RelacionDeNormas,
    Vigencia,
)
from centro_doc.normas.partes import articulo_en_prosa
from centro_doc.normas.vigencia import (
    DECLARADO,
    POR_DEROGACION,
    POR_FECHA,
    EstadoALaFecha,
    Hecho,
    estado_en,
)
from centro_doc.normas.vigor import LEIDO, Calculada, Vigor, vigor_de
from indexador.juridico.claves import leer_clave

SIN_VIGENCIA = frozenset({"INI", "CC"})
"""Lo que no está vigente ni derogado: un proyecto, un expediente."""
_NACEN = frozenset({"adopcion", "firma", "emision", "aprobacion", "sancion", "publicacion"})


@dataclass(frozen=True, slots=True)
class Guardado:
    """Una norma con lo suyo: sus fechas, los estados declarados y las relaciones en que es el destino.

    `dispuesta`: lo que su texto, en los documentos que el lector ve, dice de cuándo entra en vigor.
    """

    norma: Norma
    fechas: Sequence[FechaDeNorma]
    estados: Sequence[EstadoDeNorma]
    recibe: Sequence[RelacionDeNormas]
    dispuesta: Dispuesta | None = None

    @property
    def vigor(self) -> Vigor:
        """Desde cuándo rige."""
        return vigor_de(self.norma.clase, self.fechas, self.dispuesta)

    @property
    def calculadas(self) -> tuple[Calculada, ...]:
        """Las entradas en vigor que resultan de cada fecha de publicación, valgan o no."""
        return vigor.calculadas(self.norma.clase, self.fechas, self.dispuesta)


def estado_de(guardado: Guardado, fecha: date, articulo: str = "") -> EstadoALaFecha:
    """El estado de la norma, o de uno de sus artículos, a una fecha."""
    if guardado.norma.clase in SIN_VIGENCIA:
        return EstadoALaFecha(Vigencia.DESCONOCIDO, "No es una norma: no está vigente ni derogada.")
    de_la_norma = tuple(_de_la_norma(guardado))
    nacida = nacida_en(guardado)
    if not articulo:
        return _con_su_razon(estado_en(de_la_norma, fecha, nacida=nacida), guardado)
    suyos = tuple(_del_articulo(guardado, articulo))
    if not suyos:
        estado = _con_su_razon(estado_en(de_la_norma, fecha, nacida=nacida), guardado)
        return _sin_saber_que_parte(estado) if estado.estado == Vigencia.DEROGADA_PARCIALMENTE else estado
    enteros = (hecho for hecho in de_la_norma if hecho.estado != Vigencia.DEROGADA_PARCIALMENTE)
    return _con_su_razon(estado_en((*suyos, *enteros), fecha, nacida=nacida), guardado)


def _con_su_razon(estado: EstadoALaFecha, guardado: Guardado) -> EstadoALaFecha:
    """Si nada prueba el estado y se sabe por qué no consta desde cuándo rige, lo dice."""
    if estado.hecho is not None or estado.estado != Vigencia.DESCONOCIDO or guardado.dispuesta is None:
        return estado
    return replace(estado, razon=guardado.vigor.razon or estado.razon)


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
    dispuesta = guardado.dispuesta
    if not declaradas and dispuesta is not None and dispuesta.dia is not None:
        yield _dispuesto(guardado.norma.clave, dispuesta, dispuesta.dia, hasta)
    for una in guardado.calculadas:
        if una.vale:
            yield _calculado(guardado.norma.clave, una, dispuesta, hasta)


def _dispuesto(clave: str, dispuesta: Dispuesta, dia: date, hasta: date | None) -> Hecho:
    articulo = articulo_en_prosa(dispuesta.articulo)
    razon = f"Su artículo {articulo} dispone que rige desde el {fecha_larga(dia)}; no consta otro cambio."
    return Hecho(
        *(Vigencia.VIGENTE, dia, Precision.DIA, LEIDO, LEIDO, POR_FECHA, razon),
        hasta=hasta,
        norma=clave,
        articulo=dispuesta.articulo,
        documento=dispuesta.documento,
    )


def _calculado(clave: str, una: Calculada, dispuesta: Dispuesta | None, hasta: date | None) -> Hecho:
    empieza = (Vigencia.VIGENTE, una.valor, Precision.DIA, una.marca, una.marca, POR_FECHA)
    publicada = f"Se publicó el {fecha_larga(una.publicacion)} y"
    if una.articulo:
        razon = f"{publicada}, según su artículo {articulo_en_prosa(una.articulo)}, rige {una.plazo}"
        return Hecho(
            *(*empieza, f"{razon}; no consta otro cambio."),
            hasta=hasta,
            norma=clave,
            articulo=una.articulo,
            documento=dispuesta.documento if dispuesta is not None else None,
        )
    razon = f"{publicada}, si no dice otra cosa, rige ocho días después (Constitución, artículo 180)"
    return Hecho(*empieza, f"{razon}; no consta otro cambio.", hasta=hasta, norma="CPRG", articulo="180")


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
