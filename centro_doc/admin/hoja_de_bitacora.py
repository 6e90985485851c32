"""La bitácora en CSV, con los filtros de la página: un renglón por asiento, del más nuevo al más viejo."""

import re
from collections.abc import Callable, Iterator, Mapping

from sqlalchemy.orm import Session

from centro_doc.admin.consultas import bitacora
from centro_doc.admin.formularios import FiltroDeBitacora
from centro_doc.admin.nombrados import Nombrados, nombrados
from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.escrito import plegar
from centro_doc.comun.fechas import en_zona
from centro_doc.comun.hojas_de_calculo import UTF_8, linea

COLUMNAS = ("Cuándo", "Quién", "Acción", "Clase", "Sobre qué", "Motivo", "Cambios")
Palabras = Callable[[str], str]
"""Cómo se lee una palabra de la base: «acción» por `accion`."""


def nombre_de_archivo(filtro: FiltroDeBitacora) -> str:
    """«bitacora-cd-00012-ana.csv»: dos hojas distintas no se guardan con el mismo nombre."""
    dias = [dia.isoformat() for dia in (filtro.desde, filtro.hasta) if dia is not None]
    partes = ("bitacora", filtro.objeto, filtro.persona, filtro.accion, *dias)
    dicho = plegar("-".join(parte for parte in partes if parte))
    return f"{re.sub('[^a-z0-9]+', '-', dicho).strip('-')[:120]}.csv"


def renglones(
    sesion: Session, filtro: FiltroDeBitacora, marcas: frozenset[str], *, zona: str, en_palabras: Palabras
) -> Iterator[str]:
    """Los renglones, con su encabezado; sólo los asientos que este lector puede ver. Por hojas."""
    yield UTF_8 + linea(COLUMNAS)
    hoja = bitacora(sesion, filtro, marcas=marcas, zona=zona)
    for numero in range(1, hoja.hojas + 1):
        if numero > 1:
            hoja = bitacora(sesion, filtro, marcas=marcas, zona=zona, hoja=numero)
        dichos = nombrados(sesion, hoja.elementos, marcas)
        for asiento in hoja.elementos:
            yield linea(_celdas(asiento, dichos, zona, en_palabras))


def _celdas(asiento: Asiento, dichos: Nombrados, zona: str, en_palabras: Palabras) -> tuple[str, ...]:
    cambios = (
        f"{en_palabras(clave)}: {_cambio(dichos.de_dato(asiento, clave, valor), dichos, en_palabras)}"
        for clave, valor in asiento.detalle.items()
    )
    return (
        en_zona(asiento.cuando, zona).strftime("%Y-%m-%d %H:%M:%S"),
        asiento.actor_nombre,
        en_palabras(asiento.accion),
        en_palabras(asiento.objeto_clase),
        dichos.de_objeto(asiento),
        asiento.motivo or "",
        "; ".join(cambios),
    )


def _cambio(valor: object, dichos: Nombrados, en_palabras: Palabras) -> str:
    """«interna → pública» si dice lo de antes y lo de después; si no, el valor."""
    if isinstance(valor, Mapping) and "despues" in valor:
        antes = valor.get("antes")
        previo = f"{_valor(antes, dichos, en_palabras)} → " if antes is not None else ""
        return previo + _valor(valor["despues"], dichos, en_palabras)
    return _valor(valor, dichos, en_palabras)


def _valor(valor: object, dichos: Nombrados, en_palabras: Palabras) -> str:
    if valor is None or valor in ("", []):
        return "nada"
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    if isinstance(valor, str):
        return dichos.cuentas.get(valor) or en_palabras(valor)
    if isinstance(valor, Mapping):
        return ", ".join(f"{en_palabras(k)}: {_valor(v, dichos, en_palabras)}" for k, v in valor.items())
    if isinstance(valor, list):
        return ", ".join(_valor(uno, dichos, en_palabras) for uno in valor)
    return str(valor)
