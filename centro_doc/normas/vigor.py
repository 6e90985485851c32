"""Desde cuándo rige una norma: lo que alguien declaró, lo que ella dispone, o lo que resulta de publicarse.

Lo declarado manda, aunque no conste el día. Sin ello vale lo que su propio texto dispone; si habla de su
vigencia y no se lee, no se calcula: no consta. Cada fecha lleva lo que le falte por confirmar: lo que el
programa leyó en el texto, mientras nadie lo anote, está sin confirmar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from centro_doc.catalogo.modelos import Precision
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.normas.dispuestas import Dispuesta, plazo
from centro_doc.normas.modelos import FechaDeNorma
from centro_doc.normas.palabras import VERIFICACIONES
from centro_doc.normas.partes import articulo_en_prosa
from centro_doc.normas.vigencia import DIAS_TRAS_LA_PUBLICACION, fin_del_periodo, vigencia_calculada

LEIDO = "C"
"""La marca de lo que se leyó en el texto y nadie ha confirmado."""
_DUDOSA = "La fecha desde la que rige es dudosa."
_VARIAS = "Constan varias fechas desde las que rige."
_NO_SE_LEE = "Su artículo {} dispone desde cuándo rige, y no se pudo leer: hace falta anotar esa fecha."
_SIN_PUBLICAR = "Su artículo {} lo cuenta desde su publicación, y no consta cuándo se publicó."


@dataclass(frozen=True, slots=True)
class Vigor:
    """Desde cuándo rige. `desde` es el primer día del período conocido; sin él, `razon` dice por qué.

    `dispuesta`: lo dice su propio texto. `porque` va detrás de la fecha: «según su artículo 12».
    """

    desde: date | None = None
    precision: str = Precision.DIA
    marca: str = "V"
    porque: str = ""
    razon: str = ""
    dispuesta: Dispuesta | None = None

    @property
    def seguro(self) -> date | None:
        """El primer día en que ya regía."""
        return fin_del_periodo(self.desde, self.precision) if self.desde is not None else None

    @property
    def dicho(self) -> str:
        """«el 1 de julio de 2021, según su artículo 12», sin su marca; vacío si no consta."""
        return self._dicho("")

    @property
    def cuando(self) -> str:
        """Lo mismo con su marca: «mayo de 2017 (sin confirmar)»."""
        return self._dicho("" if self.marca == "V" else f" ({VERIFICACIONES[self.marca].lower()})")

    def _dicho(self, marca: str) -> str:
        if self.desde is None:
            return ""
        cual = fecha_con_precision(self.desde, self.precision)
        dia = f"el {cual}" if self.precision == Precision.DIA else cual
        return f"{dia}{marca}{', ' if self.porque else ''}{self.porque}"


@dataclass(frozen=True, slots=True)
class Calculada:
    """Una entrada en vigor que resulta de la publicación; `marca` es la de la cuenta entera.

    `dias` después de publicarse, por lo que dispone el artículo `articulo` de la norma o, sin él, por la
    Constitución. `vale`: nada dice otra cosa.
    """

    valor: date
    publicacion: date
    marca: str
    dias: int = DIAS_TRAS_LA_PUBLICACION
    articulo: str = ""
    vale: bool = True

    @property
    def plazo(self) -> str:
        """Cómo se dicen los días: «ocho días después de publicarse»."""
        return plazo(self.dias)


def vigor_de(clase: str, fechas: Sequence[FechaDeNorma], dispuesta: Dispuesta | None) -> Vigor:
    """El de una norma, por su clase («DC»), las fechas que constan de ella y lo que su texto dispone."""
    declaradas = [una for una in fechas if una.clase == "vigencia"]
    if declaradas:
        return _declarado(declaradas)
    if dispuesta is not None and dispuesta.dia is not None:
        porque = f"según su artículo {articulo_en_prosa(dispuesta.articulo)}"
        return Vigor(dispuesta.dia, Precision.DIA, LEIDO, porque, dispuesta=dispuesta)
    if dispuesta is not None and not dispuesta.se_lee:
        return Vigor(razon=_NO_SE_LEE.format(articulo_en_prosa(dispuesta.articulo)), dispuesta=dispuesta)
    unas = {una.valor: una for una in calculadas(clase, fechas, dispuesta) if una.marca != "D"}
    if len(unas) == 1:
        return _tras_publicarse(next(iter(unas.values())), dispuesta)
    if dispuesta is not None and not unas:
        razon = _SIN_PUBLICAR.format(articulo_en_prosa(dispuesta.articulo))
        return Vigor(razon=razon, dispuesta=dispuesta)
    return Vigor(razon=_VARIAS if unas else "", dispuesta=dispuesta)


def calculadas(
    clase: str, fechas: Sequence[FechaDeNorma], dispuesta: Dispuesta | None
) -> tuple[Calculada, ...]:
    """Las entradas en vigor que resultan de cada fecha de publicación que consta con su día."""
    vale = not any(una.clase == "vigencia" for una in fechas)
    return tuple(_calculadas(clase, fechas, dispuesta, vale=vale))


def tras_publicarse(
    clase: str, publicacion: date, marca: str, dispuesta: Dispuesta | None, *, vale: bool = True
) -> Calculada | None:
    """La que resulta de publicarse ese día; `None` si ni la norma ni la Constitución dicen cómo contarla.

    Si el texto dispone otros días que los de la Constitución, la cuenta está sin confirmar, como lo leído.
    """
    if dispuesta is not None and dispuesta.dias is not None:
        dias = dispuesta.dias
        suya = marca if dias == DIAS_TRAS_LA_PUBLICACION else max(marca, LEIDO, key="VCD".index)
        return Calculada(
            publicacion + timedelta(days=dias), publicacion, suya, dias, dispuesta.articulo, vale=vale
        )
    valor = vigencia_calculada(clase, publicacion)
    if valor is None:
        return None
    return Calculada(valor, publicacion, marca, vale=vale and dispuesta is None)


def _calculadas(
    clase: str, fechas: Sequence[FechaDeNorma], dispuesta: Dispuesta | None, *, vale: bool
) -> Iterator[Calculada]:
    for una in fechas:
        if una.clase == "publicacion" and una.precision == Precision.DIA:
            hecha = tras_publicarse(clase, una.valor, una.marca, dispuesta, vale=vale)
            if hecha is not None:
                yield hecha


def _declarado(fechas: Sequence[FechaDeNorma]) -> Vigor:
    firmes = [una for una in fechas if una.marca != "D"]
    if not firmes:
        return Vigor(razon=_DUDOSA)
    if len({(una.valor, una.precision) for una in firmes}) > 1:
        return Vigor(razon=_VARIAS)
    return Vigor(firmes[0].valor, firmes[0].precision, min(una.marca for una in firmes))


def _tras_publicarse(una: Calculada, dispuesta: Dispuesta | None) -> Vigor:
    porque = "ocho días después de publicarse"
    if una.articulo:
        porque = f"según su artículo {articulo_en_prosa(una.articulo)} y su publicación"
    return Vigor(una.valor, Precision.DIA, una.marca, porque, dispuesta=dispuesta)
