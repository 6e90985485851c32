"""Desde cuándo rige una norma: lo que alguien declaró, lo que ella dispone, o lo que resulta de publicarse.

Lo declarado y confirmado manda, aunque no conste el día. Lo declarado sin confirmar y lo que su propio texto
dispone valen lo mismo: si no concuerdan, sólo consta entre qué días empezó. Sin nada declarado, si habla de
su vigencia y no se lee, no se calcula: no consta. Cada fecha lleva lo que le falte por confirmar: lo que el
programa leyó en el texto, mientras nadie lo anote, está sin confirmar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from centro_doc.catalogo.modelos import Precision
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.normas.dispuestas import Dispuesta, plazo
from centro_doc.normas.modelos import FechaDeNorma
from centro_doc.normas.palabras import VERIFICACIONES
from centro_doc.normas.partes import articulo_en_prosa
from centro_doc.normas.vigencia import DIAS_TRAS_LA_PUBLICACION, fin_del_periodo, peor, vigencia_calculada

LEIDO = "C"
"""La marca de lo que se leyó en el texto y nadie ha confirmado."""
_DUDOSA = "La fecha desde la que rige es dudosa."
_NO_SE_LEE = "Su artículo {} dispone desde cuándo rige, y no se pudo leer: hace falta anotar esa fecha."
_EXCEPTUA = "Su artículo {} dispone de otro modo de algunos: no consta si éste, o parte de él, ya regía."
_SIN_PUBLICAR = "Su artículo {} lo cuenta desde su publicación, y no consta cuándo se publicó."


class Peso(StrEnum):
    """Lo que vale una entrada en vigor calculada frente a lo demás que consta."""

    VALE = "vale"
    """No consta otra."""
    COINCIDE = "coincide"
    """Es la que consta."""
    EN_DISPUTA = "en_disputa"
    """Consta otra, y ninguna de las dos está confirmada."""
    NO_VALE = "no_vale"


@dataclass(frozen=True, slots=True)
class Calculada:
    """Una entrada en vigor que resulta de la publicación; `marca` es la de la cuenta entera.

    `dias` después de publicarse, por lo que dispone el artículo `articulo` de la norma o, sin él, por la
    Constitución.
    """

    valor: date
    publicacion: date
    marca: str
    dias: int = DIAS_TRAS_LA_PUBLICACION
    articulo: str = ""
    peso: Peso = Peso.VALE

    @property
    def plazo(self) -> str:
        """Cómo se dicen los días: «ocho días después de publicarse»."""
        return plazo(self.dias)

    @property
    def cuenta(self) -> bool:
        """¿Es, o pudo ser, la entrada en vigor, y no consta ya por otro lado?"""
        return self.peso in {Peso.VALE, Peso.EN_DISPUTA}


@dataclass(frozen=True, slots=True)
class Vigor:
    """Desde cuándo rige. `desde` es el primer día del período conocido; sin él, `razon` dice por qué.

    `dispuesta`: lo dice su propio texto; `calculada`: resulta de publicarse. `porque` va detrás de la fecha:
    «según su artículo 12». `entre`: lo que consta no concuerda, y empezó a regir en una de esas fechas.
    """

    desde: date | None = None
    precision: str = Precision.DIA
    marca: str = "V"
    porque: str = ""
    razon: str = ""
    dispuesta: Dispuesta | None = None
    calculada: Calculada | None = None
    entre: tuple["Vigor", ...] = ()

    @property
    def seguro(self) -> date | None:
        """El primer día en que ya regía."""
        if self.entre:
            return max(_fin(una) for una in self.entre)
        return fin_del_periodo(self.desde, self.precision) if self.desde is not None else None

    @property
    def dicho(self) -> str:
        """«el 1 de julio de 2021, según su artículo 12», sin su marca; vacío si no consta."""
        return self._dicho()

    @property
    def cuando(self) -> str:
        """Lo mismo con su marca: «mayo de 2017 (sin confirmar)»."""
        return self._dicho(con_marca=True)

    @property
    def empezo(self) -> str:
        """Lo mismo, detrás de «empezó a regir»: «el 17 de diciembre de 2016 o en mayo de 2017»."""
        return self._dicho(en="en ")

    @property
    def solo_fecha(self) -> str:
        """«el 1 de julio de 2021», «mayo de 2017»; sin lo demás."""
        return replace(self, porque="")._dicho()

    @property
    def fechas(self) -> str:
        """Sólo las fechas: «1 de julio de 2021», «17 de diciembre de 2016 o mayo de 2017»."""
        unas = self.entre or ((self,) if self.desde is not None else ())
        return " o ".join(fecha_con_precision(una.desde, una.precision) for una in unas if una.desde)

    def _dicho(self, *, con_marca: bool = False, en: str = "") -> str:
        if self.entre:
            dichos = [una._dicho(con_marca=con_marca, en=en) for una in self.entre]
            return (", o " if any(una.porque for una in self.entre) else " o ").join(dichos)
        if self.desde is None:
            return ""
        cual = fecha_con_precision(self.desde, self.precision)
        dia = f"el {cual}" if self.precision == Precision.DIA else f"{en}{cual}"
        marca = f" ({VERIFICACIONES[self.marca].lower()})" if con_marca and self.marca != "V" else ""
        return f"{dia}{marca}{', ' if self.porque else ''}{self.porque}"


def vigor_de(clase: str, fechas: Sequence[FechaDeNorma], dispuesta: Dispuesta | None) -> Vigor:
    """El de una norma, por su clase («DC»), las fechas que constan de ella y lo que su texto dispone."""
    declaradas = [una for una in fechas if una.clase == "vigencia"]
    firmes = _las_mas_firmes(declaradas)
    if declaradas and not firmes:
        return Vigor(razon=_DUDOSA)
    suyas = [_declarado(una) for una in firmes]
    if firmes and firmes[0].marca == "V":
        return conciliar(suyas)
    del_texto = list(_del_texto(clase, fechas, dispuesta))
    if suyas or del_texto:
        return conciliar([*suyas, *del_texto])
    if dispuesta is None:
        return Vigor()
    razon = _SIN_PUBLICAR if dispuesta.se_lee else _NO_SE_LEE
    return Vigor(razon=razon.format(articulo_en_prosa(dispuesta.articulo)), dispuesta=dispuesta)


def exceptuado_de(
    clase: str, fechas: Sequence[FechaDeNorma], dispuesta: Dispuesta | None, articulo: str
) -> Vigor | None:
    """El del artículo (su dirección) que el texto exceptúa de la fecha de los demás; nada si no lo exceptúa.

    Sin su `desde`, no se pudo leer, o exceptúa algo que no se lee y puede ser él.
    """
    if dispuesta is None:
        return None
    suyos = [uno for uno in dispuesta.excepciones if uno.articulo in {articulo, ""}]
    suyo = next((uno for uno in suyos if uno.articulo), None)
    if suyo is not None:
        otra = replace(dispuesta, dia=suyo.dia, dias=suyo.dias, articulo=suyo.dispone or dispuesta.articulo)
        unos = list(_del_texto(clase, fechas, otra)) if otra.se_lee else []
        if unos:
            return conciliar(unos)
    dispone = (suyo.dispone if suyo is not None else "") or dispuesta.articulo
    razon = _EXCEPTUA.format(articulo_en_prosa(dispone))
    return Vigor(razon=razon, dispuesta=dispuesta) if suyos else None


def conciliar(constan: Sequence[Vigor]) -> Vigor:
    """El que resulta de varios, cada uno con su `desde`, que pesan lo mismo.

    Si uno cae dentro de todos los demás, es el mismo dicho con más precisión. Si no, no concuerdan.
    """
    for uno in constan:
        if all(_primero(otro) <= _primero(uno) and _fin(uno) <= _fin(otro) for otro in constan):
            return uno
    orden = tuple(sorted({(_primero(uno), _fin(uno)): uno for uno in constan}.values(), key=_primero))
    return Vigor(
        desde=_primero(orden[0]),
        marca=peor(*(uno.marca for uno in orden)),
        dispuesta=next((uno.dispuesta for uno in orden if uno.dispuesta is not None), None),
        entre=orden,
    )


def calculadas(
    clase: str, fechas: Sequence[FechaDeNorma], dispuesta: Dispuesta | None
) -> tuple[Calculada, ...]:
    """Las entradas en vigor que resultan de cada fecha de publicación que consta con su día."""
    vigor = vigor_de(clase, fechas, dispuesta)
    unas = _calculadas(clase, fechas, dispuesta)
    return tuple(replace(una, peso=peso_de(una, vigor)) for una in unas)


def peso_de(una: Calculada, vigor: Vigor) -> Peso:
    """Lo que vale frente a lo que se da por su entrada en vigor."""
    if vigor.calculada == una:
        return Peso.VALE
    if any(otro.calculada == una for otro in vigor.entre):
        return Peso.EN_DISPUTA
    if vigor.desde is None or vigor.entre or not vigor.desde <= una.valor <= _fin(vigor):
        return Peso.NO_VALE
    return Peso.COINCIDE


def tras_publicarse(
    clase: str, publicacion: date, marca: str, dispuesta: Dispuesta | None
) -> Calculada | None:
    """La que resulta de publicarse ese día; `None` si ni la norma ni la Constitución dicen cómo contarla.

    Si el texto dispone otros días que los de la Constitución, la cuenta está sin confirmar, como lo leído.
    """
    if dispuesta is not None and dispuesta.dias is not None:
        dias = dispuesta.dias
        suya = marca if dias == DIAS_TRAS_LA_PUBLICACION else peor(marca, LEIDO)
        return Calculada(publicacion + timedelta(days=dias), publicacion, suya, dias, dispuesta.articulo)
    valor = vigencia_calculada(clase, publicacion)
    return Calculada(valor, publicacion, marca) if valor is not None else None


def _del_texto(clase: str, fechas: Sequence[FechaDeNorma], dispuesta: Dispuesta | None) -> Iterator[Vigor]:
    """Lo que su texto dispone o, si no habla de ello ni nadie declaró nada, lo que dice la Constitución."""
    if dispuesta is not None and dispuesta.dia is not None:
        porque = f"según su artículo {articulo_en_prosa(dispuesta.articulo)}"
        yield Vigor(dispuesta.dia, Precision.DIA, LEIDO, porque, dispuesta=dispuesta)
        return
    if dispuesta is not None and not dispuesta.se_lee:
        return
    if dispuesta is None and any(una.clase == "vigencia" for una in fechas):
        return
    publicada = _las_mas_firmes([una for una in fechas if una.clase == "publicacion"])
    for una in _calculadas(clase, publicada, dispuesta):
        yield _tras_publicarse(una, dispuesta)


def _calculadas(
    clase: str, fechas: Sequence[FechaDeNorma], dispuesta: Dispuesta | None
) -> Iterator[Calculada]:
    for una in fechas:
        if una.clase == "publicacion" and una.precision == Precision.DIA:
            hecha = tras_publicarse(clase, una.valor, una.marca, dispuesta)
            if hecha is not None:
                yield hecha


def _las_mas_firmes(fechas: Sequence[FechaDeNorma]) -> list[FechaDeNorma]:
    """Las confirmadas; si ninguna, las que están sin confirmar. Las dudosas no son un dato."""
    return [una for una in fechas if una.marca == "V"] or [una for una in fechas if una.marca == "C"]


def _declarado(una: FechaDeNorma) -> Vigor:
    return Vigor(una.valor, una.precision, una.marca)


def _tras_publicarse(una: Calculada, dispuesta: Dispuesta | None) -> Vigor:
    porque = "ocho días después de publicarse"
    if una.articulo:
        porque = f"según su artículo {articulo_en_prosa(una.articulo)} y su publicación"
    return Vigor(una.valor, Precision.DIA, una.marca, porque, dispuesta=dispuesta, calculada=una)


def _primero(uno: Vigor) -> date:
    return uno.desde or date.min


def _fin(uno: Vigor) -> date:
    return uno.seguro or date.max
