"""De lo guardado de una norma a los hechos que cambiaron su estado."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from centro_doc.normas.vigor import LEIDO, Calculada, Vigor, conciliar, exceptuado_de, vigor_de
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
    vigores: Mapping[str, Vigor] = field(default_factory=dict)
    """Desde cuándo rigen las otras que prueban o causan un estado suyo sin día confirmado, por su clave."""

    @property
    def vigor(self) -> Vigor:
        """Desde cuándo rige."""
        return vigor_de(self.norma.clase, self.fechas, self.dispuesta)

    def desde_que_rige(self, clave: str) -> date | None:
        """El primer día en que pudo regir otra que la cambia, si consta: el de su vigor o su año."""
        if clave in self.vigores and self.vigores[clave].desde is not None:
            return self.vigores[clave].desde
        leida = leer_clave(clave)
        return date(leida.anio, 1, 1) if leida is not None and leida.anio is not None else None

    def exceptuado(self, articulo: str) -> Vigor | None:
        """Desde cuándo rige un artículo que su texto exceptúa; nada si rige con los demás."""
        return exceptuado_de(self.norma.clase, self.fechas, self.dispuesta, articulo)

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
    if not suyos and guardado.exceptuado(articulo) is None:
        estado = _con_su_razon(estado_en(de_la_norma, fecha, nacida=nacida), guardado)
        return _sin_saber_que_parte(estado) if estado.estado == Vigencia.DEROGADA_PARCIALMENTE else estado
    enteros = (hecho for hecho in de_la_norma if hecho.estado != Vigencia.DEROGADA_PARCIALMENTE)
    estado = _con_su_razon(estado_en((*suyos, *enteros), fecha, nacida=nacida), guardado)
    exceptuado = guardado.exceptuado(articulo)
    if exceptuado is None or exceptuado.desde is not None or estado.hecho is None:
        return estado
    if estado.estado != Vigencia.NO_VIGENTE_AUN:
        return estado
    return EstadoALaFecha(Vigencia.DESCONOCIDO, exceptuado.razon, LEIDO)


def _con_su_razon(estado: EstadoALaFecha, guardado: Guardado) -> EstadoALaFecha:
    """Si nada prueba el estado y se sabe por qué no consta desde cuándo rige, lo dice."""
    if estado.hecho is not None or estado.estado != Vigencia.DESCONOCIDO:
        return estado
    return replace(estado, razon=guardado.vigor.razon or estado.razon)


def _sin_saber_que_parte(estado: EstadoALaFecha) -> EstadoALaFecha:
    razon = f"La norma está derogada en parte, y no consta si este artículo lo está. {estado.razon}"
    return replace(estado, estado=Vigencia.DESCONOCIDO, razon=razon)


def _de_la_norma(guardado: Guardado) -> Iterator[Hecho]:
    yield from (declarado(uno, guardado) for uno in guardado.estados if not uno.articulo)
    if guardado.vigor.desde is not None:
        yield _entrada_en_vigor(guardado, guardado.vigor)
    yield from _derogaciones(guardado)


def _del_articulo(guardado: Guardado, articulo: str) -> Iterator[Hecho]:
    yield from (declarado(uno, guardado) for uno in guardado.estados if uno.articulo == articulo)
    exceptuado = guardado.exceptuado(articulo)
    if exceptuado is not None and exceptuado.desde is not None:
        yield _entrada_en_vigor(guardado, exceptuado, exceptuado=True)
    for hecho, relacion in _por_relacion(guardado):
        if relacion.articulo_destino == articulo and not relacion.parcial:
            yield replace(hecho, estado=Vigencia.DEROGADA)


def declarado(uno: EstadoDeNorma, guardado: Guardado) -> Hecho:
    """El de un estado que alguien declaró; sin día confirmado, desde que rige la norma que lo dispone."""
    sin_dia = uno.precision == Precision.DESCONOCIDA
    desde = f"Consta al {fecha_larga(uno.desde)}." if sin_dia else f"Desde {_desde(uno)}."
    hecho = Hecho(
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
    suyo = guardado.vigores.get(uno.norma_prueba) if uno.norma_prueba != guardado.norma.clave else None
    if sin_dia or uno.marca_desde == "V" or suyo is None or suyo.desde is None:
        return hecho
    anotado = Vigor(uno.desde, uno.precision, uno.marca_desde)
    return _desde_que_rige(
        hecho, suyo if suyo.marca == "V" else conciliar([anotado, *(suyo.entre or (suyo,))])
    )


def _desde_que_rige(hecho: Hecho, suyo: Vigor) -> Hecho:
    """El mismo, desde que rige la norma que lo dispone; si lo que consta de ella no concuerda, se dice."""
    fechas = replace(suyo, porque="", entre=tuple(replace(uno, porque="") for uno in suyo.entre))
    return replace(
        hecho,
        desde=suyo.desde or hecho.desde,
        precision=suyo.precision,
        marca_desde=suyo.marca,
        tope=suyo.seguro if suyo.entre else None,
        empezo=fechas.empezo if suyo.entre else "",
    )


def _entrada_en_vigor(guardado: Guardado, suyo: Vigor, *, exceptuado: bool = False) -> Hecho:
    """Desde cuándo rige la norma, o el artículo que ella exceptúa."""
    hasta = min((f.valor for f in guardado.fechas if f.clase == "vigencia_hasta"), default=None)
    hecho = Hecho(
        *(Vigencia.VIGENTE, suyo.desde or date.min, suyo.precision, suyo.marca, suyo.marca, POR_FECHA),
        razon=_por_que_rige(suyo, exceptuado=exceptuado),
        hasta=hasta,
    )
    if suyo.entre:
        return replace(hecho, tope=suyo.seguro, empezo=suyo.empezo)
    dispuesta = suyo.dispuesta
    if dispuesta is not None:
        return replace(
            hecho,
            norma=guardado.norma.clave,
            articulo=dispuesta.articulo,
            documento=dispuesta.documento,
        )
    return replace(hecho, norma="CPRG", articulo="180") if suyo.calculada is not None else hecho


def _por_que_rige(suyo: Vigor, *, exceptuado: bool) -> str:
    if suyo.entre:
        return f"Empezó a regir {suyo.empezo}; después no consta otro cambio."
    una, dispuesta = suyo.calculada, suyo.dispuesta
    cual = articulo_en_prosa(dispuesta.articulo) if dispuesta is not None else ""
    if exceptuado:
        return f"Su artículo {cual} lo exceptúa de la fecha de los demás: rige desde {suyo.solo_fecha}."
    if una is not None:
        como = f"según su artículo {cual}, rige" if cual else "si no dice otra cosa, rige"
        fin = una.plazo if cual else "ocho días después (Constitución, artículo 180)"
        return f"Se publicó el {fecha_larga(una.publicacion)} y, {como} {fin}; no consta otro cambio."
    if dispuesta is not None:
        return f"Su artículo {cual} dispone que rige desde {suyo.solo_fecha}; no consta otro cambio."
    return f"Entró en vigor {suyo.empezo}; después no consta otro cambio."


def _derogaciones(guardado: Guardado) -> Iterator[Hecho]:
    for hecho, relacion in _por_relacion(guardado):
        en_parte = relacion.parcial or relacion.articulo_destino
        estado = Vigencia.DEROGADA_PARCIALMENTE if en_parte else Vigencia.DEROGADA
        yield replace(hecho, estado=estado)


def _por_relacion(guardado: Guardado) -> Iterator[tuple[Hecho, RelacionDeNormas]]:
    """Lo que otras derogan: desde el día que consta o, si no consta, desde que rige la que deroga."""
    for una in guardado.recibe:
        clave = leer_clave(una.origen)
        if una.clase != ClaseDeRelacion.DEROGA or clave is None or clave.clase == "INI":
            continue
        rige = guardado.vigores.get(una.origen)
        if una.fecha is not None:
            rige = Vigor(una.fecha, una.precision, una.marca)
        if rige is None or rige.desde is None:
            continue
        hecho = Hecho(
            *(Vigencia.DEROGADA, rige.desde, rige.precision, una.marca, rige.marca),
            peso=POR_DEROGACION,
            razon=una.nota or f"La derogó: {clave.en_prosa()}.",
            norma=una.origen,
            articulo=una.articulo_origen,
            documento=una.documento_id,
        )
        yield _desde_que_rige(hecho, rige), una


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
