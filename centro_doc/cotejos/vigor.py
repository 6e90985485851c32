"""Desde cuándo rige una reforma: lo que alguien declaró, lo que ella dispone, o lo que resulta de publicarse.

Lo declarado manda, aunque no conste el día. Sin ello vale lo que su propio texto dispone; si habla de su
vigencia y no se lee, no se calcula: no consta. Cada fecha lleva lo que le falte por confirmar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from centro_doc.catalogo.modelos import Precision
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.normas.hechos import Guardado, calculadas
from centro_doc.normas.modelos import FechaDeNorma
from centro_doc.normas.palabras import VERIFICACIONES
from centro_doc.normas.partes import articulo_en_prosa
from centro_doc.normas.vigencia import fin_del_periodo
from indexador.juridico.vigencia_dicha import VigenciaDicha

_DUDOSA = "La fecha desde la que rige es dudosa."
_VARIAS = "Constan varias fechas desde las que rige."
_NO_SE_LEE = "Su artículo {} dispone desde cuándo rige, y no se pudo leer: hace falta anotar esa fecha."
_SIN_PUBLICAR = "Su artículo {} lo cuenta desde su publicación, y no consta cuándo se publicó."


@dataclass(frozen=True, slots=True)
class Vigor:
    """Desde cuándo rige. `desde` es el primer día en que pudo empezar y `seguro`, aquel en que ya regía.

    `cuando` lo dice: «el 1 de julio de 2021», «mayo de 2017 (sin confirmar)». Sin `desde`, `razon` dice por
    qué no consta.
    """

    desde: date | None = None
    seguro: date | None = None
    cuando: str = ""
    razon: str = ""


def vigor_de(guardado: Guardado | None, dicha: VigenciaDicha | None) -> Vigor:
    """El de una norma, por lo que el catálogo guarda de ella y lo que su texto dispone."""
    fechas = guardado.fechas if guardado is not None else ()
    declaradas = [una for una in fechas if una.clase == "vigencia" and una.precision != Precision.DESCONOCIDA]
    if declaradas:
        return _declarado(declaradas)
    if dicha is not None and dicha.dia is not None:
        return _en(dicha.dia, f"según su artículo {articulo_en_prosa(dicha.articulo)}")
    if dicha is not None and not dicha.se_lee:
        return Vigor(razon=_NO_SE_LEE.format(articulo_en_prosa(dicha.articulo)))
    if dicha is not None and dicha.dias is not None:
        return _tras_publicarse(fechas, dicha, dicha.dias)
    if guardado is None:
        return Vigor()
    unas = {una.valor: una for una in calculadas(guardado) if una.marca != "D"}
    if len(unas) != 1:
        return Vigor(razon=_VARIAS if unas else "")
    ((valor, una),) = unas.items()
    return _en(valor, "ocho días después de publicarse", una.marca)


def _declarado(fechas: Sequence[FechaDeNorma]) -> Vigor:
    firmes = [una for una in fechas if una.marca != "D"]
    if not firmes:
        return Vigor(razon=_DUDOSA)
    if len({(una.valor, una.precision) for una in firmes}) > 1:
        return Vigor(razon=_VARIAS)
    una = firmes[0]
    cual = fecha_con_precision(una.valor, una.precision)
    dicha = _con_marca(f"el {cual}" if una.precision == Precision.DIA else cual, min(f.marca for f in firmes))
    seguro = fin_del_periodo(una.valor, una.precision)
    return Vigor(una.valor, seguro if seguro != una.valor else None, dicha)


def _tras_publicarse(fechas: Sequence[FechaDeNorma], dicha: VigenciaDicha, dias: int) -> Vigor:
    publicada = {
        una.valor: una
        for una in fechas
        if una.clase == "publicacion" and una.precision == Precision.DIA and una.marca != "D"
    }
    articulo = articulo_en_prosa(dicha.articulo)
    if len(publicada) != 1:
        return Vigor(razon=_VARIAS if publicada else _SIN_PUBLICAR.format(articulo))
    ((dia, una),) = publicada.items()
    return _en(dia + timedelta(days=dias), f"según su artículo {articulo} y su publicación", una.marca)


def _en(dia: date, porque: str, marca: str = "V") -> Vigor:
    dicha = _con_marca(f"el {fecha_con_precision(dia, Precision.DIA)}", marca)
    return Vigor(dia, None, f"{dicha}, {porque}")


def _con_marca(dicha: str, marca: str) -> str:
    return dicha if marca == "V" else f"{dicha} ({VERIFICACIONES[marca].lower()})"
