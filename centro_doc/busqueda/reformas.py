"""Lo que reformó a una norma que se busca: quien la pide quiere saber si es el texto de hoy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.normas.consultas import en_prosa
from centro_doc.normas.hechos import Guardado
from centro_doc.normas.modelos import ClaseDeRelacion, Norma
from centro_doc.normas.partes import articulo_en_prosa
from indexador.juridico.claves import leer_clave

_DE_PEOR_A_MEJOR = "DCV"
_CAMBIAN = frozenset({ClaseDeRelacion.REFORMA, ClaseDeRelacion.ADICIONA})


@dataclass(frozen=True, slots=True)
class Reforma:
    """Una norma que reformó a otra. `articulos`, los que consta que cambió; `despues`: de un año posterior al
    de la fecha por la que se pregunta, así que entonces no regía.
    """

    clave: str
    cita: str
    articulos: tuple[str, ...]
    posterior_al_plan: bool
    despues: bool
    marca: str
    """La peor de las marcas con que consta: V confirmado, C sin confirmar o D dudoso."""


def reformas_de(
    sesion: Session, guardados: Sequence[Guardado], fecha: date
) -> Mapping[str, tuple[Reforma, ...]]:
    """Por la clave de cada norma, sus reformas, de la última a la primera. Una consulta.

    Las iniciativas no cuentan: proponen, y no cambian nada.
    """
    de_cada_una: dict[str, dict[str, list[str]]] = {}
    marcas: dict[tuple[str, str], str] = {}
    for guardado in guardados:
        for una in guardado.recibe:
            if una.clase in _CAMBIAN and not una.origen.startswith("INI-"):
                suyos = de_cada_una.setdefault(guardado.norma.clave, {}).setdefault(una.origen, [])
                suyos += [articulo_en_prosa(una.articulo_destino)] if una.articulo_destino else []
                cual = guardado.norma.clave, una.origen
                marcas[cual] = min(una.marca, marcas.get(cual, una.marca), key=_DE_PEOR_A_MEJOR.index)
    if not de_cada_una:
        return {}
    origenes = {origen for suyas in de_cada_una.values() for origen in suyas}
    filas = sesion.execute(select(Norma.clave, Norma.posterior_al_plan).where(Norma.clave.in_(origenes)))
    posteriores = {clave: bool(posterior) for clave, posterior in filas}
    return {
        clave: tuple(
            Reforma(
                origen,
                en_prosa(origen),
                tuple(dict.fromkeys(articulos)),
                posteriores.get(origen, False),
                _anio(origen) > fecha.year,
                marcas[clave, origen],
            )
            for origen, articulos in sorted(suyas.items(), key=lambda par: -_anio(par[0]))
        )
        for clave, suyas in de_cada_una.items()
    }


def _anio(clave: str) -> int:
    leida = leer_clave(clave)
    return (leida.anio or 0) if leida is not None else 0
