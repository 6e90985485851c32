"""La lista de iniciativas como hoja de cálculo, con los filtros de la página."""

import re
from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from centro_doc.agenda.consultas_iniciativas import halladas
from centro_doc.agenda.formularios import Filtros
from centro_doc.agenda.leida import Leida, Momento
from centro_doc.agenda.tramite import Constancia, Dias, Paso
from centro_doc.comun.hojas_de_calculo import UTF_8, linea
from centro_doc.normas.consultas import con_marca

COLUMNAS = (
    *("número", "nombre", "presentada", "ponentes", "comisiones", "temas"),
    *("estado", "desde", "documento que lo prueba", "días en la etapa", "días en comisión"),
    *("ya es ley", "a la fecha", "días en cada etapa", "observación"),
)
_SIN_SIGNOS = re.compile(r"[^A-Za-z0-9_-]")
_NO_CONSTA = "no consta si ya estaba presentada"


def nombre_de_archivo(filtros: Filtros, fecha: date) -> str:
    """«iniciativas-AG1-2010-06-30.csv»: dos listas distintas no se guardan con el mismo nombre."""
    puestos = (filtros.tema, filtros.estado, f"de-{filtros.anio}" if filtros.anio else "")
    partes = ("iniciativas", *puestos, "halladas" if filtros.palabras else "", fecha.isoformat())
    return f"{'-'.join(seguro for parte in partes if (seguro := _SIN_SIGNOS.sub('', parte)))}.csv"


def en_csv(
    sesion: Session, filtros: Filtros, marcas: frozenset[str], *, fecha: date, hoy: date
) -> Iterator[str]:
    """Los renglones de todas las que cumplen los filtros, con su encabezado.

    Lo no confirmado lleva su marca, (C) o (D); las fechas, hasta donde se conocen. De una fecha anterior a
    `hoy` no se dice nada posterior.
    """
    yield UTF_8 + linea(COLUMNAS)
    for leida in halladas(sesion, filtros, marcas, fecha=fecha, hoy=hoy):
        yield linea(_celdas(leida, fecha))


def _celdas(leida: Leida, fecha: date) -> tuple[str, ...]:
    una, paso = leida.iniciativa, leida.estado
    constancia = (paso.prueba or paso.constancias[0]) if paso is not None else None
    prueba = constancia.documento if constancia is not None else None
    return (
        str(una.numero),
        con_marca(leida.nombre, leida.norma.marca) if leida.norma is not None else leida.nombre,
        _cuando(leida.presentada),
        _lista(una.ponentes, leida.marca_de("ponentes")),
        _lista(una.comisiones, leida.marca_de("comisiones")),
        "; ".join(tema.codigo for tema in leida.temas),
        paso.etapa.nombre if paso is not None else "",
        _cuando(constancia),
        prueba.identificador if prueba is not None else "",
        _dias(paso.dias if paso is not None else None),
        _dias(leida.en_comision),
        "; ".join(con_marca(ley.otra.cita, ley.marca) for ley in leida.decretos),
        fecha.isoformat(),
        "; ".join(_de_etapa(uno, leida.despues) for uno in leida.tramite.pasos if uno.dias is not None),
        _NO_CONSTA if leida.momento == Momento.NO_CONSTA else "",
    )


def _de_etapa(paso: Paso, despues: Paso | None) -> str:
    """«Presentada: 6», «En comisión: de 315 a 344, y sigue»; dice si alguna fecha no tiene documento.

    La que consta después del estado, sin documento: «Dictaminada, si se prueba: 9».
    """
    dias = paso.dias
    if dias is None:
        return ""
    if paso == despues:
        return f"{paso.etapa.nombre}, si se prueba: {_dias(dias)}"
    sigue, marca = ", y sigue" if dias.corre else "", "" if dias.probados else " (según fechas sin documento)"
    return f"{paso.etapa.nombre}: {_dias(dias)}{sigue}{marca}"


def _cuando(una: Constancia | None) -> str:
    return con_marca(una.cuando, una.marca) if una is not None else ""


def _lista(escritos: list[str], marca: str) -> str:
    return con_marca("; ".join(escritos), marca) if escritos else ""


def _dias(dias: Dias | None) -> str:
    """«18», «de 315 a 344»."""
    if dias is None:
        return ""
    return str(dias.maximo) if dias.minimo == dias.maximo else f"de {dias.minimo} a {dias.maximo}"
